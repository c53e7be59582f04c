/** The PC's date lies before the last use: deadlines would be wrong, so the person decides. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { fullInstant } from '#renderer/ui/format.ts';
import { Sheet } from '#renderer/ui/Sheet.tsx';

interface Props {
  /** `{now, lastUse}` in ms. */
  readonly details: unknown;
  readonly onRetry: () => void;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

export function ClockQuestion({ details, onRetry, onConfirm, onCancel }: Props): ReactNode {
  return (
    <Sheet
      title="请核对电脑日期"
      onClose={onCancel}
      footer={
        <>
          <Button onClick={onConfirm}>日期无误，继续</Button>
          <Button type="primary" onClick={onRetry}>
            已改正，重试
          </Button>
        </>
      }
    >
      <div className="front-text">
        <dl className="clock-compare">
          <dt>电脑现在的时间</dt>
          <dd className="num">{instantIn(details, 'now')}</dd>
          <dt>台账上次使用</dt>
          <dd className="num">{instantIn(details, 'lastUse')}</dd>
        </dl>
        <p>电脑时间早于上次使用的时间。台账没有改动。投诉时限按电脑日期计算，日期错了期限也会错。</p>
        <p className="muted">选择“日期无误，继续”会记入日志。</p>
      </div>
    </Sheet>
  );
}

function instantIn(details: unknown, key: string): string {
  if (typeof details !== 'object' || details === null) return '--';
  const value: unknown = Object.entries(details).find(([name]) => name === key)?.[1];
  return typeof value === 'number' ? fullInstant(value) : '--';
}
