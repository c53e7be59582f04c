/** A file inside the application: pictures and PDFs; of others a copy can be saved. */
import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { AttachmentRow } from '#contract/attachment.ts';
import { asFailure, call, type RequestFailure } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';
import { useAct } from '#renderer/use-query.ts';
import { FailureNote } from './FailureNote.tsx';
import { useKeys } from './keys.ts';
import { Sheet } from './Sheet.tsx';
import { toast } from './toast.ts';

interface Props {
  readonly rows: readonly AttachmentRow[];
  readonly id: string;
  readonly onShow: (id: string) => void;
  readonly onClose: () => void;
}

interface Opened {
  readonly id: string;
  readonly url?: string;
  readonly mime?: string;
  readonly name?: string;
  readonly failure?: RequestFailure;
}

export function AttachmentViewer({ rows, id, onShow, onClose }: Props): ReactNode {
  const opened = useOpened(id);
  const save = useAct('attachment.saveCopy');
  const at = rows.findIndex((row) => row.id === id);
  const other = (by: 1 | -1): string | undefined => rows[at + by]?.id;
  const title = opened.name ?? rows[at]?.title ?? '附件';
  const saveCopy = async (): Promise<void> => {
    const saved = await save.run({ id });
    if (saved === undefined || saved === null) return;
    toast({
      text: '已另存一份，已记入操作记录',
      tone: 'good',
      actions: [{ label: '打开所在文件夹', run: () => start(call('shell.reveal', { path: saved.path })) }],
    });
  };
  return (
    <Sheet
      title={title}
      onClose={onClose}
      width={1100}
      footer={
        <>
          <span className="viewer-place muted num">
            {at + 1} / {rows.length}
          </span>
          <Button disabled={other(-1) === undefined} onClick={() => onShow(other(-1) ?? id)}>
            上一个<kbd>←</kbd>
          </Button>
          <Button disabled={other(1) === undefined} onClick={() => onShow(other(1) ?? id)}>
            下一个<kbd>→</kbd>
          </Button>
          <Button loading={save.busy} disabled={opened.failure !== undefined} onClick={() => start(saveCopy())}>
            另存一份<kbd>Ctrl+S</kbd>
          </Button>
          <Button type="primary" onClick={onClose}>
            关闭<kbd>Esc</kbd>
          </Button>
        </>
      }
    >
      <ViewerKeys
        previous={() => onShow(other(-1) ?? id)}
        next={() => onShow(other(1) ?? id)}
        save={() => start(saveCopy())}
      />
      <div className="viewer-body">
        <Content opened={opened} title={title} />
      </div>
    </Sheet>
  );
}

/** Inside the dialog, so that its keys rank above the dialog's own. */
function ViewerKeys(acts: {
  readonly previous: () => void;
  readonly next: () => void;
  readonly save: () => void;
}): ReactNode {
  useKeys('附件', [
    { key: 'ArrowLeft', label: '上一个', run: acts.previous },
    { key: 'ArrowRight', label: '下一个', run: acts.next },
    { key: 'Ctrl+S', label: '另存一份', run: acts.save },
  ]);
  return null;
}

function Content({ opened, title }: { readonly opened: Opened; readonly title: string }): ReactNode {
  const { failure, url, mime = '' } = opened;
  if (failure !== undefined) return <FailureNote failure={failure} />;
  if (url === undefined) return <p className="muted">正在打开…</p>;
  if (mime.startsWith('image/')) return <img className="viewer-picture" src={url} alt={title} />;
  if (mime === 'application/pdf')
    return <iframe className="viewer-pdf" title={title} src={`${url}#toolbar=0&navpanes=0&view=FitH`} />;
  return <p>这种文件在台账里不能直接看。请用“另存一份”存到本机，再用 WPS 打开。</p>;
}

/** The file in memory for as long as it is shown. Opening leaves a line in the audit trail. */
function useOpened(id: string): Opened {
  const [opened, setOpened] = useState<Opened>({ id });
  useEffect(() => {
    let left = false;
    let url: string | undefined;
    const load = async (): Promise<void> => {
      try {
        const { mime, name, content } = await call('attachment.open', { id });
        if (left) return;
        url = URL.createObjectURL(new Blob([new Uint8Array(content)], { type: mime }));
        setOpened({ id, url, mime, name });
      } catch (error) {
        if (!left) setOpened({ id, failure: asFailure(error) });
      }
    };
    start(load());
    return () => {
      left = true;
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [id]);
  return opened.id === id ? opened : { id };
}
