/** Lines of a sign-in sheet as rows of a grid, and back. Pure. */
import type { AttendanceInput, AttendanceLine } from '#contract/attendance.ts';
import type { RosterPerson } from '#contract/training.ts';
import type { AttendanceState, SheetKind } from '#domain/attendance.ts';
import { attended, matchPerson } from '#domain/attendance.ts';
import { posts } from '#domain/organisation.ts';
import { parseScore, scoreText } from '#domain/training-figures.ts';
import type { GridRow, RowMatch } from '#renderer/ui/PasteGrid.tsx';
import { matchListed, personOf } from '#renderer/ui/score-cells.ts';

/** What is written beside the tick: why somebody is not there, or is there in another way. */
export const remarks: Readonly<Record<string, AttendanceState>> = {
  迟到: 'late',
  补训: 'makeUp',
  请假: 'leave',
  缺席: 'absent',
};
const remarkOf: Readonly<Record<AttendanceState, string>> = {
  expected: '',
  present: '',
  late: '迟到',
  makeUp: '补训',
  leave: '请假',
  absent: '缺席',
};
export const examRemarks: Readonly<Record<string, 'missed' | 'exempt'>> = { 缺考: 'missed', 免考: 'exempt' };

let made = 0;

/** A row that is not stored yet. The id only names it on this screen. */
export function blankRow(fields: GridRow = {}): GridRow {
  made += 1;
  return { ...fields, id: `new-${made}-${fields['staff'] ?? ''}` };
}

export const isNew = (row: GridRow): boolean => (row['id'] ?? '').startsWith('new-');

export const rowOf = (line: AttendanceLine): GridRow => ({
  id: line.id,
  staff: line.staff ?? '',
  staffNo: line.staffNo,
  post: line.post,
  name: line.name,
  unit: line.unit ?? '',
  phoneTail: line.phoneTail ?? '',
  duty: line.duty ?? '',
  here: attended(line.state) ? '1' : '',
  remark: remarkOf[line.state],
  score: line.score10 === null ? '' : scoreText(line.score10),
  exam: line.examState === 'missed' ? '缺考' : line.examState === 'exempt' ? '免考' : '',
  attempts: line.attempts === null ? '' : String(line.attempts),
  resit: line.resit10 === null ? '' : scoreText(line.resit10),
  note: line.note ?? '',
});

export const rosterRow = (person: RosterPerson): GridRow =>
  blankRow({
    staff: person.id,
    staffNo: person.staffNo,
    post: posts[person.post],
    name: person.name,
    unit: person.outletName,
  });

export function stateOf(row: GridRow): AttendanceState {
  const remark = remarks[row['remark'] ?? ''];
  if (remark !== undefined) return remark;
  return row['here'] === '1' ? 'present' : 'expected';
}

/** Why tick and remark contradict each other. */
export function remarkProblem(remark: string, row: GridRow): string | undefined {
  if (remark === '') return undefined;
  const state = remarks[remark];
  if (state === undefined) return `请写${Object.keys(remarks).join('、')}，或留空`;
  if (attended(state) !== (row['here'] === '1'))
    return attended(state) ? `${remark}的要勾选到场` : `${remark}的不能勾选到场`;
  return undefined;
}

export function examProblem(text: string, row: GridRow): string | undefined {
  if (text === '') return undefined;
  if (!Object.hasOwn(examRemarks, text)) return '请写缺考、免考，或留空';
  return (row['score'] ?? '') === '' ? undefined : `已有成绩，不能是${text}`;
}

const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

/** One row as it is sent; the line number is its place. */
export function inputOf(row: GridRow, index: number, sheet: SheetKind): AttendanceInput {
  const score10 = parseScore(row['score'] ?? '');
  return {
    id: isNew(row) ? null : (row['id'] ?? null),
    lineNo: index + 1,
    staff: sheet === 'public' ? null : orNull(row['staff']),
    name: row['name'] ?? '',
    unit: orNull(row['unit']),
    phoneTail: orNull(row['phoneTail']),
    duty: sheet === 'public' ? null : (row['duty'] ?? ''),
    state: stateOf(row),
    score10,
    examState: score10 === null ? (examRemarks[row['exam'] ?? ''] ?? null) : 'sat',
    attempts: score10 === null ? null : Math.max(1, Number(row['attempts'] ?? '') || 1),
    note: orNull(row['note']),
  };
}

