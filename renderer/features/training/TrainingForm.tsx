/** 新建培训 / 修改培训. A new one gets its roster from the posts it is for. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useLocation, useParams } from 'wouter';
import type { TrainingRow } from '#contract/training.ts';
import type { FieldReasons } from '#domain/failure.ts';
import { start } from '#renderer/start.ts';
import { EnterForm, unlessUnread } from '#renderer/ui/EnterForm.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { instantText } from '#renderer/ui/format.ts';
import { Page, Section } from '#renderer/ui/Page.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useDraft } from '#renderer/ui/use-draft.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import { emptyPlan, inputOf, planOf, type PlanForm } from './plan.ts';
import { PlanFields } from './PlanFields.tsx';
import '#renderer/ui/facts.css';
import './training.css';

export function TrainingNew(): ReactNode {
  const { today } = useNowOnce();
  return <TrainingForm initial={emptyPlan(today)} />;
}

export function TrainingEdit(): ReactNode {
  const { id = '' } = useParams();
  const training = useRead('training.get', { id }, { keep: false });
  if (training.failure !== undefined) {
    return (
      <Page title="修改培训" back={{ label: '培训', path: '/trainings' }}>
        <FailureNote failure={training.failure} onRetry={training.reload} />
      </Page>
    );
  }
  return training.data === undefined ? null : <TrainingForm row={training.data} initial={planOf(training.data)} />;
}

function TrainingForm({ row, initial }: { readonly row?: TrainingRow; readonly initial: PlanForm }): ReactNode {
  const [, go] = useLocation();
  const back = row === undefined ? '/trainings' : `/trainings/${row.id}`;
  const draft = useDraft(
    'training',
    row === undefined ? 'training-new' : `training-${row.id}`,
    initial,
    (body) => body.title || '未命名培训',
  );
  const [reasons, setReasons] = useState<FieldReasons>({});
  const onFailure = {
    onFailure: (failure: { fields: FieldReasons }) => {
      setReasons(failure.fields);
      return Object.keys(failure.fields).length > 0;
    },
  };
  const create = useAct('training.create', onFailure);
  const update = useAct('training.update', onFailure);
  const fromRoster = useAct('attendance.fromRoster');
  const busy = create.busy || update.busy || fromRoster.busy;
  const addRoster = async (saved: TrainingRow): Promise<string> => {
    const done = await fromRoster.run({ ofKind: 'training', ofId: saved.id, posts: saved.targetPosts });
    return done === undefined || done.added === 0 ? '' : `，已按岗位生成名单 ${done.added} 人`;
  };
  const save = async (): Promise<void> => {
    const plan = inputOf(draft.body);
    const saved = row === undefined ? await create.run(plan) : await update.run({ id: row.id, plan });
    if (saved === undefined) return;
    await draft.drop();
    const added = row === undefined ? await addRoster(saved) : '';
    toast({
      text: `${saved.trainingNo} ${row === undefined ? '已登记' : '已修改'}${added}`,
      tone: 'good',
      actions: [{ label: '打印签到表', keyName: 'p', run: () => go(`/print/sign-in/training/${saved.id}/T1`) }],
    });
    go(`/trainings/${saved.id}`, { replace: true });
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
      title={row === undefined ? '新建培训' : '修改培训'}
      back={{ label: row === undefined ? '培训' : row.title, path: back }}
      primary={{ label: '保存', keyName: 'Ctrl+Enter', run: unlessUnread(submit), busy }}
      actions={
        draft.restoredAt !== undefined && (
          <>
            <span className="muted">已恢复 {instantText(draft.restoredAt)} 未保存的内容</span>
            <Button onClick={() => start(discard())}>放弃草稿</Button>
          </>
        )
      }
    >
      <Section>
        <EnterForm
          label="培训"
          onSave={submit}
          onCancel={() => go(back)}
          errors={reasons}
          busy={busy}
          className="plan-form"
        >
          <PlanFields form={draft.body} update={draft.update} reasons={reasons} />
        </EnterForm>
      </Section>
    </Page>
  );
}
