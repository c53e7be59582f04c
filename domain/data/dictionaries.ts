/** All shipped dictionary entries, parents before children. */
import type { DictEntry } from '../dictionary.ts';
import { ACTIVITY_DICTS } from './dict-activity.ts';
import { BUSINESS_DICT } from './dict-business.ts';
import { COMPLAINT_DICTS } from './dict-complaint.ts';

export const SHIPPED_DICTS: readonly DictEntry[] = [
  ...BUSINESS_DICT,
  ...COMPLAINT_DICTS.flat(),
  ...ACTIVITY_DICTS.flat(),
];
