/** Figures of an event as they are typed. */
import type { OutreachResult, OutreachRow } from '#contract/outreach.ts';

export interface ResultForm {
  readonly reachedPeople: string;
  readonly materialsGiven: string;
  readonly consultations: string;
  readonly workers: string;
  readonly signedPages: string;
  readonly signedCount: string;
  readonly summary: string;
  readonly reason: string;
}

export type FigureName = Exclude<keyof ResultForm, 'summary' | 'reason'>;

const textOf = (value: number | null): string => (value === null ? '' : String(value));

export const resultForm = (row: OutreachRow): ResultForm => ({
  reachedPeople: textOf(row.reachedPeople),
  materialsGiven: textOf(row.materialsGiven),
  consultations: textOf(row.consultations),
  workers: textOf(row.workers),
  signedPages: textOf(row.signedPages),
  signedCount: textOf(row.signedCount),
  summary: row.summary ?? '',
  reason: '',
});

/** Empty is "not said"; anything that is no whole number goes to the backend and comes back with its reason. */
export function figure(text: string): number | null {
  const plain = text.normalize('NFKC').replaceAll(/[,\s]/g, '');
  if (plain === '') return null;
  return /^\d+$/.test(plain) ? Number(plain) : Number.NaN;
}

export const resultOf = (form: ResultForm): OutreachResult => ({
  reachedPeople: figure(form.reachedPeople),
  materialsGiven: figure(form.materialsGiven),
  consultations: figure(form.consultations),
  workers: figure(form.workers),
  signedPages: figure(form.signedPages),
  signedCount: figure(form.signedCount),
  summary: form.summary.trim() === '' ? null : form.summary.trim(),
});
