/** What the centre decides once for everybody: dictionary entries, working calendars, rules. */
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';

export const dictEntryEntity = {
  name: 'dict_entry',
  owner: 'centre',
  fields: {
    dict: needed.text('B'),
    parent: optional.text('B'),
    label: needed.text('B'),
    shortLabel: optional.text('B'),
    /** Code of JR/T 0169—2018; see `stdCodeChecked`. */
    stdCode: optional.text('B'),
    /** False until the centre has compared the code with the standard (待核对). */
    stdCodeChecked: needed.flag('B'),
    pinyin: needed.text('B'),
    synonyms: needed.list<string>('B'),
    sort: needed.int('B'),
    retiredOn: optional.text('B'),
  },
} as const;

export const calendarYearEntity = {
  name: 'calendar_year',
  owner: 'centre',
  fields: {
    year: needed.int('B'),
    off: needed.list<{ readonly date: string; readonly name: string }>('B'),
    work: needed.list<string>('B'),
    status: needed.text<'official' | 'draft'>('B'),
    source: needed.text('B'),
    rev: needed.int('B'),
  },
} as const;

/** A named rule set as JSON, e.g. the deadline rules. A list of one so that it folds like any field. */
export const ruleEntity = {
  name: 'rule',
  owner: 'centre',
  fields: { value: needed.list<unknown>('B') },
} as const;

export type DictEntryRecord = RecordOf<typeof dictEntryEntity>;
export type CalendarYearRecord = RecordOf<typeof calendarYearEntity>;
export type RuleRecord = RecordOf<typeof ruleEntity>;
