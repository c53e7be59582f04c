/** What waits for a second person, and what became of it. */
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ComplaintView } from '#contract/complaint.ts';
import { requestDecisions, requestKinds } from '#domain/complaint-request.ts';
import { useMay, useUser } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { dayText } from '#renderer/ui/format.ts';
import { Section } from '#renderer/ui/Page.tsx';
import { StateTag } from '#renderer/ui/StateTag.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct } from '#renderer/use-query.ts';
import { Changes } from './Changes.tsx';

type Request = ComplaintView['requests'][number];

export function Requests({ view }: { readonly view: ComplaintView }): ReactNode {
  if (view.requests.length === 0) return null;
  return (
    <Section title="审批">
      <ul className="case-requests">
        {view.requests.map((request) => (
          <li key={request.id}>
            <div className="case-timeline-head">
              <b>{requestKinds[request.kind]}</b>
              {request.decision === null ? (
                <StateTag tone="today">等待审批</StateTag>
              ) : (
                <StateTag tone={request.decision === 'approved' ? 'good' : 'idle'}>
                  {requestDecisions[request.decision]}
                </StateTag>
              )}
              <span className="muted">
                {request.askedByName} {dayText(request.askedOn)} 申请
                {request.decidedOn !== null && ` · ${request.decidedByName} ${dayText(request.decidedOn)} 审批`}
              </span>
            </div>
            <p className="case-timeline-text">{request.reason}</p>
            <Changes changes={request.changes} />
            {request.decisionNote !== '' && <p className="case-timeline-text muted">意见：{request.decisionNote}</p>}
            {request.decision === null && <Decide request={request} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Decide({ request }: { readonly request: Request }): ReactNode {
  const me = useUser();
  const mayApprove = useMay('complaint.approve');
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState('');
  const decide = useAct('complaint.decide', {
    onFailure: ({ fields }) => {
      const [reason] = Object.values(fields);
      setWrong(reason ?? '');
      return reason !== undefined;
    },
  });
  const unask = useAct('complaint.unask');
  const run = async (approve: boolean): Promise<void> => {
    setWrong('');
    const saved = await decide.run({ request: request.id, approve, note });
    if (saved !== undefined) toast({ text: approve ? '已同意' : '已退回申请', tone: 'good' });
  };
  if (!mayApprove || request.refusal !== '') {
    return (
      <div className="side-by-side">
        <span className="muted">{request.refusal}</span>
        {request.askedBy === me.staffNo && (
          <Button size="small" loading={unask.busy} onClick={() => start(unask.run({ request: request.id }))}>
            收回申请
          </Button>
        )}
      </div>
    );
  }
  return (
    <>
      <div className="side-by-side">
        <Input
          aria-label="审批意见"
          maxLength={500}
          status={wrong === '' ? '' : 'error'}
          placeholder="审批意见；延期请写明上级批准人和文号"
          value={note}
          onChange={(event) => {
            setNote(event.target.value);
          }}
        />
        <Button type="primary" loading={decide.busy} onClick={() => start(run(true))}>
          同意
        </Button>
        <Button disabled={decide.busy} onClick={() => start(run(false))}>
          不同意
        </Button>
      </div>
      {wrong !== '' && (
        <p className="field-error" role="alert">
          ▲ {wrong}
        </p>
      )}
    </>
  );
}
