/** One line of a sign-in sheet typed back (签到回填): of an outreach event or of a training. */
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';

export const attendanceStates = { expected: '应到', present: '实到', late: '迟到', leave: '请假', absent: '缺席', makeUp: '补训' } as const;
export type AttendanceState = keyof typeof attendanceStates;

const personal = { personal: true } as const;

export const attendanceEntity = {
  name: 'attendance',
  owner: 'outlet',
  fields: {
    outlet: needed.text('B'),
    ofKind: needed.text<'outreach' | 'training'>('B'),
    ofId: needed.text('B'),
    /** Line on the paper = line on the screen. */
    lineNo: needed.int('C'),
    /** Staff record, for trainings and for workers of an event. */
    staff: optional.text('C'),
    name: needed.text('C', personal),
    unit: optional.text('C'),
    phoneTail: optional.text('C', personal),
    duty: optional.text('C'),
    state: needed.text<AttendanceState>('C'),
    /** 10 = one point, so that 59.5 is exact. */
    score10: optional.int('C'),
    examState: optional.text<'sat' | 'missed' | 'exempt'>('C'),
    attempts: optional.int('C'),
    note: optional.text('C'),
  },
} as const;

export type Attendance = RecordOf<typeof attendanceEntity>;

/** Attended, in the sense of 参训率: present, late, or made up for later. */
export const attended = (state: AttendanceState): boolean => state === 'present' || state === 'late' || state === 'makeUp';
