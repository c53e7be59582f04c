/** 上报: check, write the file, see what became of the earlier ones. Carrying it is done by people. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { CheckItem } from '#contract/exchange.ts';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { Waiting } from '#renderer/ui/ListPage.tsx';
import { Page, Section } from '#renderer/ui/Page.tsx';
import { useMay } from '#renderer/session-store.ts';
import { useRead } from '#renderer/use-query.ts';
import { History } from './History.tsx';
import { MakeFile } from './MakeFile.tsx';
import { TakePack } from './TakePack.tsx';
import './exchange.css';

export function Report(): ReactNode {
  const mayExport = useMay('exchange.export');
  const state = useRead('exchange.state', {});
  const check = useRead('exchange.check', {}, { enabled: mayExport });
  const blocked = check.data?.some(({ weight }) => weight === 'block') ?? false;
  return (
    <Page title="上报">
      {state.failure !== undefined && <FailureNote failure={state.failure} onRetry={state.reload} />}
      {state.data === undefined && state.failure === undefined && <Waiting />}
      {state.data !== undefined && (
        <div className="report">
          {mayExport && (
            <div className="report-steps">
              <Section title="① 检查">
                {check.failure !== undefined && <FailureNote failure={check.failure} onRetry={check.reload} />}
                {check.data !== undefined && <CheckList items={check.data} />}
              </Section>
              <Section title="② 生成文件">
                <MakeFile
                  pending={state.data.pending}
                  pendingTotal={state.data.pendingTotal}
                  isFirst={state.data.history.length === 0}
                  blocked={blocked}
                  attachments={state.data.attachments}
                />
              </Section>
            </div>
          )}
          <Section title="③ 状态" extra={mayExport && <TakePack />}>
            <History lines={state.data.history} />
          </Section>
        </div>
      )}
    </Page>
  );
}

function CheckList({ items }: { readonly items: readonly CheckItem[] }): ReactNode {
  if (items.length === 0) return <p className="tone-good">✓ 没有需要处理的事项，可以生成文件。</p>;
  const blocks = items.filter(({ weight }) => weight === 'block').length;
  return (
    <>
      <p className="muted">{blocks > 0 ? `${blocks} 项须先处理。` : '以下各项不妨碍生成文件，处理后再报更完整。'}</p>
      <ul className="report-checks">
        {items.map((item) => (
          <li key={`${item.link} ${item.text}`}>
            <span className={item.weight === 'block' ? 'tone-overdue' : 'tone-today'}>
              {item.weight === 'block' ? '▲' : '◔'}
            </span>
            <Link href={item.link}>{item.text}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
