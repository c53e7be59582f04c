/** Both photos side by side, the ways to both records, and the decision. */
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { ReuseRow, ReuseSide } from '#contract/photo-reuse.ts';
import { reuseVerdicts, type ReuseVerdict } from '#domain/photo-reuse.ts';
import { start } from '#renderer/start.ts';
import { DetailDrawer } from '#renderer/ui/DetailDrawer.tsx';
import { dayText } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { Thumbnail } from '#renderer/ui/Thumbnail.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct } from '#renderer/use-query.ts';
import './photo-reuse.css';

interface Props {
  readonly row: ReuseRow;
  readonly onClose: () => void;
  readonly onNext: (() => void) | undefined;
  readonly onPrevious: (() => void) | undefined;
}

export function ReuseDrawer({ row, onClose, onNext, onPrevious }: Props): ReactNode {
  return (
    <DetailDrawer
      open
      title="两处用了同一张照片"
      sub={row.verdict === null ? '待核' : `${reuseVerdicts[row.verdict]} · ${row.decidedOn} ${row.decidedByName}`}
      width={620}
      onClose={onClose}
      onNext={onNext}
      onPrevious={onPrevious}
    >
      <ul className="reuse-pairs">
        {row.photos.map(({ one, other, bits }) => (
          <li key={`${one} ${other}`}>
            <Photo id={one} side={row.one} />
            <Photo id={other} side={row.other} />
            <p className="muted num">{bits === 0 ? '画面完全相同' : `画面差异 ${bits} / 512`}</p>
          </li>
        ))}
      </ul>
      <Decision row={row} onDecided={onNext ?? onClose} />
    </DetailDrawer>
  );
}

const paths = { outreach: '/events', training: '/trainings', complaint: '/complaints' } as const;

function Photo({ id, side }: { readonly id: string; readonly side: ReuseSide }): ReactNode {
  return (
    <figure className="reuse-photo">
      <div className="reuse-face">
        <Thumbnail id={id} missing={<span className="muted">文件未到本机</span>} />
      </div>
      <figcaption>
        <Link href={`${paths[side.ofKind]}/${side.ofId}`}>{side.title === '' ? side.number : side.title}</Link>
        <div className="muted">
          {side.outletName} · {dayText(side.heldOn)} · <span className="mono">{side.number}</span>
        </div>
      </figcaption>
    </figure>
  );
}

function Decision({ row, onDecided }: { readonly row: ReuseRow; readonly onDecided: () => void }): ReactNode {
  const [note, setNote] = useState(row.note);
  const decide = useAct('photoReuse.decide');
  const reopen = useAct('photoReuse.reopen');
  const pairs = row.photos.map(({ one, other }) => ({ one, other }));
  const run = async (verdict: ReuseVerdict): Promise<void> => {
    if ((await decide.run({ pairs, verdict, note })) === undefined) return;
    toast({ text: `已认定：${reuseVerdicts[verdict]}`, tone: 'good', undo: () => start(reopen.run({ pairs })) });
    onDecided();
  };
  useKeys('重复照片', [
    { key: 's', label: '同一活动', run: () => start(run('same')), when: !decide.busy },
    { key: 'd', label: '确为重复', run: () => start(run('reused')), when: !decide.busy },
  ]);
  return (
    <div className="reuse-decision">
      <p className="muted">
        同一场活动由几家网点各自登记的，选“同一活动”，并到活动页认定为联合活动，汇总只计一场；用旧照片充数的，选“确为重复”。
      </p>
      <label className="reuse-note">
        说明（可不填）
        <Input maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <div className="reuse-buttons">
        <Button loading={decide.busy} onClick={() => start(run('same'))}>
          同一活动<kbd>S</kbd>
        </Button>
        <Button danger loading={decide.busy} onClick={() => start(run('reused'))}>
          确为重复<kbd>D</kbd>
        </Button>
        {row.verdict !== null && (
          <Button loading={reopen.busy} onClick={() => start(reopen.run({ pairs }))}>
            撤回认定
          </Button>
        )}
      </div>
    </div>
  );
}
