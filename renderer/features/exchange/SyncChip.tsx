/** Top bar of an outlet: how much has been recorded since the last file was written. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useMay, useSide } from '#renderer/session-store.ts';
import { thousands } from '#renderer/ui/format.ts';
import { useRead } from '#renderer/use-query.ts';
import './exchange.css';

export function SyncChip(): ReactNode {
  const shown = useSide() === 'outlet';
  const may = useMay('exchange.read');
  return shown || may ? <Chip enabled={shown} /> : null;
}

function Chip({ enabled }: { readonly enabled: boolean }): ReactNode {
  const state = useRead('exchange.state', {}, { enabled });
  if (!enabled || state.data === undefined) return null;
  const { pendingTotal, history } = state.data;
  const undelivered = history.some((line) => line.state === 'exported');
  const text = pendingTotal > 0 ? `${thousands(pendingTotal)} 条未上报` : undelivered ? '已导出·待送达' : '没有待上报';
  return (
    <Link href="/sync" className={`sync-chip${pendingTotal > 0 ? ' sync-pending' : ''}`}>
      {text}
    </Link>
  );
}
