/** 「为什么是这一天」: a clock in sentences. */
import type { CountStep } from './calendar.ts';
import { formatLongWithWeekday, formatShort } from './dates.ts';
import { CLOCK_LABELS } from './deadline-rules.ts';
import type { Clock, DeadlineRules } from './deadline-rules.ts';

/** The lines shown when someone asks why a date is what it is, first the answer, then the count. */
export function explainClock(clock: Clock, rules: DeadlineRules): readonly string[] {
  const about = clock.estimated ? '约' : '';
  const lines = [`${CLOCK_LABELS[clock.name]}：${about}${formatLongWithWeekday(clock.due)}`];
  if (isCountedInWorkdays(clock)) lines.push(...workdayLines(clock));
  else lines.push(...clock.steps.map((step) => `${formatShort(step.date)} ${step.why}`));
  if (clock.estimated) lines.push('部分日期所在年度的放假安排未导入或为草稿，按周一至周五估算，导入后会重新计算。');
  if (clock.shiftedDue !== null) {
    lines.push(`末日为非工作日；如可顺延，为${formatLongWithWeekday(clock.shiftedDue)}（现行设置：不顺延）。`);
  }
  lines.push(...clock.notes);
  lines.push(`依据：${basisOf(clock, rules)}`);
  return lines;
}

function isCountedInWorkdays(clock: Clock): boolean {
  return clock.name === 'contact' || clock.name === 'plan' || clock.name === 'finish';
}

function workdayLines(clock: Clock): readonly string[] {
  const count = clock.steps.at(-1)?.n ?? 0;
  const start = clock.start === null ? '' : formatLongWithWeekday(clock.start);
  const lines = [`从${start}起算，当日不计，第${count}个工作日到期。`];
  for (const run of runsOf(clock.steps)) lines.push(lineOf(run));
  return lines;
}

/** Neighbouring days that are left out for the same reason make one line. */
function runsOf(steps: readonly CountStep[]): readonly (readonly CountStep[])[] {
  const runs: CountStep[][] = [];
  for (const step of steps) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    const joins = before !== undefined && !before.counted && !step.counted && before.why === step.why;
    if (last !== undefined && joins) last.push(step);
    else runs.push([step]);
  }
  return runs;
}

function lineOf(run: readonly CountStep[]): string {
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined) return '';
  if (first.counted) return `${formatShort(first.date)} 第${first.n ?? 0}个工作日（${first.why}）`;
  if (run.length === 1) return `${formatShort(first.date)} 不计（${first.why}）`;
  return `${formatShort(first.date)}—${formatShort(last.date)} 不计${run.length}天（${first.why}）`;
}

function basisOf(clock: Clock, rules: DeadlineRules): string {
  if (clock.name === 'legal') return rules.basis.legal;
  if (clock.name === 'letter') return rules.basis.letter;
  return clock.name === 'review' ? rules.basis.review : rules.basis.service;
}
