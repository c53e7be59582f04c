/** The files of a complaint, an event or a training: drop, paste or choose; look at, save, void. */
import { Button } from 'antd';
import { useEffect, useLayoutEffect, useRef, useState, type DragEvent, type ReactNode } from 'react';
import type { AttachmentRow } from '#contract/attachment.ts';
import type { AttachmentOwner } from '#domain/attachment.ts';
import { asFailure, call } from '#renderer/api.ts';
import { useMay } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import { ArchiveButton } from './ArchiveButton.tsx';
import { AttachmentCard } from './AttachmentCard.tsx';
import { AttachmentViewer } from './AttachmentViewer.tsx';
import { FailureNote } from './FailureNote.tsx';
import { isTextField, useKeys } from './keys.ts';
import { Section } from './Page.tsx';
import { prepareFile } from './prepare-file.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import { toast } from './toast.ts';
import './attachments.css';

interface Props {
  readonly ofKind: AttachmentOwner;
  readonly ofId: string;
  /** False for a cancelled or voided record: its files can still be looked at. */
  readonly live?: boolean;
}

interface Refused {
  readonly name: string;
  readonly message: string;
}

const accepted = 'image/*,.pdf,.ofd,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.wps,.et,.dps';

/** Leads the eye and the keyboard to the files of the record on screen. */
export function showAttachments(): void {
  const place = document.querySelector<HTMLElement>('.attachments');
  place?.scrollIntoView({ block: 'start' });
  place?.querySelector<HTMLElement>('[data-attachment-add]')?.focus();
}

