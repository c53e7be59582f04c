/** One line over the figures: whether they are final (封账), and what came after that. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Overview } from '#contract/figures.ts';
import { formatLong } from '#domain/dates.ts';
import { thousands } from '#renderer/ui/format.ts';
import type { Opened } from '#renderer/ui/RecordsDrawer.tsx';
import type { Periods } from './PartPanel.tsx';

interface Props {
  readonly data: Overview;
  readonly periods: Periods;
  readonly onOpen: (opened: Opened) => void;
}

export function LockLine({ data, periods, onOpen }: Props): ReactNode {
  const { lock, otherLocks } = data;
  const around = otherLocks.filter(({ isAround }) => isAround);
  const inside = otherLocks.filter(({ isAround }) => !isAround);
  if (lock === null && otherLocks.length === 0) return null;
  return (
    <p className="lock-line num" role="status">
      {lock !== null && <Same lock={lock} now={data.complaints.total.n} periods={periods} onOpen={onOpen} />}
      {lock === null && around.length > 0 && <span>本期在已封账的 {namesOf(around)} 之内。</span>}
      {inside.length > 0 && <span>其中已封账：{namesOf(inside)}。</span>}
    </p>
  );
}

const namesOf = (locks: Overview['otherLocks']): string =>
  locks.map(({ label, lockedOn }) => `${label}（${formatLong(lockedOn)}）`).join('、');

interface SameProps extends Pick<Props, 'periods' | 'onOpen'> {
  readonly lock: NonNullable<Overview['lock']>;
  readonly now: number;
}

function Same({ lock, now, periods, onOpen }: SameProps): ReactNode {
  const { lockedOn, complaints, late, openLate } = lock;
  return (
    <span>
      <b>本期已于 {formatLong(lockedOn)} 封账</b>：封账时 {thousands(complaints)} 件，现在 {thousands(now)} 件
      {late > 0 && (
        <>
          ，其中补报{' '}
          <Button type="link" size="small" onClick={() => onOpen({ title: `${periods.now} 补报`, open: openLate })}>
            {thousands(late)} 件
          </Button>
        </>
      )}
      。
    </span>
  );
}
