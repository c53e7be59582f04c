/** Papers that may run over several pages: 跟踪单 (P02), 答复函 (P04), 会商记录 (P05), 延期审批单 (P06). */
import { remedies, stepKinds } from '#domain/complaint.ts';
import type { Remedy } from '#domain/complaint.ts';
import { requestDecisions } from '#domain/complaint-request.ts';
import { complexities } from '#domain/complaint-labels.ts';
import { ANONYMOUS } from '#domain/complaint-draft.ts';
import { formatLong } from '#domain/dates.ts';
import type { CaseFacts } from './case-paper.ts';
import { flowed, signatureRows } from './flow.ts';
import type { Markup } from './html.ts';
import { html } from './html.ts';
import type { Block } from './paper.ts';
import { factTable, lineMm, linesOf, packed, piecesOf, roomOf, signatures } from './paper.ts';

const stepTextMm = 80;
const rowHead: Markup = html`<colgroup>
    <col style="width:19%" />
    <col style="width:15%" />
    <col style="width:54%" />
    <col style="width:12%" />
  </colgroup>
  <tr>
    <th>时间</th>
    <th>事项</th>
    <th>内容</th>
    <th>经办</th>
  </tr>`;

export function trackPages(facts: CaseFacts): readonly Markup[] {
  const { complaint: of, label, person, text, deadlines } = facts;
  const head = factTable([
    [
      ['客户', facts.customer],
      ['业务类别', label(of.business)],
    ],
    [
      ['收到日期', of.receivedOn],
      ['法定期限', deadlines.legal.due],
    ],
    [
      ['办结日期', of.closedOn ?? ''],
      ['承办人', person(of.handler)],
    ],
  ]);
  const rows = facts.steps.flatMap((step): readonly Block[] => {
    const members = step.members.length === 0 ? '' : `参加人：${step.members.join('、')}\n`;
    const means = [label(step.means), step.kind === 'contact' ? (step.reached ? '联系上' : '未接通') : '']
      .filter((part) => part !== '')
      .join(' ');
    const whole = `${means === '' ? '' : `［${means}］`}${members}${text(step.text)}`;
    return piecesOf(whole, stepTextMm, 30).map((piece, index) => ({
      heightMm: Math.max(1, linesOf(piece, stepTextMm)) * lineMm + 2.2,
      markup: html`<tr>
        <td>${index === 0 ? `${step.happenedOn} ${step.happenedTime}` : '（续）'}</td>
        <td>${stepKinds[step.kind]}</td>
        <td class="text">${piece}</td>
        <td>${person(step.by)}</td>
      </tr>`,
    }));
  });
  const [first, next] = roomOf('portrait', 9);
  const headMm = 3 * (lineMm + 2.2);
  const pages = packed(rows, first - headMm - 16, next - 16);
  return pages.map(
    (page, index) =>
      html`${index === 0 ? head : null}
        <table>
          ${rowHead}${page.map(({ markup }) => markup)}
        </table>
        ${index === pages.length - 1 ? signatures(['承办人', '网点负责人']) : null}`,
  );
}

/** The decision with findings, basis and reasons, and what else is open to the customer (art. 19, 20). */
export function replyPages(facts: CaseFacts): readonly Markup[] {
  const { complaint: of, text, label } = facts;
  const others = of.remedies.length === 0 ? Object.keys(remedies) : of.remedies;
  const ways = others.filter((each) => each !== 'review').map((each) => remedies[each as Remedy]);
  const paragraphs: readonly (readonly [string, string])[] = [
    ['plain', `${salutation(facts)}：`],
    [
      '',
      `您于${formatLong(of.receivedOn)}提出的投诉（编号 ${of.caseNo}，事项：${label(of.business)}）已办理完毕。现将处理结果答复如下：`,
    ],
    ['', '一、核实情况'],
    ['', text(of.findings)],
    ['', '二、处理意见'],
    ['', text(of.resolution)],
    ['', '三、依据和理由'],
    ['', text(of.basis)],
    ['', '四、如您对处理结果有异议'],
    [
      '',
      `您可以自收到本答复之日起 30 日内，向我行上级机构书面申请核查，上级机构将在收到申请之日起 30 日内作出核查决定${ways.length === 0 ? '' : `；也可以${ways.join('、')}`}。`,
    ],
    ['', '感谢您对我行工作的监督。'],
    ['right', facts.branch],
    ['right', facts.outletName],
    ['right', formatLong(of.closedOn ?? facts.today)],
    ['right', '（盖章）'],
  ];
  const blocks = paragraphs.flatMap(([kind, words]) =>
    piecesOf(words, 162, 20).map((piece): Block => ({
      heightMm: linesOf(`　　${piece}`, 168) * lineMm,
      markup: html`<p class="${kind}">${piece}</p>`,
    })),
  );
  const [first, next] = roomOf('portrait');
  return packed(blocks, first, next).map((page) => html`<div class="letter">${page.map(({ markup }) => markup)}</div>`);
}

/** Each consultation begins on a page of its own. */
export function consultPages(facts: CaseFacts): readonly Markup[] {
  const { complaint: of, label, text } = facts;
  return facts.steps
    .filter(({ kind }) => kind === 'consult')
    .flatMap((step) =>
      flowed(
        [
          [
            ['会商时间', `${step.happenedOn} ${step.happenedTime}`],
            ['记录人', facts.person(step.by)],
          ],
          [
            ['客户', facts.customer],
            ['业务类别', label(of.business)],
          ],
        ],
        [
          { label: '参加人', text: step.members.join('、'), leastMm: 10 },
          { label: '投诉事项', text: text(of.summary), leastMm: 56 },
          { label: '会商结论', text: text(step.text), leastMm: 72 },
        ],
        signatureRows(step.members.map((member) => member.slice(0, 20))),
      ),
    );
}

/** The application and its decision; left open to be signed where the upper unit approves on paper. */
export function extensionPages(facts: CaseFacts): readonly Markup[] {
  const { complaint: of, person, text, deadlines, label } = facts;
  const request = facts.requests.find(({ kind }) => kind === 'extend');
  if (request === undefined) return [];
  const decision =
    request.decision === null
      ? ''
      : `${requestDecisions[request.decision]}　${text(request.decisionNote)}　${person(request.decidedBy)} ${request.decidedOn ?? ''}`;
  const told = facts.steps.find(({ kind }) => kind === 'tellExtension');
  return flowed(
    [
      [
        ['客户', facts.customer],
        ['业务类别', label(of.business)],
      ],
      [
        ['收到日期', of.receivedOn],
        ['重新起算', of.restartedOn ?? '无'],
      ],
      [
        ['法定时限', complexities[of.complexity]],
        ['现行期限', deadlines.legal.due],
      ],
      [
        ['申请人', person(request.askedBy)],
        ['申请日期', request.askedOn],
      ],
    ],
    [
      { label: '延期理由', text: text(request.reason), leastMm: 52 },
      { label: '网点意见', text: decision, leastMm: 30 },
      { label: '上级机构\n意见', text: '', leastMm: 40 },
      {
        label: '告知客户',
        text: told === undefined ? '' : `${told.happenedOn} ${label(told.means)}　${text(told.text)}`,
        leastMm: 26,
      },
    ],
    signatureRows(['申请人', '网点负责人', '上级机构批准人', '日期']),
  );
}

/** 张三丰先生/女士; nobody is guessed at. */
const salutation = ({ complaint, customer }: CaseFacts): string =>
  complaint.customerName === ANONYMOUS ? '尊敬的客户' : `${customer} 先生／女士`;
