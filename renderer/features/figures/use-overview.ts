/** The figures of the chosen period. */
import { useEffect, useState } from 'react';
import type { Overview } from '#contract/figures.ts';
import type { RequestFailure } from '#renderer/api.ts';
import { now } from '#renderer/now.ts';
import { dateOfInstant } from '#domain/dates.ts';
import { useRead } from '#renderer/use-query.ts';
import type { PeriodChoice } from './period-store.ts';
import { choose, comparedWith, dataEnd, firstChoice, periodStore } from './period-store.ts';

export interface Shown {
  readonly choice: PeriodChoice | null;
  readonly data: Overview | undefined;
  /** Business date. */
  readonly today: string;
  /** Where the data of this period stop too early, that day. */
  readonly end: string | null;
  readonly failure: RequestFailure | undefined;
  readonly reload: () => void;
}

export function useOverview(): Shown {
  const choice = periodStore((store) => store.choice);
  const [today] = useState(() => dateOfInstant(now()));
  const span = useRead('figures.span', {});
  const days = span.data;
  useEffect(() => {
    if (choice === null && days !== undefined) choose(firstChoice(days, today));
  }, [choice, days, today]);
  const compare = choice === null ? null : comparedWith(choice, today);
  const overview = useRead(
    'figures.overview',
    {
      from: choice?.range.from ?? '2000-01-01',
      to: choice?.range.to ?? '2000-01-01',
      ...(compare === null ? {} : { compareFrom: compare.from, compareTo: compare.to }),
    },
    { enabled: choice !== null },
  );
  return {
    choice,
    data: overview.data,
    today,
    end: choice === null ? null : dataEnd(choice.range, days ?? null, today),
    failure: span.failure ?? overview.failure,
    reload: () => {
      span.reload();
      if (choice !== null) overview.reload();
    },
  };
}
