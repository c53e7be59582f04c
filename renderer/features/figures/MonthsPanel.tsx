/** Two years month by month: this year's line, last year's dashed beneath. Each point opens its month. */
import type { ReactNode } from 'react';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { MonthPair } from '#contract/figures.ts';
import { changeText, definitions } from '#domain/figures.ts';
import { chartColours, lastYearColour } from '#renderer/theme.ts';
import { DataTable } from '#renderer/ui/DataTable.tsx';
import { thousands } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/rows.ts';
import { Legend, Panel } from './Panel.tsx';
import type { Opened } from '#renderer/ui/RecordsDrawer.tsx';

interface Props {
  readonly months: readonly MonthPair[];
  readonly onOpen: (opened: Opened) => void;
  readonly wide?: boolean;
}

const yearOf = (month: string, back = 0): string => `${Number(month.slice(0, 4)) - back}年`;

export function MonthsPanel({ months, onOpen, wide = false }: Props): ReactNode {
  const first = months[0]?.month ?? '';
  const words = { now: yearOf(first), before: yearOf(first, 1) };
  const columns = monthColumns(words);
  const openAt = (index: number, back: 0 | 1): void => {
    const pair = months[index];
    if (pair === undefined) return;
    onOpen({
      title: `${yearOf(pair.month, back)}${pair.label} 投诉`,
      open: back === 0 ? pair.open : pair.previousOpen,
    });
  };
  return (
    <Panel
      title="投诉量按月"
      definition={definitions.month}
      rows={months}
      columns={columns}
      wide={wide}
      isEmpty={months.every(({ n, previous }) => (n ?? 0) + previous === 0)}
      legend={<Legend {...words} />}
      chart={<Lines months={months} words={words} onPoint={openAt} />}
      table={
        <DataTable
          rows={months}
          rowId={(pair) => pair.month}
          columns={columns}
          label="投诉量按月"
          height={12 * 36 + 40}
          onOpen={(pair) => openAt(months.indexOf(pair), 0)}
          rowActions={[{ key: 'l', label: '上一年的记录', run: (pair) => openAt(months.indexOf(pair), 1) }]}
        />
      }
    />
  );
}

function monthColumns(words: { readonly now: string; readonly before: string }): readonly Column<MonthPair>[] {
  return [
    { key: 'label', title: '月份', width: 80, grow: true, text: (pair) => pair.label },
    { key: 'n', title: words.now, width: 100, align: 'right', text: (pair) => thousands(pair.n) },
    { key: 'previous', title: words.before, width: 100, align: 'right', text: (pair) => thousands(pair.previous) },
    {
      key: 'change',
      title: '同比',
      width: 120,
      align: 'right',
      text: (pair) => (pair.n === null ? '--' : changeText(pair.n, pair.previous, '件')),
    },
  ];
}

interface LinesProps {
  readonly months: readonly MonthPair[];
  readonly words: { readonly now: string; readonly before: string };
  readonly onPoint: (index: number, back: 0 | 1) => void;
}

function Lines({ months, words, onPoint }: LinesProps): ReactNode {
  const data = months.map(({ label, n, previous }) => ({ label, n, previous }));
  const said = months.map(({ label, n, previous }) => `${label} ${n ?? '--'}/${previous}`).join('，');
  return (
    <div role="img" aria-label={`投诉量按月，${words.now}/${words.before}：${said}`}>
      <ResponsiveContainer width="100%" height={220}>
        <LineChart data={data} margin={{ top: 18, right: 16, bottom: 4, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="#EEF1F5" />
          <XAxis dataKey="label" tickLine={false} axisLine={{ stroke: '#D6DAE0' }} className="axis" interval={0} />
          <YAxis width={36} tickLine={false} axisLine={false} allowDecimals={false} className="axis" />
          <Line
            dataKey="previous"
            stroke={lastYearColour}
            strokeWidth={2}
            strokeDasharray="5 4"
            isAnimationActive={false}
            activeDot={false}
            dot={<Point back={1} months={months} onPoint={onPoint} />}
          />
          <Line
            dataKey="n"
            stroke={chartColours[0]}
            strokeWidth={2}
            isAnimationActive={false}
            activeDot={false}
            dot={<Point back={0} months={months} onPoint={onPoint} />}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

interface PointProps {
  readonly cx?: number;
  readonly cy?: number | null;
  readonly index?: number;
  readonly value?: number | null;
  readonly back: 0 | 1;
  readonly months: readonly MonthPair[];
  readonly onPoint: (index: number, back: 0 | 1) => void;
}

/** A dot with its number, and a larger invisible place to press. */
function Point({ cx = 0, cy, index = 0, value, back, months, onPoint }: PointProps): ReactNode {
  if (cy === undefined || cy === null || value === undefined || value === null) return null;
  // The higher of the two has its number above, the lower one below: they never cross.
  const pair = months[index];
  const isHigher =
    pair === undefined || pair.n === null || (back === 0 ? pair.n >= pair.previous : pair.previous > pair.n);
  return (
    <g className="point" onClick={() => onPoint(index, back)}>
      <circle cx={cx} cy={cy} r={11} fill="transparent" />
      {back === 0 ? (
        <circle cx={cx} cy={cy} r={3.5} fill={chartColours[0]} />
      ) : (
        <rect x={cx - 3} y={cy - 3} width={6} height={6} fill={lastYearColour} />
      )}
      <text
        x={cx}
        y={isHigher ? cy - 8 : cy + 17}
        textAnchor="middle"
        className={back === 0 ? 'point-now' : 'point-before'}
      >
        {value}
      </text>
    </g>
  );
}
