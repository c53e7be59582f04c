/** All complaints and other cases of the demo: the report's two halves exactly, the time around them plausibly. */
import { outlets } from './branch.ts';
import type { DemoCase, Mix } from './complaint-case.ts';
import { casesOf } from './complaint-case.ts';
import { syntheticPhone } from './names.ts';
import { otherNatures } from './other-natures.ts';
import { withHardCases } from './hard-cases.ts';
import type { PeriodName } from './time.ts';
import { periods } from './time.ts';

/**
 * 2025H1 and 2024H1 are those of the branch's half-year report: 352 and 418. Of what it leaves open,
 * 138 card and 92 loan complaints in 2024H1 give its −20 % and −18 %. Nobody withdraws in 2025H1,
 * because every closed case of it was followed up.
 */
export const mixes: Readonly<Record<PeriodName, Mix>> = {
  '2024H1': {
    total: 418,
    creditCard: 138,
    loan: 92,
    agency: 63,
    forwarded: 30,
    dissatisfied: 21,
    unrated: 20,
    withdrawn: 5,
    refused: 2,
  },
  '2024H2': {
    total: 386,
    creditCard: 122,
    loan: 85,
    agency: 66,
    forwarded: 28,
    dissatisfied: 16,
    unrated: 18,
    withdrawn: 6,
    refused: 2,
  },
  '2025H1': {
    total: 352,
    creditCard: 110,
    loan: 75,
    agency: 63,
    forwarded: 25,
    dissatisfied: 11,
    unrated: 14,
    withdrawn: 0,
    refused: 0,
  },
  '2025Jul': {
    total: 64,
    creditCard: 20,
    loan: 14,
    agency: 11,
    forwarded: 4,
    dissatisfied: 1,
    unrated: 2,
    withdrawn: 0,
    refused: 0,
  },
};

/** Key of the case before the holidays of October 2025. */
export const lastCase = '2025Sep-1';

export function allCases(): readonly DemoCase[] {
  const complaints = periods.flatMap((period) => casesOf(period, mixes[period.name]));
  return [...withHardCases(complaints), beforeNationalDay(complaints), ...otherNatures(outlets)];
}

/**
 * Received on the Friday before the holidays of October, with a working Sunday in between: its ten
 * working days end in the middle of October. It is the last thing recorded, and still at its outlet.
 */
function beforeNationalDay(cases: readonly DemoCase[]): DemoCase {
  const like = cases.find(
    ({ key, forwardedBy, repeatOf }) => key.startsWith('2025Jul-') && forwardedBy === null && repeatOf === null,
  );
  const outlet = outlets.find(({ code }) => code === '0064');
  if (like === undefined || outlet === undefined) throw new Error('the plan has no case to copy');
  return {
    ...like,
    key: lastCase,
    outlet,
    complained: null,
    receivedOn: '2025-09-26',
    receivedTime: '15:20',
    customer: { name: '邵听澜', phone: syntheticPhone(4) },
    onSpot: false,
  };
}
