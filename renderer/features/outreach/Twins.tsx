/** Events of other outlets that are, or probably are, the same one. The centre decides; it counts once. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OutreachRow } from '#contract/outreach.ts';
import { useMay, useSide } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { Section } from '#renderer/ui/Page.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import './outreach.css';

export function Twins({ row }: { readonly row: OutreachRow }): ReactNode {
  const side = useSide();
  const mayJoin = useMay('outreach.join');
  const twins = useRead('outreach.twins', { id: row.id }, { enabled: side === 'centre', keep: false });
  const join = useAct('outreach.join');
  if (twins.data === undefined || twins.data.length === 0) return null;
  const set = async (id: string, joint: string | null): Promise<void> => {
    if ((await join.run({ id, joint })) === undefined) return;
    toast({ text: joint === null ? '已改为单独计场次' : '已认定为联合活动，汇总只计一场', tone: 'good' });
  };
  return (
    <Section title="别的网点报的同一场活动">
      <ul className="twins">
        {twins.data.map((twin) => (
          <li key={twin.id}>
            <span>{twin.joint ? '✓ 联合' : '◔ 可能是同一场'}</span>
            <Link href={`/events/${twin.id}`}>
              {twin.outletName} · {twin.title}
            </Link>
            <span className="mono muted">{twin.eventNo}</span>
            {mayJoin && !twin.joint && (
              <Button size="small" loading={join.busy} onClick={() => start(set(twin.id, row.joint ?? row.eventNo))}>
                认定为联合
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayJoin && row.joint !== null && (
        <Button size="small" loading={join.busy} onClick={() => start(set(row.id, null))}>
          这一场单独计
        </Button>
      )}
    </Section>
  );
}
