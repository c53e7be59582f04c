/** What happened to a case, newest first. */
import type { ReactNode } from 'react';
import type { ComplaintStepView } from '#contract/complaint.ts';
import { stepKinds } from '#domain/complaint.ts';
import { dayText } from '#renderer/ui/format.ts';
import { StateTag } from '#renderer/ui/StateTag.tsx';
import { useDictLabel } from '#renderer/ui/use-dict.ts';
import { Changes } from './Changes.tsx';

const titles: Readonly<Record<ComplaintStepView['kind'], string>> = { ...stepKinds, edit: '修改' };

export function Timeline({
  steps,
  year,
}: {
  readonly steps: readonly ComplaintStepView[];
  readonly year: string;
}): ReactNode {
  const label = useDictLabel();
  return (
    <ol className="case-timeline">
      {steps.map((step) => (
        <li key={step.id} className={step.kind === 'edit' || step.kind === 'note' ? 'case-timeline-quiet' : ''}>
          <div className="case-timeline-head">
            <b>{titles[step.kind]}</b>
            {step.means !== null && <span>{label(step.means)}</span>}
            {(step.kind === 'contact' || step.kind === 'followUp') && <Reached reached={step.reached} />}
            <span className="muted num">
              {dayText(step.happenedOn, year)} {step.happenedTime}
            </span>
            <span className="muted">{step.byName}</span>
          </div>
          {step.text !== '' && <p className="case-timeline-text">{step.text}</p>}
          {step.members.length > 0 && <p className="case-timeline-text muted">参加人：{step.members.join('、')}</p>}
          <Changes changes={step.changes} />
        </li>
      ))}
    </ol>
  );
}

const Reached = ({ reached }: { readonly reached: boolean }): ReactNode =>
  reached ? <StateTag tone="good">联系上</StateTag> : <StateTag tone="today">未接通，时限照常计</StateTag>;
