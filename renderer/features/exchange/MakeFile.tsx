/** Writes the sync file into a folder that somebody can carry; shows what to read out over the phone. */
import { Button, Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Out } from '#contract/index.ts';
import { call, type RequestFailure } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { bytes } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import { countsText, fileName } from './words.ts';

type Done = Out<'exchange.export'>;

interface Props {
  readonly pending: Readonly<Record<string, number>>;
  readonly pendingTotal: number;
  readonly isFirst: boolean;
  readonly blocked: boolean;
  readonly attachments: Out<'exchange.state'>['attachments'];
}

export function MakeFile({ pending, pendingTotal, isFirst, blocked, attachments }: Props): ReactNode {
  const settings = useRead('setting.all', {});
  const [chosen, setChosen] = useState<string>();
  const [made, setMade] = useState<Done>();
  const [mail, setMail] = useState(false);
  const [failure, setFailure] = useState<RequestFailure>();
  const act = useAct('exchange.export', {
    onFailure: (failed) => {
      setFailure(failed);
      return true;
    },
  });
  const folder = chosen ?? settings.data?.exportFolder ?? '';
  const pick = async (): Promise<string | null> => {
    const picked = await call('shell.pickFolder', { title: '选择存放报送文件的位置（U盘或邮件附件文件夹）', folder });
    if (picked !== null) setChosen(picked);
    return picked;
  };
  const write = async (): Promise<void> => {
    const into = folder === '' ? await pick() : folder;
    if (into === null) return;
    setFailure(undefined);
    setMade(undefined);
    setMade(await act.run({ folder: into, ...(mail ? { partBytes: mailBytes } : {}) }));
  };
  useKeys('上报', [
    { key: 'Ctrl+Enter', label: '生成报送文件', run: () => start(write()), when: !blocked && !act.busy },
  ]);
  return (
    <>
      <p>
        {pendingTotal === 0
          ? isFirst
            ? '还没有要上报的内容。'
            : '上次导出之后没有新的变化。'
          : `上次导出之后的变化：${countsText(pending)}。`}
      </p>
      {attachments.unconfirmed > 0 && (
        <p>
          附件 {attachments.total} 个，其中 {attachments.unconfirmed} 个中心还没有确认收到，会一起写出。
        </p>
      )}
      <p className="report-folder">
        <span className="muted">存放位置</span>
        <span className="mono ellipsis" title={folder}>
          {folder === '' ? '还没有选择' : folder}
        </span>
        <Button size="small" onClick={() => start(pick())}>
          {folder === '' ? '选择' : '更换'}
        </Button>
      </p>
      <p className="report-mail">
        <Checkbox checked={mail} onChange={(event) => setMail(event.target.checked)}>
          走行内邮件：每个文件不超过 {mailBytes / 1024 / 1024} MB，放不下就分成几份
        </Checkbox>
      </p>
      <Button type="primary" disabled={blocked} loading={act.busy} onClick={() => start(write())}>
        {pendingTotal === 0 ? '生成空报告（证明无事项）' : '生成报送文件'}
        <kbd>Ctrl+Enter</kbd>
      </Button>
      {failure !== undefined && <FailureNote failure={failure} onRetry={() => start(write())} />}
      {made !== undefined && <Made line={made} />}
    </>
  );
}

/** What the bank's mail takes as one attachment, with room for its own wrapping. */
const mailBytes = 8 * 1024 * 1024;

function Made({ line }: { readonly line: Done }): ReactNode {
  const reveal = useAct('shell.reveal');
  const counts = countsText(line.counts);
  return (
    <div className="report-made" role="status">
      <p className="tone-good">
        ✓ 已写入并读回核对，<b>还没有送达中心</b>。请用行内邮件或专用U盘送去。
      </p>
      <dl>
        <dt>文件</dt>
        <dd className="mono">{fileName(line.file)}</dd>
        <dt>大小</dt>
        <dd className="num">{bytes(line.bytes)}</dd>
        <dt>内容</dt>
        <dd>{counts === '' ? '空报告' : counts}</dd>
        <dt>校验码</dt>
        <dd>
          <b className="mono report-code">{line.checkCode}</b> <CopyButton text={line.checkCode} />
          <span className="muted"> 可在电话里与中心核对</span>
        </dd>
      </dl>
      {line.parts !== undefined && line.parts > 1 && (
        <p>
          共分成 <b>{line.parts}</b> 份，都在这个文件夹里，<b>请全部送去</b>；先后不拘。
        </p>
      )}
      <AttachmentsNote written={line.attachments} />
      <Button onClick={() => start(reveal.run({ path: line.file }))}>打开所在文件夹</Button>
    </div>
  );
}

/** The attachments go with the sync file in a folder of their own: whoever carries it must know. */
function AttachmentsNote({ written }: { readonly written: Done['attachments'] }): ReactNode {
  if (written.total === 0) return null;
  const there = written.written + written.existed;
  return (
    <>
      {there > 0 && (
        <p>
          还有附件 {there} 个，在旁边的文件夹“<span className="mono">{fileName(written.folder)}</span>”里，
          <b>请和报送文件一起送去</b>。
        </p>
      )}
      {written.missing > 0 && <p className="tone-today">◔ {written.missing} 个附件的文件不在本机，没有写出。</p>}
      {written.problem !== '' && (
        <p className="tone-overdue">▲ 报送文件已写好，附件没有写完：{written.problem}下次生成报送文件时会再写。</p>
      )}
    </>
  );
}
