/** Reads a table from the clipboard: the HTML that WPS and Excel both give first, else tab-separated text. */
import { parseTsv, trimTable } from './paste.ts';

export function tableFromClipboard(data: DataTransfer): string[][] {
  const html = data.getData('text/html');
  const fromHtml = /<table/i.test(html) ? tableFromHtml(html) : [];
  return trimTable(fromHtml.length > 0 ? fromHtml : parseTsv(data.getData('text/plain')));
}

/** A merged cell keeps its text at the upper left; the places it covers are empty. Scripts are never run here. */
function tableFromHtml(html: string): string[][] {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  const grid: string[][] = [];
  const taken = new Set<string>();
  [...(table?.rows ?? [])].forEach((row, top) => {
    const line = (grid[top] ??= []);
    let left = 0;
    for (const cell of row.cells) {
      while (taken.has(`${top},${left}`)) left += 1;
      for (let down = 0; down < Math.min(cell.rowSpan, 2000); down += 1) {
        for (let right = 0; right < Math.min(cell.colSpan, 200); right += 1) taken.add(`${top + down},${left + right}`);
      }
      line[left] = textOf(cell);
      left += 1;
    }
  });
  return grid.map((line) => Array.from(line, (cell) => cell ?? ''));
}

function textOf(cell: HTMLElement): string {
  for (const line of cell.querySelectorAll('br')) line.replaceWith('\n');
  return cell.textContent;
}
