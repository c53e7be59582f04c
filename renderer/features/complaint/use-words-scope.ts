/** What a complaint tells standard wordings: its number, days and classes. Nothing of the customer. */
import { useMemo } from 'react';
import type { ComplaintView } from '#contract/complaint.ts';
import type { Placeholder } from '#domain/phrase.ts';
import { useSession } from '#renderer/session-store.ts';
import { fullDay } from '#renderer/ui/format.ts';
import { useShortLabel } from '#renderer/ui/use-dict.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import type { WordsScopeValue } from '#renderer/ui/words-scope.ts';
import { useRead } from '#renderer/use-query.ts';
import type { FormBody } from './form-model.ts';

type Clocks = readonly { readonly name: string; readonly due: string }[];

const dueFacts: Readonly<Record<string, Placeholder>> = { contact: '联系期限', plan: '方案期限', finish: '办结期限' };

const dueOf = (clocks: Clocks): Partial<Record<Placeholder, string>> =>
  Object.fromEntries(
    clocks.flatMap(({ name, due }) => {
      const fact = dueFacts[name];
      return fact === undefined ? [] : [[fact, fullDay(due)]];
    }),
  );

interface Case {
  readonly caseNo: string | null;
  readonly receivedOn: string;
  readonly business: string | null;
  readonly cause: string | null;
  readonly clocks: Clocks | undefined;
}

function useScope({ caseNo, receivedOn, business, cause, clocks }: Case): WordsScopeValue {
  const { outletName } = useSession();
  const { today } = useNowOnce();
  const short = useShortLabel();
  return useMemo(
    () => ({
      about: { business, cause },
      facts: {
        受理日期: fullDay(receivedOn),
        今天: fullDay(today),
        ...(caseNo === null ? {} : { 编号: caseNo }),
        ...(business === null ? {} : { 业务: short(business) }),
        ...(outletName === '' ? {} : { 网点: outletName }),
        ...dueOf(clocks ?? []),
      },
    }),
    [caseNo, receivedOn, business, cause, clocks, outletName, today, short],
  );
}

/** Of a case that is being registered: it has no number yet. */
export function useFormScope(body: FormBody, today: string): WordsScopeValue {
  const { receivedOn, business, cause, forwarded, letterDueOn } = body;
  const { data } = useRead('complaint.preview', {
    receivedOn: receivedOn <= today ? receivedOn : today,
    letterDueOn: forwarded ? letterDueOn : null,
  });
  return useScope({ caseNo: null, receivedOn, business, cause, clocks: data?.clocks });
}

export const useCaseScope = ({ caseNo, receivedOn, business, cause, clocks }: ComplaintView): WordsScopeValue =>
  useScope({ caseNo, receivedOn, business, cause, clocks });
