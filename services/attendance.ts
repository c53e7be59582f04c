/** Sign-in sheets typed back: lines of events and trainings. */
import type { AttendanceLine } from '#contract/attendance.ts';
import type { Parsed } from '#contract/index.ts';
import { linesOf } from '#db/attendance.ts';
import { eventNumbered } from '#db/outreach.ts';
import { getRecord } from '#db/record.ts';
import type { ExamLineRow } from '#db/resit.ts';
import { examLinesOf } from '#db/resit.ts';
import { staffById } from '#db/staff.ts';
import { trainingNumbered } from '#db/training.ts';
import type { Attendance, SheetKind } from '#domain/attendance.ts';
import { attendanceEntity, sheetOf } from '#domain/attendance.ts';
import { Failure } from '#domain/failure.ts';
import { maskName } from '#domain/mask.ts';
import type { Staff } from '#domain/organisation.ts';
import { posts } from '#domain/organisation.ts';
import { parsePageCode } from '#domain/sign-in-sheet.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';
import { findEvent, ownOutlet } from './outreach.ts';
import { findTraining, roster } from './training.ts';

type Save = Parsed<'attendance.save'>;
type OfKind = Save['ofKind'];

function lineOf(line: ExamLineRow, people: ReadonlyMap<string, Staff>, mask: boolean): AttendanceLine {
  const person = line.staff === null ? undefined : people.get(line.staff);
  const sheet = sheetOf(line);
  const hidden = mask && sheet === 'public';
  return {
    id: line.id,
    lineNo: line.lineNo,
    staff: line.staff,
    staffNo: person?.staffNo ?? '',
    post: person === undefined ? '' : posts[person.post],
    name: hidden ? maskName(line.name) : line.name,
    unit: line.unit,
    phoneTail: hidden && line.phoneTail !== null ? '****' : line.phoneTail,
    duty: line.duty,
    state: line.state,
    score10: line.score10,
    examState: line.examState,
    attempts: line.attempts,
    note: line.note,
    resit10: line.resit10,
    sheet,
  };
}

/** Lines in paper order; the public's names are masked at the centre, which has no use for them. */
export function attendanceLines(ctx: Ctx, ofId: string): AttendanceLine[] {
  const people = staffById(ctx.db);
  return examLinesOf(ctx.db, ofId).map((line) => lineOf(line, people, ctx.identity.side === 'centre'));
}

/** What the lines belong to. @throws Failure notFound, impossible */
function ownerOf(ctx: Ctx, ofKind: OfKind, ofId: string): { readonly day: string; readonly number: string } {
  const { day, number, state } = ofKind === 'outreach' ? eventOf(ctx, ofId) : trainingOf(ctx, ofId);
  if (state === 'cancelled') throw new Failure('impossible', '活动或培训已取消，不能登记签到。没有改动任何内容。');
  return { day, number };
}

function eventOf(ctx: Ctx, id: string) {
  const { heldOn: day, eventNo: number, state } = findEvent(ctx, id);
  return { day, number, state };
}

function trainingOf(ctx: Ctx, id: string) {
  const { heldOn: day, trainingNo: number, state } = findTraining(ctx, id);
  return { day, number, state };
}

/**
 * Writes the lines that changed, one operation per line.
 * @throws Failure invalid with reasons per line (`lines.<index>.<field>`), notFound, impossible
 */
export function saveAttendance(ctx: Ctx, input: Save): { added: number; changed: number; removed: number } {
  const outlet = ownOutlet(ctx);
  const { number } = ownerOf(ctx, input.ofKind, input.ofId);
  const people = staffById(ctx.db);
  refuseFaults(input, people);
  const known = new Map(linesOf(ctx.db, input.ofId).map((line) => [line.id, line]));
  const done = { added: 0, changed: 0, removed: 0 };
  for (const { id, ...typed } of input.lines) {
    const fields = {
      ...typed,
      duty: dutyOn(input.sheet, typed.duty),
      staff: input.sheet === 'public' ? null : typed.staff,
    };
    if (id === null) {
      ctx.write(attendanceEntity, ctx.newId(), { ...fields, outlet, ofKind: input.ofKind, ofId: input.ofId });
      done.added += 1;
      continue;
    }
    const before = known.get(id);
    if (before === undefined) throw gone();
    if (sheetOf(before) !== input.sheet) throw new Failure('invalid', '这一行不在这张签到表上，没有保存。');
    ctx.write(attendanceEntity, id, fields);
    if (sheetDiffers(before, fields)) done.changed += 1;
  }
  for (const id of input.removed) {
    if (!known.has(id)) throw gone();
    ctx.write(attendanceEntity, id, {
      voided: true,
      voidReason: input.reason === '' ? '签到表上没有此人' : input.reason,
    });
    done.removed += 1;
  }
  ctx.note({ record: input.ofId, text: `${number} 签到 新增${done.added} 修改${done.changed} 移除${done.removed}` });
  return done;
}

