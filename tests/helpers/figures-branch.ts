/**
 * A branch whose first half of 2025 and of 2024 have the figures of the branch's own report:
 * 352 and 418 complaints, 110 on credit cards, 75 on personal loans, 63 and 63 on agency sales,
 * 25 and 30 forwarded by regulators, over 200 events, 3 trainings and 1 exam. Written through the
 * operation log, record by record; beside them stand records that must not count.
 */
import { openDatabase } from '#db/open.ts';
import type { Db } from '#db/open.ts';
import type { Work } from '#db/op-log.ts';
import { writeRecord } from '#db/op-log.ts';
import { attendanceEntity } from '#domain/attendance.ts';
import { complaintEntity } from '#domain/complaint.ts';
import { addDays, daysBetween } from '#domain/dates.ts';
import type { Entity } from '#domain/entity.ts';
import { outletEntity, staffEntity } from '#domain/organisation.ts';
import { outreachEventEntity } from '#domain/outreach.ts';
import { trainingEntity } from '#domain/training.ts';
import type { Ctx } from '#services/context.ts';
import { writeReferenceData } from '#services/founding-data.ts';

export type Write = (entity: Entity, id: string, fields: Readonly<Record<string, unknown>>) => void;

export interface FiguresBranch {
  readonly db: Db;
  readonly write: Write;
}

export const outletCount = 105;
const outletCode = (index: number): string => `O${String((index % outletCount) + 1).padStart(3, '0')}`;

/** 105 outlets in seven sub-branches. */
export function addOutlets(write: Write): void {
  for (let index = 0; index < outletCount; index += 1) {
    const code = outletCode(index);
    const subBranch = `ZX第${(index % 7) + 1}支行`;
    write(outletEntity, code, { code, name: `网点${code}`, subBranch, district: '高新区', sort: index + 1 });
  }
}

/** An empty branch: dictionaries, calendar, rules and 105 outlets in seven sub-branches. */
export function emptyBranch(path: string): FiguresBranch {
  const db = openDatabase({ path, key: Buffer.alloc(32, 7), create: true });
  let count = 0;
  const work: Work = {
    inc: 'ab'.repeat(16),
    node: 'centre',
    user: 'T001',
    now: () => 1_750_000_000_000 + count,
    randomBytes: (size) => Buffer.alloc(size, (count += 1) % 251),
    firstSeq: new Map(),
  };
  const write: Write = (entity, id, fields) => {
    writeRecord(db, work, 'all', entity, id, fields);
  };
  db.transaction(() => {
    writeReferenceData({ write } as Pick<Ctx, 'write'> as Ctx);
    addOutlets(write);
  })();
  return { db, write };
}

/** A complaint of outlet `index`, closed in time and followed up, unless `more` says otherwise. */
export function addComplaint(
  { write }: FiguresBranch,
  id: string,
  index: number,
  receivedOn: string,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const outlet = outletCode(index);
  write(complaintEntity, id, {
    caseNo: `ZX-${id}`,
    outlet,
    complainedOutlet: outlet,
    receivedOn,
    receivedTime: '10:00',
    registeredAt: 1_750_000_000_000,
    registrar: 'T001',
    nature: 'nature.complaint',
    source: 'src.site',
    forwarded: false,
    filerKind: 'filer.self',
    customerName: '测试客户',
    phone: '13800000000',
    customerType: 'customer.person',
    specialGroups: [],
    summary: '合成的投诉内容，仅供测试',
    demands: [],
    business: 'biz.saving',
    channel: 'chn.front.site',
    cause: 'cause.service.attitude',
    level: 'level.normal',
    urgency: 'urgency.normal',
    tags: [],
    representatives: [],
    handler: 'T001',
    complexity: 'normal',
    state: 'followed',
    contactedOn: receivedOn,
    plannedOn: receivedOn,
    closedOn: addDays(receivedOn, 2),
    measures: [],
    followedOn: addDays(receivedOn, 3),
    satisfaction: 'satisfaction.satisfied',
    ...more,
  });
}

