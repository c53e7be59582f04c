/** Figures of an event as they are typed. */
import { materialKinds, type MaterialKind } from '#domain/stock.ts';
import type { OutreachResult, OutreachRow } from '#contract/outreach.ts';

export interface ResultForm {
  readonly reachedPeople: string;
  readonly materialsGiven: string;
  readonly consultations: string;
  readonly workers: string;
  readonly signedPages: string;
  readonly signedCount: string;
  /** People of each group and copies of each kind, by id; empty text is not said. */
  readonly groups: Readonly<Record<string, string>>;
  readonly given: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly reason: string;
}

export type FigureName = Exclude<keyof ResultForm, 'summary' | 'reason' | 'groups' | 'given'>;

const textOf = (value: number | null): string => (value === null ? '' : String(value));

export const resultForm = (row: OutreachRow): ResultForm => ({
  reachedPeople: textOf(row.reachedPeople),
  materialsGiven: textOf(row.materialsGiven),
  consultations: textOf(row.consultations),
  workers: textOf(row.workers),
  signedPages: textOf(row.signedPages),
  signedCount: textOf(row.signedCount),
  groups: Object.fromEntries(row.groupPeople.map(({ group, people }) => [group, String(people)])),
  given: Object.fromEntries(row.givenByKind.map(({ kind, count }) => [kind, String(count)])),
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
  groupPeople: said(form.groups).map(([group, people]) => ({ group, people })),
  givenByKind: said(form.given).flatMap(([kind, count]) => (isMaterial(kind) ? [{ kind, count }] : [])),
  summary: form.summary.trim() === '' ? null : form.summary.trim(),
});

const isMaterial = (kind: string): kind is MaterialKind => Object.hasOwn(materialKinds, kind);

/** What was said, in an order that does not depend on the order of typing. Nought is not worth a line. */
const said = (texts: Readonly<Record<string, string>>): readonly (readonly [string, number])[] =>
  Object.entries(texts)
    .flatMap(([key, text]) => {
      const value = figure(text);
      return value === null || value === 0 ? [] : [[key, value] as const];
    })
    .toSorted(([a], [b]) => a.localeCompare(b));
