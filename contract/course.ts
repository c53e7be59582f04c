/** Trainings the centre sets for outlets (布置的培训). */
import * as z from 'zod/mini';
import { choice, count, day, filled, recordId, text, textOrNull, time } from './checks.ts';
import { command, query } from './define.ts';
import { PostName } from './training.ts';

export const CoursePlan = z
  .object({
    series: filled(40, '请填写统一编号'),
    title: filled(60, '请填写培训主题'),
    category: choice('请选择类别'),
    mode: choice('请选择形式'),
    heldOn: day,
    startTime: time,
    endTime: time,
    hours10: count(2400),
    place: filled(80, '请填写地点'),
    lecturer: filled(40, '请填写授课人'),
    /** Everybody of these posts; empty when people are named. */
    targetPosts: z.array(PostName),
    hasExam: z.boolean(),
    passMark: z.nullable(count(1000)),
    dueOn: day,
    demands: textOrNull(1000),
    /** Staff numbers, separated by anything; only new courses take them. */
    named: z._default(text(20_000), ''),
  })
  .check(
    z.refine((plan) => plan.endTime > plan.startTime, { error: '结束时间要晚于开始时间', path: ['endTime'] }),
    z.refine((plan) => plan.dueOn >= plan.heldOn, { error: '完成期限早于培训日期', path: ['dueOn'] }),
    z.refine((plan) => !plan.hasExam || plan.passMark !== null, { error: '有考试的要填及格线', path: ['passMark'] }),
    z.refine((plan) => plan.targetPosts.length > 0 || plan.named !== '', {
      error: '请选岗位，或写明工号',
      path: ['targetPosts'],
    }),
  );
export type CoursePlan = z.infer<typeof CoursePlan>;

export const CourseRow = z.object({
  id: z.string(),
  series: z.string(),
  title: z.string(),
  category: z.string(),
  mode: z.string(),
  heldOn: z.string(),
  startTime: z.string(),
  endTime: z.string(),
  hours10: z.number(),
  place: z.string(),
  lecturer: z.string(),
  targetPosts: z.array(PostName),
  hasExam: z.boolean(),
  passMark: z.nullable(z.number()),
  dueOn: z.string(),
  demands: z.nullable(z.string()),
  /** People named for it; at an outlet its own. */
  named: z.number(),
  /** People it is for by post or name, as far as known here. */
  people: z.number(),
  /** Training of this outlet made from it. */
  trainingId: z.nullable(z.string()),
  /** Outlets that have it in their ledger, and that have finished it. */
  taken: z.number(),
  finished: z.number(),
  outlets: z.number(),
  /** Different people who attended, wherever they work now. */
  attended: z.number(),
  /** Past its day and not finished here. */
  late: z.boolean(),
});
export type CourseRow = z.infer<typeof CourseRow>;

const changes = ['training', 'exchange'] as const;

export const course = {
  'course.list': query({ needs: 'training.read', input: z.object({}), output: z.array(CourseRow) }),
  /** What each outlet has made of it; at an outlet nothing. */
  'course.progress': query({
    needs: 'training.read',
    input: z.object({ id: recordId }),
    output: z.array(
      z.object({
        outlet: z.string(),
        outletName: z.string(),
        state: z.enum(['none', 'planned', 'done']),
        expected: z.number(),
        attended: z.number(),
      }),
    ),
  }),
  'course.set': command({
    needs: 'course.write',
    input: CoursePlan,
    output: z.object({ id: z.string(), named: z.number() }),
    changes,
  }),
  'course.withdraw': command({
    needs: 'course.write',
    input: z.object({ id: recordId, reason: filled(200, '请写明撤销的原因') }),
    output: z.object({}),
    changes,
  }),
  /** Puts the course into the outlet's own ledger, with its roster. */
  'course.take': command({
    needs: 'training.write',
    input: z.object({ id: recordId }),
    output: z.object({ id: z.string(), trainingNo: z.string(), people: z.number() }),
    changes: ['training', 'attendance', 'figures', 'exchange'],
  }),
};
