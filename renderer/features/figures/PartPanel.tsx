/** A breakdown: bars with last year's as pale bars beneath, or the same as a table. Every row opens its records. */
import type { ReactNode } from 'react';
import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { Part } from '#contract/figures.ts';
import { changeText, isSmall } from '#domain/figures.ts';
import { chartColours, lastYearColour } from '#renderer/theme.ts';
import { DataTable } from '#renderer/ui/DataTable.tsx';
import { thousands } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/rows.ts';
import { Legend, Panel } from './Panel.tsx';
import type { Opened } from '#renderer/ui/RecordsDrawer.tsx';
import { barText, percentText } from './words.ts';

export interface Periods {
  readonly now: string;
  readonly before: string;
}

interface Props {
  readonly title: string;
  readonly definition: string;
  readonly parts: readonly Part[];
  /** All complaints of both periods: the base of the shares. */
  readonly wholes: { readonly now: number; readonly before: number };
  readonly periods: Periods;
  readonly onOpen: (opened: Opened) => void;
  /** Bars shown; the table has them all. */
  readonly top?: number;
  readonly tableOnly?: boolean;
  readonly wide?: boolean;
  /** What a row is called in the table, and what its code is called if it is shown. */
  readonly name: string;
  readonly codeName?: string;
}

const barHeight = 36;

export function PartPanel(props: Props): ReactNode {
  const { title, definition, parts, periods, top = 10 } = props;
  const columns = partColumns(props);
  const rows = parts.filter((part) => part.n + part.previous > 0 || props.tableOnly === true);
  const shown = rows.slice(0, top);
  return (
    <Panel
      title={title}
      definition={definition}
      rows={rows}
      columns={columns}
      isEmpty={rows.length === 0}
      wide={props.wide ?? false}
      legend={<Legend {...periods} />}
      {...(props.tableOnly === true
        ? {}
        : { chart: <Bars {...props} parts={shown} rest={rows.length - shown.length} /> })}
      table={
        <DataTable
          rows={rows}
          rowId={(part) => part.id}
          columns={columns}
          label={title}
          height={Math.min(rows.length, 10) * barHeight + 40}
          onOpen={(part) => props.onOpen(openedNow(title, part, periods.now))}
          rowActions={[
            {
              key: 'l',
              label: `${periods.before}的记录`,
              run: (part) =>
                props.onOpen({ title: `${periods.before} ${title}：${part.label}`, open: part.previousOpen }),
            },
          ]}
        />
      }
    />
  );
}

const openedNow = (title: string, part: Part, period: string): Opened => ({
  title: `${period} ${title}：${part.label}`,
  open: part.open,
});

function partColumns({ name, codeName, periods, wholes }: Props): readonly Column<Part>[] {
  const noShare = isSmall(wholes.now);
  const noShareBefore = isSmall(wholes.before);
  const codes: Column<Part> = { key: 'codes', title: codeName ?? '', width: 84, text: (part) => part.codes };
  return [
    ...(codeName === undefined ? [] : [codes]),
    { key: 'label', title: name, width: 150, grow: true, text: (part) => part.label },
    { key: 'n', title: periods.now, width: 124, align: 'right', text: (part) => thousands(part.n) },
    {
      key: 'share',
      title: '占比',
      width: 72,
      align: 'right',
      text: (part) => (noShare ? '--' : percentText(part.share)),
    },
    { key: 'previous', title: periods.before, width: 124, align: 'right', text: (part) => thousands(part.previous) },
    {
      key: 'previousShare',
      title: '占比',
      width: 72,
      align: 'right',
      text: (part) => (noShareBefore ? '--' : percentText(part.previousShare)),
    },
    {
      key: 'change',
      title: '变化',
      width: 104,
      align: 'right',
      text: (part) => changeText(part.n, part.previous, part.unit),
    },
    {
      key: 'points',
      title: '占比变化',
      width: 84,
      align: 'right',
      term: '个百分点',
      text: (part) => (noShare || noShareBefore || part.sharePoints === null ? '--' : signedText(part.sharePoints)),
    },
  ];
}

const signedText = (value: number): string => (value > 0 ? `+${value}` : String(value));

interface BarRow {
  readonly part: Part;
  readonly label: string;
  readonly n: number;
  readonly previous: number;
  readonly text: string;
  readonly previousText: string;
}

function Bars({ title, parts, wholes, periods, rest, onOpen }: Props & { readonly rest: number }): ReactNode {
  const data = parts.map((part): BarRow => ({
    part,
    label: part.label,
    n: part.n,
    previous: part.previous,
    text: barText(part, wholes.now),
    previousText: thousands(part.previous),
  }));
  const openAt = (index: number): void => {
    const row = data[index];
    if (row !== undefined) onOpen(openedNow(title, row.part, periods.now));
  };
  const openBeforeAt = (index: number): void => {
    const row = data[index];
    if (row !== undefined)
      onOpen({ title: `${periods.before} ${title}：${row.part.label}`, open: row.part.previousOpen });
  };
  return (
    <div
      className="bars"
      role="img"
      aria-label={`${title}：${data.map((row) => `${row.label} ${row.text}`).join('；')}`}
    >
      <ResponsiveContainer width="100%" height={data.length * barHeight + 4}>
        <BarChart
          layout="vertical"
          data={data}
          margin={{ top: 0, right: 190, bottom: 0, left: 0 }}
          barGap={2}
          barCategoryGap={5}
          accessibilityLayer={false}
        >
          <XAxis type="number" hide domain={[0, 'dataMax']} />
          <YAxis
            type="category"
            dataKey="label"
            width={144}
            interval={0}
            axisLine={{ stroke: '#D6DAE0' }}
            tickLine={false}
            tick={<NameTick onOpen={openAt} />}
          />
          <Bar
            dataKey="n"
            fill={chartColours[0]}
            barSize={13}
            isAnimationActive={false}
            cursor="pointer"
            onClick={(_bar, index) => openAt(index)}
          >
            <LabelList dataKey="text" position="right" className="bar-text" />
          </Bar>
          <Bar
            dataKey="previous"
            fill={lastYearColour}
            barSize={9}
            isAnimationActive={false}
            cursor="pointer"
            onClick={(_bar, index) => openBeforeAt(index)}
          >
            <LabelList dataKey="previousText" position="right" className="bar-text-before" />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
      {rest > 0 && <p className="panel-rest muted">另有 {rest} 项，见表。</p>}
    </div>
  );
}

interface TickProps {
  readonly x?: number | string;
  readonly y?: number | string;
  readonly payload?: { readonly value: string };
  readonly index?: number;
  readonly onOpen: (index: number) => void;
}

/** Long names are cut at the axis and whole in the title. */
function NameTick({ x = 0, y = 0, payload, index = 0, onOpen }: TickProps): ReactNode {
  const name = payload?.value ?? '';
  const letters = [...name];
  const short = letters.length > 10 ? `${letters.slice(0, 9).join('')}…` : name;
  return (
    <text className="bar-name" x={x} y={y} dy={4} dx={-6} textAnchor="end" onClick={() => onOpen(index)}>
      <title>{name}</title>
      {short}
    </text>
  );
}
