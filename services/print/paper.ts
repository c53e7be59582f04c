/** A printed form as HTML: blocks of known height packed into pages, each with its footer. */
import { widthEm } from './fit.ts';
import type { Markup } from './html.ts';
import { html } from './html.ts';
import { qrCode } from './qr.ts';

const mmPerPt = 25.4 / 72;
export const bodyPt = 10.5;
/** Height of a line of body text. */
export const lineMm = bodyPt * mmPerPt * 1.45;
/** What the browser breaks may need a little more room than counted. */
const safety = 0.96;

export interface Block {
  readonly heightMm: number;
  readonly markup: Markup;
}

export type PaperSize = 'portrait' | 'landscape' | 'half';

interface Sheet {
  /** Of the `@page` rule. */
  readonly css: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Inside the margins: binding edge left. */
export const paperSizes: Readonly<Record<PaperSize, Sheet>> = {
  portrait: { css: 'size: A4 portrait; margin: 20mm 18mm 16mm 22mm;', widthMm: 170, heightMm: 260.5 },
  landscape: { css: 'size: A4 landscape; margin: 18mm 14mm 14mm 14mm;', widthMm: 269, heightMm: 177.5 },
  half: { css: 'size: 210mm 148mm; margin: 12mm 16mm 10mm 18mm;', widthMm: 176, heightMm: 125.5 },
};

const footMm = 8;
const headMm = 26;

/** How many lines a text takes, its own line breaks included. */
export const linesOf = (text: string, widthMm: number, pt: number = bodyPt): number =>
  text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil((widthEm(line) * pt * mmPerPt) / (widthMm * safety))), 0);

/** A long text in parts of at most `most` lines, so that a part fits on a page. */
export function piecesOf(text: string, widthMm: number, most: number): readonly string[] {
  const emPerLine = (widthMm * safety) / (bodyPt * mmPerPt);
  const pieces: string[] = [];
  let piece = '';
  let lines = 1;
  let used = 0;
  for (const sign of text) {
    const width = widthEm(sign);
    if (sign === '\n' || used + width > emPerLine) {
      lines += 1;
      used = 0;
    }
    if (lines > most) {
      pieces.push(piece);
      piece = '';
      lines = 1;
    }
    piece += sign;
    if (sign !== '\n') used += width;
  }
  return [...pieces, piece];
}

/** Blocks in order, as many on a page as fit below what stands on every page. */
export function packed(blocks: readonly Block[], firstMm: number, nextMm: number): readonly (readonly Block[])[] {
  const pages: Block[][] = [[]];
  let left = firstMm;
  for (const block of blocks) {
    const page = pages.at(-1) ?? [];
    if (block.heightMm > left && page.length > 0) {
      pages.push([block]);
      left = nextMm - block.heightMm;
      continue;
    }
    page.push(block);
    left -= block.heightMm;
  }
  return pages;
}

/** Room for blocks on the first page and on the others. */
export const roomOf = (size: PaperSize, aboveEachMm = 0): readonly [number, number] => {
  const whole = paperSizes[size].heightMm - footMm - aboveEachMm;
  return [whole - headMm, whole - 10];
};

export interface Paper {
  /** P01 … P21. */
  readonly code: string;
  readonly title: string;
  readonly bank: string;
  readonly size: PaperSize;
  /** Case number, also as a code to scan; null for lists. */
  readonly number: string | null;
  /** Left of the footer: who printed it, what is hidden. */
  readonly imprint: string;
  readonly pages: readonly Markup[];
  /** Every page is a paper of its own, to be handed to somebody else. */
  readonly apart?: boolean;
}

/** The whole document. Contains no script and asks for nothing. */
export function paperHtml(paper: Paper): string {
  const { title, number, pages, apart = false } = paper;
  const sections = pages.map(
    (content, index) =>
      html`<section class="page">
        ${index === 0 || apart ? firstHead(paper) : html`<header class="next"><b>${title}</b><span>${number ?? ''}</span></header>`}
        <div class="content">${content}</div>
        <footer>
          <span>${paper.code} 版本 1　${paper.imprint}</span
          ><span>${apart ? '' : `第 ${index + 1} 页／共 ${pages.length} 页`}</span>
        </footer>
      </section>`,
  );
  const head = html`<meta charset="utf-8" /><meta
      http-equiv="Content-Security-Policy"
      content="default-src 'none'; style-src 'unsafe-inline'"
    /><title>${number === null ? title : `${title} ${number}`}</title>`;
  return `<!doctype html><html lang="zh-CN"><head>${head.markup}<style>${cssOf(paper.size)}</style></head><body>${sections.map(({ markup }) => markup).join('\n')}</body></html>`;
}

const firstHead = ({ bank, title, number }: Paper): Markup =>
  html`<header class="first">
    <div class="bank">${bank}</div>
    <h1>${title}</h1>
    ${number === null ? null : html`<div class="number">编号　${number}</div>`}
    ${number === null ? null : qrCode(number, 20)}
  </header>`;

const songTi = `"SimSun", "宋体", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun-ExtB", serif`;

