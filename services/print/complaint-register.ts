/** 投诉台账 (P12): the list on screen as a register, masked unless a reason is given. */
import type { ComplaintLine } from '#contract/complaint.ts';
import type { SheetPages } from '#contract/print.ts';
import type { Parsed } from '#contract/index.ts';
import { allDictEntries } from '#db/dictionary.ts';
import { complaintStates } from '#domain/complaint.ts';
import { REGISTER, REGISTER_MOST } from '#domain/complaint-paper.ts';
import { Failure } from '#domain/failure.ts';
import { listOf } from '../complaint-list.ts';
import { findComplaint, plainValue } from '../complaint-view.ts';
import type { Ctx } from '../context.ts';
import { branchName, imprintOf, ownOutletName } from './case-paper.ts';
import type { Markup } from './html.ts';
import { html } from './html.ts';
import { packed, paperHtml, roomOf } from './paper.ts';

const columns = [
  ['序号', 4],
  ['编号', 17.5],
  ['收到', 8],
  ['客户', 6],
  ['电话', 9],
  ['业务 · 原因', 16],
  ['诉求摘要', 18.5],
  ['状态', 6],
  ['办结日', 8],
  ['承办', 7],
] as const;

/** Two lines of small print. */
const rowMm = 9.6;

/** @throws Failure invalid when there is nothing to print, or too much */
export function complaintRegisterPages(ctx: Ctx, filter: Parsed<'complaint.list'>, unmaskedReason: string): SheetPages {
  const { rows, total } = listOf(ctx, { ...filter, limit: REGISTER_MOST, offset: 0 });
  if (total === 0) throw new Failure('invalid', '列表里没有投诉，没有生成台账。请换一个条件。', {});
  if (total > REGISTER_MOST)
    throw new Failure(
      'invalid',
      `共 ${total} 件，超过一次可打印的 ${REGISTER_MOST} 件，没有生成台账。请缩小条件。`,
      {},
    );
  const isMasked = unmaskedReason === '';
  const words = new Map(allDictEntries(ctx.db).map(({ id, label, shortLabel }) => [id, shortLabel ?? label]));
  const lines = rows.map((row, index) => ({
    heightMm: rowMm,
    markup: lineOf(index + 1, isMasked ? row : inClear(ctx, row), (id) => words.get(id) ?? id),
  }));
  const [first, next] = roomOf('landscape', 9);
  const pages = packed(lines, first, next).map(
    (page) =>
      html`<table class="list">
        <colgroup>
          ${columns.map(([, width]) => html`<col style="width:${width}%" />`)}
        </colgroup>
        <tr>
          ${columns.map(([title]) => html`<th>${title}</th>`)}
        </tr>
        ${page.map(({ markup }) => markup)}
      </table>`,
  );
  const bank = [branchName(ctx), ownOutletName(ctx)].filter((text) => text !== '').join('　');
  const imprint = `共 ${total} 件　${imprintOf(ctx, isMasked)}`;
  return {
    html: paperHtml({ code: 'P12', title: REGISTER, bank, size: 'landscape', number: null, imprint, pages }),
    pages: pages.length,
    title: `${REGISTER} ${total} 件`,
    fileName: `${REGISTER}_${ctx.today()}.pdf`,
    record: null,
    masked: isMasked,
    maskable: true,
  };
}

type Printed = ComplaintLine & { readonly closedOn?: string | null };

function inClear(ctx: Ctx, row: ComplaintLine): Printed {
  const complaint = findComplaint(ctx, row.id);
  return {
    ...row,
    customer: plainValue(complaint, 'customerName'),
    phone: plainValue(complaint, 'phone'),
    summary: plainValue(complaint, 'summary'),
  };
}

function lineOf(n: number, row: Printed, label: (id: string) => string): Markup {
  const cell = (text: string): Markup => html`<td><div style="max-height:7.4mm;overflow:hidden">${text}</div></td>`;
  const closed = row.clock?.actual ?? '';
  return html`<tr style="height:${rowMm}mm">
    ${cell(String(n))}${cell(row.caseNo)}${cell(row.receivedOn)}${cell(row.customer)}${cell(row.phone)}${cell(`${label(row.business)} · ${label(row.cause)}`)}${cell(row.summary)}${cell(row.voided ? '已作废' : complaintStates[row.state])}${cell(closed)}${cell(row.handlerName)}
  </tr>`;
}
