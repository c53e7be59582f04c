/** 补考 of a training: round by round, only those who failed or missed, scores typed or pasted. */
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useLocation, useParams } from 'wouter';
import type { ResitRound } from '#contract/resit.ts';
import type { TrainingRow } from '#contract/training.ts';
import { useMay } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { dayText, instantText } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { cellProblem } from '#renderer/ui/paste.ts';
import { PasteGrid, type GridRow } from '#renderer/ui/PasteGrid.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { matchListed } from '#renderer/ui/score-cells.ts';
import { TabLinks } from '#renderer/ui/TabLinks.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { TrainingCards } from '#renderer/ui/TrainingCards.tsx';
import { trainingTabs } from '#renderer/ui/training-tabs.ts';
import { useDraft } from '#renderer/ui/use-draft.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import { changedScores, resitColumns, rowsOf, withResult } from './resit-rows.ts';
import { ResitForm } from './ResitForm.tsx';
import './resit.css';

const back = { label: '培训', path: '/trainings' };

export function ResitPage(): ReactNode {
  const { id = '' } = useParams();
  const training = useRead('training.get', { id }, { keep: false });
  const resits = useRead('resit.list', { training: id }, { keep: false });
  const failure = training.failure ?? resits.failure;
  if (failure !== undefined) {
    return (
      <Page title="补考" back={back}>
        <FailureNote failure={failure} onRetry={resits.reload} />
      </Page>
    );
  }
  if (training.data === undefined || resits.data === undefined) return null;
  return <Loaded key={id} row={training.data} rounds={resits.data.rounds} due={resits.data.due} />;
}

interface LoadedProps {
  readonly row: TrainingRow;
  readonly rounds: readonly ResitRound[];
  /** Failed or missed until now. */
  readonly due: number;
}

function Loaded({ row, rounds, due }: LoadedProps): ReactNode {
  const [, go] = useLocation();
  const mayWrite = useMay('training.write') && row.state !== 'cancelled';
  const [picked, setPicked] = useState<string>();
  const [form, setForm] = useState<ResitRound | 'new'>();
  const [version, setVersion] = useState(0);
  const round = rounds.find(({ id }) => id === picked) ?? rounds.at(-1);
  const add = (): void => setForm('new');
  const mayAdd = mayWrite && due > 0;
  useKeys(`${row.title} 补考`, [
    { key: 'n', label: '安排补考', run: add, when: mayAdd },
    { key: 'Escape', label: '返回', run: () => go(`/trainings/${row.id}`) },
  ]);
  return (
    <Page
      flush
      title={row.title}
      back={back}
      actions={
        mayAdd && (
          <Button onClick={add}>
            安排补考<kbd>N</kbd>
          </Button>
        )
      }
      tools={
        <TabLinks label={row.title} current={`/trainings/${row.id}/resits`} tabs={trainingTabs(row)}>
          {rounds.length > 0 && (
            <ChipPicker
              label="补考轮次"
              value={round?.id ?? null}
              options={rounds.map(({ id, heldOn }, index) => ({
                value: id,
                label: `第 ${index + 1} 轮 ${dayText(heldOn)}`,
              }))}
              onChange={setPicked}
            />
          )}
        </TabLinks>
      }
    >
      <TrainingCards figures={row.figures} hasExam={row.hasExam} />
      {round === undefined ? (
        <NoRound due={due} {...(mayAdd ? { onAdd: add } : {})} />
      ) : (
        <Round
          key={`${round.id} ${version}`}
          row={row}
          round={round}
          mayWrite={mayWrite}
          onEdit={() => setForm(round)}
          onStored={() => setVersion((count) => count + 1)}
        />
      )}
      {form !== undefined && (
        <ResitForm
          training={row.id}
          {...(form === 'new' ? {} : { round: form })}
          onSaved={(id) => {
            setPicked(id);
            setForm(undefined);
          }}
          onClose={() => setForm(undefined)}
        />
      )}
    </Page>
  );
}

function NoRound({ due, onAdd }: { readonly due: number; readonly onAdd?: () => void }): ReactNode {
  return (
    <EmptyState
      title={due === 0 ? '没有需要补考的人' : `有 ${due} 人未通过或缺考`}
      actions={onAdd === undefined ? [] : [{ label: '安排补考', keyName: 'N', run: onAdd, primary: true }]}
    >
      {due === 0
        ? '首考未通过或登记了“缺考”的人会出现在这里。'
        : '安排一轮补考后，只列这些人；成绩可从 Excel 粘贴。首考成绩不改，首考和最终通过率分别统计。'}
    </EmptyState>
  );
}

interface RoundProps {
  readonly row: TrainingRow;
  readonly round: ResitRound;
  readonly mayWrite: boolean;
  readonly onEdit: () => void;
  /** Everything is stored: start afresh from what the database says. */
  readonly onStored: () => void;
}

