/** The choices offered in forms. The centre owns them; they travel in the pack. */
import * as z from 'zod/mini';
import { filled, text } from './checks.ts';
import { command, query } from './define.ts';
import { isValidDate } from '#domain/dates.ts';
import { GROUP_PURPOSES, type GroupPurpose } from '#domain/management-group.ts';

export const DictLine = z.object({
  id: z.string(),
  dict: z.string(),
  parent: z.nullable(z.string()),
  label: z.string(),
  shortLabel: z.string(),
  stdCode: z.string(),
  /** False: 待核对, nobody has compared the code with the standard. */
  stdCodeChecked: z.boolean(),
  /** Pinyin initials and full pinyin, for search by keyboard. */
  pinyin: z.string(),
  synonyms: z.array(z.string()),
  sort: z.number(),
  retiredOn: z.nullable(z.string()),
  /** How often this PC chose it: most used first. */
  uses: z.number(),
});
export type DictLine = z.infer<typeof DictLine>;

const Purpose = z.enum(Object.keys(GROUP_PURPOSES) as [GroupPurpose, ...GroupPurpose[]]);

export const GroupLine = z.object({
  id: z.string(),
  purpose: Purpose,
  label: z.string(),
  /** Ids of business classes; empty: everything no other group of this purpose has. */
  members: z.array(z.string()),
  /** The group in words, with the codes of its members: as it is printed under a figure. */
  words: z.string(),
});
export type GroupLine = z.infer<typeof GroupLine>;

export const dictionary = {
  'dictionary.all': query({ needs: 'dictionary.read', input: z.object({}), output: z.array(DictLine) }),
  /** Labels, codes and search words may change, the entry and its id stay: records keep what they chose. */
  'dictionary.save': command({
    needs: 'dictionary.write',
    input: z.object({
      id: z.string().check(z.minLength(1), z.maxLength(80)),
      label: filled(60, '请填写名称'),
      shortLabel: text(30),
      stdCode: z.string().check(z.trim(), z.regex(/^[A-Z]?\d{0,6}$/, '编码如 B03022，没有的留空')),
      stdCodeChecked: z.boolean(),
      synonyms: z.readonly(z.array(filled(20, '请填写搜索词')).check(z.maxLength(30))),
      /** From this day on it can no longer be chosen; null: in use. */
      retiredOn: z.nullable(z.string().check(z.refine(isValidDate, '不是有效日期'))),
    }),
    output: z.object({ id: z.string() }),
    changes: ['dictionary', 'figures', 'exchange'],
  }),
  /** 管理口径分组, by purpose, in their order. */
  'dictionary.groups': query({ needs: 'dictionary.read', input: z.object({}), output: z.array(GroupLine) }),
  /** A new group stands before the one that takes the rest. */
  'dictionary.saveGroup': command({
    needs: 'dictionary.write',
    input: z.object({
      id: z.nullable(z.string().check(z.minLength(1), z.maxLength(80))),
      purpose: Purpose,
      label: filled(30, '请填写名称'),
      members: z.array(z.string().check(z.maxLength(80))).check(z.maxLength(200, '最多 200 个类别')),
    }),
    output: z.object({ id: z.string() }),
    changes: ['dictionary', 'figures', 'exchange'],
  }),
};
