/** Forms whose texts may be long: boxes of a least height that grow and run on to the next page, never into the footer. */
import type { Markup } from './html.ts';
import { html } from './html.ts';
import type { Block } from './paper.ts';
import { factTable, lineMm, linesOf, packed, piecesOf, roomOf } from './paper.ts';

export interface Part {
  readonly label: string;
  readonly text: string;
  /** Empty boxes are there to be written into. */
  readonly leastMm: number;
}

type Facts = readonly (readonly (readonly [string, string])[])[];

/** Width of the text of a box, and of one of two values in a row. */
const boxMm = 138;
const valueMm = 54;
/** So few lines at a time, that a page is filled to its end. */
const linesAtOnce = 4;
const paddingMm = 2.2;

const heightOf = (lines: number): number => lines * lineMm + paddingMm;

const factMm = (facts: Facts): number =>
  facts.reduce((sum, pairs) => {
    const width = pairs.length === 1 ? boxMm : valueMm;
    return sum + heightOf(Math.max(...pairs.map(([, value]) => linesOf(value, width))));
  }, 0);

interface Piece extends Block {
  /** Null for what is no part: the end of the form. */
  readonly part: Part | null;
  readonly text: string;
}

export function flowed(
  facts: Facts,
  parts: readonly Part[],
  end: readonly Block[],
  above: Block | null = null,
): readonly Markup[] {
  const pieces = [...parts.flatMap(piecesOfPart), ...end.map((block): Piece => ({ ...block, part: null, text: '' }))];
  const [first, next] = roomOf('portrait');
  const pages = packed(pieces, first - factMm(facts) - (above?.heightMm ?? 0), next) as readonly (readonly Piece[])[];
  const begun = new Set<Part>();
  return pages.map((page, index) => {
    const head = index === 0 ? html`${above?.markup ?? null}${factTable(facts)}` : null;
    return html`${head}${joined(page).map(({ part, text, heightMm, markup }) => {
      if (part === null) return markup;
      const label = begun.has(part) ? `${part.label}（续）` : part.label;
      begun.add(part);
      return box(label, text, heightMm);
    })}`;
  });
}

function piecesOfPart(part: Part): readonly Piece[] {
  const texts = piecesOf(part.text, boxMm, linesAtOnce);
  const heights = texts.map((text) => linesOf(text, boxMm) * lineMm);
  const missing = part.leastMm - paddingMm - heights.reduce((sum, height) => sum + height, 0);
  return texts.map((text, index) => ({
    part,
    text,
    heightMm: (heights[index] ?? 0) + (index === 0 ? paddingMm + Math.max(0, missing) : 0),
    markup: html``,
  }));
}

/** Neighbours of one part are one box again. */
function joined(page: readonly Piece[]): readonly Piece[] {
  const found: Piece[] = [];
  for (const piece of page) {
    const last = found.at(-1);
    if (last === undefined || piece.part === null || last.part !== piece.part) found.push(piece);
    else found[found.length - 1] = { ...last, text: last.text + piece.text, heightMm: last.heightMm + piece.heightMm };
  }
  return found;
}

const box = (label: string, text: string, heightMm: number): Markup =>
  html`<table>
    <colgroup>
      <col style="width:15%" />
      <col style="width:85%" />
    </colgroup>
    <tr style="height:${heightMm}mm">
      <th>${label}</th>
      <td class="text">${text}</td>
    </tr>
  </table>`;

/** Lines to sign on, two in a row, as blocks of a row each. */
export function signatureRows(labels: readonly string[]): readonly Block[] {
  const rows = Array.from({ length: Math.ceil(labels.length / 2) }, (_, at) => labels.slice(at * 2, at * 2 + 2));
  return rows.map((pair) => ({
    heightMm: 10.5,
    markup: html`<div class="signs">${pair.map((label) => html`<div class="sign">${label}：<i></i></div>`)}</div>`,
  }));
}
