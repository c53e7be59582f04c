/** Outlets and staff of the branch. */
import * as z from 'zod/mini';
import { day } from './checks.ts';
import { command, query } from './define.ts';

export const OutletRow = z.object({
  code: z.string(),
  name: z.string(),
  subBranch: z.string(),
  district: z.string(),
  closedOn: z.nullable(z.string()),
  /** Outlet that took over what was left. */
  mergedInto: z.nullable(z.string()),
});
export type OutletRow = z.infer<typeof OutletRow>;

export const StaffRow = z.object({
  id: z.string(),
  outlet: z.string(),
  staffNo: z.string(),
  name: z.string(),
  post: z.enum(['head', 'supervisor', 'lobby', 'teller', 'manager', 'officer']),
  joinedOn: z.nullable(z.string()),
  leftOn: z.nullable(z.string()),
});
export type StaffRow = z.infer<typeof StaffRow>;

/** One line of a pasted staff list. */
export const StaffLine = z.object({
  line: z.number(),
  outlet: z.string(),
  staffNo: z.string(),
  name: z.string(),
  post: z.string(),
  joinedOn: z.string(),
  problem: z.string(),
});
export type StaffLine = z.infer<typeof StaffLine>;

export const organisation = {
  'organisation.outlets': query({ needs: 'organisation.read', input: z.object({}), output: z.array(OutletRow) }),
  'organisation.addOutlets': command({
    needs: 'organisation.write',
    input: z.object({ text: z.string().check(z.maxLength(2_000_000)) }),
    output: z.object({ added: z.number(), renamed: z.number(), same: z.number() }),
    changes: ['organisation'],
  }),
  /** An outlet that is no more, or was merged into another; its records stay, its late files are still taken. */
  'organisation.closeOutlet': command({
    needs: 'organisation.write',
    input: z.object({ code: z.string(), closedOn: day, mergedInto: z.nullable(z.string()) }),
    output: z.object({ openCases: z.number() }),
    changes: ['organisation', 'exchange', 'figures'],
  }),
  'organisation.reopenOutlet': command({
    needs: 'organisation.write',
    input: z.object({ code: z.string() }),
    output: z.object({}),
    changes: ['organisation', 'exchange', 'figures'],
  }),
  /** At an outlet: its own people. At the centre: of one outlet, or of all. */
  'organisation.staff': query({
    needs: 'organisation.read',
    input: z.object({ outlet: z.optional(z.string()) }),
    output: z.array(StaffRow),
  }),
  'organisation.checkStaff': query({
    needs: 'organisation.write',
    input: z.object({ text: z.string().check(z.maxLength(4_000_000)) }),
    output: z.object({ lines: z.array(StaffLine), good: z.number(), bad: z.number() }),
  }),
  'organisation.saveStaff': command({
    needs: 'organisation.write',
    input: z.object({ text: z.string().check(z.maxLength(4_000_000)) }),
    output: z.object({ added: z.number(), changed: z.number(), same: z.number() }),
    changes: ['organisation'],
  }),
};
