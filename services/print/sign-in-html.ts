/** A sign-in sheet as HTML: one block per sheet of paper, each row at its place. */
import type { SheetColumn, SheetDefinition, SheetPage, SheetRow, SheetSize } from '#domain/sign-in-sheet.ts';
import { pageCode, ROW_HEIGHT_MM } from '#domain/sign-in-sheet.ts';
import { fitPt } from './fit.ts';
import type { Markup } from './html.ts';
import { html } from './html.ts';
import { pageCss } from './page-css.ts';
import { qrCode } from './qr.ts';

export interface SignInSheet {
  readonly definition: SheetDefinition;
  readonly notice: string | null;
  /** Line above the title: bank and branch, or the outlet. */
  readonly bank: string;
  /** Title in full, e.g. 消费者权益保护宣传活动签到表. */
  readonly title: string;
  /** Values of the head fields; missing ones are left to be written by hand. */
  readonly head: Readonly<Record<string, string>>;
  readonly size: SheetSize;
  readonly pages: readonly SheetPage[];
  /** Archive number; null on a blank form. */
  readonly number: string | null;
  /** Left part of the footer: who printed it and when, what is hidden. */
  readonly imprint: string;
}

/** Head fields per printed line with their widths in mm; a line is 170 mm wide, gaps are 5 mm. */
const headLines: Readonly<Record<SheetDefinition['template'], readonly (readonly (readonly [string, number])[])[]>> = {
  T1: [
    [['topic', 170]],
    [
      ['time', 98],
      ['lecturer', 67],
    ],
    [
      ['place', 98],
      ['organiser', 67],
    ],
    [
      ['counts', 98],
      ['archiveNo', 67],
    ],
  ],
  T2: [
    [['topic', 170]],
    [
      ['time', 98],
      ['archiveNo', 67],
    ],
    [
      ['place', 98],
      ['organiser', 67],
    ],
  ],
  T3: [
    [['topic', 170]],
    [
      ['school', 98],
      ['archiveNo', 67],
    ],
    [
      ['time', 98],
      ['organiser', 67],
    ],
    [
      ['place', 82.5],
      ['workers', 82.5],
    ],
  ],
  T4: [
    [['topic', 170]],
    [
      ['time', 98],
      ['archiveNo', 67],
    ],
    [
      ['place', 98],
      ['organiser', 67],
    ],
  ],
};

/** The whole document. Contains no script and asks for nothing. */
export function signInHtml(sheet: SignInSheet): string {
  const pages = sheet.pages.map((page) => pageBlock(sheet, page));
  const title = sheet.number === null ? sheet.title : `${sheet.title} ${sheet.number}`;
  const head = html`<meta charset="utf-8" /><meta
      http-equiv="Content-Security-Policy"
      content="default-src 'none'; style-src 'unsafe-inline'"
    /><title>${title}</title>`;
  return `<!doctype html><html lang="zh-CN"><head>${head.markup}<style>${pageCss}</style></head><body>${pages.map(({ markup }) => markup).join('\n')}</body></html>`;
}

function pageBlock(sheet: SignInSheet, page: SheetPage): Markup {
  const code = pageCode(sheet.number, sheet.definition.template, page);
  const isLast = page.page === page.of;
  return html`<section class="page">
    ${page.page === 1 ? firstHead(sheet, code) : nextHead(sheet, code)}${rowTable(sheet, page.rows)}${
      page.page === 1 ? null : html`<div class="rest"></div>`
    }
    <footer class="foot">
      ${isLast ? signatures(sheet.definition) : html`<div class="continued">（接下页）</div>`}${imprint(sheet, page)}
    </footer>
  </section>`;
}