export function Attachments({ ofKind, ofId, live = true }: Props): ReactNode {
  const list = useRead('attachment.list', { ofKind, ofId }, { keep: false });
  const mayAdd = useMay('attachment.write') && live;
  const { add, progress, refused, forget } = useAdding(ofKind, ofId);
  const [shown, setShown] = useState<string>();
  const [voiding, setVoiding] = useState<AttachmentRow>();
  const chooser = useRef<HTMLInputElement>(null);
  const choose = (): void => chooser.current?.click();
  useKeys('附件', [{ key: 'f', label: '添加附件', run: choose, when: mayAdd }]);
  usePastedFiles(mayAdd, add);
  const rows = list.data ?? [];
  return (
    <DropArea enabled={mayAdd} onFiles={add}>
      <Section
        title={rows.length === 0 ? '附件' : `附件 ${rows.length}`}
        extra={
          <>
            {ofKind !== 'complaint' && <ArchiveButton ofKind={ofKind} ofId={ofId} />}
            {mayAdd && (
              <Button data-attachment-add onClick={choose} loading={progress !== undefined}>
                {progress === undefined ? '添加附件' : `正在存入 ${progress.done + 1} / ${progress.total}`}
                {progress === undefined && <kbd>F</kbd>}
              </Button>
            )}
          </>
        }
      >
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          accept={accepted}
          data-testid="attachment-files"
          onChange={(event) => {
            add([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        {list.failure !== undefined && <FailureNote failure={list.failure} onRetry={list.reload} />}
        <RefusedFiles refused={refused} onClose={forget} />
        {rows.length > 0 && (
          <ul className="attachment-cards">
            {rows.map((row) => (
              <AttachmentCard
                key={row.id}
                ofKind={ofKind}
                row={row}
                mayChange={mayAdd}
                onOpen={() => setShown(row.id)}
                onVoid={() => setVoiding(row)}
              />
            ))}
          </ul>
        )}
        <Hint mayAdd={mayAdd} isEmpty={rows.length === 0} loading={list.loading} />
      </Section>
      {shown !== undefined && (
        <AttachmentViewer rows={rows} id={shown} onShow={setShown} onClose={() => setShown(undefined)} />
      )}
      <VoidDialog row={voiding} onClose={() => setVoiding(undefined)} />
    </DropArea>
  );
}

interface DropProps {
  readonly enabled: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

function DropArea({ enabled, onFiles, children }: DropProps): ReactNode {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <div
      className={over ? 'attachments attachments-over' : 'attachments'}
      onDragOver={(event) => {
        if (!enabled || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={enabled ? drop : undefined}
    >
      {children}
    </div>
  );
}

function Hint({
  mayAdd,
  isEmpty,
  loading,
}: {
  readonly mayAdd: boolean;
  readonly isEmpty: boolean;
  readonly loading: boolean;
}): ReactNode {
  if (loading) return null;
  if (mayAdd) {
    return (
      <p className="muted attachment-hint">
        把照片或文件拖到这里，也可以粘贴（Ctrl+V）。照片自动缩小，拍摄地点等信息会去掉。
      </p>
    );
  }
  return isEmpty ? <p className="muted">没有附件</p> : null;
}

function RefusedFiles({
  refused,
  onClose,
}: {
  readonly refused: readonly Refused[];
  readonly onClose: () => void;
}): ReactNode {
  if (refused.length === 0) return null;
  return (
    <div className="attachment-refused" role="alert">
      <div>
        {refused.map(({ name, message }) => (
          <p key={`${name} ${message}`}>
            <span aria-hidden="true">▲ </span>
            <b>{name}</b>：{message}
          </p>
        ))}
      </div>
      <button type="button" className="plain-button" aria-label="关闭提示" onClick={onClose}>
        ✕
      </button>
    </div>
  );
}

function VoidDialog({
  row,
  onClose,
}: {
  readonly row: AttachmentRow | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const remove = useAct('attachment.void');
  const run = async (reason: string): Promise<void> => {
    if (row === undefined || (await remove.run({ id: row.id, reason })) === undefined) return;
    onClose();
    toast({ text: `附件“${row.title}”已作废`, tone: 'good' });
  };
  return (
    <ReasonDialog
      open={row !== undefined}
      title={`作废附件 ${row?.title ?? ''}`}
      text="作废后不再显示，也不再报送；记录保留。"
      presets={['选错了文件', '照片不清楚', '重复']}
      okText="作废"
      danger
      onOk={run}
      onCancel={onClose}
    />
  );
}

interface Adding {
  readonly add: (files: readonly File[]) => void;
  readonly progress: { readonly done: number; readonly total: number } | undefined;
  readonly refused: readonly Refused[];
  readonly forget: () => void;
}

/** One file after the other; one that is refused does not stop the rest. */
function useAdding(ofKind: AttachmentOwner, ofId: string): Adding {
  const [progress, setProgress] = useState<Adding['progress']>();
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const addAll = async (files: readonly File[]): Promise<void> => {
    const bad: Refused[] = [];
    const twins: string[] = [];
    for (const [done, file] of files.entries()) {
      setProgress({ done, total: files.length });
      try {
        const prepared = await prepareFile(file);
        const added = await call('attachment.add', { ofKind, ofId, kind: null, ...prepared });
        twins.push(...added.twins.map(({ number, title }) => `${number} ${title}`));
      } catch (error) {
        bad.push({ name: file.name, message: asFailure(error).message });
      }
    }
    setProgress(undefined);
    setRefused(bad);
    const good = files.length - bad.length;
    if (good > 0) toast({ text: `已存入 ${good} 个附件`, tone: 'good' });
    if (twins.length > 0) {
      toast({
        text: `有照片与别的活动相同：${[...new Set(twins)].join('；')}。请核对是否用错。`,
        tone: 'warn',
        seconds: 20,
      });
    }
  };
  const add = (files: readonly File[]): void => {
    if (files.length > 0 && progress === undefined) start(addAll(files));
  };
  return { add, progress, refused, forget: () => setRefused([]) };
}

/** A screenshot or copied files, pasted anywhere but into a text field. */
function usePastedFiles(enabled: boolean, add: (files: readonly File[]) => void): void {
  const latest = useRef(add);
  useLayoutEffect(() => {
    latest.current = add;
  });
  useEffect(() => {
    if (!enabled) return;
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || isTextField(event.target) || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('paste', paste);
    };
  }, [enabled]);
}
