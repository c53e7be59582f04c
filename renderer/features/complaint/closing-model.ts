/** A closing as it is typed, and as the request wants it. */
import type { Remedy } from '#domain/complaint.ts';
import type { FieldReasons } from '#domain/failure.ts';

/** Yuan as typed → fen; null for empty, NaN for what is no amount. */
export function fenOf(typed: string): number | null {
  const text = typed.normalize('NFKC').replaceAll(/[,，\s元￥¥]/g, '');
  if (text === '') return null;
  return /^\d+(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : Number.NaN;
}

/** Kept in drafts too, so every value is text, a choice or a list of choices. */
export interface Closing {
  readonly outcome: string | null;
  readonly liability: 'bank' | 'none' | null;
  readonly bankCause: string | null;
  readonly measures: readonly string[];
  /** Yuan as typed. */
  readonly compensation: string;
  readonly findings: string;
  readonly resolution: string;
  readonly basis: string;
  readonly rootCause: string;
  readonly corrective: string;
  readonly remedies: readonly Remedy[];
}

export const blankClosing: Closing = {
  outcome: null,
  liability: null,
  bankCause: null,
  measures: [],
  compensation: '',
  findings: '',
  resolution: '',
  basis: '',
  rootCause: '',
  corrective: '',
  remedies: [],
};

/** As the request wants it. An answer left out is refused with its reason, like every other field. */
export const resultOf = ({ compensation, outcome, liability, bankCause, ...same }: Closing) => ({
  ...same,
  outcome: outcome ?? '',
  liability: liability as 'bank' | 'none',
  bankCause: liability === 'bank' ? bankCause : null,
  compensationFen: fenOf(compensation),
  remedies: [...same.remedies],
});

/** Before the backend is asked: an amount that is none would be lost on the way. */
export const closingFaults = ({ compensation }: Closing): FieldReasons =>
  Number.isNaN(fenOf(compensation)) ? { compensation: '金额不正确' } : {};
