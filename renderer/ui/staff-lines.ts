/** People of the outlet as lines of a picker. */
import type { RosterPerson } from '#contract/training.ts';
import { posts } from '#domain/organisation.ts';
import type { PickLine } from './pick.ts';

/** The id of a line is the staff number. */
export const staffLines = (people: readonly RosterPerson[]): readonly PickLine[] =>
  people.map(({ staffNo, name, post }, index) => ({
    id: staffNo,
    parent: null,
    label: `${name}（${posts[post]}）`,
    shortLabel: name,
    stdCode: staffNo,
    pinyin: '',
    synonyms: [name, staffNo],
    sort: index,
    retiredOn: null,
    uses: 0,
  }));