export interface Half {
  readonly year: number;
  readonly total: number;
  readonly creditCard: number;
  readonly loan: number;
  readonly agency: number;
  readonly forwarded: number;
}

export const halves: readonly Half[] = [
  { year: 2025, total: 352, creditCard: 110, loan: 75, agency: 63, forwarded: 25 },
  { year: 2024, total: 418, creditCard: 137, loan: 92, agency: 63, forwarded: 30 },
];

const cards = ['biz.card.credit.use', 'biz.card.credit.bill', 'biz.collection.card'];
const loans = ['biz.loan.housing', 'biz.loan.consumer', 'biz.loan', 'biz.collection.loan'];
const agencies = ['biz.agency.insurance', 'biz.agency.fund'];
const others = [
  'biz.card.debit.use',
  'biz.payment.account',
  'biz.wealth',
  'biz.saving',
  'biz.card',
  'biz.agency.other',
  'biz.forex',
];
const causes = ['cause.rule.restriction', 'cause.rule', 'cause.pricing.fee', 'cause.service.attitude', 'cause.other'];
const channels = ['chn.front.site', 'chn.front.electronic.app', 'chn.front.electronic.web', 'chn.front', 'chn.back'];
const sources = ['src.site', 'src.hotline', 'src.line12378'];
const specials = [[], [], [], ['group.senior60'], ['group.senior60', 'group.newCitizen']];

const turn = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

function businessOf(half: Half, index: number): string {
  if (index < half.creditCard) return turn(cards, index);
  if (index < half.creditCard + half.loan) return turn(loans, index);
  return index < half.creditCard + half.loan + half.agency ? turn(agencies, index) : turn(others, index);
}

export function addHalf(branch: FiguresBranch, half: Half): void {
  const first = `${half.year}-01-01`;
  const days = daysBetween(first, `${half.year}-06-30`) + 1;
  for (let index = 0; index < half.total; index += 1) {
    const receivedOn = addDays(first, (index * 37) % days);
    addComplaint(branch, `c${half.year}-${index}`, index * 11, receivedOn, {
      business: businessOf(half, index),
      cause: turn(causes, index),
      channel: turn(channels, index),
      source: turn(sources, index),
      specialGroups: turn(specials, index),
      forwarded: index % 14 === 0 && index / 14 < half.forwarded,
      letterDueOn: index % 14 === 0 && index / 14 < half.forwarded ? addDays(receivedOn, 10) : null,
      contactedOn: addDays(receivedOn, index % 9),
      plannedOn: index % 8 === 0 ? null : addDays(receivedOn, index % 11),
      closedOn: index % 20 === 3 ? null : addDays(receivedOn, index % 10),
      followedOn: index % 20 === 3 ? null : addDays(receivedOn, 12),
      state: index % 20 === 3 ? 'handling' : 'followed',
      satisfaction: turn(
        [
          'satisfaction.satisfied',
          'satisfaction.fair',
          'satisfaction.satisfied',
          'satisfaction.unrated',
          'satisfaction.dissatisfied',
        ],
        index,
      ),
      repeatOf: index % 50 === 49 ? `c${half.year}-0` : null,
    });
  }
}

/** On the edge of the period, voided, or no complaint at all. */
export function addStrangers(branch: FiguresBranch): void {
  addComplaint(branch, 'x-before', 1, '2024-12-31');
  addComplaint(branch, 'x-after', 1, '2025-07-01');
  addComplaint(branch, 'x-void', 1, '2025-03-03', { voided: true, voidReason: '重复登记' });
  addComplaint(branch, 'x-inquiry', 1, '2025-03-03', { nature: 'nature.inquiry' });
  addComplaint(branch, 'x-intention', 1, '2025-04-04', {
    nature: 'nature.intention',
    specialGroups: ['group.senior60'],
  });
}

const venues = ['venue.hall', 'venue.community', 'venue.company', 'venue.school', 'venue.mall'];
const audiences = [
  ['audience.senior'],
  ['audience.youth'],
  ['audience.newCitizen', 'audience.senior'],
  ['audience.public'],
];

