/** 今日: the day in one glance. Digits 1–9 act on the rows in sight. */
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { TodayItem, TodayState } from '#contract/today.ts';
import { useMay } from '#renderer/session-store.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { dayText } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { Waiting } from '#renderer/ui/ListPage.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { useRead } from '#renderer/use-query.ts';
import { routeOf, TodayList } from './TodayList.tsx';
import { MonthCard, ReportCard, WeekStrip } from './TodaySide.tsx';
import './today.css';

export function TodayPage(): ReactNode {
  const [, go] = useLocation();
  const found = useRead('today.load', {});
  const mayWrite = useMay('complaint.write');
  const items = found.data?.items ?? [];
  const open = (item: TodayItem): void => go(routeOf(item));
  useKeys(
    '今日',
    items.slice(0, 9).map((item, index) => ({ key: String(index + 1), label: item.title, run: () => open(item) })),
  );
  const primary = { label: '登记投诉', keyName: 'F2', run: () => go('/complaints/new') };
  return (
    <Page title="今日" {...(items.length > 0 ? { count: items.length } : {})} {...(mayWrite ? { primary } : {})}>
      {found.failure !== undefined && <FailureNote failure={found.failure} onRetry={found.reload} />}
      {found.data === undefined && found.failure === undefined && <Waiting />}
      {found.data !== undefined && (
        <div className="today-columns">
          <div>
            {items.length === 0 ? (
              <NothingDue state={found.data} onNew={() => go('/complaints/new')} />
            ) : (
              <TodayList items={items} onOpen={open} />
            )}
          </div>
          <div className="today-side">
            <WeekStrip state={found.data} />
            <MonthCard state={found.data} />
            <ReportCard />
          </div>
        </div>
      )}
    </Page>
  );
}

const clockNames: Readonly<Record<string, string>> = {
  contact: '联系',
  plan: '方案',
  finish: '办结',
  legal: '法定时限',
  letter: '转办反馈',
};

function NothingDue({ state, onNew }: { readonly state: TodayState; readonly onNew: () => void }): ReactNode {
  if (state.empty) {
    return (
      <section className="section">
        <EmptyState
          title="这里是空的，从第一件开始"
          actions={[{ label: '登记第一件投诉', keyName: 'F2', run: onNew, primary: true }]}
        >
          登记后，到期的事项、今天的活动和待回填的签到会排在这里。
        </EmptyState>
      </section>
    );
  }
  const { next } = state;
  const words =
    next === null
      ? '没有未办结的投诉。'
      : `最近一件：${dayText(next.due, state.today.slice(0, 4))} ${next.title} ${clockNames[next.name] ?? ''}。`;
  return (
    <section className="section">
      <EmptyState title="今天没有到期事项。">{words}</EmptyState>
    </section>
  );
}
