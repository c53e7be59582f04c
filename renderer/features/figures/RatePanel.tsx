/** Rates with numerator and denominator; what was met and what was missed opens. */
import type { ReactNode } from 'react';
import type { Rate } from '#contract/figures.ts';
import type { DefinitionId } from '#domain/figures.ts';
import { definitions } from '#domain/figures.ts';
import type { RecordFilter } from '#domain/record-filter.ts';
import { thousands } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/rows.ts';
import { Term } from '#renderer/ui/Term.tsx';
import { Panel } from './Panel.tsx';
import type { Opened } from '#renderer/ui/RecordsDrawer.tsx';
import { fractionText, percentText, rateText } from './words.ts';
import type { Periods } from './PartPanel.tsx';

interface Props {
  readonly title: string;
  readonly definition: string;
  readonly rates: readonly Rate[];
  readonly periods: Periods;
  readonly onOpen: (opened: Opened) => void;
  readonly wide?: boolean;
}

const isDefined = (id: string): id is DefinitionId => Object.hasOwn(definitions, id);
export const definitionOf = (id: string): string => (isDefined(id) ? definitions[id] : '');

const pointsOf = ({ points }: Rate): string => (points === null ? '--' : points > 0 ? `+${points}` : String(points));

export function RatePanel({ title, definition, rates, periods, onOpen, wide = false }: Props): ReactNode {
  const columns: readonly Column<Rate>[] = [
    { key: 'label', title: '指标', width: 120, text: (rate) => rate.label },
    { key: 'now', title: periods.now, width: 90, text: rateText },
    { key: 'fraction', title: '分子/分母', width: 110, text: fractionText },
    {
      key: 'previous',
      title: periods.before,
      width: 90,
      text: (rate) => rateText({ now: rate.previous }),
    },
    { key: 'points', title: '变化（个百分点）', width: 90, text: pointsOf },
  ];
  return (
    <Panel
      title={title}
      definition={definition}
      rows={rates}
      columns={columns}
      wide={wide}
      isEmpty={rates.every((rate) => rate.now.due + rate.previous.due === 0)}
      table={
        <div className="rates" role="region" aria-label={title} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th>指标</th>
                <th className="right">{periods.now}</th>
                <th className="right">分子 / 分母</th>
                <th className="right">其余</th>
                <th className="right">{periods.before}</th>
                <th className="right">个百分点</th>
              </tr>
            </thead>
            <tbody>
              {rates.map((rate) => (
                <RateRow key={rate.id} rate={rate} period={periods.now} onOpen={onOpen} />
              ))}
            </tbody>
          </table>
        </div>
      }
    />
  );
}

interface RowProps {
  readonly rate: Rate;
  readonly period: string;
  readonly onOpen: (opened: Opened) => void;
}

function RateRow({ rate, period, onOpen }: RowProps): ReactNode {
  const { label, now } = rate;
  const link = (open: RecordFilter | null, n: number, word: string): ReactNode =>
    open === null || n === 0 ? (
      thousands(n)
    ) : (
      <button
        type="button"
        className="number-link num"
        aria-label={`${label} ${word} ${n}，查看明细`}
        onClick={() => onOpen({ title: `${period} ${label}：${word}`, open })}
      >
        {thousands(n)}
      </button>
    );
  return (
    <tr>
      <td>
        <Term definition={definitionOf(rate.id)}>{label}</Term>
      </td>
      <td className="right num">
        <b>{rateText(rate)}</b>
      </td>
      <td className="right num">
        {link(rate.openMet, now.met, '分子')} / {link(rate.open, now.due, '分母')}
      </td>
      <td className="right num">
        {rate.openMissed === null ? '--' : link(rate.openMissed, now.due - now.met, '其余')}
      </td>
      <td className="right num muted">{percentText(rate.previous.percent)}</td>
      <td className="right num">{pointsOf(rate)}</td>
    </tr>
  );
}
