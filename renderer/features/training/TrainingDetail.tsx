/** One training: figures with their formulas, what is still open, the plan. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useLocation, useParams } from 'wouter';
import type { TrainingRow } from '#contract/training.ts';
import { posts } from '#domain/organisation.ts';
import { openWork } from '#domain/training-figures.ts';
import { useMay } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { Attachments } from '#renderer/ui/Attachments.tsx';
import { Facts } from '#renderer/ui/Facts.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { dayText, weekdayOf } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { isInList, stepInList } from '#renderer/ui/list-store.ts';
import { Page, Section } from '#renderer/ui/Page.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { TabLinks } from '#renderer/ui/TabLinks.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { TrainingCards } from '#renderer/ui/TrainingCards.tsx';
import { trainingTabs } from '#renderer/ui/training-tabs.ts';
import { useDictLabel } from '#renderer/ui/use-dict.ts';
import { WordsArea } from '#renderer/ui/WordsArea.tsx';
import { useAct, useRead } from '#renderer/use-query.ts';
import { TrainingStateTag } from './TrainingStateTag.tsx';

const back = { label: '培训', path: '/trainings' };

export function TrainingDetail(): ReactNode {
  const { id = '' } = useParams();
  const training = useRead('training.get', { id }, { keep: false });
  if (training.failure !== undefined) {
    return (
      <Page title="培训" back={back}>
        <FailureNote failure={training.failure} onRetry={training.reload} />
      </Page>
    );
  }
  return training.data === undefined ? null : <Loaded key={id} row={training.data} />;
}

function Loaded({ row }: { readonly row: TrainingRow }): ReactNode {
  const [, go] = useLocation();
  const [cancelling, setCancelling] = useState(false);
  const cancel = useAct('training.cancel');
  const isLive = row.state !== 'cancelled';
  const mayWrite = useMay('training.write') && isLive;
  const mayPrint = useMay('print.document') && isLive;
  const print = (): void => go(`/print/sign-in/training/${row.id}/T1`);
  const step = (by: 1 | -1) => () => {
    const next = stepInList('trainings', row.id, by);
    if (next !== undefined) go(`/trainings/${next}`, { replace: true });
    else toast({ text: by === 1 ? '已是列表的最后一次' : '已是列表的第一次' });
  };
  const listed = isInList('trainings', row.id);
  useKeys(row.title, [
    { key: 'Ctrl+P', label: '打印签到表', run: print, when: mayPrint },
    { key: 'b', label: '名单与签到', run: () => go(`/trainings/${row.id}/attendance`), when: mayWrite },
    { key: 'e', label: '修改', run: () => go(`/trainings/${row.id}/edit`), when: mayWrite },
    { key: 'Escape', label: '返回列表', run: () => go('/trainings') },
    { key: 'Ctrl+ArrowDown', label: '下一次', run: step(1), when: listed },
    { key: 'Ctrl+ArrowUp', label: '上一次', run: step(-1), when: listed },
  ]);
  const cancelNow = async (reason: string): Promise<void> => {
    if ((await cancel.run({ id: row.id, reason })) === undefined) return;
    setCancelling(false);
    toast({ text: `${row.trainingNo} 已取消`, tone: 'good' });
  };
  return (
    <Page
      title={row.title}
      back={back}
      primary={
        mayWrite ? { label: '名单与签到', keyName: 'b', run: () => go(`/trainings/${row.id}/attendance`) } : undefined
      }
      actions={
        <>
          {mayPrint && (
            <Button onClick={print}>
              打印签到表<kbd>Ctrl+P</kbd>
            </Button>
          )}
          {mayPrint && (row.hasExam || row.state === 'done') && (
            <Button onClick={() => go(`/print/training/${row.id}/${row.hasExam ? 'P11' : 'P23'}`)}>
              {row.hasExam ? '成绩单和证明' : '培训证明'}
            </Button>
          )}
          {mayWrite && (
            <Button onClick={() => go(`/trainings/${row.id}/edit`)}>
              修改<kbd>E</kbd>
            </Button>
          )}
          {mayWrite && row.state !== 'done' && <Button onClick={() => setCancelling(true)}>取消培训</Button>}
        </>
      }
      tools={
        <TabLinks label={row.title} current={`/trainings/${row.id}`} tabs={trainingTabs(row)}>
          <TrainingStateTag state={row.state} />
        </TabLinks>
      }
    >
      {isLive && <TrainingCards figures={row.figures} hasExam={row.hasExam} />}
      {isLive && <Finish row={row} mayWrite={mayWrite} />}
      <PlanFacts row={row} />
      <Attachments key={row.id} ofKind="training" ofId={row.id} live={isLive} />
      <ReasonDialog
        open={cancelling}
        title={`取消 ${row.title}`}
        text="取消后不能再登记签到和成绩，编号保留。"
        presets={['改期另办', '与其他培训合并', '讲师原因']}
        okText="取消培训"
        danger
        onOk={cancelNow}
        onCancel={() => setCancelling(false)}
      />
    </Page>
  );
}

/** The one step left when everybody is accounted for. */
function Finish({ row, mayWrite }: { readonly row: TrainingRow; readonly mayWrite: boolean }): ReactNode {
  const [summary, setSummary] = useState(row.summary ?? '');
  const finish = useAct('training.finish');
  const open = openWork(row.figures);
  const isDone = row.state === 'done';
  if (!mayWrite) {
    return row.summary === null ? null : (
      <Section title="小结">
        <p>{row.summary}</p>
      </Section>
    );
  }
  const run = async (): Promise<void> => {
    const done = await finish.run({ id: row.id, summary: summary.trim() === '' ? null : summary.trim() });
    if (done !== undefined)
      toast({ text: isDone ? '小结已保存' : `${done.trainingNo} 已完成，将随下一次上报报送`, tone: 'good' });
  };
  return (
    <Section
      title={isDone ? '小结' : '完成培训'}
      extra={
        <Button
          type={isDone ? 'default' : 'primary'}
          disabled={open !== null}
          loading={finish.busy}
          onClick={() => start(run())}
        >
          {isDone ? '保存小结' : '标为完成'}
        </Button>
      }
    >
      {open !== null && <p className="complete-no">◔ {open}</p>}
      <WordsArea
        aria-label="小结"
        rows={3}
        maxLength={2000}
        placeholder="培训内容、效果、补训和补考安排，可不填"
        value={summary}
        onChange={(event) => setSummary(event.target.value)}
      />
    </Section>
  );
}

function PlanFacts({ row }: { readonly row: TrainingRow }): ReactNode {
  const label = useDictLabel();
  return (
    <Section title="培训安排">
      <Facts
        facts={[
          { label: '编号', value: <span className="mono">{row.trainingNo}</span> },
          { label: '主办', value: row.outletName },
          { label: '统一编号', value: row.series },
          { label: '时间', value: `${dayText(row.heldOn)} ${weekdayOf(row.heldOn)} ${row.startTime}—${row.endTime}` },
          { label: '课时', value: String(row.hours10 / 10) },
          { label: '地点', value: row.place },
          { label: '授课人', value: row.lecturer },
          { label: '类别', value: label(row.category) },
          { label: '层级', value: label(row.tier) },
          { label: '形式', value: label(row.mode) },
          { label: '考试', value: row.hasExam ? `有，及格线 ${row.passMark ?? '--'} 分` : '没有' },
          { label: '对象岗位', value: row.targetPosts.map((post) => posts[post]).join('、'), wide: true },
          { label: '说明', value: row.state === 'cancelled' ? row.summary : null, wide: true },
        ]}
      />
    </Section>
  );
}
