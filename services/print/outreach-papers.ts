/** Papers of an event: the plan with its approval (P08), the list of materials to be drawn and returned (P24). */
import type { SheetPages } from '#contract/print.ts';
import { linesOf } from '#db/attendance.ts';
import { staffById } from '#db/staff.ts';
import { balanceOf } from '#db/stock.ts';
import { sheetOf } from '#domain/attendance.ts';
import { Failure } from '#domain/failure.ts';
import { posts } from '#domain/organisation.ts';
import type { OutreachEvent } from '#domain/outreach.ts';
import type { OutreachPaper } from '#domain/outreach-paper.ts';
import { outreachPapers } from '#domain/outreach-paper.ts';
import { materialKinds } from '#domain/stock.ts';
import { subjectOf, type Subject } from '../archive/subject.ts';
import type { Ctx } from '../context.ts';
import { findEvent } from '../outreach.ts';
import { branchName, imprintOf } from './case-paper.ts';
import type { Markup } from './html.ts';
import { html } from './html.ts';
import type { Block } from './paper.ts';
import { factTable, lineMm, linesOf as linesIn, packed, paperHtml, roomOf, signatures } from './paper.ts';

/** @throws Failure notFound, impossible for a cancelled event */
export function outreachPaper(ctx: Ctx, paper: OutreachPaper, id: string): SheetPages {
  const event = findEvent(ctx, id);
  const title = outreachPapers[paper];
  if (event.state === 'cancelled') throw new Failure('impossible', `活动已取消，没有生成${title}。`);
  const subject = subjectOf(ctx, 'outreach', id);
  const pages = paper === 'P08' ? approvalPages(ctx, event, subject) : [materialPage(ctx, event, subject)];
  return {
    html: paperHtml({
      code: paper,
      title,
      bank: branchName(ctx),
      size: 'portrait',
      number: event.eventNo,
      imprint: imprintOf(ctx, false),
      pages,
    }),
    pages: pages.length,
    title: `${title} ${event.eventNo}`,
    fileName: `${event.eventNo}_${title}.pdf`,
    record: id,
    masked: false,
    maskable: false,
  };
}

/** Rows of the plan: labels of `subjectOf`, two in a row or one across. */
const planRows: readonly (readonly string[])[] = [
  ['主办单位', '负责人'],
  ['主题活动', '场景'],
  ['时间'],
  ['地点'],
  ['面向对象', '计划人数'],
  ['宣传形式'],
  ['宣传内容'],
  ['协办单位'],
  ['性质'],
];

const wideMm = 140;
const narrowMm = 55;

function approvalPages(ctx: Ctx, event: OutreachEvent, subject: Subject): readonly Markup[] {
  const facts = new Map(subject.plan.map(({ label, value }) => [label, value]));
  const rows = [['活动名称', event.title] as const].map((pair) => [pair]);
  const all = [...rows, ...planRows.map((labels) => labels.map((label) => [label, facts.get(label) ?? ''] as const))];
  const heightOf = (pairs: (typeof all)[number]): number =>
    Math.max(...pairs.map(([, value]) => linesIn(value, pairs.length === 1 ? wideMm : narrowMm))) * lineMm + 2;
  const plan: Block = { heightMm: all.reduce((sum, pairs) => sum + heightOf(pairs), 1), markup: factTable(all) };
  const [first, next] = roomOf('portrait');
  const blocks = [plan, ...dutyBlocks(ctx, event), budget, ...approvals];
  return packed(blocks, first, next).map((part) => html`${part.map(({ markup }) => markup)}`);
}

const dutyRowMm = 8;
const dutiesAtOnce = 12;

