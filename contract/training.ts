/** Trainings (培训) with roster, attendance and scores. */
import * as z from 'zod/mini';
import { posts } from '#domain/organisation.ts';
import { trainingStates } from '#domain/training.ts';
import { choice, count, day, filled, recordId, textOrNull, time } from './checks.ts';
import { command, query } from './define.ts';

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>) => Object.keys(table) as [K, ...K[]];

export const PostName = z.enum(keysOf(posts));

export const TrainingPlan = z
  .object({
    title: filled(60, '请填写培训主题'),
    /** Number of a training of the branch that is held in several places and counts once. */
    series: textOrNull(40),
    /** Dictionary ids from here to `mode`. */
    category: choice('请选择类别'),
    tier: choice('请选择层级'),
    mode: choice('请选择形式'),
    heldOn: day,
    startTime: time,
    endTime: time,
    /** Class hours in tenths: 15 = 1.5. */
    hours10: count(2400),
    place: filled(80, '请填写地点'),
    lecturer: filled(40, '请填写授课人'),
    targetPosts: z.array(PostName).check(z.minLength(1, '请至少选一个岗位')),
    hasExam: z.boolean(),
    /** Points. */
    passMark: z.nullable(count(1000)),
  })
  .check(
    z.refine((plan) => plan.endTime > plan.startTime, { error: '结束时间要晚于开始时间', path: ['endTime'] }),
    z.refine((plan) => !plan.hasExam || plan.passMark !== null, {
      error: '有考试的培训要填及格线',
      path: ['passMark'],
    }),
  );
export type TrainingPlan = z.infer<typeof TrainingPlan>;

/** Counts; definitions and formulas: domain/training-figures.ts. */
export const TrainingFigures = z.object({
  expected: z.number(),
  attended: z.number(),
  madeUp: z.number(),
  onLeave: z.number(),
  absent: z.number(),
  unmarked: z.number(),
  examExpected: z.number(),
  sat: z.number(),
  exempt: z.number(),
  unscored: z.number(),
  passed: z.number(),
  firstSat: z.number(),
  firstPassed: z.number(),
});

export const TrainingRow = z.object({
  ...TrainingPlan.shape,
  id: z.string(),
  trainingNo: z.string(),
  outlet: z.string(),
  outletName: z.string(),
  state: z.enum(keysOf(trainingStates)),
  summary: z.nullable(z.string()),
  figures: TrainingFigures,
});
export type TrainingRow = z.infer<typeof TrainingRow>;

export const RosterPerson = z.object({
  id: z.string(),
  staffNo: z.string(),
  name: z.string(),
  post: PostName,
  outlet: z.string(),
  outletName: z.string(),
});
export type RosterPerson = z.infer<typeof RosterPerson>;

export const training = {
  /** Trainings on the days given, newest first; null leaves an end open. */
  'training.list': query({
    needs: 'training.read',
    input: z.object({ from: z.nullable(day), to: z.nullable(day) }),
    output: z.array(TrainingRow),
  }),
  'training.get': query({ needs: 'training.read', input: z.object({ id: recordId }), output: TrainingRow }),
  /** People of this outlet (at the centre: of the branch) at work on that day, by outlet, post and number. */
  'training.roster': query({
    needs: 'organisation.read',
    input: z.object({ on: day, posts: z.array(PostName) }),
    output: z.array(RosterPerson),
  }),
  /** Who joined in the last twelve months and has attended no training since. */
  'training.newcomers': query({
    needs: 'training.read',
    input: z.object({}),
    output: z.array(z.object({ ...RosterPerson.shape, joinedOn: z.string(), days: z.number() })),
  }),
  'training.create': command({
    needs: 'training.write',
    input: TrainingPlan,
    output: TrainingRow,
    changes: ['training', 'figures', 'exchange'],
  }),
  'training.update': command({
    needs: 'training.write',
    input: z.object({ id: recordId, plan: TrainingPlan }),
    output: TrainingRow,
    changes: ['training', 'figures', 'exchange'],
  }),
  /** Everybody on the roster must have been accounted for. */
  'training.finish': command({
    needs: 'training.write',
    input: z.object({ id: recordId, summary: textOrNull(2000) }),
    output: TrainingRow,
    changes: ['training', 'figures', 'exchange'],
  }),
  'training.cancel': command({
    needs: 'training.write',
    input: z.object({ id: recordId, reason: filled(200, '请写明取消的原因') }),
    output: TrainingRow,
    changes: ['training', 'figures', 'exchange'],
  }),
};
