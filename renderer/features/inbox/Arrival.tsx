/** Where files come in: drop them or their folder, see what they would do, merge, see what they did. */
import { Button } from 'antd';
import { useEffect, useState, type DragEvent, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { InboxFile } from '#contract/inbox.ts';
import { call, pathOf } from '#renderer/api.ts';
import { useIncoming } from '#renderer/incoming-store.ts';
import { useMay } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { thousands } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { useProgress } from '#renderer/use-query.ts';
import { FileTable } from './FileTable.tsx';
import { cancel, finish, inboxStore, merge, preview, type Merged, type Preview } from './inbox-store.ts';
import '#renderer/ui/form.css';

export function Arrival(): ReactNode {
  const step = inboxStore((store) => store.step);
  const incoming = useIncoming('xbsync');
  const waiting = incoming.paths.join('\n');
  useEffect(() => {
    if (waiting === '' || step.kind !== 'idle') return;
    incoming.take();
    start(preview(waiting.split('\n')));
  }, [waiting, step.kind, incoming]);
  switch (step.kind) {
    case 'idle':
      return <DropPlace />;
    case 'reading':
      return <Running word="正在查验" total={step.paths.length} />;
    case 'merging':
      return <Running word="正在合并" total={step.paths.length} />;
    case 'preview':
      return <PreviewStep paths={step.paths} found={step.preview} />;
    case 'done':
      return <DoneStep merged={step.merged} />;
    case 'failed':
      return (
        <div className="arrival">
          <FailureNote
            failure={step.failure}
            onRetry={() => start(preview(step.paths))}
            actions={<Button onClick={finish}>返回</Button>}
          />
        </div>
      );
  }
}

function DropPlace(): ReactNode {
  const [over, setOver] = useState(false);
  const pickFiles = async (): Promise<void> =>
    preview(
      await call('shell.pickFiles', { title: '选择报送文件', extensions: ['xbsync', 'xbatt'], many: true, folder: '' }),
    );
  const pickFolder = async (): Promise<void> => {
    const folder = await call('shell.pickFolder', { title: '选择放报送文件的文件夹', folder: '' });
    if (folder !== null) await preview([folder]);
  };
  useKeys('收件', [
    { key: 'o', label: '选择文件', run: () => start(pickFiles()) },
    { key: 'd', label: '选择文件夹', run: () => start(pickFolder()) },
  ]);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    start(preview([...event.dataTransfer.files].map(pathOf).filter((path) => path !== '')));
  };
  return (
    <div
      className={`arrival arrival-drop${over ? ' drop-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className="muted">
        把网点的报送文件（.xbsync）或装着它们的文件夹拖到这里。先查验，看过结果再合并；坏文件不影响其余。
      </span>
      <span className="arrival-buttons">
        <Button onClick={() => start(pickFiles())}>
          选择文件<kbd>O</kbd>
        </Button>
        <Button onClick={() => start(pickFolder())}>
          选择文件夹<kbd>D</kbd>
        </Button>
      </span>
    </div>
  );
}

/** `total` counts what was dropped; a folder says how many files it holds with its first progress. */
function Running({ word, total }: { readonly word: string; readonly total: number }): ReactNode {
  const progress = useProgress();
  return (
    <div className="arrival">
      <ProgressBar
        done={progress?.done ?? 0}
        total={progress?.total ?? total}
        label={progress === undefined || progress.label === '' ? word : `${word} ${progress.label}`}
        onCancel={() => start(cancel())}
      />
      <p className="muted arrival-hint">可以先看别的页面，工作会继续。取消时，已合并的文件保留，其余不动。</p>
    </div>
  );
}

function PreviewStep({ paths, found }: { readonly paths: readonly string[]; readonly found: Preview }): ReactNode {
  const { files, sum, effect, attachments } = found;
  const mayMerge = useMay('inbox.merge');
  const kept = files.filter(isKept).length;
  const ready = attachments > 0 || kept > 0 || files.some(({ state }) => state === 'ready');
  const mergeNow = (): void => start(merge(paths));
  useKeys('合并预览', [
    { key: 'Ctrl+Enter', label: '合并', run: mergeNow, when: ready && mayMerge },
    { key: 'Escape', label: '不合并', run: finish },
  ]);
  return (
    <div className="arrival arrival-open">
      <div className="arrival-head">
        <h2 className="section-title">合并预览</h2>
        <span className="num">
          {thousands(sum.files)} 个文件：
          <SumWords sum={sum} mergedWord="可合并" />
        </span>
        {attachments > 0 && <span className="num">附件 {thousands(attachments)} 个</span>}
        <span className="num">
          {effect.period}：
          {effect.lines.map(({ label, unit, before, after }) => (
            <span key={label} className="arrival-effect">
              {label} {thousands(before)}
              {before === after ? '' : ' → '}
              {before !== after && <b>{thousands(after)}</b>} {unit}
              {before === after && '（不变）'}
            </span>
          ))}
        </span>
        <span className="arrival-buttons">
          <Button onClick={finish}>不合并</Button>
          {mayMerge && (
            <Button type="primary" disabled={!ready} onClick={mergeNow}>
              {mergeLabel(sum, ready, kept)}
              <kbd>Ctrl+Enter</kbd>
            </Button>
          )}
        </span>
      </div>
      {!mayMerge && <p className="muted">您的岗位可以查验，合并由分析岗或主任进行。</p>}
      <Reasons files={files} />
      <FileTable files={files} label="合并预览" />
    </div>
  );
}

/** Not merged now, but kept, so that somebody can decide about it or its predecessor can come. */
const isKept = ({ state, code }: InboxFile): boolean =>
  state === 'waiting' || state === 'approval' || code === 'unknownSender' || code === 'fileTooNew';

function mergeLabel({ files, merged }: Preview['sum'], ready: boolean, kept: number): string {
  if (!ready) return '没有可合并的文件';
  if (merged === 0 && kept > 0) return `存下 ${kept} 个，等待处理`;
  return merged + kept < files ? `合并其余 ${merged + kept} 个` : '合并';
}

function DoneStep({ merged }: { readonly merged: Merged }): ReactNode {
  const { files, sum, attachments } = merged;
  useKeys('合并结果', [{ key: 'Escape', label: '返回收件箱', run: finish }]);
  return (
    <div className="arrival arrival-open">
      <div className="arrival-head">
        <h2 className="section-title">{sum.cancelled ? '已取消，部分合并' : '合并完成'}</h2>
        <span className="num">
          {thousands(sum.files)} 个文件：
          <SumWords sum={sum} mergedWord="已合并" />
        </span>
        <span className="arrival-buttons">
          <Button type="primary" onClick={finish}>
            完成<kbd>Esc</kbd>
          </Button>
        </span>
      </div>
      <AttachmentsTaken taken={attachments} />
      {sum.conflicts > 0 && (
        <p>
          有 {thousands(sum.conflicts)} 处网点和中心都改过的内容，两个值都已保留。
          <Link href="/conflicts" onClick={finish}>
            去核对
          </Link>
        </p>
      )}
      <Reasons files={files} />
      <FileTable files={files} label="合并结果" />
    </div>
  );
}

function AttachmentsTaken({ taken }: { readonly taken: Merged['attachments'] }): ReactNode {
  const { stored, known, waiting, refused } = taken;
  if (stored + known + waiting + refused.length === 0) return null;
  const parts = [
    `存入 ${thousands(stored)}`,
    ...(known > 0 ? [`已收过 ${thousands(known)}`] : []),
    ...(waiting > 0 ? [`等它的报送文件 ${thousands(waiting)}`] : []),
    ...(refused.length > 0 ? [`拒收 ${thousands(refused.length)}`] : []),
  ];
  return (
    <>
      <p className="num">附件：{parts.join('，')}</p>
      {refused.map(({ fileName, reason }) => (
        <p key={fileName}>
          <span className="tone-overdue">▲ {fileName}</span>：{reason}
        </p>
      ))}
    </>
  );
}

/** What was not taken, in whole sentences: somebody will read them out over the phone. */
function Reasons({ files }: { readonly files: readonly InboxFile[] }): ReactNode {
  const bad = files.filter(({ reason }) => reason !== '');
  if (bad.length === 0) return null;
  return (
    <ul className="arrival-reasons" tabIndex={0} aria-label="没有合并的文件">
      {bad.map((file) => (
        <li key={`${file.sha256} ${file.fileName}`}>
          <span className={file.state === 'refused' ? 'tone-overdue' : 'tone-today'}>
            {file.state === 'refused' ? '▲' : '◔'} {file.fileName}
          </span>
          {file.outletName !== '' && `（${file.outletName}）`}：{file.reason}
        </li>
      ))}
    </ul>
  );
}

function SumWords({ sum, mergedWord }: { readonly sum: Merged['sum']; readonly mergedWord: string }): ReactNode {
  const parts = [
    `${mergedWord} ${thousands(sum.merged)}`,
    ...(sum.known > 0 ? [`已收过 ${thousands(sum.known)}`] : []),
    ...(sum.waiting > 0 ? [`存着待处理 ${thousands(sum.waiting)}`] : []),
    ...(sum.refused > 0 ? [`拒收 ${thousands(sum.refused)}`] : []),
  ];
  return (
    <>
      {parts.join('，')}；新增 {thousands(sum.added)} 条，更新 {thousands(sum.changed)} 条
    </>
  );
}
