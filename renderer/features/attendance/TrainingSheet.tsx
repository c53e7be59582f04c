/** 名单与签到 and 成绩 of a training: one roster, two sets of columns. */
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useLocation, useParams } from 'wouter';
import type { AttendanceLine } from '#contract/attendance.ts';
import type { RosterPerson, TrainingRow } from '#contract/training.ts';
import { attendanceStates } from '#domain/attendance.ts';
import type { ExamLine } from '#domain/training-figures.ts';
import { isPassed, parseScore, trainingFigures } from '#domain/training-figures.ts';
import { useMay } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { instantText } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { PasteGrid, type GridRow } from '#renderer/ui/PasteGrid.tsx';
import { TabLinks } from '#renderer/ui/TabLinks.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { TrainingCards } from '#renderer/ui/TrainingCards.tsx';
import { trainingTabs } from '#renderer/ui/training-tabs.ts';
import { useRead } from '#renderer/use-query.ts';
import { rosterColumns, scoreColumns } from './grid-columns.ts';
import { examRemarks, matchRow, stateOf, withoutTail } from './sheet-rows.ts';
import { SheetGrid } from './SheetGrid.tsx';
import { useSheet } from './use-sheet.ts';
import './attendance.css';

type Tab = 'attendance' | 'scores';

export const TrainingAttendance = (): ReactNode => <Sheet tab="attendance" />;
export const TrainingScores = (): ReactNode => <Sheet tab="scores" />;

function Sheet({ tab }: { readonly tab: Tab }): ReactNode {
  const { id = '' } = useParams();
  const [version, setVersion] = useState(0);
  const training = useRead('training.get', { id }, { keep: false });
  const lines = useRead('attendance.list', { ofKind: 'training', ofId: id }, { keep: false });
  const day = training.data?.heldOn;
  const roster = useRead(
    'training.roster',
    { on: day ?? '2000-01-01', posts: [] },
    { enabled: day !== undefined, keep: false },
  );
  const failure = training.failure ?? lines.failure ?? roster.failure;
  if (failure !== undefined) {
    return (
      <Page title="培训" back={{ label: '培训', path: '/trainings' }}>
        <FailureNote failure={failure} onRetry={training.reload} />
      </Page>
    );
  }
  if (training.data === undefined || lines.data === undefined || roster.data === undefined) return null;
  return (
    <Loaded
      key={`${id} ${tab} ${version}`}
      tab={tab}
      row={training.data}
      lines={lines.data}
      roster={roster.data}
      onStored={() => setVersion((count) => count + 1)}
    />
  );
}

interface LoadedProps {
  readonly tab: Tab;
  readonly row: TrainingRow;
  readonly lines: readonly AttendanceLine[];
  readonly roster: readonly RosterPerson[];
  readonly onStored: () => void;
}

function Loaded({ tab, row, lines, roster, onStored }: LoadedProps): ReactNode {
  const [, go] = useLocation();
  const readOnly = !useMay('training.write') || row.state === 'cancelled';
  const columns = tab === 'scores' ? scoreColumns : rosterColumns;
  const sheet = useSheet({
    ofKind: 'training',
    ofId: row.id,
    sheet: 'staff',
    title: row.title,
    lines,
    roster,
    columns,
  });
  const figures = useMemo(() => trainingFigures(withoutTail(sheet.rows).map(lineOf), row), [sheet.rows, row]);
  const save = async (): Promise<void> => {
    if (!(await sheet.save())) return;
    await sheet.discard();
    toast({ text: tab === 'scores' ? '成绩已保存' : '名单与签到已保存', tone: 'good' });
    onStored();
  };
  const discard = async (): Promise<void> => {
    await sheet.discard();
    onStored();
  };
  useKeys(row.title, [
    { key: 'Ctrl+Enter', label: '保存', run: () => start(save()), when: !readOnly && !sheet.busy },
    { key: 'Ctrl+S', label: '保存', run: () => start(save()), when: !readOnly && !sheet.busy },
    { key: 'Ctrl+P', label: '打印签到表', run: () => go(`/print/sign-in/training/${row.id}/T1`) },
    { key: 'Escape', label: '返回', run: () => go(`/trainings/${row.id}`) },
  ]);
  if (!sheet.ready) return null;
  return (
    <Page
      flush
      title={row.title}
      back={{ label: '培训', path: '/trainings' }}
      primary={
        readOnly ? undefined : { label: '保存', keyName: 'Ctrl+Enter', run: () => start(save()), busy: sheet.busy }
      }
      actions={
        sheet.restoredAt !== undefined && (
          <>
            <span className="muted">已恢复 {instantText(sheet.restoredAt)} 未保存的内容</span>
            <Button onClick={() => start(discard())}>放弃</Button>
          </>
        )
      }
      tools={<TabLinks label={row.title} current={`/trainings/${row.id}/${tab}`} tabs={trainingTabs(row)} />}
    >
      <TrainingCards figures={figures} hasExam={row.hasExam} />
      {tab === 'attendance' ? (
        <SheetGrid
          label="名单与签到"
          columns={columns}
          rows={sheet.rows}
          onRows={sheet.setRows}
          roster={roster}
          open={false}
          posts={row.targetPosts}
          readOnly={readOnly}
        />
      ) : (
        <ScoreGrid row={row} rows={sheet.rows} onRows={sheet.setRows} readOnly={readOnly} />
      )}
    </Page>
  );
}

function lineOf(row: GridRow): ExamLine {
  const score10 = parseScore(row['score'] ?? '');
  return {
    state: stateOf(row),
    score10,
    examState: score10 === null ? (examRemarks[row['exam'] ?? ''] ?? null) : 'sat',
    attempts: Number(row['attempts'] ?? '') || 1,
    resit10: parseScore(row['resit'] ?? ''),
  };
}

function ScoreGrid(props: {
  readonly row: TrainingRow;
  readonly rows: readonly GridRow[];
  readonly onRows: (rows: readonly GridRow[]) => void;
  readonly readOnly: boolean;
}): ReactNode {
  const { row, rows, onRows, readOnly } = props;
  const shown = useMemo(
    () =>
      rows.map((each) => ({ ...each, result: resultText(each, row.passMark), state: attendanceStates[stateOf(each)] })),
    [rows, row.passMark],
  );
  const take = (next: readonly GridRow[]): void => {
    onRows(next.map(({ result: _result, state: _state, ...kept }) => kept as GridRow));
  };
  return (
    <div className="sheet-main">
      <p className="muted">
        及格线 <b className="num">{row.passMark ?? '--'}</b> 分。从 Excel
        复制时请带标题行（工号、姓名、成绩），按工号对应，没有工号的按姓名；同名的会指出来，不会猜。
      </p>
      <div className="sheet-grid">
        <PasteGrid
          label="成绩"
          columns={scoreColumns}
          rows={shown}
          onChange={take}
          readOnly={readOnly}
          rowLabel={(each) => each['name'] ?? ''}
          match={(cells, now) => matchRow(cells, now, null)}
        />
      </div>
    </div>
  );
}

function resultText(row: GridRow, passMark: number | null): string {
  const score10 = parseScore(row['score'] ?? '');
  const resit10 = parseScore(row['resit'] ?? '');
  if (score10 === null && resit10 === null) return row['exam'] ?? '';
  if (passMark === null) return '';
  if (score10 !== null && isPassed(score10, passMark)) return '✓ 通过';
  return resit10 !== null && isPassed(resit10, passMark) ? '✓ 补考通过' : '▲ 未通过';
}
