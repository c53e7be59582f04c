/**
 * Outlet and staff lists as people paste them from Excel or WPS: tab, comma or several spaces
 * between the columns, a heading line or none, full-width digits, stray spaces. Every line is
 * either good or carries the reason why it is not; a bad line is never taken.
 */
import { normalizeCell } from './normalize.ts';
import { isValidDate } from './dates.ts';
import type { Post } from './organisation.ts';
import { posts } from './organisation.ts';

export interface OutletListLine {
  readonly line: number;
  readonly code: string;
  readonly name: string;
  readonly subBranch: string;
  readonly district: string;
  readonly problem: string;
}

export interface StaffListLine {
  readonly line: number;
  readonly outlet: string;
  readonly staffNo: string;
  readonly name: string;
  readonly post: Post | '';
  readonly joinedOn: string;
  readonly problem: string;
}

/** Outlet codes: 2 to 8 letters and digits. `centre` and `all` are names of streams. */
const codePattern = /^[0-9A-Z]{2,8}$/;
const staffNoPattern = /^[0-9A-Za-z]{3,20}$/;
const reserved = new Set(['CENTRE', 'ALL']);
const longestName = 60;

/** Columns: 网点号, 名称, 支行, 区县. */
export function parseOutletList(text: string): readonly OutletListLine[] {
  const codes = new Map<string, number>();
  const names = new Map<string, number>();
  return tableOf(text, /网点号|机构号|编号/).map(({ line, cells }) => {
    const [rawCode = '', name = '', subBranch = '', district = ''] = cells;
    const code = rawCode.toUpperCase();
    const problem =
      outletProblem(code, name, cells.length) ||
      repeated(codes, code, line, '网点号') ||
      repeated(names, name, line, '名称');
    return { line, code, name, subBranch, district, problem };
  });
}

function outletProblem(code: string, name: string, columns: number): string {
  if (columns < 2) return '这一行只有一列，应为：网点号、名称、支行、区县';
  if (!codePattern.test(code) || reserved.has(code))
    return `网点号“${code.slice(0, 12)}”不合要求（2 至 8 位数字或字母）`;
  if (name === '') return '缺少网点名称';
  return [...name].length > longestName ? '网点名称超过 60 个字' : '';
}

/** Columns: 网点号, 工号, 姓名, 岗位, 入职日期 (may be empty). */
export function parseStaffList(text: string, outlets: ReadonlySet<string>): readonly StaffListLine[] {
  const numbers = new Map<string, number>();
  return tableOf(text, /工号/).map(({ line, cells }) => {
    const [rawOutlet = '', staffNo = '', name = '', postLabel = '', joinedOn = ''] = cells;
    const outlet = rawOutlet.toUpperCase();
    const post = postOf(postLabel);
    const problem =
      staffProblem(outlet, outlets, { staffNo, name, postLabel, post, joinedOn }) ||
      repeated(numbers, staffNo, line, '工号');
    return { line, outlet, staffNo, name, post, joinedOn, problem };
  });
}

function staffProblem(
  outlet: string,
  outlets: ReadonlySet<string>,
  person: {
    readonly staffNo: string;
    readonly name: string;
    readonly postLabel: string;
    readonly post: Post | '';
    readonly joinedOn: string;
  },
): string {
  if (!outlets.has(outlet)) return `没有网点号“${outlet.slice(0, 12)}”`;
  if (!staffNoPattern.test(person.staffNo))
    return `工号“${person.staffNo.slice(0, 12)}”不合要求（3 至 20 位数字或字母）`;
  if (person.name === '') return '缺少姓名';
  if ([...person.name].length > longestName) return '姓名超过 60 个字';
  if (person.post === '') return `没有岗位“${person.postLabel.slice(0, 12)}”，可用：${Object.values(posts).join('、')}`;
  return person.joinedOn === '' || isValidDate(person.joinedOn) ? '' : '入职日期应为 2024-07-01 的形式';
}

const postOf = (label: string): Post | '' =>
  (Object.entries(posts).find(([, known]) => known === label)?.[0] as Post | undefined) ?? '';

function repeated(seen: Map<string, number>, value: string, line: number, what: string): string {
  const before = seen.get(value);
  if (before !== undefined) return `${what}与第 ${before} 行重复`;
  seen.set(value, line);
  return '';
}

/** Non-empty lines with their 1-based numbers; a first line that looks like a heading is skipped. */
export function tableOf(
  text: string,
  heading: RegExp,
): readonly { readonly line: number; readonly cells: readonly string[] }[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((content, index) => ({ line: index + 1, cells: cellsOf(content) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .filter(({ line, cells }) => line !== 1 || !cells.some((cell) => heading.test(cell)));
}

function cellsOf(content: string): readonly string[] {
  const separator = content.includes('\t') ? '\t' : /[,，;；]/.test(content) ? /[,，;；]/ : / {2,}|\u3000+/;
  const cells = content.split(separator).map((cell) => normalizeCell(cell));
  while (cells.length > 0 && cells.at(-1) === '') cells.pop();
  return cells;
}
