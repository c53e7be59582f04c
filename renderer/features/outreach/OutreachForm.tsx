/** 新建活动 / 修改活动: the plan, typed once; text is kept while it is typed. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useLocation, useParams } from 'wouter';
import type { OutreachRow } from '#contract/outreach.ts';
import type { FieldReasons } from '#domain/failure.ts';
import { useUser } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { EnterForm, unlessUnread } from '#renderer/ui/EnterForm.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { instantText } from '#renderer/ui/format.ts';
import { Page, Section } from '#renderer/ui/Page.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useDraft } from '#renderer/ui/use-draft.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import { emptyPlan, inputOf, planOf, templateOf, type PlanForm } from './plan.ts';
import { PlanFields } from './PlanFields.tsx';
import '#renderer/ui/facts.css';
import './outreach.css';

export function OutreachNew(): ReactNode {
  const { today } = useNowOnce();
  const user = useUser();
  const { campaign } = useParams();
  const campaigns = useRead('campaign.list', {}, { enabled: campaign !== undefined });
  const plan = campaigns.data?.find(({ id }) => id === campaign);
  if (campaign !== undefined && campaigns.data === undefined) return null;
  const empty = emptyPlan(today, user.staffNo);
  const initial =
    plan === undefined
      ? empty
      : { ...empty, campaignPlan: plan.id, campaign: plan.campaign, concentrated: 'yes', title: plan.title };
  return <OutreachForm initial={initial} />;
}

export function OutreachEdit(): ReactNode {
  const { id = '' } = useParams();
  const event = useRead('outreach.get', { id }, { keep: false });
  if (event.failure !== undefined) {
    return (
      <Page title="修改活动" back={{ label: '宣教活动', path: '/events' }}>
        <FailureNote failure={event.failure} onRetry={event.reload} />
      </Page>
    );
  }
  return event.data === undefined ? null : <OutreachForm row={event.data} initial={planOf(event.data)} />;
}

function OutreachForm({ row, initial }: { readonly row?: OutreachRow; readonly initial: PlanForm }): ReactNode {
  const [, go] = useLocation();
  const back = row === undefined ? '/events' : `/events/${row.id}`;
  const draft = useDraft(
    'outreach',
    row === undefined ? 'outreach-new' : `outreach-${row.id}`,
    initial,
    (body) => body.title || '未命名活动',
  );
  const [reasons, setReasons] = useState<FieldReasons>({});
  const onFailure = {
    onFailure: (failure: { fields: FieldReasons }) => {
      setReasons(failure.fields);
      return Object.keys(failure.fields).length > 0;
    },
  };
  const create = useAct('outreach.create', onFailure);
  const update = useAct('outreach.update', onFailure);
  const busy = create.busy || update.busy;
  const save = async (): Promise<void> => {
    const plan = inputOf(draft.body);
    const saved = row === undefined ? await create.run(plan) : await update.run({ id: row.id, plan });
    if (saved === undefined) return;
    await draft.drop();
    toast({
      text: `${saved.eventNo} ${row === undefined ? '已登记' : '已修改'}`,
      tone: 'good',
      actions: [
        {
          label: '打印签到表',
          keyName: 'p',
          run: () => go(`/print/sign-in/outreach/${saved.id}/${templateOf(draft.body)}`),
        },
      ],
    });
    go(`/events/${saved.id}`, { replace: true });
  };
  const submit = (): void => {
    if (!busy) start(save());
  };
  const discard = async (): Promise<void> => {
    await draft.drop();
    go(back);
  };
  if (!draft.ready) return null;
  return (
    <Page
      title={row === undefined ? '新建活动' : '修改活动'}
      back={{ label: row === undefined ? '宣教活动' : row.title, path: back }}
      primary={{ label: '保存', keyName: 'Ctrl+Enter', run: unlessUnread(submit), busy }}
      actions={
        draft.restoredAt === undefined ? undefined : (
          <>
            <span className="muted">已恢复 {instantText(draft.restoredAt)} 未保存的内容</span>
            <Button onClick={() => start(discard())}>放弃草稿</Button>
          </>
        )
      }
    >
      <Section>
        <EnterForm
          label="活动计划"
          onSave={submit}
          onCancel={() => go(back)}
          errors={reasons}
          busy={busy}
          className="plan-form"
        >
          <PlanFields form={draft.body} update={draft.update} reasons={reasons} except={row?.id ?? null} />
        </EnterForm>
      </Section>
    </Page>
  );
}