function firstHead(sheet: SignInSheet, code: string | null): Markup {
  const titlePt = fitPt(sheet.title, { widthMm: 130, heightMm: 10 }, [22, 20, 18, 16, 14]);
  const bankPt = fitPt(sheet.bank, { widthMm: 132, heightMm: 6 }, [14, 12, 11, 10, 9, 8, 7]);
  return html`<header class="head">
    <div class="bank" style="font-size:${bankPt}pt">${sheet.bank}</div>
    <h1 class="title" style="font-size:${titlePt}pt">${sheet.title}</h1>
    ${
      code === null ? null : qrCode(code, 17)
    }${sheet.notice === null ? null : html`<p class="notice">${sheet.notice}</p>`}
    <div class="fields">
      ${headLines[sheet.definition.template].map(
        (line) => html`<div class="line">${line.map(([key, widthMm]) => headField(sheet, key, widthMm))}</div>`,
      )}
    </div>
  </header>`;
}

function headField({ definition, head }: SignInSheet, key: string, widthMm: number): Markup {
  const label = definition.head.find((field) => field.key === key)?.label ?? '';
  const value = head[key] ?? '';
  if (key === 'counts') {
    const counted = value === '' ? '　　' : value;
    return html`<div class="field plain" style="width:${widthMm}mm">
      <span class="value">应到 <u>&ensp;${counted}&ensp;</u> 人　实到 <u>　　　</u> 人　请假 <u>　　　</u> 人</span>
    </div>`;
  }
  const room = { widthMm: widthMm - label.length * 3.9 - 7, heightMm: 7.4 };
  const pt = fitPt(value, room, [11, 10, 9, 8, 7]);
  return html`<div class="field" style="width:${widthMm}mm">
    <span class="label">${label}：</span><span class="value" style="font-size:${pt}pt">${value}</span>
  </div>`;
}

function nextHead(sheet: SignInSheet, code: string | null): Markup {
  const topic = sheet.head['topic'] ?? '';
  return html`<header class="head next">
    <span class="next-title">${sheet.title}${topic === '' ? '' : `　${topic}`}</span
    ><span>${sheet.number ?? ''}</span>${code === null ? null : qrCode(code, 12)}
  </header>`;
}

function rowTable({ definition, size }: SignInSheet, rows: readonly SheetRow[]): Markup {
  const heightMm = ROW_HEIGHT_MM[size];
  return html`<table>
    <colgroup>
      ${definition.columns.map((column) => html`<col style="width:${column.widthMm}mm" />`)}
    </colgroup>
    <thead>
      <tr>
        ${definition.columns.map((column) => html`<th scope="col">${columnLabel(column.label)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr style="height:${heightMm}mm">
            ${definition.columns.map((column) => cell(column, row, heightMm, size))}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** What stands in brackets goes on a line of its own. */
function columnLabel(label: string): Markup {
  const at = label.indexOf('（');
  return at <= 0 ? html`${label}` : html`${label.slice(0, at)}<span class="aside">${label.slice(at)}</span>`;
}

function cell(column: SheetColumn, row: SheetRow, heightMm: number, size: SheetSize): Markup {
  const text = column.key === 'no' ? String(row.no) : (row.cells[column.key] ?? '');
  const sizes = size === 'large' ? [16, 14, 12, 11, 10, 9, 8] : [12, 11, 10, 9, 8, 7];
  const pt = fitPt(text, { widthMm: column.widthMm - 3, heightMm: heightMm - 0.6 }, sizes);
  return html`<td class="${column.align}"><div style="height:${heightMm - 0.5}mm;font-size:${pt}pt">${text}</div></td>`;
}

const signatures = (definition: SheetDefinition): Markup =>
  html`<div class="signatures">
    ${definition.signatures.map((name) => html`<span class="signature">${name}：<i></i></span>`)}
  </div>`;

const imprint = ({ definition, imprint: text }: SignInSheet, page: SheetPage): Markup =>
  html`<div class="imprint">
    <span>${definition.formNo}</span><span class="pages">第 ${page.page} 页　共 ${page.of} 页</span><span>${text}</span>
  </div>`;