const gone = (): Failure => new Failure('notFound', '其中一行已不在签到表上，没有保存任何一行。请刷新后再试。');

/** The staff's sheet has a duty on every line, if only an empty one; the public's never. */
const dutyOn = (sheet: SheetKind, duty: string | null): string | null => (sheet === 'public' ? null : (duty ?? ''));

function sheetDiffers(before: Attendance, fields: Readonly<Record<string, unknown>>): boolean {
  const stored = before as unknown as Readonly<Record<string, unknown>>;
  return Object.entries(fields).some(([name, value]) => (stored[name] ?? null) !== (value ?? null));
}

function refuseFaults(input: Save, people: ReadonlyMap<string, Staff>): void {
  const reasons: Record<string, string> = {};
  input.lines.forEach((line, index) => {
    const at = (field: string): string => `lines.${index}.${field}`;
    if (input.sheet === 'staff' && line.name === '') reasons[at('name')] = `第 ${line.lineNo} 行没有姓名`;
    if (line.staff !== null && !people.has(line.staff)) reasons[at('staff')] = `第 ${line.lineNo} 行的人员不在名册中`;
    if (line.score10 !== null && line.examState !== 'sat')
      reasons[at('score10')] = `第 ${line.lineNo} 行有成绩，考试情况应为“已考”`;
    if (line.score10 === null && line.examState === 'sat')
      reasons[at('score10')] = `第 ${line.lineNo} 行已考但没有成绩`;
    if (line.score10 !== null && input.ofKind === 'outreach') reasons[at('score10')] = '宣教活动没有成绩';
  });
  const twice = firstRepeated(input.lines.map((line) => line.staff));
  if (twice >= 0) reasons[`lines.${twice}.staff`] = `第 ${input.lines[twice]?.lineNo ?? 0} 行的人员重复`;
  const [first] = Object.values(reasons);
  if (first !== undefined) throw new Failure('invalid', `${first}，没有保存任何一行。`, reasons);
}

/** Index of the first value that was there before; -1 when none was. Null never counts. */
function firstRepeated(values: readonly (string | null)[]): number {
  return values.findIndex((value, index) => value !== null && values.indexOf(value) < index);
}

/** Adds the people of these posts as 应到, behind the lines that are there. */
export function addFromRoster(ctx: Ctx, input: Parsed<'attendance.fromRoster'>): number {
  const outlet = ownOutlet(ctx);
  const { day, number } = ownerOf(ctx, input.ofKind, input.ofId);
  const before = linesOf(ctx.db, input.ofId).filter((line) => sheetOf(line) === 'staff');
  const listed = new Set(before.map((line) => line.staff));
  const people = roster(ctx, day, input.posts).filter(
    (person) => !listed.has(person.id) && (input.staff === undefined || input.staff.includes(person.id)),
  );
  const last = before.reduce((highest, line) => Math.max(highest, line.lineNo), 0);
  people.forEach((person, index) => {
    ctx.write(attendanceEntity, ctx.newId(), {
      outlet,
      ofKind: input.ofKind,
      ofId: input.ofId,
      lineNo: last + index + 1,
      staff: person.id,
      name: person.name,
      unit: person.outletName,
      duty: '',
      state: 'expected',
    });
  });
  ctx.note({ record: input.ofId, text: `${number} 名单 新增${people.length}` });
  return people.length;
}

function restoreLines(ctx: Ctx, ids: readonly string[], reason: string): number {
  ownOutlet(ctx);
  for (const id of ids) {
    if (getRecord(ctx.db, attendanceEntity, id) === null) throw gone();
    ctx.write(attendanceEntity, id, { voided: false, voidReason: null });
  }
  ctx.note({ text: `恢复 ${ids.length} 行：${reason}` });
  return ids.length;
}

/** A scanned page finds its event: by the archive number in its code. */
function ofCode(ctx: Ctx, code: string) {
  const page = parsePageCode(code);
  if (page === null) return null;
  const event = eventNumbered(ctx.db, page.number);
  if (event !== null) {
    return {
      ofKind: 'outreach' as const,
      ofId: event,
      sheet: page.template === 'T2' ? ('public' as const) : ('staff' as const),
    };
  }
  const training = trainingNumbered(ctx.db, page.number);
  return training === null ? null : { ofKind: 'training' as const, ofId: training, sheet: 'staff' as const };
}

export const attendanceVerbs = {
  'attendance.ofCode': ({ code }, ctx) => ofCode(ctx, code),
  'attendance.list': ({ ofId }, ctx) => attendanceLines(ctx, ofId),
  'attendance.save': (input, ctx) => ({ ...saveAttendance(ctx, input), lines: attendanceLines(ctx, input.ofId) }),
  'attendance.fromRoster': (input, ctx) => ({
    added: addFromRoster(ctx, input),
    lines: attendanceLines(ctx, input.ofId),
  }),
  'attendance.restore': ({ ids, reason }, ctx) => ({ restored: restoreLines(ctx, ids, reason) }),
} satisfies Verbs;
