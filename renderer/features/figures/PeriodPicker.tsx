/** Period and comparison: two groups of chips, two arrows. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { DateField } from '#renderer/ui/DateField.tsx';
import { useKeys } from '#renderer/ui/keys.ts';
import type { Kind, PeriodChoice } from './period-store.ts';
import { choose, comparedWith, moved, rangeLabel, withKind } from './period-store.ts';

const kinds: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: 'month', label: '月' },
  { value: 'quarter', label: '季' },
  { value: 'half', label: '半年' },
  { value: 'year', label: '年' },
  { value: 'custom', label: '自定义' },
];

const compares = [
  { value: 'year', label: '同比', hint: '与去年同期比' },
  { value: 'before', label: '环比', hint: '与上一期比' },
] as const;

interface Props {
  readonly choice: PeriodChoice;
  /** Business date; words such as 昨天 count from it. */
  readonly today: string;
  /** Where the data of this period stop too early, that day. */
  readonly end: string | null;
}

export function PeriodPicker({ choice, today, end }: Props): ReactNode {
  const { kind, range, compare } = choice;
  const step = (by: 1 | -1): void => {
    choose(moved(choice, by));
  };
  useKeys('统计期间', [
    { key: 'Alt+ArrowLeft', label: '上一期', run: () => step(-1) },
    { key: 'Alt+ArrowRight', label: '下一期', run: () => step(1) },
  ]);
  const before = comparedWith(choice, today);
  return (
    <div className="period">
      <ChipPicker
        label="统计期间"
        options={kinds}
        value={kind}
        onChange={(value) => {
          const next = kinds.find((each) => each.value === value);
          if (next !== undefined) choose(withKind(choice, next.value));
        }}
      />
      <span className="period-range">
        <Button aria-label="上一期" title="上一期 Alt+←" onClick={() => step(-1)}>
          ‹
        </Button>
        {kind === 'custom' ? (
          <CustomRange choice={choice} today={today} />
        ) : (
          <b className="period-label num">{rangeLabel(kind, range)}</b>
        )}
        <Button aria-label="下一期" title="下一期 Alt+→" onClick={() => step(1)}>
          ›
        </Button>
      </span>
      <ChipPicker
        label="比较"
        options={compares}
        value={compare}
        onChange={(value) => {
          choose({ ...choice, compare: value === 'before' ? 'before' : 'year' });
        }}
      />
      <span className="muted num">与 {rangeLabel(kind, before)} 比</span>
      {end !== null && <span className="tone-today num">◔ 数据只到 {end}</span>}
    </div>
  );
}

/** Days of one's own; a start after the end moves the end along. */
function CustomRange({ choice, today }: Pick<Props, 'choice' | 'today'>): ReactNode {
  const { from, to } = choice.range;
  return (
    <>
      <span className="period-date">
        <DateField
          label="起始日"
          value={from}
          today={today}
          onChange={(day) => {
            if (day !== null) choose({ ...choice, range: { from: day, to: day > to ? day : to } });
          }}
        />
      </span>
      至
      <span className="period-date">
        <DateField
          label="截止日"
          value={to}
          today={today}
          onChange={(day) => {
            if (day !== null) choose({ ...choice, range: { from: day < from ? day : from, to: day } });
          }}
        />
      </span>
    </>
  );
}
