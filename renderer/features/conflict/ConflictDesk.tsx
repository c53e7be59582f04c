/** 冲突处理: records on the left, what differs on the right. ↑↓ moves, ← → chooses, Enter confirms. */
import { useState, type ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import type { ConflictLine } from '#contract/conflict.ts';
import { useUser } from '#renderer/session-store.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { instantText, thousands } from '#renderer/ui/format.ts';
import { Waiting } from '#renderer/ui/ListPage.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { useRead } from '#renderer/use-query.ts';
import { roles } from '#domain/permissions.ts';
import { Contest } from './Contest.tsx';
import './conflict.css';

export function ConflictDesk(): ReactNode {
  const list = useRead('conflict.list', {});
  const { record: wanted } = useParams();
  const [chosen, setChosen] = useState(wanted);
  const records = list.data?.records;
  const index = Math.max(records?.findIndex(({ record }) => record === chosen) ?? 0, 0);
  const current = records?.[index];
  const step = (by: 1 | -1): void => {
    const next = records?.[index + by];
    if (next !== undefined) setChosen(next.record);
  };
  return (
    <Page title="冲突处理" count={records?.length} flush>
      {list.failure !== undefined && <FailureNote failure={list.failure} onRetry={list.reload} />}
      {list.loading && <Waiting />}
      {list.data !== undefined && current === undefined && <Nothing last={list.data.lastMerge} />}
      {records !== undefined && current !== undefined && (
        <div className="conflict-desk">
          <ul className="conflict-list" aria-label="两边改法不同的记录">
            {records.map((line) => (
              <li key={line.record}>
                <Entry line={line} open={line === current} onOpen={() => setChosen(line.record)} />
              </li>
            ))}
          </ul>
          <Contest key={current.record} record={current.record} onStep={step} />
        </div>
      )}
    </Page>
  );
}

function Entry(props: { readonly line: ConflictLine; readonly open: boolean; readonly onOpen: () => void }): ReactNode {
  const { line, open, onOpen } = props;
  return (
    <button
      type="button"
      className={open ? 'conflict-entry conflict-open' : 'conflict-entry'}
      aria-current={open ? 'true' : undefined}
      onClick={onOpen}
    >
      <span className="conflict-title">
        {line.kind} <span className="mono">{line.title}</span>
      </span>
      <span className="muted">
        {line.outletName} · {line.fields.join('、')} · {instantText(line.foundAt)}
      </span>
    </button>
  );
}

function Nothing({ last }: { readonly last: { readonly at: number; readonly changed: number } | null }): ReactNode {
  const { role } = useUser();
  const atCentre = roles[role].side === 'centre';
  return (
    <EmptyState title="没有冲突">
      <p>
        {last === null
          ? '还没有合并过对方的文件。'
          : `最近一次合并在 ${instantText(last.at)}，自动并入 ${thousands(last.changed)} 处修改，没有需要核对的。`}
      </p>
      <p>只有网点和中心都改了同一项、又都没看到对方的改动时，才会列在这里；两个值都保留，由人来定。</p>
      {atCentre && (
        <p>
          <Link href="/inbox">去收件箱</Link>
        </p>
      )}
    </EmptyState>
  );
}
