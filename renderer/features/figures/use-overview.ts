/** The figures of the chosen period. */
import { useEffect } from 'react';
import type { Overview } from '#contract/figures.ts';
import type { RequestFailure } from '#renderer/api.ts';
import { localDay } from '#renderer/ui/format.ts';
import { useRead } from '#renderer/use-query.ts';
import type { PeriodChoice } from './period-store.ts';
import { choose, comparedWith, firstChoice, periodStore } from './period-store.ts';

export interface Shown {
  readonly choice: PeriodChoice | null;
  readonly data: Overview | undefined;
  readonly failure: RequestFailure | undefined;
  readonly reload: () => void;
}

export function useOverview(): Shown {
  const choice = periodStore((store) => store.choice);
  const span = useRead('figures.span', {}, { enabled: choice === null });
  const start = span.data;
  useEffect(() => {
    if (choice === null && start !== undefined) choose(firstChoice(start, localDay(Date.now())));
  }, [choice, start]);
  const compare = choice === null ? null : comparedWith(choice);
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
    failure: span.failure ?? overview.failure,
    reload: () => {
      span.reload();
      if (choice !== null) overview.reload();
    },
  };
}
