/** Beside the form: the dates this case will have, and what is known of the same number. */
import { Button } from 'antd';
import { Fragment, type ReactNode } from 'react';
import type { Out } from '#contract/index.ts';
import { complaintStates } from '#domain/complaint.ts';
import { clockWords } from '#renderer/ui/clock-face.ts';
import { dayText, dayWeek } from '#renderer/ui/format.ts';
import { KnowledgePanel, useSidePanel } from '#renderer/ui/KnowledgePanel.tsx';
import { Section } from '#renderer/ui/Page.tsx';
import { Term } from '#renderer/ui/Term.tsx';
import { useShortLabel } from '#renderer/ui/use-dict.ts';
import { useRead } from '#renderer/use-query.ts';
import type { FormAccess } from './inputs.tsx';
import { topicsOf } from './topics.ts';

export function FormSide({ form, today }: { readonly form: FormAccess; readonly today: string }): ReactNode {
  const { body } = form;
  const [helped, setHelped] = useSidePanel();
  const { data } = useRead('complaint.preview', {
    receivedOn: body.receivedOn <= today ? body.receivedOn : today,
    letterDueOn: body.forwarded ? body.letterDueOn : null,
  });
  return (
    <div className="form-side">
      <SameCustomer form={form} />
      <Section title="办理时限">
        {data !== undefined && <DueList clocks={data.clocks} />}
        {data !== undefined && data.crossing !== '' && <p className="doubt">◔ {data.crossing}</p>}
        {data !== undefined && data.estimateNote !== '' && <p className="doubt">◔ {data.estimateNote}</p>}
      </Section>
      {helped !== undefined && (
        <Section>
          <KnowledgePanel open={helped} onOpen={setHelped} topics={topicsOf('登记投诉')} />
        </Section>
      )}
      <Section title="首问负责">
        <p className="muted">
          “您好，我是首位接待您的工作人员，由我负责跟进。我们会在 3 个工作日内联系您、5 个工作日内给出方案。”
        </p>
      </Section>
    </div>
  );
}

const dueNames: Readonly<Record<string, string>> = {
  contact: '联系',
  plan: '方案',
  finish: '办结',
  legal: '法定',
  letter: '转办反馈',
};

/** The dates alone: nothing has happened yet. Pressing a name lists the counted days. */
function DueList({ clocks }: { readonly clocks: Out<'complaint.preview'>['clocks'] }): ReactNode {
  return (
    <div className="due-list">
      {clocks.map((clock) => (
        <Fragment key={clock.name}>
          <Term definition={clock.explain.join('\n')}>{dueNames[clock.name]}</Term>
          <span className="due-day num">
            {clock.estimated ? '约 ' : ''}
            {dayWeek(clock.due)}
          </span>
          <span className="muted num">{clockWords(clock)}</span>
        </Fragment>
      ))}
    </div>
  );
}

type Hint = Out<'complaint.hint'>;

function SameCustomer({ form }: { readonly form: FormAccess }): ReactNode {
  const { data } = useRead(
    'complaint.hint',
    { phone: form.body.phone },
    { enabled: form.body.phone.trim().length >= 7, keep: false },
  );
  if (data === undefined || data.cases.length === 0) return null;
  return (
    <Section
      title={
        <span className="doubt">
          ◔ 同一号码近 90 天 {data.in90} 件，近 180 天 {data.cases.length} 件
        </span>
      }
    >
      <ul className="same-customer">
        {data.cases.slice(0, 5).map((found) => (
          <SameCase key={found.id} found={found} form={form} />
        ))}
      </ul>
    </Section>
  );
}

function SameCase({ found, form }: { readonly found: Hint['cases'][number]; readonly form: FormAccess }): ReactNode {
  const short = useShortLabel();
  const marked = form.body.repeatOf === found.id;
  return (
    <li>
      <span className="num">{dayText(found.receivedOn, form.body.receivedOn.slice(0, 4))}</span> {short(found.business)}{' '}
      · {complaintStates[found.state]}
      <span className="muted num"> {found.caseNo}</span>
      <Button
        size="small"
        type={marked ? 'primary' : 'default'}
        aria-pressed={marked}
        onClick={() => {
          form.update({ repeatOf: marked ? null : found.id });
        }}
      >
        {marked ? '✓ 与它重复' : '与它重复'}
      </Button>
    </li>
  );
}
