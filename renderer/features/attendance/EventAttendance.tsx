/** 签到与回填 of an event: both sheets in paper order, the figures beside them, one way to finish. */
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useLocation, useParams } from 'wouter';
import type { AttendanceLine } from '#contract/attendance.ts';
import type { OutreachRow } from '#contract/outreach.ts';
import type { RosterPerson } from '#contract/training.ts';
import type { SheetKind } from '#domain/attendance.ts';
import type { FieldReasons } from '#domain/failure.ts';
import { pageCapacity } from '#domain/sign-in-sheet.ts';
import { useMay } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { instantText } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { TabLinks } from '#renderer/ui/TabLinks.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useDraft } from '#renderer/ui/use-draft.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import { publicColumns, workerColumns } from './grid-columns.ts';
import type { FigureName } from './result.ts';
import { resultForm, resultOf } from './result.ts';
import { ResultFields } from './ResultFields.tsx';
import { SheetGrid } from './SheetGrid.tsx';
import { useSheet, type SheetEditor } from './use-sheet.ts';
import './attendance.css';

export function EventAttendance(): ReactNode {
  const { id = '' } = useParams();
  const [version, setVersion] = useState(0);
  const event = useRead('outreach.get', { id }, { keep: false });
  const lines = useRead('attendance.list', { ofKind: 'outreach', ofId: id }, { keep: false });
  const day = event.data?.heldOn;
  const roster = useRead(
    'training.roster',
    { on: day ?? '2000-01-01', posts: [] },
    { enabled: day !== undefined, keep: false },
  );
  const failure = event.failure ?? lines.failure ?? roster.failure;
  if (failure !== undefined) {
    return (
      <Page title="签到与回填" back={{ label: '宣教活动', path: '/events' }}>
        <FailureNote failure={failure} onRetry={event.reload} />
      </Page>
    );
  }
  if (event.data === undefined || lines.data === undefined || roster.data === undefined) return null;
  return (
    <Loaded
      key={`${id} ${version}`}
      row={event.data}
      lines={lines.data}
      roster={roster.data}
      onStored={() => setVersion((count) => count + 1)}
    />
  );
}

interface LoadedProps {
  readonly row: OutreachRow;
  readonly lines: readonly AttendanceLine[];
  readonly roster: readonly RosterPerson[];
  /** Everything is stored: start afresh from what the database says. */
  readonly onStored: () => void;
}

function Loaded(props: LoadedProps): ReactNode {
  const { row } = props;
  const [, go] = useLocation();
  const readOnly = !useMay('outreach.write') || row.state === 'cancelled';
  const [shown, setShown] = useState<SheetKind>(firstSheet(row, useParams()['sheet']));
  const editor = useEditor(props);
  const { sheets, result, reasons, busy, save } = editor;
  useSheetKeys(row, shown, { save, enabled: !readOnly && !busy });
  if (!sheets.public.ready || !sheets.staff.ready || !result.ready) return null;
  const sheet = sheets[shown];
  const isPublic = shown === 'public';
  const finish = (): void => start(save(true));
  return (
    <Page
      flush
      title={row.title}
      back={{ label: '宣教活动', path: '/events' }}
      primary={readOnly ? undefined : { label: finishWord(row), keyName: 'Ctrl+Enter', run: finish, busy }}
      actions={readOnly ? undefined : <Actions editor={editor} isDone={row.state === 'done'} />}
      tools={<Tabs row={row} sheets={sheets} shown={shown} onShow={setShown} />}
    >
      <div className="sheet-page">
        <SheetGrid
          key={shown}
          label={isPublic ? '公众签到表' : '工作人员签到表'}
          columns={isPublic ? publicColumns : workerColumns}
          rows={sheet.rows}
          onRows={sheet.setRows}
          roster={props.roster}
          open={isPublic}
          posts={[]}
          readOnly={readOnly}
        />
        <aside className="sheet-side" aria-label="活动结果">
          <ResultFields
            form={result.body}
            update={result.update}
            reasons={reasons}
            readOnly={readOnly}
            audiences={row.audiences}
            files={row}
            onFiles={() => go(`/events/${row.id}`)}
            offered={offeredBy(sheets)}
          />
        </aside>
      </div>
    </Page>
  );
}

/** As asked for in the address, where a scanned page says so. */
const firstSheet = (row: OutreachRow, asked: string | undefined): SheetKind =>
  asked === 'public' || asked === 'staff'
    ? asked
    : row.sheetTemplate === 'T3' || row.sheetTemplate === 'T4'
      ? 'staff'
      : 'public';

const finishWord = (row: OutreachRow): string => (row.state === 'done' ? '保存' : '完成回填');

