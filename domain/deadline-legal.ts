/** The legal clock: natural days, extensions and pauses. See deadline.ts for the whole picture. */
import type { CountStep } from './calendar.ts';
import { workdayOnOrAfter } from './calendar.ts';
import { addDays, daysBetween, earlierDate, formatLong, laterDate } from './dates.ts';
import type { ClockContext, ClockDraft, ClockInput, DeadlineRules, Pause } from './deadline-rules.ts';

interface Interval {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

const PAUSE_LABELS = { appraisal: '外部鉴定', mediation: '调解' } as const;

/** The legal clock before it is judged. `input.closedOn` is null for a case closed before its restart. */
export function legalClock(input: ClockInput, context: ClockContext): ClockDraft {
  const { rules, calendar, today } = context;
  const start = laterDate(input.receivedOn, input.restartedOn ?? input.receivedOn);
  const asOf = input.closedOn ?? today;
  const pauses = mergedPauses(input.pauses, start, asOf);
  const steps: CountStep[] = [startStep(input, start)];
  const notes: string[] = [];
  const lastDay = lastLegalDay({ input, rules, pauses, start, steps, notes });

  const shifted = workdayOnOrAfter(calendar, lastDay);
  const isShifted = rules.shiftLastDay && shifted.date !== lastDay;
  if (isShifted) steps.push({ date: shifted.date, counted: true, n: null, why: '末日非工作日，顺延至下一工作日' });
  return {
    name: 'legal',
    start,
    due: isShifted ? shifted.date : lastDay,
    estimated: isShifted && shifted.estimated,
    steps,
    notes,
    actual: legalActual(input),
    isPaused: isPausedOn(input.pauses, today, lastDay),
    shiftedDue: !isShifted && shifted.date !== lastDay ? shifted.date : null,
  };
}

interface Count {
  readonly input: ClockInput;
  readonly rules: DeadlineRules;
  readonly pauses: readonly Interval[];
  readonly start: string;
  readonly steps: CountStep[];
  readonly notes: string[];
}

function lastLegalDay(count: Count): string {
  const { input, rules, pauses, start, steps, notes } = count;
  const length = input.complexity === 'normal' ? rules.legalDays : rules.legalComplexDays;
  const title = input.complexity === 'normal' ? '' : '（情况复杂）';
  const counted = withPauses(start, length, pauses);
  const refusal = input.complexity === 'special' ? extensionRefusal(input, counted.due) : null;
  if (refusal !== null) notes.push(refusal);
  const extra = input.complexity === 'special' && refusal === null ? rules.legalExtraDays : 0;
  const whole = extra === 0 ? counted : withPauses(start, length + extra, pauses);

  steps.push({ date: addDays(start, length), counted: true, n: length, why: `${length}个自然日${title}` });
  if (extra > 0) {
    const why = `经批准延长${extra}个自然日`;
    steps.push({ date: addDays(start, length + extra), counted: true, n: length + extra, why });
  }
  steps.push(...whole.steps);
  return whole.due;
}

/** Why an extension does not count; null when it does. It cannot cure a date already missed. */
function extensionRefusal(input: ClockInput, dueBefore: string): string | null {
  const extension = input.extension ?? null;
  if (extension === null) return '特别复杂情况的延期尚未批准，暂不延长';
  if (extension.toldOn === null) return '延期尚未告知投诉人，暂不延长';
  const doneOn = laterDate(extension.approvedOn, extension.toldOn);
  if (doneOn > dueBefore) return `延期批准或告知晚于原时限${formatLong(dueBefore)}，不予延长`;
  return null;
}

/** The last day of `length` natural days after `start`, moved by each pause that begins in time. */
function withPauses(
  start: string,
  length: number,
  pauses: readonly Interval[],
): { readonly due: string; readonly steps: readonly CountStep[] } {
  const steps: CountStep[] = [];
  let due = addDays(start, length);
  for (const pause of pauses) {
    // A pause that begins after the last day comes too late to save it.
    if (pause.from > due) break;
    const pausedDays = daysBetween(pause.from, pause.to);
    if (pausedDays === 0) continue;
    due = addDays(due, pausedDays);
    const why = `${pause.label}期间（${formatLong(pause.from)}起${pausedDays}天）不计，顺延`;
    steps.push({ date: due, counted: true, n: null, why });
  }
  return { due, steps };
}

/**
 * Pauses cut to the time after the start, in order, overlapping ones joined so that no day is taken
 * out twice. Their length is the days from `from` to `to`, the day work goes on not included: the
 * shorter reading, which is the safe one. An open pause runs until today or until the closing.
 */
function mergedPauses(pauses: readonly Pause[], start: string, asOf: string): readonly Interval[] {
  const intervals = pauses
    .map((pause) => ({
      from: laterDate(pause.from, start),
      to: pause.to ?? laterDate(asOf, pause.from),
      label: PAUSE_LABELS[pause.kind],
    }))
    .filter((interval) => interval.to > interval.from)
    .sort((a, b) => (a.from < b.from || (a.from === b.from && a.to < b.to) ? -1 : 1));
  const merged: Interval[] = [];
  for (const interval of intervals) {
    const last = merged.at(-1);
    if (last === undefined || interval.from > last.to) {
      merged.push(interval);
      continue;
    }
    const label = last.label === interval.label ? last.label : `${last.label}、${interval.label}`;
    merged[merged.length - 1] = {
      from: earlierDate(last.from, interval.from),
      to: laterDate(last.to, interval.to),
      label,
    };
  }
  return merged;
}

/** Decision and notice must both be done: a notice later than the closing counts. */
function legalActual(input: ClockInput): string | null {
  const closedOn = input.closedOn ?? null;
  return closedOn === null ? null : laterDate(closedOn, input.noticeOn ?? closedOn);
}

function isPausedOn(pauses: readonly Pause[], today: string, due: string): boolean {
  return pauses.some((pause) => pause.from <= today && (pause.to === null || pause.to > today) && pause.from <= due);
}

function startStep(input: ClockInput, start: string): CountStep {
  const why = start === input.receivedOn ? '收到日，当日不计' : '收到新的事实和理由，重新起算，当日不计';
  return { date: start, counted: false, n: null, why };
}
