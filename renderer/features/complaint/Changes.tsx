/** Fields with their value before and after. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ChangeView } from '#contract/complaint-handling.ts';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { fullInstant } from '#renderer/ui/format.ts';
import { Section } from '#renderer/ui/Page.tsx';
import { useRead } from '#renderer/use-query.ts';

export function Changes({ changes }: { readonly changes: readonly ChangeView[] }): ReactNode {
  if (changes.length === 0) return null;
  return (
    <ul className="case-changes">
      {changes.map(({ label, before, after }) => (
        <li key={label}>
          <span className="muted">{label}</span> <del>{before}</del> → <ins>{after}</ins>
        </li>
      ))}
    </ul>
  );
}

/** 修改记录: everything that ever changed; asked for only when somebody wants to see it. */
export function History({ id }: { readonly id: string }): ReactNode {
  const [open, setOpen] = useState(false);
  const found = useRead('complaint.history', { id }, { enabled: open, keep: false });
  return (
    <Section
      title={
        <Button type="link" className="case-history-head" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? '▾' : '▸'} 修改记录
        </Button>
      }
    >
      {open && found.failure !== undefined && <FailureNote failure={found.failure} onRetry={found.reload} />}
      {open && found.data !== undefined && (
        <ol className="case-timeline">
          {found.data.map((entry) => (
            <li key={entry.id} className="case-timeline-quiet">
              <div className="case-timeline-head">
                <span className="num">{fullInstant(entry.at)}</span>
                <span className="muted">{entry.byName}</span>
              </div>
              <Changes changes={entry.changes} />
            </li>
          ))}
          {found.data.length === 0 && <li className="case-timeline-quiet">登记以后没有改过。</li>}
        </ol>
      )}
    </Section>
  );
}
