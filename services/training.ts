/** Trainings with their figures. Roster, attendance and scores are lines: services/attendance.ts. */
import type { RosterPerson, TrainingPlan, TrainingRow } from '#contract/training.ts';
import { nextSerial } from '#db/identity.ts';
import { getRecord } from '#db/record.ts';
import { examLinesOf, examLinesOfTrainings } from '#db/resit.ts';
import { outletsById, staffOn, untrainedSince } from '#db/staff.ts';
import { trainingsIn } from '#db/training.ts';
import { formatCaseNumber, outletDigits } from '#domain/case-number.ts';
import { addDays, daysBetween } from '#domain/dates.ts';
import { Failure } from '#domain/failure.ts';
import type { Outlet, Post } from '#domain/organisation.ts';
import { posts } from '#domain/organisation.ts';
import { trainingEntity } from '#domain/training.ts';
import type { Training } from '#domain/training.ts';
import type { ExamLine } from '#domain/training-figures.ts';
import { openWork, trainingFigures } from '#domain/training-figures.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';
import { ownOutlet } from './outreach.ts';

const firstDay = '1900-01-01';
const lastDay = '2200-12-31';

function rowOf(training: Training, outlets: ReadonlyMap<string, Outlet>, lines: readonly ExamLine[]): TrainingRow {
  const { head: _head, voided: _voided, voidReason: _reason, ...fields } = training;
  return {
    ...fields,
    targetPosts: training.targetPosts.filter((post): post is Post => Object.hasOwn(posts, post)),
    outletName: outlets.get(training.outlet)?.name ?? training.outlet,
    figures: trainingFigures(lines, training),
  };
}

/** @throws Failure notFound */
export function findTraining(ctx: Pick<Ctx, 'db'>, id: string): Training {
  const training = getRecord(ctx.db, trainingEntity, id);
  if (training === null || training.voided)
    throw new Failure('notFound', '没有找到这次培训，可能已作废。请回到列表刷新。');
  return training;
}

/** The training as its screens show it. @throws Failure notFound */
export const trainingRow = (ctx: Ctx, id: string): TrainingRow =>
  rowOf(findTraining(ctx, id), outletsById(ctx.db), examLinesOf(ctx.db, id));

/** Trainings on the days given, newest first. */
export function listTrainings(ctx: Ctx, from: string | null, to: string | null): TrainingRow[] {
  const first = from ?? firstDay;
  const last = to ?? lastDay;
  const outlets = outletsById(ctx.db);
  const lines = examLinesOfTrainings(ctx.db, first, last);
  return trainingsIn(ctx.db, first, last).map((training) => rowOf(training, outlets, lines.get(training.id) ?? []));
}

/** People at work on that day: of the own outlet, at the centre of the whole branch. No posts means all. */
export function roster(ctx: Ctx, on: string, wanted: readonly Post[]): RosterPerson[] {
  const outlets = outletsById(ctx.db);
  return staffOn(ctx.db, on, ctx.identity.side === 'outlet' ? ctx.identity.node : null)
    .filter((person) => wanted.length === 0 || wanted.includes(person.post))
    .map(({ id, staffNo, name, post, outlet }) => ({
      id,
      staffNo,
      name,
      post,
      outlet,
      outletName: outlets.get(outlet)?.name ?? outlet,
    }));
}

/** New people without any training, the longest waiting first. */
function newcomers(ctx: Ctx) {
  const today = ctx.today();
  const outlets = outletsById(ctx.db);
  return untrainedSince(
    ctx.db,
    addDays(today, -365),
    today,
    ctx.identity.side === 'outlet' ? ctx.identity.node : null,
  ).map(({ id, staffNo, name, post, outlet, joinedOn }) => ({
    id,
    staffNo,
    name,
    post,
    outlet,
    outletName: outlets.get(outlet)?.name ?? outlet,
    joinedOn: joinedOn ?? '',
    days: joinedOn === null ? 0 : daysBetween(joinedOn, today),
  }));
}

export function createTraining(ctx: Ctx, plan: TrainingPlan): string {
  const outlet = ownOutlet(ctx);
  const id = ctx.newId();
  const trainingNo = formatCaseNumber({
    kind: 'PX',
    outlet: outletDigits(outlet),
    date: plan.heldOn,
    incarnation: ctx.identity.letter,
    serial: nextSerial(ctx.db, 'PX'),
  });
  ctx.write(trainingEntity, id, { ...plan, trainingNo, outlet, state: 'planned' });
  ctx.note({ record: id, text: trainingNo });
  return id;
}

function updateTraining(ctx: Ctx, id: string, plan: TrainingPlan): void {
  const training = findTraining(ctx, id);
  if (training.state === 'cancelled') throw new Failure('impossible', '培训已取消，不能再改。没有改动任何内容。');
  ctx.write(trainingEntity, id, plan);
  ctx.note({ record: id, text: training.trainingNo });
}

/** @throws Failure impossible when somebody on the roster has not been accounted for */
export function finishTraining(ctx: Ctx, id: string, summary: string | null): void {
  const training = findTraining(ctx, id);
  if (training.state === 'cancelled') throw new Failure('impossible', '培训已取消，不能标为完成。');
  if (training.heldOn > ctx.today())
    throw new Failure('impossible', '培训还没有到举办日期，不能标为完成。请核对培训日期。');
  const open = openWork(trainingFigures(examLinesOf(ctx.db, id), training));
  if (open !== null) throw new Failure('impossible', `${open}，没有标为完成。已保存的内容不受影响。`);
  ctx.write(trainingEntity, id, { state: 'done', summary });
  ctx.note({ record: id, text: `${training.trainingNo} 完成` });
}

function cancelTraining(ctx: Ctx, id: string, reason: string): void {
  const training = findTraining(ctx, id);
  if (training.state !== 'planned') throw new Failure('impossible', '只有还没有完成的培训可以取消。没有改动任何内容。');
  // A cancelled training has no summary; the field says why it was cancelled.
  ctx.write(trainingEntity, id, { state: 'cancelled', summary: `取消原因：${reason}` });
  ctx.note({ record: id, text: `${training.trainingNo} 取消：${reason}` });
}

export const trainingVerbs = {
  'training.list': ({ from, to }, ctx) => listTrainings(ctx, from, to),
  'training.get': ({ id }, ctx) => trainingRow(ctx, id),
  'training.roster': ({ on, posts: wanted }, ctx) => roster(ctx, on, wanted),
  'training.newcomers': (_input, ctx) => newcomers(ctx),
  'training.create': (plan, ctx) => trainingRow(ctx, createTraining(ctx, plan)),
  'training.update': ({ id, plan }, ctx) => {
    updateTraining(ctx, id, plan);
    return trainingRow(ctx, id);
  },
  'training.finish': ({ id, summary }, ctx) => {
    finishTraining(ctx, id, summary);
    return trainingRow(ctx, id);
  },
  'training.cancel': ({ id, reason }, ctx) => {
    cancelTraining(ctx, id, reason);
    return trainingRow(ctx, id);
  },
} satisfies Verbs;
