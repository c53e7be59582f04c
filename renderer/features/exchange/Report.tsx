/** 上报: check, write the file, see what became of the earlier ones. Carrying it is done by people. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { CheckItem } from '#contract/exchange.ts';
import type { Out } from '#contract/index.ts';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { fullInstant, thousands } from '#renderer/ui/format.ts';
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
            <div className="report-said">
              <Confirmed said={state.data.confirmed} />
              <ThisDevice />
            </div>
            <History lines={state.data.history} />
          </Section>
        </div>
      )}
    </Page>
  );
}

/** What the centre's last word proves. Never more than that. */
function Confirmed({ said }: { readonly said: Out<'exchange.state'>['confirmed'] }): ReactNode {
  if (said === null)
    return <p className="muted">还没有导入过分行的回执。回执随配置包来，导入后这里说明分行收到了多少。</p>;
  const when = fullInstant(said.at);
  if (!said.complete)
    return (
      <p>
        截至 {when}，分行收到本网点 {thousands(said.records)} 条；此后的变化还没有回执。
      </p>
    );
  if (said.agrees === false)
    return (
      <p className="tone-overdue">
        ▲ 分行已收到全部操作，但两边内容核对不一致。数据没有丢失，请把这句话告诉消保中心，并在“系统”里做一次数据核对。
      </p>
    );
  return (
    <p className="tone-good">
      ✓ 分行已收到全部 {thousands(said.records)} 条，核对一致（{when}）。
    </p>
  );
}

function ThisDevice(): ReactNode {
  const device = useRead('exchange.device', {});
  if (device.data === undefined) return null;
  return (
    <p className="muted">
      本机指纹 <b className="mono">{device.data.fingerprint}</b>，编号字母 {device.data.letter}
      。中心来电核对时读给对方。
    </p>
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
