/** Papers that ask another office to act: 投诉转办单 (P25), 投诉督办单 (P26). Masked like every paper. */
import { stepKinds } from '#domain/complaint.ts';
import { formatLong } from '#domain/dates.ts';
import type { CaseFacts } from './case-paper.ts';
import { flowed, signatureRows } from './flow.ts';
import type { Markup } from './html.ts';
import { html } from './html.ts';
import type { Block } from './paper.ts';

/** What was done so far, oldest first; the whole timeline is paper P02. */
const stepsShown = 6;

export function transferPages(facts: CaseFacts): readonly Markup[] {
  const { person, text, steps } = facts;
  const step = steps.findLast(({ kind }) => kind === 'transfer');
  const done = steps
    .filter(({ kind }) => kind !== 'register' && kind !== 'transfer')
    .slice(-stepsShown)
    .map((each) => `${each.happenedOn} ${stepKinds[each.kind]}：${text(each.text)}`)
    .join('\n');
  return flowed(
    [
      [
        ['登记方', facts.originName],
        ['承接方', facts.holderName],
      ],
      [
        ['转办时间', step === undefined ? '' : `${step.happenedOn} ${step.happenedTime}`],
        ['转办经办', step === undefined ? '' : person(step.by)],
      ],
      ...caseRows(facts),
    ],
    [
      { label: '转办事由', text: text(step?.text ?? ''), leastMm: 16 },
      { label: '诉求摘要', text: text(facts.complaint.summary), leastMm: 30 },
      { label: '已办情况', text: done === '' ? '尚未办理' : done, leastMm: 24 },
      { label: '办理要求', text: demand(facts), leastMm: 16 },
      { label: '承接方\n办理结果', text: '', leastMm: 28 },
    ],
    signatureRows(['转出经办人', '转出负责人', '承接经办人', '承接负责人', '签收日期', '反馈日期']),
  );
}

export function urgePages(facts: CaseFacts): readonly Markup[] {
  const { complaint: of, text, today } = facts;
  const last = facts.steps.at(-1);
  const call: Block = {
    heightMm: 9,
    markup: html`<p style="padding-bottom:3mm">
      ${facts.holderName}：下列投诉尚未办结，请按期限办理，并于办结当日反馈办理结果。
    </p>`,
  };
  return flowed(
    [
      [
        ['承办单位', facts.holderName],
        ['承办人', facts.person(of.handler)],
      ],
      [
        ['督办日期', today],
        ['最近办理', last === undefined ? '' : `${last.happenedOn} ${stepKinds[last.kind]}`],
      ],
      ...caseRows(facts),
    ],
    [
      { label: '诉求摘要', text: text(of.summary), leastMm: 36 },
      { label: '督办要求', text: demand(facts), leastMm: 18 },
      { label: '督办意见', text: '', leastMm: 30 },
      { label: '承办单位\n反馈', text: '', leastMm: 38 },
    ],
    signatureRows(['签发人', '督办人', '承办单位签收', '签收日期']),
    call,
  );
}

const caseRows = ({ complaint: of, label, customer, phone, deadlines }: CaseFacts) =>
  [
    [
      ['客户', customer],
      ['联系电话', phone],
    ],
    [
      ['业务类别', label(of.business)],
      ['投诉原因', label(of.cause)],
    ],
    [
      ['收到时间', `${of.receivedOn} ${of.receivedTime}`],
      ['监管转办', of.forwarded ? `${label(of.forwardedBy)} ${of.letterNo ?? of.externalNo ?? ''}` : '否'],
    ],
    [
      ['联系期限', deadlines.contact.due],
      ['方案期限', deadlines.plan.due],
    ],
    [
      ['办结期限', deadlines.finish.due],
      ['法定期限', deadlines.legal.due],
    ],
    ...(of.letterDueOn === null ? [] : [[['要求反馈日', of.letterDueOn] as const]]),
  ] as const;

/** The day that comes first of those still owed; clocks run from the first receipt, whoever handles the case. */
function demand({ complaint: of, deadlines }: CaseFacts): string {
  const owed = [
    of.contactedOn === null ? ([deadlines.contact.due, '首次联系客户'] as const) : null,
    of.plannedOn === null ? ([deadlines.plan.due, '提出处理方案'] as const) : null,
    of.closedOn === null ? ([deadlines.finish.due, '基本处理完毕'] as const) : null,
    of.closedOn === null ? ([deadlines.legal.due, '作出处理决定并告知客户'] as const) : null,
    of.closedOn === null && of.letterDueOn !== null ? ([of.letterDueOn, '向转办机关反馈'] as const) : null,
  ]
    .filter((each) => each !== null)
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return owed.map(([day, what]) => `${formatLong(day)}前${what}`).join('；');
}
