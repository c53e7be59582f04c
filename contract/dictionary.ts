/** The choices offered in forms. The centre owns them; they travel in the pack. */
import * as z from 'zod/mini';
import { query } from './define.ts';

export const DictLine = z.object({
  id: z.string(),
  dict: z.string(),
  parent: z.nullable(z.string()),
  label: z.string(),
  shortLabel: z.string(),
  stdCode: z.string(),
  /** Pinyin initials and full pinyin, for search by keyboard. */
  pinyin: z.string(),
  synonyms: z.array(z.string()),
  sort: z.number(),
  retiredOn: z.nullable(z.string()),
  /** How often this PC chose it: most used first. */
  uses: z.number(),
});
export type DictLine = z.infer<typeof DictLine>;

export const dictionary = {
  'dictionary.all': query({ needs: 'dictionary.read', input: z.object({}), output: z.array(DictLine) }),
};
