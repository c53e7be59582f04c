/**
 * The 3-5-10 clocks and the legal limit. Due is the resting state and stays grey; colour comes only when
 * something changes, always with an icon and words. Pressing a clock lists the counted days.
 */
import type { ReactNode } from 'react';
import type { ClockName, ClockState } from '#domain/deadline-rules.ts';
import { clockWords, shortWords, type ClockFace } from './clock-face.ts';
import { dayText, dayWeek } from './format.ts';
import { Term } from './Term.tsx';
import './clock.css';

export { clockWords, type ClockFace } from './clock-face.ts';

const names: Readonly<Record<ClockName, string>> = {
  contact: '联系',
  plan: '方案',
  finish: '办结',
  legal: '法定',
  letter: '转办反馈',
  review: '核查',
};

const tones: Readonly<Record<ClockState, string>> = {
  pending: 'idle',
  tomorrow: 'idle clock-bold',
  today: 'today',
  overdue: 'overdue',
  onTime: 'good',
  early: 'good',
  doneLate: 'overdue clock-outline',
  paused: 'paused',
};

const icons: Readonly<Record<ClockState, string>> = {
  pending: '○',
  tomorrow: '○',
  today: '◔',
  overdue: '▲',
  onTime: '✓',
  early: '✓',
  doneLate: '✓',
  paused: '‖',
};

interface Props {
  readonly clocks: readonly ClockFace[];
}

/** The full form, for details. The three service clocks stand side by side, the others as lines below. */
export function Clock310({ clocks }: Props): ReactNode {
  const isService = (clock: ClockFace): boolean => ['contact', 'plan', 'finish'].includes(clock.name);
  return (
    <div className="clock" role="group" aria-label="办理时限">
      <div className="clock-segments">
        {clocks.filter(isService).map((clock) => (
          <div key={clock.name} className={`clock-segment tone-${tones[clock.state]}`}>
            <div className="clock-name">
              <Explained clock={clock}>{names[clock.name]}</Explained>
            </div>
            <div className="clock-words">
              <span aria-hidden="true">{icons[clock.state]}</span> {clockWords(clock)}
            </div>
            {clock.actual !== null && <div className="clock-dates">{dayWeek(clock.actual)} 完成</div>}
            <div className="clock-dates">{dueText(clock)}</div>
          </div>
        ))}
      </div>
      {clocks
        .filter((clock) => !isService(clock))
        .map((clock) => (
          <div key={clock.name} className={`clock-line tone-${tones[clock.state]}`}>
            <Explained clock={clock}>{names[clock.name]}</Explained>
            <span>
              <span aria-hidden="true">{icons[clock.state]}</span> {clockWords(clock)}
            </span>
            <span className="clock-dates">{datesOf(clock)}</span>
          </div>
        ))}
    </div>
  );
}

const dueText = (clock: ClockFace): string => `${clock.estimated ? '约 ' : ''}${dayWeek(clock.due)} 到期`;

const datesOf = (clock: ClockFace): string =>
  clock.actual === null ? dueText(clock) : `${dayText(clock.actual)} 完成 · ${dueText(clock)}`;

function Explained({ clock, children }: { readonly clock: ClockFace; readonly children: ReactNode }): ReactNode {
  const lines = clock.explain ?? [];
  if (lines.length === 0) return children;
  return <Term definition={lines.join('\n')}>{children}</Term>;
}

/** One clock in a list row: `办结 剩3日`. */
export function ClockTag({ clock }: { readonly clock: ClockFace | null }): ReactNode {
  if (clock === null) return <span className="muted">--</span>;
  return (
    <span className={`state-tag clock-tag tone-${tones[clock.state]}`} title={datesOf(clock)}>
      <span aria-hidden="true">{icons[clock.state]}</span>
      {names[clock.name]} {shortWords(clock)}
      {clock.estimated && <span title="放假安排未下发，按周一至周五估算">（估算）</span>}
    </span>
  );
}
