/** Cells of score lists, of the first exam and of make-up rounds: what may be typed, whom a pasted line means. */
import { matchPerson } from '#domain/attendance.ts';
import { parseScore } from '#domain/training-figures.ts';
import type { GridRow, RowMatch } from './paste.ts';

/** Why a text is no score; undefined when it is one, or empty. */
export const scoreProblem = (text: string): string | undefined => {
  if (text === '') return undefined;
  const score10 = parseScore(text);
  if (score10 === null) return `“${text}”不是成绩，例如 86 或 59.5`;
  return score10 > 10_000 ? '成绩不能超过 1000' : undefined;
};

export const personOf = (row: GridRow) => ({ staffNo: row['staffNo'] ?? '', name: row['name'] ?? '' });

/**
 * Which row a pasted line means: 工号 first, then name. Two people of one name are named, not chosen
 * between. Null when nobody on the list is meant.
 */
export function matchListed(cells: GridRow, rows: readonly GridRow[]): RowMatch | null {
  const found = matchPerson(personOf(cells), rows.map(personOf));
  if (found.kind === 'one') return found.index;
  if (found.kind === 'many') {
    const names = found.indexes.map((index) => `第 ${index + 1} 行 ${rows[index]?.['staffNo'] ?? ''}`).join('、');
    return { problem: `有 ${found.indexes.length} 位同名（${names}），请补上工号` };
  }
  return (cells['name'] ?? '') === '' && (cells['staffNo'] ?? '') === '' ? { problem: '没有工号，也没有姓名' } : null;
}
