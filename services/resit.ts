/** Make-up rounds of exams: who is to sit, what came of it. */
import type { Parsed } from '#contract/index.ts';
import type { ResitRound } from '#contract/resit.ts';
import { linesOf } from '#db/attendance.ts';
import { getRecord } from '#db/record.ts';
import { allScoresOf, resitScoresOf, resitsOf } from '#db/resit.ts';
import { staffById } from '#db/staff.ts';
import type { Attendance } from '#domain/attendance.ts';
import { formatLong } from '#domain/dates.ts';
import { Failure } from '#domain/failure.ts';
import type { Resit, ResitScore } from '#domain/resit.ts';
import { inOrder, linesFor, resitEntity, resitScoreEntity } from '#domain/resit.ts';
import type { Training } from '#domain/training.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';
import { ownOutlet } from './outreach.ts';
import { findTraining } from './training.ts';

interface Facts {
  readonly training: Training;
  readonly lines: readonly Attendance[];
  readonly rounds: readonly Resit[];
  readonly scores: readonly ResitScore[];
}

/** @throws Failure notFound */
function factsOf(ctx: Ctx, id: string): Facts {
  const training = findTraining(ctx, id);
  return {
    training,
    lines: linesOf(ctx.db, id),
    rounds: resitsOf(ctx.db, id),
    scores: resitScoresOf(ctx.db, id),
  };
}

const listed = ({ training, lines, rounds, scores }: Facts, round: string): readonly Attendance[] =>
  linesFor(round, rounds, { lines, scores, passMark: training.passMark });

const bestOf = (values: readonly (number | null)[]): number | null =>
  values.reduce((best, value) => (value !== null && (best === null || value > best) ? value : best), null);

function roundOf(ctx: Ctx, facts: Facts, { id, heldOn, place }: Resit): ResitRound {
  const people = staffById(ctx.db);
  const order = inOrder(facts.rounds).map((round) => round.id);
  const earlier = new Set(order.slice(0, order.indexOf(id)));
  const byLine = Map.groupBy(facts.scores, ({ line }) => line);
  return {
    id,
    heldOn,
    place,
    lines: listed(facts, id).map((line) => {
      const scores = byLine.get(line.id) ?? [];
      const here = scores.filter(({ resit }) => resit === id);
      const before = scores.filter(({ resit }) => earlier.has(resit));
      return {
        line: line.id,
        lineNo: line.lineNo,
        staffNo: line.staff === null ? '' : (people.get(line.staff)?.staffNo ?? ''),
        name: line.name,
        unit: line.unit ?? '',
        before10: bestOf([line.score10, ...before.map(({ score10 }) => score10)]),
        score10: bestOf(here.map(({ score10 }) => score10)),
        examState: here.some(({ score10 }) => score10 !== null) ? 'sat' : here.length > 0 ? 'missed' : null,
      };
    }),
  };
}

function listResits(ctx: Ctx, id: string) {
  const facts = factsOf(ctx, id);
  return {
    rounds: facts.rounds.map((round) => roundOf(ctx, facts, round)),
    // Who would be in a round after all that were held.
    due: facts.training.hasExam ? listed({ ...facts, rounds: [...facts.rounds, afterAll] }, afterAll.id).length : 0,
  };
}

const afterAll = { id: '~', heldOn: '9999-12-31' } as Resit;

/** @throws Failure notFound, impossible, invalid */
function saveResit(ctx: Ctx, { id, training: of, heldOn, place }: Parsed<'resit.save'>): string {
  const outlet = ownOutlet(ctx);
  const facts = factsOf(ctx, of);
  const { training } = facts;
  refuseIdle(training);
  if (heldOn < training.heldOn)
    throw new Failure('invalid', `补考日期早于培训日期 ${formatLong(training.heldOn)}，没有保存。`, {
      heldOn: '早于培训日期',
    });
  if (id !== null) findResit(ctx, id);
  else if (listResits(ctx, of).due === 0)
    throw new Failure('impossible', '没有未通过或缺考的人，不需要补考。请先登记首考成绩和缺考。');
  const record = id ?? ctx.newId();
  ctx.write(resitEntity, record, { heldOn, place, ...(id === null ? { outlet, training: of } : {}) });
  ctx.note({ record: of, text: `${training.trainingNo} 补考 ${heldOn}` });
  return record;
}

