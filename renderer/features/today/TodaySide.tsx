/** Beside the list: the week, the month's figures, and how reporting stands. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { TodayState } from '#contract/today.ts';
import { now } from '#renderer/now.ts';
import { useMay, useSession } from '#renderer/session-store.ts';
import { instantText, percent, thousands, weekdayOf } from '#renderer/ui/format.ts';
import { Section } from '#renderer/ui/Page.tsx';
import { StatCard } from '#renderer/ui/StatCard.tsx';
import { useRead } from '#renderer/use-query.ts';

export function WeekStrip({ state }: { readonly state: TodayState }): ReactNode {
  return (
    <Section title="本周">
      <ol className="week">
        {state.week.map((day) => (
          <li
            key={day.date}
            className={`week-day${day.workday ? '' : ' week-off'}${day.date === state.today ? ' week-today' : ''}`}
            aria-current={day.date === state.today ? 'date' : undefined}
            title={day.why}
          >
            <span className="week-name">{weekdayOf(day.date).slice(1)}</span>
            <span className="week-number num">
              {Number(day.date.slice(8))}
              {day.mark !== '' && <i className={day.mark === '休' ? 'week-rest' : 'week-work'}>{day.mark}</i>}
            </span>
            <span className="week-due num">{day.due > 0 ? `${day.due} 件` : ''}</span>
          </li>
        ))}
      </ol>
      {!state.calendarKnown && <p className="doubt-line">◔ 今年的放假安排未下发，时限按周一至周五估算</p>}
    </Section>
  );
}

const onTimeRule = '本月办结的投诉中，在行内 10 个工作日内办结的比例。撤回、不予办理的不计。';
const attendanceRule = '本月已完成的培训：实到、迟到、补训人次 ÷ 应到人次。';

export function MonthCard({ state }: { readonly state: TodayState }): ReactNode {
  const { month } = state;
  return (
    <Section title={month.label}>
      <div className="month-cards">
        <StatCard label="受理" value={month.received} unit="件" />
        <StatCard label="办结" value={month.closed} unit="件" />
        <StatCard
          label="达标率"
          value={month.onTime === null ? '--' : percent(month.onTime / month.closed)}
          definition={onTimeRule}
          note={month.onTime === null ? undefined : `${thousands(month.onTime)} / ${thousands(month.closed)}`}
        />
        <StatCard label="活动" value={month.events} unit="场" note={`覆盖 ${thousands(month.reached)} 人次`} />
        <StatCard label="培训" value={month.trainings} unit="场" />
        <StatCard
          label="到场率"
          value={month.expected === 0 ? '--' : percent(month.attended / month.expected)}
          definition={attendanceRule}
          note={month.expected === 0 ? undefined : `${thousands(month.attended)} / ${thousands(month.expected)}`}
        />
      </div>
    </Section>
  );
}

const exportStates = { exported: '已导出·待送达', received: '中心已收到' } as const;

/** A backup is due after so many. */
const backupDays = 7;

/** What was not reported exists only on this PC. */
function BackupLine(): ReactNode {
  const { demo } = useSession();
  const { data } = useRead('backup.state', {});
  if (demo || data === undefined) return null;
  const days = data.last === null ? null : Math.floor((now() - data.last.at) / 86_400_000);
  if (days !== null && days < backupDays) return null;
  return (
    <p className="doubt-line">
      ◔ {days === null ? '还没有备份到别处' : `上次备份是 ${days} 天前`} · <Link href="/settings">去备份</Link>
    </p>
  );
}

export function ReportCard(): ReactNode {
  const [, go] = useLocation();
  const mayExport = useMay('exchange.export');
  const { data } = useRead('exchange.state', {});
  if (data === undefined) return null;
  const last = data.history[0];
  return (
    <Section title="上报" extra={mayExport ? <Button onClick={() => go('/sync')}>去上报</Button> : null}>
      <p>
        {data.pendingTotal === 0 ? (
          '没有未上报的变动。'
        ) : (
          <>
            <b className="num">{thousands(data.pendingTotal)}</b> 条记录有变动，未上报。
          </>
        )}
      </p>
      <p className="muted">
        {last === undefined
          ? '还没有导出过。'
          : `最近一份：第 ${last.no} 份，${instantText(last.madeAt)}，${exportStates[last.state]}`}
      </p>
      <BackupLine />
    </Section>
  );
}
