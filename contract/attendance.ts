/** Lines of sign-in sheets typed back (签到回填), of events and trainings alike. */
import * as z from 'zod/mini';
import { attendanceStates, examStates } from '#domain/attendance.ts';
import { count, filled, recordId, text, textOrNull } from './checks.ts';
import { command, query } from './define.ts';
import { PostName } from './training.ts';

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>) => Object.keys(table) as [K, ...K[]];

const ofKind = z.enum(['outreach', 'training']);
/** An event has a sheet of the public and one of its staff; a training only the latter. */
const sheet = z.enum(['public', 'staff']);

const lineShape = {
  /** Line on the paper = line on the screen. */
  lineNo: z.int().check(z.minimum(1), z.maximum(9999)),
  /** Record of a colleague; null for others. */
  staff: z.nullable(recordId),
  /** As long as on the roster. May be empty on the sheet of the public: nobody has to leave a name. */
  name: text(60),
  unit: textOrNull(60),
  phoneTail: z.pipe(
    z.nullable(z.string().check(z.trim(), z.regex(/^\d{0,4}$/, '只登记电话后四位'))),
    z.transform((value: string | null) => (value === '' ? null : value)),
  ),
  duty: z.nullable(text(40)),
  state: z.enum(keysOf(attendanceStates)),
  /** Tenths of a point. */
  score10: z.nullable(count(10_000)),
  examState: z.nullable(z.enum(keysOf(examStates))),
  attempts: z.nullable(count(99)),
  note: textOrNull(120),
};

export const AttendanceInput = z.object({ id: z.nullable(recordId), ...lineShape });
export type AttendanceInput = z.input<typeof AttendanceInput>;

export const AttendanceLine = z.object({
  id: z.string(),
  lineNo: z.number(),
  staff: z.nullable(z.string()),
  /** Of the staff record; '' for others. */
  staffNo: z.string(),
  post: z.string(),
  name: z.string(),
  unit: z.nullable(z.string()),
  phoneTail: z.nullable(z.string()),
  duty: z.nullable(z.string()),
  state: lineShape.state,
  score10: z.nullable(z.number()),
  examState: lineShape.examState,
  attempts: z.nullable(z.number()),
  note: z.nullable(z.string()),
  /** Best score of the make-up rounds in tenths; null without one. */
  resit10: z.nullable(z.number()),
  sheet,
});
export type AttendanceLine = z.infer<typeof AttendanceLine>;

const changes = ['attendance', 'outreach', 'training', 'figures', 'exchange'] as const;

export const attendance = {
  /** What the code on a printed page belongs to; null when no event or training here has that number. */
  'attendance.ofCode': query({
    needs: 'outreach.read',
    input: z.object({ code: text(80) }),
    output: z.nullable(z.object({ ofKind, ofId: z.string(), sheet })),
  }),
  /** In paper order. At the centre the names of the public are masked. */
  'attendance.list': query({
    needs: 'outreach.read',
    input: z.object({ ofKind, ofId: recordId }),
    output: z.array(AttendanceLine),
  }),
  /**
   * Writes the lines that changed: without `id` a new one, with `id` the fields that differ, one
   * operation per line. Lines in `removed` are voided with the reason. Others stay as they are.
   */
  'attendance.save': command({
    needs: 'outreach.write',
    input: z.object({
      ofKind,
      ofId: recordId,
      sheet,
      lines: z.array(AttendanceInput).check(z.maxLength(2000, '一次最多 2000 行')),
      removed: z.array(recordId).check(z.maxLength(2000)),
      reason: text(200),
    }),
    output: z.object({
      added: z.number(),
      changed: z.number(),
      removed: z.number(),
      lines: z.array(AttendanceLine),
    }),
    changes,
  }),
  /** Adds everybody of these posts who is at work on that day and not on the sheet yet, as 应到. */
  'attendance.fromRoster': command({
    needs: 'outreach.write',
    input: z.object({
      ofKind,
      ofId: recordId,
      posts: z.array(PostName),
      /** Only these people, when given. */
      staff: z.optional(z.array(recordId)),
    }),
    output: z.object({ added: z.number(), lines: z.array(AttendanceLine) }),
    changes,
  }),
  /** Takes a wrongly removed line back. */
  'attendance.restore': command({
    needs: 'outreach.write',
    input: z.object({ ids: z.array(recordId).check(z.maxLength(2000)), reason: filled(200, '请写明原因') }),
    output: z.object({ restored: z.number() }),
    changes,
  }),
};