function Round({ row, round, mayWrite, onEdit, onStored }: RoundProps): ReactNode {
  const sheet = useRound(row, round, onStored);
  const [voiding, setVoiding] = useState(false);
  const shown = useMemo(() => sheet.rows.map((each) => withResult(each, row.passMark)), [sheet.rows, row.passMark]);
  const take = (next: readonly GridRow[]): void => {
    sheet.setRows(next.map(({ result: _result, ...kept }) => kept as GridRow));
  };
  const save = (): void => start(sheet.save());
  useKeys(`补考 ${round.heldOn}`, [
    { key: 'Ctrl+Enter', label: '保存', run: save, when: mayWrite && !sheet.busy },
    { key: 'Ctrl+S', label: '保存', run: save, when: mayWrite && !sheet.busy },
  ]);
  if (!sheet.ready) return null;
  return (
    <div className="resit">
      <div className="resit-bar">
        <span className="muted">
          {dayText(round.heldOn)} {round.place} · 及格线 <b className="num">{row.passMark ?? '--'}</b> 分 ·
          只列首考和此前各轮未通过、缺考的人
        </span>
        {sheet.restoredAt !== undefined && (
          <>
            <span className="muted">已恢复 {instantText(sheet.restoredAt)} 未保存的内容</span>
            <Button onClick={() => start(sheet.discard())}>放弃</Button>
          </>
        )}
        {mayWrite && (
          <span className="resit-end">
            <Button onClick={onEdit}>改日期</Button>
            <Button onClick={() => setVoiding(true)}>作废本轮</Button>
            <Button type="primary" loading={sheet.busy} onClick={save}>
              保存<kbd>Ctrl+Enter</kbd>
            </Button>
          </span>
        )}
      </div>
      <PasteGrid
        label="补考成绩"
        columns={resitColumns}
        rows={shown}
        onChange={take}
        readOnly={!mayWrite}
        rowLabel={(each) => each['name'] ?? ''}
        match={(cells, now) => matchListed(cells, now) ?? { problem: '不在这轮补考的名单里' }}
      />
      <VoidRound open={voiding} round={round} onClose={() => setVoiding(false)} />
    </div>
  );
}

function VoidRound(props: {
  readonly open: boolean;
  readonly round: ResitRound;
  readonly onClose: () => void;
}): ReactNode {
  const { open, round, onClose } = props;
  const act = useAct('resit.void');
  const run = async (reason: string): Promise<void> => {
    if ((await act.run({ id: round.id, reason })) === undefined) return;
    onClose();
    toast({ text: `${dayText(round.heldOn)} 的补考已作废`, tone: 'good' });
  };
  return (
    <ReasonDialog
      open={open}
      title={`作废 ${dayText(round.heldOn)} 的补考`}
      text="作废后这一轮的成绩不再计入通过率；记录保留。"
      presets={['改期另办', '登记错误']}
      okText="作废"
      danger
      onOk={run}
      onCancel={onClose}
    />
  );
}

/** Rows of one round as they are typed, kept as a draft until they are saved. */
function useRound(row: TrainingRow, round: ResitRound, onStored: () => void) {
  const stored = useMemo(() => rowsOf(round), [round]);
  const draft = useDraft<{ rows: readonly GridRow[] | null }>(
    'resit',
    `resit-${round.id}`,
    { rows: null },
    () => row.title,
  );
  const act = useAct('resit.saveScores');
  const rows = draft.body.rows ?? stored;
  const isDirty = changedScores(rows, stored).length > 0;
  const startAfresh = async (): Promise<void> => {
    await draft.drop();
    onStored();
  };
  const save = async (): Promise<void> => {
    const fault = firstFault(rows);
    if (fault !== undefined) {
      toast({ text: `${fault}。没有保存，请改正后再保存。`, tone: 'warn' });
      return;
    }
    const done = await act.run({ id: round.id, scores: [...changedScores(rows, stored)] });
    if (done === undefined) return;
    toast({ text: `补考成绩已保存 ${done.changed} 人`, tone: 'good' });
    await startAfresh();
  };
  return {
    ready: draft.ready,
    rows,
    setRows: (next: readonly GridRow[]) => draft.update({ rows: next }),
    restoredAt: isDirty ? draft.restoredAt : undefined,
    busy: act.busy,
    save,
    discard: startAfresh,
  };
}

function firstFault(rows: readonly GridRow[]): string | undefined {
  for (const row of rows) {
    for (const column of resitColumns) {
      const reason = column.kind === 'fixed' ? undefined : cellProblem(column, row[column.key] ?? '', row);
      if (reason !== undefined) return `${row['name'] ?? ''} ${column.title}：${reason}`;
    }
  }
  return undefined;
}
