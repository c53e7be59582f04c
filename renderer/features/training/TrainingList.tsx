/** 培训: what was held, who came, who passed. */
import { Select } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { TrainingRow } from '#contract/training.ts';
import { periodOf } from '#domain/periods.ts';
import type { Side } from '#domain/permissions.ts';
import { trainingStates } from '#domain/training.ts';
import { formulas, rate } from '#domain/training-figures.ts';
import { useMay, useSide } from '#renderer/session-store.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { dayText, percent, thousands, weekdayOf } from '#renderer/ui/format.ts';
import { ListPage, type Column } from '#renderer/ui/ListPage.tsx';
import { useListState } from '#renderer/ui/list-store.ts';
import { useDictLabel } from '#renderer/ui/use-dict.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { TrainingTabs } from '#renderer/ui/work-tabs.tsx';
import { useRead } from '#renderer/use-query.ts';
import { TrainingStateTag } from './TrainingStateTag.tsx';

const rowId = (row: TrainingRow): string => row.id;
const chips = { all: '全部', planned: '计划', done: '已完成', cancelled: '已取消' } as const;
const spans = { all: '全部时间', month: '本月', quarter: '本季度', half: '本半年', year: '今年' } as const;

const isIn = <T extends object>(table: T, key: string | undefined): key is string & keyof T =>
  key !== undefined && Object.hasOwn(table, key);

export function TrainingList(): ReactNode {
  const [, go] = useLocation();
  const { today } = useNowOnce();
  const side = useSide();
  const mayWrite = useMay('training.write');
  const mayPrint = useMay('print.document');
  const label = useDictLabel();
  const list = useListState('trainings');
  const span = isIn(spans, list.filters['span']) ? list.filters['span'] : 'all';
  const period = span === 'all' ? null : periodOf(today, span);
  const trainings = useRead('training.list', { from: period?.from ?? null, to: period?.to ?? null });
  const found = useMemo(() => {
    const wanted = list.text.trim().toLowerCase();
    return trainings.data?.filter((row) =>
      `${row.title} ${row.trainingNo} ${row.place} ${row.outletName} ${row.series ?? ''}`
        .toLowerCase()
        .includes(wanted),
    );
  }, [trainings.data, list.text]);
  const rows = useMemo(
    () => (isIn(chips, list.chip) && list.chip !== 'all' ? found?.filter((row) => row.state === list.chip) : found),
    [found, list.chip],
  );
  const columns = useMemo(() => columnsFor(label, side, today.slice(0, 4)), [label, side, today]);
  const add = (): void => go('/trainings/new');
  return (
    <ListPage
      page="trainings"
      title="培训"
      primary={mayWrite ? { label: '新建培训', keyName: 'F4', run: add } : undefined}
      tabs={<TrainingTabs current="/trainings" />}
      chips={Object.entries(chips).map(([key, text]) => ({
        key,
        label: text,
        count: key === 'all' ? found?.length : found?.filter((row) => row.state === key).length,
      }))}
      search="主题、地点、编号"
      filters={
        <Select
          aria-label="时间范围"
          style={{ width: 112 }}
          value={span}
          options={Object.entries(spans).map(([value, text]) => ({ value, label: text }))}
          onChange={(value) => list.set({ filters: { ...list.filters, span: value === 'all' ? '' : value } })}
        />
      }
      rows={rows}
      rowId={rowId}
      columns={columns}
      failure={trainings.failure}
      onRetry={trainings.reload}
      onOpen={(row) => go(`/trainings/${row.id}`)}
      rowActions={[
        {
          key: 'b',
          label: '名单与签到',
          run: (row) => go(`/trainings/${row.id}/attendance`),
          when: (row) => mayWrite && row.state !== 'cancelled',
        },
        {
          key: 'p',
          label: '打印签到表',
          run: (row) => go(`/print/sign-in/training/${row.id}/T1`),
          when: (row) => mayPrint && row.state !== 'cancelled',
        },
      ]}
      emptyFirst={
        <EmptyState
          title={span === 'all' ? '还没有培训' : '这段时间没有培训'}
          actions={mayWrite ? [{ label: '新建培训', keyName: 'F4', run: add, primary: true }] : []}
        >
          {mayWrite
            ? '先登记培训，按岗位生成名单并打印签到表；培训后勾选到场、粘贴成绩。'
            : '网点上报的培训合并后会出现在这里。'}
        </EmptyState>
      }
    />
  );
}

const share = (part: number, whole: number): string => (whole === 0 ? '' : percent(rate(part, whole)));

const figureColumns: readonly Column<TrainingRow>[] = [
  {
    key: 'expected',
    title: '应参',
    width: 68,
    align: 'right',
    text: (row) => thousands(row.figures.expected),
    sort: 'number',
  },
  {
    key: 'attended',
    title: '实参',
    width: 68,
    align: 'right',
    text: (row) => thousands(row.figures.attended),
    sort: 'number',
  },
  {
    key: 'rate',
    title: '参训率',
    width: 84,
    align: 'right',
    text: (row) => share(row.figures.attended, row.figures.expected),
    sort: 'number',
    term: formulas.attendance,
  },
  {
    key: 'satRate',
    title: '参考率',
    width: 84,
    align: 'right',
    text: (row) => (row.hasExam ? share(row.figures.sat, row.figures.examExpected) : ''),
    sort: 'number',
    term: formulas.exam,
  },
  {
    key: 'passRate',
    title: '通过率',
    width: 84,
    align: 'right',
    text: (row) => (row.hasExam ? share(row.figures.passed, row.figures.sat) : ''),
    sort: 'number',
    term: formulas.pass,
  },
];

type Label = (id: string | null) => string;

function columnsFor(label: Label, side: Side, thisYear: string): readonly Column<TrainingRow>[] {
  return [
    {
      key: 'heldOn',
      title: '日期',
      width: 128,
      text: (row) => row.heldOn,
      render: (row) => (
        <span className="num">
          {dayText(row.heldOn, thisYear)} {weekdayOf(row.heldOn)}
        </span>
      ),
      sort: 'text',
    },
    {
      key: 'state',
      title: '状态',
      width: 100,
      text: (row) => trainingStates[row.state],
      render: (row) => <TrainingStateTag state={row.state} />,
    },
    { key: 'title', title: '主题', width: 220, grow: true, text: (row) => row.title, sort: 'text' },
    ...(side === 'centre'
      ? [
          {
            key: 'outlet',
            title: '网点',
            width: 150,
            text: (row: TrainingRow) => row.outletName,
            sort: 'text' as const,
            filter: true,
          },
        ]
      : []),
    { key: 'category', title: '类别', width: 140, text: (row) => label(row.category), filter: true },
    { key: 'tier', title: '层级', width: 72, text: (row) => label(row.tier), filter: true },
    { key: 'mode', title: '形式', width: 96, text: (row) => label(row.mode), filter: true, hidden: true },
    ...figureColumns,
    { key: 'trainingNo', title: '编号', width: 210, text: (row) => row.trainingNo, sort: 'text', hidden: true },
  ];
}
