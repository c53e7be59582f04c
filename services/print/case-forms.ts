/** Forms of one page: 受理登记单 (P01), 受理回执 (P03), 案卷封面和脊签 (P21). */
import { complexities, liabilities } from '#domain/complaint-labels.ts';
import { complaintStates } from '#domain/complaint.ts';
import { formatLong } from '#domain/dates.ts';
import type { CaseFacts } from './case-paper.ts';
import type { Markup } from './html.ts';
import { html } from './html.ts';
import { factTable, signatures, textBox } from './paper.ts';
import { qrCode } from './qr.ts';

const yuan = (fen: number | null): string => (fen === null ? '' : `${(fen / 100).toFixed(2)} 元`);

export function registerPages(facts: CaseFacts): readonly Markup[] {
  const { complaint: of, label, labels, person, text, deadlines } = facts;
  const letter = of.forwarded
    ? [
        [['转办机关', label(of.forwardedBy)] as const, ['转办文号', of.letterNo ?? of.externalNo ?? ''] as const],
        [['要求反馈日', of.letterDueOn ?? ''] as const, ['外部编号', of.externalNo ?? ''] as const],
      ]
    : [];
  const group =
    of.groupSize === null
      ? []
      : [[['群体人数', `${of.groupSize} 人`] as const, ['代表人', facts.representatives] as const]];
  const table = factTable([
    [
      ['受理网点', facts.outletName],
      ['被投诉网点', facts.complainedName],
    ],
    [
      ['收到时间', `${of.receivedOn} ${of.receivedTime}`],
      ['投诉来源', label(of.source)],
    ],
    ...letter,
    [
      ['客户姓名', facts.customer],
      ['联系电话', facts.phone],
    ],
    [
      ['提出人身份', label(of.filerKind)],
      ['特殊群体', labels(of.specialGroups)],
    ],
    ...group,
    [
      ['业务类别', label(of.business)],
      ['办理渠道', label(of.channel)],
    ],
    [
      ['投诉原因', label(of.cause)],
      ['涉及金额', yuan(of.amountFen)],
    ],
    [
      ['产品名称', of.product ?? ''],
      ['合作机构', of.partner ?? ''],
    ],
    [
      ['等级／紧急', `${label(of.level)}／${label(of.urgency)}`],
      ['客户诉求', labels(of.demands)],
    ],
  ]);
  const dates = factTable([
    [
      ['联系期限', deadlines.contact.due],
      ['方案期限', deadlines.plan.due],
    ],
    [
      ['办结期限', deadlines.finish.due],
      ['法定期限', `${deadlines.legal.due}　${complexities[of.complexity]}`],
    ],
    [
      ['登记人', person(of.registrar)],
      ['承办人', person(of.handler)],
    ],
  ]);
  return [
    html`${table}${textBox('诉求摘要', text(of.summary), 78)}${dates}
      <p style="padding-top:3mm">本人确认以上内容属实。所填信息仅用于处理本件投诉，依法保密，按规定期限保存。</p>
      ${signatures(['客户签名', '日期', '登记人', '承办人'])}`,
  ];
}

/**
 * Two halves of A5 landscape on one sheet of A4, cut at its middle: whatever printer there is takes A4, and a
 * sheet that is half as large would be put in its middle. The upper half is for the customer.
 */
export function receiptPages(facts: CaseFacts): readonly Markup[] {
  const { complaint: of, deadlines, person } = facts;
  const half = (title: string, last: Markup): Markup =>
    html`<p style="padding-bottom:2mm">
        <b>${title}</b>　${facts.customer}：您于 ${formatLong(of.receivedOn)} 提出的投诉已受理。
      </p>
      ${factTable([
        [
          ['受理编号', of.caseNo],
          ['受理网点', facts.outletName],
        ],
        [
          ['投诉事项', facts.label(of.business)],
          ['承办人', person(of.handler)],
        ],
        [
          ['首次联系', `${deadlines.contact.due} 前`],
          ['答复期限', `${deadlines.legal.due} 前`],
        ],
      ])}
      ${last}`;
  return [
    html`<div class="upper">
        ${half(
          '客户联',
          html`<p style="padding-top:3mm">
              查询进度请致电本网点，报受理编号即可：电话　<i class="blank"></i>。您也可以拨打本行客服热线　<i
                class="blank"
              ></i
              >。对处理结果不服的，可以申请核查、调解、仲裁或提起诉讼。
            </p>
            ${signatures(['受理人', '受理网点（章）'])}`,
        )}
      </div>
      <div class="tear"><span>请沿虚线裁开</span></div>
      <div class="lower">
        <header class="first">
          <div class="bank">${facts.branch}　${facts.outletName}</div>
          <h1>客户受理回执</h1>
          <div class="number">编号　${of.caseNo}</div>
          ${qrCode(of.caseNo, 20)}
        </header>
        ${half('存根联', signatures(['客户签收', '日期', '受理人', '备注']))}
      </div>`,
  ];
}

export function coverPages(facts: CaseFacts): readonly Markup[] {
  const { complaint: of, label, person } = facts;
  const result = of.closedOn === null ? complaintStates[of.state] : label(of.outcome);
  const content = [
    '投诉受理登记单',
    '投诉处理跟踪单',
    '调查核实材料',
    '告知凭证',
    '处理结果答复函',
    '回访记录',
    '其他',
  ];
  return [
    html`<div class="cover">
        ${factTable([
          [['卷　　名', `${facts.customer} ${label(of.business)}投诉`]],
          [
            ['受理编号', of.caseNo],
            ['外部编号', of.externalNo ?? ''],
          ],
          [
            ['受理网点', facts.outletName],
            ['承办人', person(of.handler)],
          ],
          [
            ['收到日期', of.receivedOn],
            ['办结日期', of.closedOn ?? ''],
          ],
          [
            ['处理结果', result],
            ['责任认定', of.liability === null ? '' : liabilities[of.liability]],
          ],
          [
            ['归档号', ''],
            ['保管期限', of.legalHold ? '延长保管' : ''],
          ],
          [
            ['归档日期', ''],
            ['存放位置', ''],
          ],
        ])}
        <table class="list">
          <colgroup>
            <col style="width:12%" />
            <col style="width:64%" />
            <col style="width:12%" />
            <col style="width:12%" />
          </colgroup>
          <tr>
            <th>序号</th>
            <th>材料</th>
            <th>页数</th>
            <th>页次</th>
          </tr>
          ${content.map(
            (name, index) =>
              html`<tr style="height:8mm">
                <td style="text-align:center">${index + 1}</td>
                <td>${name}</td>
                <td></td>
                <td></td>
              </tr>`,
          )}
        </table>
      </div>
      <div class="spine">
        <div>
          <b>投诉案卷</b><span>${of.receivedOn.slice(0, 4)} 年</span
          ><span>${label(of.business)}</span>${qrCode(of.caseNo, 18)}<span>${of.caseNo}</span>
        </div>
        <p>← 脊签：沿虚线裁下，贴在卷脊上。</p>
      </div>`,
  ];
}
