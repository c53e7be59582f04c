/** 宣传任务: what the centre asks for. An outlet ticks its list; the centre sees who is how far. */
import { Button, Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CampaignRow } from '#contract/campaign.ts';
import { campaignStates } from '#domain/campaign.ts';
import { useMay, useSide } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { dayText, thousands } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { Page, Section } from '#renderer/ui/Page.tsx';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { StateTag, type Tone } from '#renderer/ui/StateTag.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useDictLabel } from '#renderer/ui/use-dict.ts';
import { OutreachTabs } from '#renderer/ui/work-tabs.tsx';
import { useAct, useRead } from '#renderer/use-query.ts';
import { CampaignForm } from './CampaignForm.tsx';
import { CampaignOutlets } from './CampaignOutlets.tsx';
import './campaign.css';

const tones: Readonly<Record<CampaignRow['state'], Tone>> = { running: 'active', coming: 'idle', over: 'good' };

export function CampaignList(): ReactNode {
  const side = useSide();
  const mayWrite = useMay('campaign.write');
  const [editing, setEditing] = useState<CampaignRow | 'new'>();
  const campaigns = useRead('campaign.list', {});
  const add = (): void => setEditing('new');
  useKeys('宣传任务', [{ key: 'n', label: '布置任务', run: add, when: mayWrite }]);
  return (
    <Page
      title="宣教活动"
      primary={mayWrite ? { label: '布置任务', keyName: 'n', run: add } : undefined}
      tools={<OutreachTabs current="/events/campaigns" />}
    >
      {campaigns.failure !== undefined && <FailureNote failure={campaigns.failure} onRetry={campaigns.reload} />}
      {campaigns.data?.length === 0 && (
        <EmptyState title="还没有宣传任务">
          {side === 'centre'
            ? '布置 3·15、金融教育宣传周、万里行等统一任务和要做的事，随配置包下发到每个网点，网点勾选后随报送文件回来。'
            : '分行布置的统一宣传任务随配置包下发，会出现在这里。'}
        </EmptyState>
      )}
      {campaigns.data?.map((row) => (
        <Campaign key={row.id} row={row} onEdit={mayWrite ? () => setEditing(row) : undefined} />
      ))}
      {editing !== undefined && (
        <CampaignForm {...(editing === 'new' ? {} : { row: editing })} onClose={() => setEditing(undefined)} />
      )}
    </Page>
  );
}

function Campaign({
  row,
  onEdit,
}: {
  readonly row: CampaignRow;
  readonly onEdit: (() => void) | undefined;
}): ReactNode {
  const side = useSide();
  const label = useDictLabel();
  const [, go] = useLocation();
  const [withdrawing, setWithdrawing] = useState(false);
  const withdraw = useAct('campaign.withdraw');
  const mayPlan = useMay('outreach.write');
  return (
    <Section
      title={
        <span className="campaign-title">
          {row.title} <StateTag tone={tones[row.state]}>{campaignStates[row.state]}</StateTag>
        </span>
      }
      extra={
        <>
          {mayPlan && row.state !== 'over' && <Button onClick={() => go(`/events/new/${row.id}`)}>为它新建活动</Button>}
          {onEdit !== undefined && <Button onClick={onEdit}>修改</Button>}
          {onEdit !== undefined && <Button onClick={() => setWithdrawing(true)}>撤销</Button>}
        </>
      }
    >
      <p className="campaign-facts">
        <span className="num">
          {dayText(row.fromOn)}—{dayText(row.toOn)}
        </span>
        {row.campaign !== null && <span>{label(row.campaign)}</span>}
        {row.theme !== null && <span>主题：{row.theme}</span>}
        <span className="num">
          已办 {row.events} 场、{thousands(row.reached)} 人次
        </span>
      </p>
      {row.demands !== null && <p className="campaign-demands">{row.demands}</p>}
      {side === 'outlet' ? <Checklist row={row} /> : <CampaignOutlets row={row} />}
      <ReasonDialog
        open={withdrawing}
        title={`撤销 ${row.title}`}
        text="网点导入下一份配置包后不再看到这项任务，已办的活动不受影响。"
        okText="撤销任务"
        danger
        onOk={async (reason) => {
          if ((await withdraw.run({ id: row.id, reason })) !== undefined) setWithdrawing(false);
        }}
        onCancel={() => setWithdrawing(false)}
      />
    </Section>
  );
}

/** Ticked is done today; a tick by mistake is taken back the same way. */
function Checklist({ row }: { readonly row: CampaignRow }): ReactNode {
  const mayTick = useMay('outreach.write');
  const tick = useAct('campaign.tick');
  const run = async (item: string, done: boolean): Promise<void> => {
    const now = await tick.run({ id: row.id, item, done });
    if (now !== undefined && now.done === now.of) toast({ text: `${row.title} 已全部完成`, tone: 'good' });
  };
  return (
    <>
      <ProgressBar done={row.ticks.length} total={row.items.length} label="项已完成" />
      <ul className="campaign-items">
        {row.items.map((item) => {
          const found = row.ticks.find((each) => each.item === item.key);
          return (
            <li key={item.key}>
              <Checkbox
                checked={found !== undefined}
                disabled={!mayTick || tick.busy}
                onChange={(event) => start(run(item.key, event.target.checked))}
              >
                {item.text}
              </Checkbox>
              {found !== undefined && <span className="muted num">{dayText(found.doneOn)}</span>}
            </li>
          );
        })}
      </ul>
    </>
  );
}
