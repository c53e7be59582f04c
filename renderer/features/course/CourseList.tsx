/** 中心布置的培训: the centre sets them; an outlet takes its part into its own ledger with one press. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CourseRow } from '#contract/course.ts';
import { posts } from '#domain/organisation.ts';
import { useMay, useSide } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Facts } from '#renderer/ui/Facts.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { dayText } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { Page, Section } from '#renderer/ui/Page.tsx';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { StateTag } from '#renderer/ui/StateTag.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useDictLabel } from '#renderer/ui/use-dict.ts';
import { TrainingTabs } from '#renderer/ui/work-tabs.tsx';
import { useAct, useRead } from '#renderer/use-query.ts';
import { CourseForm } from './CourseForm.tsx';
import { CourseOutlets } from './CourseOutlets.tsx';

export function CourseList(): ReactNode {
  const side = useSide();
  const mayWrite = useMay('course.write');
  const [adding, setAdding] = useState(false);
  const courses = useRead('course.list', {});
  const add = (): void => setAdding(true);
  useKeys('中心布置', [{ key: 'n', label: '布置培训', run: add, when: mayWrite }]);
  return (
    <Page
      title="培训"
      primary={mayWrite ? { label: '布置培训', keyName: 'n', run: add } : undefined}
      tools={<TrainingTabs current="/trainings/courses" />}
    >
      {courses.failure !== undefined && <FailureNote failure={courses.failure} onRetry={courses.reload} />}
      {courses.data?.length === 0 && (
        <EmptyState title="还没有布置的培训">
          {side === 'centre'
            ? '布置一次，随配置包下发：按岗位或点名，网点一键生成名单，完成后随报送文件回来。'
            : '分行布置的培训随配置包下发，会出现在这里，一键生成本网点的名单。'}
        </EmptyState>
      )}
      {courses.data?.map((row) => (
        <Course key={row.id} row={row} mayWrite={mayWrite} />
      ))}
      {adding && <CourseForm onClose={() => setAdding(false)} />}
    </Page>
  );
}

function Course({ row, mayWrite }: { readonly row: CourseRow; readonly mayWrite: boolean }): ReactNode {
  const side = useSide();
  const [withdrawing, setWithdrawing] = useState(false);
  const withdraw = useAct('course.withdraw');
  return (
    <Section
      title={
        <>
          {row.title} <CourseState row={row} />
        </>
      }
      extra={
        <>
          {side === 'outlet' && <Take row={row} />}
          {mayWrite && <Button onClick={() => setWithdrawing(true)}>撤销</Button>}
        </>
      }
    >
      <CourseFacts row={row} />
      {side === 'centre' && (
        <>
          <div className="progress-fold">
            <ProgressBar
              done={row.finished}
              total={row.outlets}
              label={`家网点已完成，${row.taken} 家已生成名单，到场 ${row.attended} 人`}
            />
          </div>
          <CourseOutlets row={row} />
        </>
      )}
      <ReasonDialog
        open={withdrawing}
        title={`撤销 ${row.title}`}
        text="网点导入下一份配置包后不再看到这项布置，已生成的培训不受影响。"
        okText="撤销布置"
        danger
        onOk={async (reason) => {
          if ((await withdraw.run({ id: row.id, reason })) !== undefined) setWithdrawing(false);
        }}
        onCancel={() => setWithdrawing(false)}
      />
    </Section>
  );
}

function CourseState({ row }: { readonly row: CourseRow }): ReactNode {
  if (row.outlets > 0 && row.finished === row.outlets) return <StateTag tone="good">已完成</StateTag>;
  if (row.late) return <StateTag tone="overdue">已过期限</StateTag>;
  return <StateTag tone={row.taken > 0 ? 'active' : 'today'}>{row.taken > 0 ? '进行中' : '待生成名单'}</StateTag>;
}

function Take({ row }: { readonly row: CourseRow }): ReactNode {
  const [, go] = useLocation();
  const mayWrite = useMay('training.write');
  const take = useAct('course.take');
  if (row.trainingId !== null) {
    return <Button onClick={() => go(`/trainings/${row.trainingId ?? ''}`)}>打开本网点的培训</Button>;
  }
  if (!mayWrite) return null;
  const run = async (): Promise<void> => {
    const done = await take.run({ id: row.id });
    if (done === undefined) return;
    toast({ text: `${done.trainingNo} 已生成，名单 ${done.people} 人`, tone: 'good' });
    go(`/trainings/${done.id}`);
  };
  return (
    <Button type="primary" disabled={row.people === 0} loading={take.busy} onClick={() => start(run())}>
      生成名单（{row.people} 人）
    </Button>
  );
}

function CourseFacts({ row }: { readonly row: CourseRow }): ReactNode {
  const label = useDictLabel();
  const who = [...row.targetPosts.map((post) => posts[post]), ...(row.named > 0 ? [`点名 ${row.named} 人`] : [])].join(
    '、',
  );
  return (
    <Facts
      facts={[
        { label: '统一编号', value: row.series },
        { label: '时间', value: `${dayText(row.heldOn)} ${row.startTime}—${row.endTime}` },
        { label: '地点', value: row.place },
        { label: '授课人', value: row.lecturer },
        { label: '类别', value: label(row.category) },
        { label: '对象', value: who },
        { label: '考试', value: row.hasExam ? `有，及格线 ${row.passMark ?? '--'} 分` : '没有' },
        { label: '完成期限', value: dayText(row.dueOn) },
        { label: '要求', value: row.demands, wide: true },
      ]}
    />
  );
}