const said = ['name', 'unit', 'phoneTail', 'duty', 'here', 'remark', 'note', 'staff'];
/** Nothing has been typed into it. */
export const isEmpty = (row: GridRow): boolean => said.every((key) => (row[key] ?? '') === '');

/** Empty rows at the end that were never stored are not lines of the paper. */
export function withoutTail(rows: readonly GridRow[]): readonly GridRow[] {
  const last = rows.findLastIndex((row) => !isNew(row) || !isEmpty(row));
  return rows.slice(0, last + 1);
}

/** Ticks lines by number; with `grow` the sheet is made as long as its highest number. */
export function withMarks(
  rows: readonly GridRow[],
  lines: readonly number[],
  here: boolean,
  grow: boolean,
): readonly GridRow[] {
  const highest = lines.at(-1) ?? 0;
  const missing = grow && here ? Math.max(0, highest - rows.length) : 0;
  const all = [...rows, ...Array.from({ length: missing }, () => blankRow())];
  const wanted = new Set(lines);
  return all.map((row, index) => {
    if (!wanted.has(index + 1)) return row;
    const contradicts = here !== attended(remarks[row['remark'] ?? ''] ?? (here ? 'present' : 'expected'));
    return { ...row, here: here ? '1' : '', ...(contradicts ? { remark: '' } : {}) };
  });
}

/** Takes ticks back; what has been typed since stays, rows made by the ticks go if nothing stands in them. */
export function withoutMarks(now: readonly GridRow[], before: readonly GridRow[]): readonly GridRow[] {
  const known = new Map(before.map((row) => [row['id'], row]));
  const rows = now.map((row): GridRow => {
    const old = known.get(row['id']);
    return { ...row, here: old?.['here'] ?? '', remark: old?.['remark'] ?? '' };
  });
  const last = rows.findLastIndex((row) => known.has(row['id']) || !isEmpty(row));
  return rows.slice(0, last + 1);
}

/**
 * Which row a pasted line means (`matchListed`). With `roster`, somebody on it but not on the sheet is added.
 */
export function matchRow(cells: GridRow, rows: readonly GridRow[], roster: readonly RosterPerson[] | null): RowMatch {
  const found = matchListed(cells, rows);
  if (found !== null) return found;
  if (roster === null) return { problem: '名单中没有此人，请先在“名单与签到”中添加' };
  const known = matchPerson(personOf(cells), roster);
  if (known.kind === 'many') return { problem: '名册中有同名的人，请补上工号' };
  if (known.kind === 'none' && (cells['staffNo'] ?? '') !== '')
    return { problem: `名册中没有工号 ${cells['staffNo'] ?? ''}` };
  return 'new';
}

/** Rows typed or pasted with a number or name of the roster become lines of that colleague. */
export function withStaff(rows: readonly GridRow[], roster: readonly RosterPerson[]): readonly GridRow[] {
  const taken = new Set(rows.map((row) => row['staff'] ?? '').filter((staff) => staff !== ''));
  return rows.map((row) => {
    if (!isNew(row) || (row['staff'] ?? '') !== '') return row;
    const found = matchPerson(personOf(row), roster);
    const colleague = found.kind === 'one' ? roster[found.index] : undefined;
    if (colleague === undefined || taken.has(colleague.id)) return row;
    taken.add(colleague.id);
    return {
      ...row,
      staff: colleague.id,
      staffNo: colleague.staffNo,
      name: colleague.name,
      post: posts[colleague.post],
      unit: (row['unit'] ?? '') === '' ? colleague.outletName : (row['unit'] ?? ''),
    };
  });
}
