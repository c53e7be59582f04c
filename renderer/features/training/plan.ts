/** A training as its form holds it: numbers are text while they are typed. */
import type { TrainingPlan, TrainingRow } from '#contract/training.ts';
import { posts } from '#domain/organisation.ts';
import type { Post } from '#domain/organisation.ts';

export interface PlanForm {
  readonly title: string;
  readonly series: string;
  readonly category: string | null;
  readonly tier: string | null;
  readonly mode: string | null;
  readonly heldOn: string | null;
  readonly startTime: string | null;
  readonly endTime: string | null;
  /** Empty: follows the times. */
  readonly hours: string;
  readonly place: string;
  readonly lecturer: string;
  readonly targetPosts: readonly string[];
  readonly hasExam: string;
  readonly passMark: string;
}

export const emptyPlan = (today: string): PlanForm => ({
  title: '',
  series: '',
  category: null,
  tier: 'tier.outlet',
  mode: 'mode.onsite',
  heldOn: today,
  startTime: null,
  endTime: null,
  hours: '',
  place: '',
  lecturer: '',
  targetPosts: Object.keys(posts),
  hasExam: 'no',
  passMark: '60',
});

export const planOf = (row: TrainingRow): PlanForm => ({
  title: row.title,
  series: row.series ?? '',
  category: row.category,
  tier: row.tier,
  mode: row.mode,
  heldOn: row.heldOn,
  startTime: row.startTime,
  endTime: row.endTime,
  hours: String(row.hours10 / 10),
  place: row.place,
  lecturer: row.lecturer,
  targetPosts: row.targetPosts,
  hasExam: row.hasExam ? 'yes' : 'no',
  passMark: row.passMark === null ? '60' : String(row.passMark),
});

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Class hours the times amount to, in tenths; one class hour is one clock hour here. */
export function hours10Between(startTime: string | null, endTime: string | null): number | null {
  if (startTime === null || endTime === null) return null;
  const minutes = minutesOf(endTime) - minutesOf(startTime);
  return minutes > 0 ? Math.round(minutes / 6) : null;
}

/** Hours as typed, in tenths; NaN goes to the backend and comes back with its reason. */
function hours10(form: PlanForm): number {
  const typed = form.hours.normalize('NFKC').trim();
  if (typed === '') return hours10Between(form.startTime, form.endTime) ?? 0;
  return /^\d{1,3}(\.\d)?$/.test(typed) ? Math.round(Number(typed) * 10) : Number.NaN;
}

const wholeNumber = (text: string): number =>
  /^\d+$/.test(text.normalize('NFKC').trim()) ? Number(text.normalize('NFKC')) : Number.NaN;

/** What is sent. Missing dates and times go as empty text and come back with their reason. */
export const inputOf = (form: PlanForm): TrainingPlan => ({
  title: form.title,
  series: form.series === '' ? null : form.series,
  category: form.category ?? '',
  tier: form.tier ?? '',
  mode: form.mode ?? '',
  heldOn: form.heldOn ?? '',
  startTime: form.startTime ?? '',
  endTime: form.endTime ?? '',
  hours10: hours10(form),
  place: form.place,
  lecturer: form.lecturer,
  targetPosts: form.targetPosts.filter((post): post is Post => Object.hasOwn(posts, post)),
  hasExam: form.hasExam === 'yes',
  passMark: form.hasExam === 'yes' ? (form.passMark.trim() === '' ? null : wholeNumber(form.passMark)) : null,
});
