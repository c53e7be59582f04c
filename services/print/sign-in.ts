/** Collects what stands on a sign-in sheet from the records, and lays it out. */
import type { SheetPages } from '#contract/print.ts';
import type { Parsed } from '#contract/index.ts';
import { linesOf } from '#db/attendance.ts';
import { getRecord } from '#db/record.ts';
import { outletsById, staffById } from '#db/staff.ts';
import type { Attendance } from '#domain/attendance.ts';
import { attendanceStates, sheetOf } from '#domain/attendance.ts';
import { formatLongWithWeekday, formatRange, timeOfInstant, dateOfInstant } from '#domain/dates.ts';
import { Failure } from '#domain/failure.ts';
import { maskName } from '#domain/mask.ts';
import type { Staff } from '#domain/organisation.ts';
import { branchEntity, outletEntity, posts } from '#domain/organisation.ts';
import type { OutreachEvent } from '#domain/outreach.ts';
import { hoursText } from '#domain/outreach.ts';
import type { SheetCells, SheetTemplate } from '#domain/sign-in-sheet.ts';
import { layoutSheet, sheetDefinition, sheetNotice, sheetTitle } from '#domain/sign-in-sheet.ts';
import type { Training } from '#domain/training.ts';
import type { Ctx } from '../context.ts';
import { findEvent } from '../outreach.ts';
import { findTraining } from '../training.ts';
import { signInHtml } from './sign-in-html.ts';

type Request = Parsed<'print.sheet'>;

const titles: Readonly<Record<SheetTemplate, string>> = {
  T1: '消费者权益保护培训签到表',
  T2: '消费者权益保护宣传活动签到表',
  T3: '消费者权益保护校园活动确认单',
  T4: '消费者权益保护活动工作人员签到表',
};

/** More empty rows than this are a stack of blank paper; they can be asked for by number. */
const plannedRowsAtMost = 300;

interface Subject {
  readonly record: string | null;
  readonly number: string | null;
  readonly name: string;
  readonly head: Readonly<Record<string, string>>;
  readonly lines: readonly Attendance[];
  readonly planned: number;
}

/**
 * The pages of one sign-in sheet.
 *
 * Names of colleagues are printed in full, they sign beside them; what the public left on a sheet is
 * masked unless a reason is given. Pupils are never named.
 * @throws Failure notFound, invalid
 */
export function signInPages(ctx: Ctx, request: Request): SheetPages {
  const subject = subjectOf(ctx, request);
  const { template } = request;
  const people = staffById(ctx.db);
  const listed = listedLines(subject.lines, request);
  const maskable = template === 'T2' && listed.some((line) => line.name !== '' || line.phoneTail !== null);
  const masked = maskable && request.unmaskedReason === '';
  const cells = listed.map((line) => cellsOf(line, people, { filled: request.filled, masked }));
  const pages = layoutSheet({
    size: request.large ? 'large' : 'normal',
    people: cells,
    expected: blankRows(request, subject, cells.length),
  });
  const definition = sheetDefinition(template);
  const title = titles[template];
  const html = signInHtml({
    definition,
    notice: sheetNotice(template, null),
    bank: bankLine(ctx),
    title,
    head: headOf(template, subject),
    size: request.large ? 'large' : 'normal',
    pages,
    number: subject.number,
    imprint: `${masked ? '已遮盖　' : ''}打印 ${ctx.user.staffNo}　${dateOfInstant(ctx.now())} ${timeOfInstant(ctx.now())}`,
  });
  return {
    html,
    pages: pages.length,
    title: sheetTitle(template, subject.number, request.large),
    fileName: fileNameOf(definition.title, subject),
    record: subject.record,
    masked,
    maskable,
  };
}

function subjectOf(ctx: Ctx, request: Request): Subject {
  if (request.kind === 'blank') return { record: null, number: null, name: '', head: {}, lines: [], planned: 0 };
  if (request.id === null)
    throw new Failure('invalid', '没有指明是哪一场，未生成签到表。请回到列表重新打开。', { id: '请选择' });
  return request.kind === 'outreach'
    ? eventSubject(ctx, findEvent(ctx, request.id))
    : trainingSubject(ctx, findTraining(ctx, request.id));
}

