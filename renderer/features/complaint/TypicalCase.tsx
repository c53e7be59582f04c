/** At the centre: a closed case is worth telling (典型案例), or its text is in the 案例库 already. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { ComplaintView } from '#contract/complaint.ts';
import { useMay, useSide } from '#renderer/session-store.ts';
import { useRead } from '#renderer/use-query.ts';

export function TypicalCase({ view }: { readonly view: ComplaintView }): ReactNode {
  const side = useSide();
  const mayWrite = useMay('knowledge.write');
  const [, go] = useLocation();
  const offered = side === 'centre' && mayWrite && view.closedOn !== null && !view.voided;
  const { data } = useRead('knowledge.ofComplaint', { complaint: view.id }, { enabled: offered });
  if (!offered || data === undefined) return null;
  const { id } = data;
  return id === null ? (
    <Button onClick={() => go(`/knowledge/case/from/${encodeURIComponent(view.id)}`)}>列为典型案例</Button>
  ) : (
    <Button onClick={() => go(`/knowledge/case/${encodeURIComponent(id)}`)}>典型案例 ›</Button>
  );
}
