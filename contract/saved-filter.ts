/** 常用筛选: what a list is narrowed and sorted by, kept per person under a name. Never leaves this PC. */
import * as z from 'zod/mini';
import { filled } from './checks.ts';
import { command, query } from './define.ts';

const short = z.string().check(z.maxLength(200));

/** What of a list's state is kept; which column and value names there are, only the list knows. */
export const FilterValue = z.object({
  chip: short,
  text: short,
  filters: z.record(short, short),
  sort: z.nullable(z.object({ key: short, down: z.boolean() })),
  /** Values ticked in header menus, by column. */
  columnValues: z.record(short, z.array(short).check(z.maxLength(500))),
});
export type FilterValue = z.infer<typeof FilterValue>;

const page = z.string().check(z.minLength(1), z.maxLength(60));
const name = filled(20, '请起个名字');

export const savedFilter = {
  /** Oldest first. */
  'savedFilter.list': query({
    needs: 'session',
    input: z.object({ page }),
    output: z.array(z.object({ name: z.string(), value: FilterValue })),
  }),
  /** Replaces the one of the same name. */
  'savedFilter.save': command({
    needs: 'session',
    input: z.object({ page, name, value: FilterValue }),
    output: z.object({}),
    changes: ['savedFilter'],
  }),
  'savedFilter.rename': command({
    needs: 'session',
    input: z.object({ page, name, to: name }),
    output: z.object({}),
    changes: ['savedFilter'],
  }),
  'savedFilter.drop': command({
    needs: 'session',
    input: z.object({ page, name }),
    output: z.object({}),
    changes: ['savedFilter'],
  }),
};
