/** One file: what it looks like or is, and what to watch out for. */
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { AttachmentRow, Twin } from '#contract/attachment.ts';
import type { AttachmentOwner } from '#domain/attachment.ts';
import { attachmentKinds, kindsFor } from '#domain/attachment.ts';
import { start } from '#renderer/start.ts';
import { useAct } from '#renderer/use-query.ts';
import { bytes, dayText } from './format.ts';
import { Thumbnail } from './Thumbnail.tsx';
import { useTopLayer } from './top-layer.ts';

interface Props {
  readonly ofKind: AttachmentOwner;
  readonly row: AttachmentRow;
  readonly mayChange: boolean;
  readonly onOpen: () => void;
  readonly onVoid: () => void;
}

const paths: Readonly<Record<AttachmentOwner, string>> = {
  complaint: '/complaints',
  outreach: '/events',
  training: '/trainings',
};

export function AttachmentCard({ ofKind, row, mayChange: mayWrite, onOpen, onVoid }: Props): ReactNode {
  const mayChange = mayWrite && row.recordedBy === '';
  return (
    <li className="attachment-card">
      <button type="button" className="attachment-face" onClick={onOpen} disabled={!row.here}>
        <span className="sr-only">打开 {row.title}</span>
        <Face row={row} />
      </button>
      <div className="attachment-title ellipsis" title={row.title}>
        {row.title}
      </div>
      <div className="attachment-facts muted num">
        {bytes(row.bytes)}
        {row.takenOn !== null && ` · 摄于 ${dayText(row.takenOn)}`}
        {row.recordedBy !== '' && ` · ${row.recordedBy}登记`}
      </div>
      {row.offDate && <p className="attachment-doubt">◔ 拍摄日期与活动日期不符</p>}
      {row.twins.map((twin) => (
        <TwinNote key={twin.ofId} twin={twin} />
      ))}
      <div className="attachment-acts">
        {mayChange ? (
          <KindPicker ofKind={ofKind} row={row} />
        ) : (
          <span className="muted">{attachmentKinds[row.kind]}</span>
        )}
        {mayChange && (
          <button type="button" className="plain-button" onClick={onVoid} aria-label={`作废 ${row.title}`}>
            作废
          </button>
        )}
      </div>
    </li>
  );
}

function TwinNote({ twin }: { readonly twin: Twin }): ReactNode {
  return (
    <p className="attachment-doubt">
      ▲ 与 {twin.outletName} {dayText(twin.heldOn)}{' '}
      <Link href={`${paths[twin.ofKind]}/${twin.ofId}`}>{twin.title === '' ? twin.number : twin.title}</Link> 的照片相同
    </p>
  );
}

function KindPicker({ ofKind, row }: { readonly ofKind: AttachmentOwner; readonly row: AttachmentRow }): ReactNode {
  const change = useAct('attachment.setKind');
  const top = useTopLayer();
  const offered = kindsFor[ofKind].includes(row.kind) ? kindsFor[ofKind] : [row.kind, ...kindsFor[ofKind]];
  return (
    <Select
      size="small"
      variant="borderless"
      className="attachment-kind"
      aria-label={`${row.title} 的类别`}
      getPopupContainer={() => top}
      popupMatchSelectWidth={false}
      value={row.kind}
      disabled={change.busy}
      options={offered.map((value) => ({ value, label: attachmentKinds[value] }))}
      onChange={(kind) => start(change.run({ id: row.id, kind }))}
    />
  );
}

function Face({ row }: { readonly row: AttachmentRow }): ReactNode {
  if (!row.here) return <span className="attachment-sign">文件未到本机</span>;
  if (row.open) return <Thumbnail id={row.id} />;
  return (
    <span className="attachment-sign">
      <b>{row.type}</b>
      <span>{row.mime.startsWith('image/') ? '含个人信息，打开留痕' : '打开留痕'}</span>
    </span>
  );
}
