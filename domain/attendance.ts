/** One line of a sign-in sheet typed back (签到回填): of an outreach event or of a training. */
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';

export const attendanceStates = {
  expected: '应到',
  present: '实到',
  late: '迟到',
  leave: '请假',
  absent: '缺席',
  makeUp: '补训',
} as const;
export type AttendanceState = keyof typeof attendanceStates;

const personal = { personal: true } as const;

export const attendanceEntity = {
  name: 'attendance',
  owner: 'outlet',
  fields: {
    outlet: needed.text('B'),
    ofKind: needed.text<'outreach' | 'training'>('B'),
    ofId: needed.text('B'),
    /** Line on the paper = line on the screen. */
    lineNo: needed.int('C'),
    /** Staff record, for trainings and for workers of an event. */
    staff: optional.text('C'),
    name: needed.text('C', personal),
    unit: optional.text('C'),
    phoneTail: optional.text('C', personal),
    duty: optional.text('C'),
    state: needed.text<AttendanceState>('C'),
    /** 10 = one point, so that 59.5 is exact. */
    score10: optional.int('C'),
    examState: optional.text<'sat' | 'missed' | 'exempt'>('C'),
    attempts: optional.int('C'),
    note: optional.text('C'),
  },
} as const;

export type Attendance = RecordOf<typeof attendanceEntity>;

/** Attended, in the sense of 参训率: present, late, or made up for later. */
export const attended = (state: AttendanceState): boolean =>
  state === 'present' || state === 'late' || state === 'makeUp';

export const examStates = { sat: '已考', missed: '缺考', exempt: '免考' } as const;

/**
 * An event can have two sheets: the public's and the staff's (T4). Lines of the staff sheet have a
 * duty (possibly empty text); lines of the public never have one. Trainings have the staff sheet.
 */
export type SheetKind = 'public' | 'staff';
export const sheetOf = (line: Pick<Attendance, 'staff' | 'duty'>): SheetKind =>
  line.staff === null && line.duty === null ? 'public' : 'staff';

export type Marks =
  { readonly ok: true; readonly lines: readonly number[] } | { readonly ok: false; readonly problem: string };

/**
 * Line numbers typed in one go: `1-25,27,30` → 1…25, 27, 30. Full-width signs and digits, 、and
 * spaces count as well. Sorted, each once. `max` is the highest line there may be.
 */
export function parseMarks(text: string, max: number): Marks {
  const plain = text
    .replace(/[０-９－，]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[—–~～至到]/gu, '-')
    .replace(/\s*-\s*/g, '-');
  const found = new Set<number>();
  for (const part of plain.split(/[,、;；\s]+/u).filter((each) => each !== '')) {
    const match = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part);
    if (match === null) return { ok: false, problem: `“${part}”不是行号。请写成 1-25,27,30` };
    const from = Number(match[1]);
    const to = Number(match[2] ?? match[1]);
    if (from < 1 || to < from) return { ok: false, problem: `“${part}”的次序不对，请从小到大写` };
    if (to > max) return { ok: false, problem: `第 ${to} 行超出了范围（最多 ${max} 行）` };
    for (let line = from; line <= to; line += 1) found.add(line);
  }
  if (found.size === 0) return { ok: false, problem: '请输入行号，例如 1-25,27,30' };
  return { ok: true, lines: [...found].sort((a, b) => a - b) };
}

/** Somebody named in a pasted list. */
export interface NamedPerson {
  readonly staffNo: string;
  readonly name: string;
}

export type PersonMatch =
  | { readonly kind: 'one'; readonly index: number }
  | { readonly kind: 'many'; readonly indexes: readonly number[] }
  | { readonly kind: 'none' };

/**
 * Finds the person of a pasted line: by staff number where it has one, else by name. A staff number
 * that is known never gives way to a name; two people of one name are not guessed between.
 */
export function matchPerson(wanted: NamedPerson, people: readonly NamedPerson[]): PersonMatch {
  const staffNo = wanted.staffNo.trim();
  const name = wanted.name.replace(/\s/gu, '');
  const by = (test: (person: NamedPerson) => boolean): readonly number[] =>
    people.flatMap((person, index) => (test(person) ? [index] : []));
  const byNumber = staffNo === '' ? [] : by((person) => person.staffNo === staffNo);
  const found =
    byNumber.length > 0 || name === '' ? byNumber : by((person) => person.name.replace(/\s/gu, '') === name);
  const [first] = found;
  if (first === undefined) return { kind: 'none' };
  return found.length === 1 ? { kind: 'one', index: first } : { kind: 'many', indexes: found };
}
