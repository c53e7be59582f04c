/** The record of a case in groups. Personal data stays masked until somebody says why. */
import { Button } from 'antd';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { ComplaintView, Revealable } from '#contract/complaint.ts';
import { dateOfInstant, timeOfInstant } from '#domain/dates.ts';
import { complaintStates, remedies, reviewResults, type Remedy, type ReviewResult } from '#domain/complaint.ts';
import { complaintFieldLabels, complexities, liabilities } from '#domain/complaint-labels.ts';
import { useMay } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { dayWeek, thousands, yuan } from '#renderer/ui/format.ts';
import { Masked } from '#renderer/ui/Masked.tsx';
import { useDictLabel } from '#renderer/ui/use-dict.ts';
import { useAct } from '#renderer/use-query.ts';

type Line = readonly [label: string, value: ReactNode];

/** Lines without a value are left out: an empty ledger page tells nothing. */
const present = (lines: readonly Line[]): readonly Line[] =>
  lines.filter(([, value]) => value !== null && value !== '' && value !== '--' && value !== undefined);

function Group({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }): ReactNode {
  const shown = present(lines);
  if (shown.length === 0) return null;
  return (
    <>
      <dt className="case-facts-head" style={{ textAlign: 'left' }}>
        {title}
      </dt>
      {shown.map(([label, value]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </>
  );
}

/** A masked value with its button. */
function Hidden({
  view,
  field,
  masked,
}: {
  readonly view: ComplaintView;
  readonly field: Revealable;
  readonly masked: string;
}): ReactNode {
  const reveal = useAct('complaint.reveal');
  return (
    <Masked
      masked={masked}
      label={complaintFieldLabels[field]}
      reveal={async (reason) => (await reveal.run({ id: view.id, field, reason }))?.value}
    />
  );
}

/** A text is readable as it is; only the numbers in it are hidden. */
function HiddenText({
  view,
  field,
  text,
}: {
  readonly view: ComplaintView;
  readonly field: Revealable;
  readonly text: string | null;
}): ReactNode {
  if (text === null || text === '') return null;
  return text.includes('****') ? <Hidden view={view} field={field} masked={text} /> : text;
}

/** Other cases of the same number; one press links this case to one of them. */
function SameCases({ view }: { readonly view: ComplaintView }): ReactNode {
  const mayWrite = useMay('complaint.write');
  const update = useAct('complaint.update');
  const isOpenCase = view.moves.edit === '' && view.closedOn === null;
  return (
    <ul className="same-customer">
      {view.sameCustomer.slice(0, 5).map((other) => (
        <li key={other.id}>
          <Link href={`/complaints/${other.id}`} className="num">
            {other.caseNo}
          </Link>
          <span className="muted">{complaintStates[other.state]}</span>
          {mayWrite && isOpenCase && (
            <Button
              size="small"
              aria-pressed={view.repeatOf === other.id}
              onClick={() =>
                start(
                  update.run({
                    id: view.id,
                    seen: view.head,
                    fields: { repeatOf: view.repeatOf === other.id ? null : other.id },
                  }),
                )
              }
            >
              {view.repeatOf === other.id ? '✓ 与它重复' : '与它重复'}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

const customerLines = (view: ComplaintView, label: (id: string | null) => string): readonly Line[] => [
  ['客户姓名', <Hidden key="name" view={view} field="customerName" masked={view.customerName} />],
  ['联系电话', view.phone === '' ? null : <Hidden key="phone" view={view} field="phone" masked={view.phone} />],
  ['客户类型', label(view.customerType)],
  ['提出人', view.filerKind === 'filer.self' ? null : label(view.filerKind)],
  ['代理人', view.agent === null ? null : <Hidden key="agent" view={view} field="agent" masked={view.agent} />],
  ['授权证明', view.mandate],
  ['被投诉人员', view.complainedNames],
  ['特殊群体', view.specialGroups.map(label).join('、')],
  [
    '账户末四位',
    view.accountTail === null ? null : <Hidden key="tail" view={view} field="accountTail" masked={view.accountTail} />,
  ],
  ['群体人数', view.groupSize === null ? null : `${thousands(view.groupSize)} 人`],
  [
    '代表人',
    view.representatives.length === 0 ? null : (
      <Hidden key="people" view={view} field="representatives" masked={view.representatives.join('、')} />
    ),
  ],
];

const demandLines = (view: ComplaintView, label: (id: string | null) => string): readonly Line[] => [
  ['诉求摘要', <HiddenText key="summary" view={view} field="summary" text={view.summary} />],
  ['客户诉求', view.demands.map(label).join('、')],
  ['涉及金额', view.amountFen === null ? null : `${yuan(view.amountFen)} 元`],
  ['产品名称', view.product],
  ['合作机构', view.partner],
  ['业务类别', label(view.business)],
  ['投诉原因', label(view.cause)],
  ['办理渠道', label(view.channel)],
  ['等级 / 紧急', `${label(view.level)} · ${label(view.urgency)}`],
  ['敏感标签', view.tags.map(label).join('、')],
  ['重复投诉', view.repeatOf === null ? null : `与 ${view.repeatOfNo ?? view.repeatOf} 重复`],
  ['同一号码', view.sameCustomer.length === 0 ? null : <SameCases key="same" view={view} />],
];

const sourceLines = (view: ComplaintView, label: (id: string | null) => string): readonly Line[] => [
  ['来源', label(view.source)],
  ['工单性质', view.nature === 'nature.complaint' ? null : label(view.nature)],
  ['外部编号', view.externalNo],
  ['转办机关', label(view.forwardedBy)],
  ['转办文号', view.letterNo],
  ['转办日期', dayWeek(view.forwardedOn)],
  ['要求反馈日', dayWeek(view.letterDueOn)],
  ['收到', `${view.receivedOn} ${view.receivedTime}`],
  ['登记', `${dateOfInstant(view.registeredAt)} ${timeOfInstant(view.registeredAt)} ${view.registrarName}`],
  ['受理网点', `${view.outlet} ${view.outletName}`],
  [
    '被投诉网点',
    view.complainedOutlet === view.outlet ? null : `${view.complainedOutlet} ${view.complainedOutletName}`,
  ],
  ['承办人', view.handlerName],
  ['法定时限', view.complexity === 'normal' ? null : complexities[view.complexity]],
];

const resultLines = (view: ComplaintView, label: (id: string | null) => string): readonly Line[] => [
  ['处理结果', label(view.outcome)],
  ['责任认定', view.liability === null ? null : liabilities[view.liability]],
  ['行方原因', label(view.bankCause)],
  ['主要措施', view.measures.map(label).join('、')],
  ['补偿金额', view.compensationFen === null ? null : `${yuan(view.compensationFen)} 元`],
  ['核实情况', <HiddenText key="findings" view={view} field="findings" text={view.findings} />],
  ['处理意见', <HiddenText key="resolution" view={view} field="resolution" text={view.resolution} />],
  ['处理依据', view.basis === null ? null : <HiddenText key="basis" view={view} field="basis" text={view.basis} />],
  [
    '问题根源',
    view.rootCause === null ? null : <HiddenText key="root" view={view} field="rootCause" text={view.rootCause} />,
  ],
  [
    '整改措施',
    view.corrective === null ? null : <HiddenText key="fix" view={view} field="corrective" text={view.corrective} />,
  ],
  ['已告知救济', view.remedies.map((each) => remedies[each as Remedy]).join('、')],
  ['满意度', label(view.satisfaction)],
  [
    '核查',
    view.reviewAskedOn === null
      ? null
      : `${view.reviewAskedOn} 申请${view.reviewResult === null ? '' : ` · ${reviewResults[view.reviewResult as ReviewResult]}`}`,
  ],
  ['作废原因', view.voidReason],
];

export function Facts({ view }: { readonly view: ComplaintView }): ReactNode {
  const label = useDictLabel();
  return (
    <dl className="case-facts">
      <Group title="诉求" lines={demandLines(view, label)} />
      <Group title="客户" lines={customerLines(view, label)} />
      {(view.closedOn !== null || view.voided) && (
        <Group title="处理结果" lines={withoutEmptyText(view, resultLines(view, label))} />
      )}
      <Group title="受理" lines={sourceLines(view, label)} />
    </dl>
  );
}

/** A component that draws nothing would still leave its label behind. */
const withoutEmptyText = (view: ComplaintView, lines: readonly Line[]): readonly Line[] =>
  lines.filter(
    ([label]) =>
      !(label === '核实情况' && view.findings === null) && !(label === '处理意见' && view.resolution === null),
  );