/** Who does what, from the sheet of the workers; room to write where nobody is named yet. */
function dutyBlocks(ctx: Ctx, event: OutreachEvent): readonly Block[] {
  const people = staffById(ctx.db);
  const named = linesOf(ctx.db, event.id)
    .filter((line) => sheetOf(line) === 'staff')
    .map((line) => {
      const person = line.staff === null ? undefined : people.get(line.staff);
      return [line.name, person === undefined ? '' : posts[person.post], line.duty ?? ''] as const;
    });
  const empty = Array.from({ length: 5 }, () => ['', '', ''] as const);
  const lines = named.length === 0 ? empty : named;
  const parts = Array.from({ length: Math.ceil(lines.length / dutiesAtOnce) }, (_, at) =>
    lines.slice(at * dutiesAtOnce, (at + 1) * dutiesAtOnce),
  );
  return parts.map((part, at) => ({
    heightMm: (part.length + 1) * dutyRowMm + 1,
    markup: listTable(
      [
        ['分工', 15],
        ['姓名', 25],
        ['岗位', 25],
        ['职责', 35],
      ],
      part.map((cells, index) => [String(at * dutiesAtOnce + index + 1), ...cells]),
      dutyRowMm,
    ),
  }));
}

const budget: Block = {
  heightMm: 21,
  markup: factTable([
    [
      ['预算', '　　　　　　元'],
      ['物料', '见“活动物料领用单”'],
    ],
    [['承诺', '□ 本活动为金融知识教育宣传，不含产品营销　　□ 不收集身份证号；未成年人不登记姓名']],
  ]),
};

const approvalMm = 24;
const approvals: readonly Block[] = ['经办人', '网点负责人意见', '分行消保中心意见'].map((label) => ({
  heightMm: approvalMm + 0.5,
  markup: html`<table>
    <colgroup>
      <col style="width:15%" />
      <col style="width:85%" />
    </colgroup>
    <tr style="height:${approvalMm}mm">
      <th>${label}</th>
      <td style="vertical-align:bottom;text-align:right">签字：　　　　　　　　　　　年　　月　　日</td>
    </tr>
  </table>`,
}));

const materialRowMm = 12;
/** For what is not in the list of kinds. */
const spareRows = 4;

function materialPage(ctx: Ctx, event: OutreachEvent, subject: Subject): Markup {
  const facts = new Map(subject.plan.map(({ label, value }) => [label, value]));
  const left = new Map(balanceOf(ctx.db, event.outlet, null, event.id).map((each) => [each.kind as string, each]));
  const given = new Map(event.givenByKind.map(({ kind, count }) => [kind as string, String(count)]));
  const kinds = Object.entries(materialKinds).map(([kind, label], index) => {
    const stock = left.get(kind);
    // Nothing is said about a kind whose movements nobody keeps.
    const rest = stock?.kept === true ? String(stock.left) : '';
    return [String(index + 1), label, '份', rest, '', given.get(kind) ?? '', '', ''];
  });
  const spare = Array.from({ length: spareRows }, (_, index) => [
    String(kinds.length + index + 1),
    ...Array.from({ length: 7 }, () => ''),
  ]);
  return html`${factTable([
      [['活动名称', event.title]],
      [
        ['领用网点', subject.outletName],
        ['负责人', facts.get('负责人') ?? ''],
      ],
      [['时间', facts.get('时间') ?? '']],
      [
        ['地点', event.place],
        ['计划人数', facts.get('计划人数') ?? ''],
      ],
    ])}
    ${listTable(
      [
        ['序号', 7],
        ['物料', 21],
        ['单位', 8],
        ['台账结存', 12],
        ['领用', 12],
        ['实发', 12],
        ['退回', 12],
        ['备注', 16],
      ],
      [...kinds, ...spare],
      materialRowMm,
    )}
    <p style="padding-top:2mm;font-size:9pt">
      台账结存为打印时本网点物料台账的数量，没有登记过领入的不列；活动后填写实发和退回，并据此回填活动。
    </p>
    ${signatures(['领用人', '发放人', '退回核对人', '日期'])}`;
}

const listTable = (
  columns: readonly (readonly [string, number])[],
  lines: readonly (readonly string[])[],
  heightMm: number,
): Markup =>
  html`<table class="list">
    <colgroup>
      ${columns.map(([, width]) => html`<col style="width:${width}%" />`)}
    </colgroup>
    <tr style="height:${heightMm}mm">
      ${columns.map(([title]) => html`<th>${title}</th>`)}
    </tr>
    ${lines.map(
      (cells) =>
        html`<tr style="height:${heightMm}mm">
          ${cells.map((text) => html`<td>${text}</td>`)}
        </tr>`,
    )}
  </table>`;
