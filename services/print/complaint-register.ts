/** 投诉台账 (P12): the list on screen as a register, masked unless a reason is given. */
import type { ComplaintLine } from '#contract/complaint.ts';
import type { SheetPages } from '#contract/print.ts';
import type { Parsed } from '#contract/index.ts';
import { allDictEntries } from '#db/dictionary.ts';
import { complaintStates } from '#domain/complaint.ts';
import type { RegisterColumn } from '#domain/complaint-paper.ts';
import { REGISTER, REGISTER_MOST, registerColumns, usualRegister } from '#domain/complaint-paper.ts';
import { Failure } from '#domain/failure.ts';
import { listOf } from '../complaint-list.ts';
import { findComplaint, plainValue } from '../complaint-view.ts';
import type { Ctx } from '../context.ts';
import { branchName, imprintOf, ownOutletName } from './case-paper.ts';
import type { Markup } from './html.ts';
import { html } from './html.ts';
import { packed, paperHtml, roomOf } from './paper.ts';

/** Share of the width, in parts. */
const parts: Readonly<Record<RegisterColumn, number>> = {
  caseNo: 17.5,
  receivedOn: 8,
  customer: 6,
  phone: 9,
  outlet: 11,
  class: 16,
  business: 9,
  cause: 9,
  channel: 7,
  source: 7,
  level: 6,
  summary: 18.5,
  clock: 10,
  state: 6,
  closedOn: 8,
  late: 5,
  handler: 7,
  exported: 6,
};
const numberParts = 4;
/** Fewer columns than the usual ones leave room, and the texts need it. */
const fullPage = 100;
const roomy: readonly RegisterColumn[] = ['summary', 'class'];

/** Parts of each column: what is left of the page goes to a column of words. */
function partsOf(columns: readonly RegisterColumn[]): ReadonlyMap<RegisterColumn, number> {
  const spare = fullPage - columns.reduce((sum, column) => sum + parts[column], numberParts);
  const widest = roomy.find((column) => columns.includes(column));
  return new Map(columns.map((key) => [key, parts[key] + (key === widest ? Math.max(0, spare) : 0)]));
}

type RegisterRequest = Extract<Parsed<'print.paper'>, { readonly paper: 'P12' }>;

/** Two lines of small print. */
const rowMm = 9.6;

/** @throws Failure invalid when there is nothing to print, or too much */
export function complaintRegisterPages(ctx: Ctx, request: RegisterRequest): SheetPages {
  const { unmaskedReason } = request;
  const columns = request.columns.length === 0 ? usualRegister : request.columns;
  const { rows, total } = shownOf(ctx, request);
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
    markup: lineOf(index + 1, isMasked ? row : inClear(ctx, row), columns, (id) => words.get(id) ?? id),
  }));
  const widths = partsOf(columns);
  const whole = [...widths.values()].reduce((sum, part) => sum + part, numberParts);
  const percent = (part: number): string => `width:${((part / whole) * 100).toFixed(2)}%`;
  const [first, next] = roomOf('landscape', 9);
  const pages = packed(lines, first, next).map(
    (page) =>
      html`<table class="list">
        <colgroup>
          <col style="${percent(numberParts)}" />
          ${columns.map((column) => html`<col style="${percent(widths.get(column) ?? 0)}" />`)}
        </colgroup>
        <tr>
          <th>序号</th>
          ${columns.map((column) => html`<th>${registerColumns[column]}</th>`)}
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

function inClear(ctx: Ctx, row: ComplaintLine): ComplaintLine {
  const complaint = findComplaint(ctx, row.id);
  return {
    ...row,
    customer: plainValue(complaint, 'customerName'),
    phone: plainValue(complaint, 'phone'),
    summary: plainValue(complaint, 'summary'),
  };
}

/** All that fit the filter, or the cases that were on screen, in their order. */
function shownOf(ctx: Ctx, { filter, only }: RegisterRequest): { rows: readonly ComplaintLine[]; total: number } {
  const found = listOf(ctx, { ...filter, limit: only === null ? REGISTER_MOST : 20_000, offset: 0 });
  if (only === null) return found;
  const byId = new Map(found.rows.map((row) => [row.id, row]));
  const rows = only.flatMap((id) => byId.get(id) ?? []);
  return { rows, total: rows.length };
}

type ValueOf = (row: ComplaintLine, label: (id: string) => string) => string;

const valueOf: Readonly<Record<RegisterColumn, ValueOf>> = {
  caseNo: (row) => row.caseNo,
  receivedOn: (row) => row.receivedOn,
  customer: (row) => row.customer,
  phone: (row) => row.phone,
  outlet: (row) => row.outletName,
  class: (row, label) => `${label(row.business)} · ${label(row.cause)}`,
  business: (row, label) => label(row.business),
  cause: (row, label) => label(row.cause),
  channel: (row, label) => label(row.channel),
  source: (row, label) => label(row.source),
  level: (row, label) => label(row.level),
  summary: (row) => row.summary,
  clock: (row) => row.clock?.due ?? '',
  state: (row) => (row.voided ? '已作废' : complaintStates[row.state]),
  closedOn: (row) => row.clock?.actual ?? '',
  late: (row) => (row.late ? '补报' : ''),
  handler: (row) => row.handlerName,
  exported: (row) => (row.exported ? '已导出' : '未上报'),
};

function lineOf(
  n: number,
  row: ComplaintLine,
  columns: readonly RegisterColumn[],
  label: (id: string) => string,
): Markup {
  const cell = (text: string): Markup => html`<td><div class="two-lines">${foldable(text)}</div></td>`;
  return html`<tr style="height:${rowMm}mm">
    ${cell(String(n))}${columns.map((column) => cell(valueOf[column](row, label)))}
  </tr>`;
}

/** Where many columns leave little room, numbers fold where they are read: 2026-|11-26, 138****|5678, …20261126-|A004-6. */
const folds = /(?<=\b\d{4}-)(?=\d\d-\d\d\b)|(?<=\*{4})(?=\d)|(?<=-\d{8}-)(?=[A-Z]\d)/;
const foldable = (text: string): readonly Markup[] =>
  text
    .split(folds)
    .map((part, index) => (index === 0 ? html`${part}` : html`<wbr /><span class="one-line">${part}</span>`));