function eventSubject(ctx: Ctx, event: OutreachEvent): Subject {
  const lines = linesOf(ctx.db, event.id);
  const days =
    event.heldOn === event.endsOn
      ? formatLongWithWeekday(event.heldOn)
      : formatRange({ from: event.heldOn, to: event.endsOn });
  return {
    record: event.id,
    number: event.eventNo,
    name: event.title,
    head: {
      topic: event.title,
      time: `${days}　${hoursText(event)}`,
      place: event.place,
      organiser: outletName(ctx, event.outlet),
      school: event.partner ?? '',
      workers: lines
        .filter((line) => sheetOf(line) === 'staff')
        .map((line) => line.name)
        .join('、'),
      archiveNo: event.eventNo,
    },
    lines,
    planned: event.plannedPeople,
  };
}

function trainingSubject(ctx: Ctx, training: Training): Subject {
  const lines = linesOf(ctx.db, training.id);
  return {
    record: training.id,
    number: training.trainingNo,
    name: training.title,
    head: {
      topic: training.title,
      time: `${formatLongWithWeekday(training.heldOn)}　${training.startTime}—${training.endTime}`,
      place: training.place,
      lecturer: training.lecturer,
      organiser: outletName(ctx, training.outlet),
      archiveNo: training.trainingNo,
    },
    lines,
    planned: 0,
  };
}

const outletName = (ctx: Ctx, id: string): string => outletsById(ctx.db).get(id)?.name ?? id;

/** The school's name is the partner of the event; only T3 asks for it. */
function headOf(template: SheetTemplate, { head, lines }: Subject): Readonly<Record<string, string>> {
  const expected = lines.filter((line) => sheetOf(line) === 'staff').length;
  return template === 'T1' && expected > 0 ? { ...head, counts: String(expected) } : head;
}

/** T2 is written by hand on the day: its lines are printed only as a clean copy. T3 never names anybody. */
function listedLines(lines: readonly Attendance[], { template, filled }: Request): readonly Attendance[] {
  if (template === 'T3') return [];
  if (template === 'T2') return filled ? lines.filter((line) => sheetOf(line) === 'public') : [];
  return lines.filter((line) => sheetOf(line) === 'staff');
}

function blankRows(request: Request, subject: Subject, listed: number): number {
  if (request.rows !== null) return request.rows;
  return request.template === 'T2' ? Math.max(0, Math.min(subject.planned, plannedRowsAtMost) - listed) : 0;
}

function cellsOf(
  line: Attendance,
  people: ReadonlyMap<string, Staff>,
  how: { filled: boolean; masked: boolean },
): SheetCells {
  const person = line.staff === null ? undefined : people.get(line.staff);
  const tail = line.phoneTail ?? '';
  const remarks = line.state === 'present' || line.state === 'expected' ? '' : attendanceStates[line.state];
  return {
    unit: line.unit ?? '',
    name: how.masked ? maskName(line.name) : line.name,
    post: person === undefined ? '' : posts[person.post],
    duty: line.duty ?? '',
    contact: tail === '' ? '' : how.masked ? '****' : `****${tail}`,
    remark: how.filled ? [remarks, line.note ?? ''].filter((text) => text !== '').join(' ') : '',
  };
}

function bankLine(ctx: Ctx): string {
  const branch = getRecord(ctx.db, branchEntity, 'branch');
  const names = branch === null ? '' : `${branch.bankName}${branch.branchName}`;
  const outlet = ctx.identity.side === 'outlet' ? getRecord(ctx.db, outletEntity, ctx.identity.node) : null;
  return [names, outlet?.name ?? ''].filter((text) => text !== '').join('　');
}

function fileNameOf(title: string, { number, name }: Subject): string {
  const safe = name.replace(/[\\/:*?"<>|\s]/gu, '_').slice(0, 40);
  return number === null ? `${title}_空白.pdf` : `${number}_${title}_${safe}.pdf`;
}