/** Black on white, nothing said by colour alone: many outlets have a laser or dot-matrix printer. */
const cssOf = (size: PaperSize): string => `
@page { ${paperSizes[size].css} }
* { box-sizing: border-box; margin: 0; padding: 0; }
html { font-family: ${songTi}; font-size: ${bodyPt}pt; line-height: 1.45; color: #000; background: #fff; }
.page { position: relative; display: flex; flex-direction: column; width: ${paperSizes[size].widthMm}mm; height: ${paperSizes[size].heightMm}mm; overflow: hidden; break-after: page; break-inside: avoid; }
.page:last-child { break-after: auto; }
.first { position: relative; flex: 0 0 ${headMm}mm; text-align: center; padding: 0 22mm; }
.bank { font-size: 11pt; white-space: nowrap; overflow: hidden; }
h1 { font-size: 19pt; line-height: 1.3; letter-spacing: 1.5pt; }
.number { font-size: 10pt; font-variant-numeric: tabular-nums; }
.qr { position: absolute; right: 0; top: 0; }
.spine .qr { position: static; }
.next { flex: 0 0 10mm; display: flex; justify-content: space-between; align-items: flex-end; padding-bottom: 2mm; }
.content { flex: 1 1 auto; min-height: 0; }
footer { flex: 0 0 ${footMm}mm; display: flex; justify-content: space-between; align-items: flex-end; font-size: 8.5pt; }
table { width: calc(100% - 0.5mm); border-collapse: collapse; table-layout: fixed; border: 1.2pt solid #000; }
table + table { margin-top: -1.2pt; }
th, td { border: 0.6pt solid #000; padding: 0.8mm 1.4mm; vertical-align: middle; text-align: left; font-weight: normal; overflow: hidden; overflow-wrap: anywhere; }
th { text-align: center; font-weight: bold; white-space: pre-line; }
td.text { vertical-align: top; white-space: pre-line; }
.list td { font-size: 9pt; line-height: 1.25; }
.list th { text-wrap: balance; }
.one-line { white-space: nowrap; }
.two-lines { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; max-height: 8mm; overflow: hidden; }
.signs { display: flex; flex-wrap: wrap; gap: 4mm 8mm; padding-top: 4mm; }
.sign { display: flex; flex: 1 1 40%; align-items: flex-end; white-space: nowrap; }
.sign > i { flex: 1; border-bottom: 0.6pt solid #000; height: 6mm; }
.letter p { text-indent: 2em; white-space: pre-line; overflow-wrap: anywhere; }
.letter p.plain { text-indent: 0; }
.letter p.right { text-align: right; padding-right: 8mm; }
.letter h2 { font-size: ${bodyPt}pt; text-indent: 2em; }
.tear { border-top: 0.8pt dashed #000; text-align: center; font-size: 8.5pt; margin: 3mm 0; height: 0; }
.tear > span { position: relative; top: -2.4mm; background: #fff; padding: 0 3mm; }
.upper { height: 100.5mm; }
.lower { padding-top: 9mm; }
.lower .first { height: ${headMm}mm; }
.blank { display: inline-block; width: 34mm; border-bottom: 0.6pt solid #000; }
.cover { height: 150mm; display: flex; flex-direction: column; justify-content: space-evenly; }
.spine { display: flex; gap: 6mm; align-items: stretch; padding-top: 4mm; }
.spine > div { width: 28mm; height: 72mm; border: 0.8pt dashed #000; padding: 3mm; display: flex; flex-direction: column; align-items: center; justify-content: space-between; text-align: center; font-size: 9pt; overflow: hidden; overflow-wrap: anywhere; }
`;

type Value = string | Markup;

/** Rows of label and value: two pairs in a row, or one across. */
export function factTable(rows: readonly (readonly (readonly [string, Value])[])[]): Markup {
  return html`<table>
    <colgroup>
      <col style="width:15%" />
      <col style="width:35%" />
      <col style="width:15%" />
      <col style="width:35%" />
    </colgroup>
    ${rows.map((pairs) => factRow(pairs))}
  </table>`;
}

function factRow(pairs: readonly (readonly [string, Value])[]): Markup {
  const isWide = pairs.length === 1;
  return html`<tr>
    ${pairs.map(
      ([label, value]) =>
        html`<th>${label}</th>
          ${isWide ? html`<td colspan="3">${value}</td>` : html`<td>${value}</td>`}`,
    )}
  </tr>`;
}

/** A text in a box of its own height, in the largest of some sizes that fits. */
export function textBox(label: string, text: string, heightMm: number): Markup {
  const pt =
    [bodyPt, 9.5, 8.5, 7.5, 6.5].find((each) => linesOf(text, 136, each) * each * mmPerPt * 1.3 <= heightMm - 3) ?? 6;
  return html`<table>
    <colgroup>
      <col style="width:15%" />
      <col style="width:85%" />
    </colgroup>
    <tr style="height:${heightMm}mm">
      <th>${label}</th>
      <td class="text" style="font-size:${pt}pt;line-height:1.3">${text}</td>
    </tr>
  </table>`;
}

/** Lines to sign on, two in a row. */
export const signatures = (labels: readonly string[]): Markup =>
  html`<div class="signs">${labels.map((label) => html`<div class="sign">${label}：<i></i></div>`)}</div>`;