function useSheetKeys(
  row: OutreachRow,
  shown: SheetKind,
  { save, enabled }: { readonly save: Editor['save']; readonly enabled: boolean },
): void {
  const [, go] = useLocation();
  const template = shown === 'staff' ? 'T4' : row.sheetTemplate;
  useKeys('签到与回填', [
    { key: 'Ctrl+Enter', label: finishWord(row), run: () => start(save(true)), when: enabled },
    { key: 'Ctrl+S', label: '保存', run: () => start(save(false)), when: enabled },
    { key: 'Ctrl+P', label: '打印签到表', run: () => go(`/print/sign-in/outreach/${row.id}/${template}`) },
    { key: 'Escape', label: '返回', run: () => go(`/events/${row.id}`) },
  ]);
}

function Actions({ editor, isDone }: { readonly editor: Editor; readonly isDone: boolean }): ReactNode {
  const { sheets, result, busy, save, discard } = editor;
  const restored = sheets.public.restoredAt ?? sheets.staff.restoredAt ?? result.restoredAt;
  return (
    <>
      {restored !== undefined && (
        <>
          <span className="muted">已恢复 {instantText(restored)} 未保存的内容</span>
          <Button onClick={() => start(discard())}>放弃</Button>
        </>
      )}
      {!isDone && (
        <Button onClick={() => start(save(false))} disabled={busy}>
          保存<kbd>Ctrl+S</kbd>
        </Button>
      )}
    </>
  );
}

function Tabs(props: {
  readonly row: OutreachRow;
  readonly sheets: Sheets;
  readonly shown: SheetKind;
  readonly onShow: (sheet: SheetKind) => void;
}): ReactNode {
  const { row, sheets, shown, onShow } = props;
  return (
    <TabLinks
      label={row.title}
      current={`/events/${row.id}/attendance`}
      tabs={[
        { label: '活动概况', path: `/events/${row.id}` },
        { label: '签到与回填', path: `/events/${row.id}/attendance` },
      ]}
    >
      <ChipPicker
        label="签到表"
        value={shown}
        options={[
          { value: 'public', label: `公众签到表 ${sheets.public.rows.length}` },
          { value: 'staff', label: `工作人员 ${sheets.staff.rows.length}` },
        ]}
        onChange={(value) => onShow(value === 'staff' ? 'staff' : 'public')}
      />
    </TabLinks>
  );
}

type Sheets = Readonly<Record<SheetKind, SheetEditor>>;

function offeredBy(sheets: Sheets): Partial<Record<FigureName, number>> {
  const came = (kind: SheetKind): number => sheets[kind].rows.filter((row) => row['here'] === '1').length;
  return { signedCount: came('public'), workers: came('staff'), signedPages: pagesFor(sheets.public.rows.length) };
}

/** Pages a sheet of that many lines takes in the normal size. */
function pagesFor(lines: number): number {
  let pages = 0;
  for (let room = 0; room < lines; room += pageCapacity('normal', pages)) pages += 1;
  return pages;
}

type Editor = ReturnType<typeof useEditor>;

function useEditor({ row, lines, roster, onStored }: LoadedProps) {
  const [reasons, setReasons] = useState<FieldReasons>({});
  const stored = useMemo(
    () => ({
      public: lines.filter((line) => line.sheet === 'public'),
      staff: lines.filter((line) => line.sheet === 'staff'),
    }),
    [lines],
  );
  const common = { ofKind: 'outreach', ofId: row.id, title: row.title, roster } as const;
  const sheets: Sheets = {
    public: useSheet({
      ...common,
      sheet: 'public',
      columns: publicColumns,
      lines: stored.public,
    }),
    staff: useSheet({
      ...common,
      sheet: 'staff',
      columns: workerColumns,
      lines: stored.staff,
    }),
  };
  const result = useDraft('outreach-result', `res-${row.id}`, resultForm(row), () => row.title);
  const fill = useAct('outreach.fill', {
    onFailure: (failure) => {
      setReasons(failure.fields);
      return false;
    },
  });
  const startAfresh = async (): Promise<void> => {
    await Promise.all([sheets.public.discard(), sheets.staff.discard(), result.drop()]);
    onStored();
  };
  const save = async (finish: boolean): Promise<void> => {
    setReasons({});
    if (!(await sheets.public.save()) || !(await sheets.staff.save())) return;
    const { reason } = result.body;
    const done = await fill.run({ id: row.id, result: resultOf(result.body), finish, reason: reason.trim() });
    if (done === undefined) return;
    const text = done.state === 'done' ? `${done.eventNo} 回填完成，将随下一次上报报送` : '已保存，可随时接着回填';
    toast({ text, tone: 'good' });
    await startAfresh();
  };
  return {
    sheets,
    result,
    reasons,
    busy: fill.busy || sheets.public.busy || sheets.staff.busy,
    save,
    discard: startAfresh,
  };
}
