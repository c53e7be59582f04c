/** A training the centre sets (布置的培训): for posts or for named people; each outlet records its own part. */
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';

export const courseEntity = {
  name: 'course',
  owner: 'centre',
  fields: {
    /** Number that every outlet's record of it carries: it counts once. */
    series: needed.text('B'),
    title: needed.text('B'),
    category: needed.text('B'),
    mode: needed.text('B'),
    heldOn: needed.text('B'),
    startTime: needed.text('B'),
    endTime: needed.text('B'),
    hours10: needed.int('B'),
    place: needed.text('B'),
    lecturer: needed.text('B', { personal: true }),
    targetPosts: needed.list<string>('B'),
    hasExam: needed.flag('B'),
    passMark: optional.int('B'),
    /** Day until which outlets are to have it done and reported. */
    dueOn: needed.text('B'),
    demands: optional.text('B'),
  },
} as const;

export type Course = RecordOf<typeof courseEntity>;

/** Somebody the centre names for a course. Goes to the person's outlet alone. */
export const courseSeatEntity = {
  name: 'course_seat',
  owner: 'centre',
  fields: {
    course: needed.text('B'),
    outlet: needed.text('B'),
    staff: needed.text('B'),
  },
} as const;

export type CourseSeat = RecordOf<typeof courseSeatEntity>;