/** 212 events held in the half-year, 470 people each; one planned, one cancelled, one void. */
export function addEvents({ write }: FiguresBranch): void {
  const states = ['planned', 'cancelled', 'void'];
  for (let index = 0; index < 215; index += 1) {
    const state = states[index - 212] ?? 'done';
    const heldOn = addDays('2025-01-01', (index * 17) % 181);
    write(outreachEventEntity, `e${index}`, {
      eventNo: `HD-${index}`,
      outlet: outletCode(index),
      title: `宣教活动${index}`,
      concentrated: false,
      heldOn,
      endsOn: heldOn,
      startTime: '09:00',
      endTime: '11:00',
      place: '营业厅',
      venue: turn(venues, index),
      audiences: turn(audiences, index),
      topics: [],
      forms: [],
      leader: 'T001',
      plannedPeople: 400,
      reachedPeople: state === 'planned' ? null : 470,
      materialsGiven: 300,
      consultations: 20,
      publicGood: true,
      state: state === 'void' ? 'done' : state,
      sheetTemplate: 'T1',
      voided: state === 'void',
    });
  }
}

/** Three courses, one of them held in two places under one series; one exam at three outlets. */
export function addTrainings({ write }: FiguresBranch): void {
  const training = (id: string, outlet: number, more: Readonly<Record<string, unknown>>): void =>
    write(trainingEntity, id, {
      trainingNo: `PX-${id}`,
      outlet: outletCode(outlet),
      title: `培训${id}`,
      category: 'course.handling',
      tier: 'tier.branch',
      mode: 'mode.onsite',
      heldOn: '2025-05-12',
      startTime: '14:00',
      endTime: '16:00',
      hours10: 20,
      place: '培训教室',
      lecturer: '讲师',
      targetPosts: ['teller'],
      hasExam: false,
      state: 'done',
      ...more,
    });
  training('t1', 0, {});
  training('t2', 1, { hasExam: true, passMark: 60 });
  training('t3a', 2, { series: 'S1' });
  training('t3b', 3, { series: 'S1' });
  training('t4', 4, { state: 'planned' });
  for (let index = 0; index < 3; index += 1) {
    training(`exam${index}`, index, {
      series: 'EXAM',
      hours10: 0,
      mode: 'mode.online',
      category: 'course.basics',
      hasExam: true,
      passMark: 60,
    });
  }
  addRosters(write);
}

function addRosters(write: Write): void {
  const line = (of: string, lineNo: number, more: Readonly<Record<string, unknown>>): void =>
    write(attendanceEntity, `${of}-${lineNo}`, {
      outlet: outletCode(0),
      ofKind: 'training',
      ofId: of,
      lineNo,
      name: `员工${lineNo}`,
      state: 'present',
      ...more,
    });
  write(staffEntity, 'O001-T001', { outlet: 'O001', staffNo: 'T001', name: '员工', post: 'teller' });
  for (const sheet of ['t1', 't3a', 't3b', 't4']) {
    for (let lineNo = 1; lineNo <= 10; lineNo += 1) line(sheet, lineNo, {});
  }
  ['present', 'late', 'leave', 'absent', 'makeUp'].forEach((state, index) => {
    line('t2', index + 1, {
      state,
      score10: state === 'absent' ? null : 550 + index * 50,
      examState: state === 'absent' ? 'missed' : 'sat',
    });
  });
  line('t2', 6, { examState: 'exempt' });
  line('t2', 7, { voided: true });
  for (const sheet of ['exam0', 'exam1', 'exam2']) {
    for (let lineNo = 1; lineNo <= 12; lineNo += 1) line(sheet, lineNo, { score10: 905, examState: 'sat' });
  }
}

/** The whole branch of the report. */
export function reportBranch(path: string): FiguresBranch {
  const branch = emptyBranch(path);
  addReport(branch);
  return branch;
}

/** Everything of the report, into a branch that has its dictionaries and outlets. */
export function addReport(branch: FiguresBranch): void {
  branch.db.transaction(() => {
    for (const half of halves) addHalf(branch, half);
    addStrangers(branch);
    addEvents(branch);
    addTrainings(branch);
  })();
}
