/** What the screens of figures share: title, period, failure, and the drawer of the records behind a number. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { Overview } from '#contract/figures.ts';
import { roundingNote } from '#domain/figures.ts';
import { useMay } from '#renderer/session-store.ts';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { Waiting } from '#renderer/ui/ListPage.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import type { Periods } from './PartPanel.tsx';
import { PeriodPicker } from './PeriodPicker.tsx';
import { RecordsDrawer, type Opened } from '#renderer/ui/RecordsDrawer.tsx';
import { rangeLabel, type PeriodChoice } from './period-store.ts';
import { LockLine } from './LockLine.tsx';
import { useOverview } from './use-overview.ts';
import './figures.css';

export interface FiguresProps {
  readonly data: Overview;
  readonly periods: Periods;
  /** 同期 or 上期. */
  readonly word: string;
  readonly onOpen: (opened: Opened) => void;
}

interface Props {
  readonly title: string;
  readonly body: (props: FiguresProps) => ReactNode;
}

/** Names for headings; days of one's own are too long for one. */
function periodsOf({ kind, range, compare }: PeriodChoice, data: Overview): Periods {
  const now = rangeLabel(kind, range);
  const before = rangeLabel(kind, data.compare);
  const longest = 10;
  return { now: now.length > longest ? '本期' : now, before: before.length > longest ? words[compare] : before };
}

const words = { year: '同期', before: '上期' } as const;

export function FiguresPage({ title, body: Body }: Props): ReactNode {
  const { choice, data, today, end, failure, reload } = useOverview();
  const [opened, setOpened] = useState<Opened>();
  const [, go] = useLocation();
  const mayLock = useMay('periodLock.read');
  return (
    <Page
      title={title}
      actions={mayLock && <Button onClick={() => go('/period-locks')}>封账</Button>}
      {...(choice === null ? {} : { tools: <PeriodPicker choice={choice} today={today} end={end} /> })}
    >
      {failure !== undefined && <FailureNote failure={failure} onRetry={reload} />}
      {failure === undefined && (data === undefined || choice === null) && <Waiting />}
      {data !== undefined && choice !== null && (
        <>
          <LockLine data={data} periods={periodsOf(choice, data)} onOpen={setOpened} />
          <Body data={data} periods={periodsOf(choice, data)} word={words[choice.compare]} onOpen={setOpened} />
          <p className="counting muted">
            统计口径：{data.definitions['complaints']} {roundingNote}未办结的件按 {data.asOf} 判断是否超期。
          </p>
        </>
      )}
      {opened !== undefined && (
        <RecordsDrawer key={opened.title} opened={opened} onClose={() => setOpened(undefined)} />
      )}
    </Page>
  );
}