function refuseIdle({ hasExam, state }: Training): void {
  if (!hasExam) throw new Failure('impossible', '这次培训没有考试，不能安排补考。没有改动任何内容。');
  if (state === 'cancelled') throw new Failure('impossible', '培训已取消，不能登记补考。没有改动任何内容。');
}

/** @throws Failure notFound */
function findResit(ctx: Pick<Ctx, 'db'>, id: string): Resit {
  const found = getRecord(ctx.db, resitEntity, id);
  if (found === null || found.voided) throw new Failure('notFound', '没有找到这轮补考，可能已作废。请刷新后再试。');
  return found;
}

/** @throws Failure notFound, impossible, invalid with reasons per line (`scores.<index>.score10`) */
function saveScores(ctx: Ctx, { id, scores }: Parsed<'resit.saveScores'>): number {
  const outlet = ownOutlet(ctx);
  const round = findResit(ctx, id);
  const facts = factsOf(ctx, round.training);
  refuseIdle(facts.training);
  if (round.heldOn > ctx.today())
    throw new Failure('impossible', '补考还没有到日期，不能登记成绩。没有保存任何一行。请核对补考日期。');
  const people = new Map(listed(facts, id).map((line) => [line.id, line]));
  scores.forEach(({ line, score10, examState }, index) => {
    const name = people.get(line)?.name;
    const wrong =
      name === undefined
        ? '不在这轮补考的名单里（只列未通过和缺考的人）'
        : (score10 === null) === (examState === 'sat')
          ? `${name}的成绩与考试情况不一致`
          : null;
    if (wrong !== null)
      throw new Failure('invalid', `第 ${index + 1} 行${wrong}，没有保存任何一行。`, {
        [`scores.${index}.score10`]: wrong,
      });
  });
  const known = Map.groupBy(allScoresOf(ctx.db, id), ({ line }) => line);
  const changed = scores.filter((score) =>
    saveScore(ctx, known.get(score.line) ?? [], { ...score, outlet, resit: id }),
  );
  ctx.note({ record: round.training, text: `${facts.training.trainingNo} 补考成绩 ${changed.length} 人` });
  return changed.length;
}

type Typed = Parsed<'resit.saveScores'>['scores'][number] & { readonly outlet: string; readonly resit: string };

/**
 * One score per person and round. Where two PCs recorded the same one, both keep what they say until it is
 * typed here again: then all of them say it. True when something was written.
 */
function saveScore(ctx: Ctx, known: readonly ResitScore[], { score10, examState, ...of }: Typed): boolean {
  const live = known.filter(({ voided }) => !voided);
  if (examState === null) {
    for (const each of live) ctx.write(resitScoreEntity, each.id, { voided: true, voidReason: '取消登记' });
    return live.length > 0;
  }
  if (known.length === 0) {
    ctx.write(resitScoreEntity, ctx.newId(), { ...of, score10, examState });
    return true;
  }
  const targets = live.length > 0 ? live : known.slice(0, 1);
  const stale = targets.filter((each) => each.voided || each.score10 !== score10 || each.examState !== examState);
  for (const each of stale)
    ctx.write(resitScoreEntity, each.id, {
      score10,
      examState,
      ...(each.voided ? { voided: false, voidReason: null } : {}),
    });
  return stale.length > 0;
}

function voidResit(ctx: Ctx, id: string, reason: string): void {
  ownOutlet(ctx);
  const round = findResit(ctx, id);
  ctx.write(resitEntity, id, { voided: true, voidReason: reason });
  ctx.note({ record: round.training, text: `作废补考 ${round.heldOn}：${reason}` });
}

export const resitVerbs = {
  'resit.list': ({ training }, ctx) => listResits(ctx, training),
  'resit.save': (input, ctx) => ({ id: saveResit(ctx, input) }),
  'resit.saveScores': (input, ctx) => ({ changed: saveScores(ctx, input) }),
  'resit.void': ({ id, reason }, ctx) => {
    voidResit(ctx, id, reason);
    return {};
  },
} satisfies Verbs;
