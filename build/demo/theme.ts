/** What people complain about: one theme = one class, its usual causes and how such a case is told. */

export type GroupName = 'creditCard' | 'loan' | 'agency' | 'rest';

export interface Theme {
  /** Leaf of the business classes. */
  readonly business: string;
  readonly group: GroupName;
  /** Share among the themes of its group. */
  readonly weight: number;
  readonly causes: readonly (readonly [cause: string, weight: number])[];
  readonly channels: readonly (readonly [channel: string, weight: number])[];
  readonly product: string | null;
  /** Told by the customer. `{m}` is a month, `{y}` an amount in yuan. */
  readonly texts: readonly string[];
  /** Yuan, from and to; null where the case is not about an amount. */
  readonly amount: readonly [number, number] | null;
  readonly demands: readonly string[];
  readonly plan: string;
  readonly findings: string;
  readonly resolution: string;
  readonly bankCause: string;
  readonly measures: readonly string[];
  /** How often the bank is found responsible, 0 to 1. */
  readonly liable: number;
  readonly partners?: readonly string[];
}

export const counter = [
  ['chn.front.site', 8],
  ['chn.front.machine', 1],
  ['chn.front.electronic.app', 2],
] as const;
export const online = [
  ['chn.front.electronic.app', 6],
  ['chn.front.electronic.phone', 2],
  ['chn.front.electronic.web', 1],
  ['chn.front.site', 2],
] as const;
export const backOffice = [
  ['chn.back', 6],
  ['chn.front.electronic.phone', 3],
  ['chn.front.third', 1],
] as const;
