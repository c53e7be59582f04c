/** Stored values in the words of the screens, personal ones masked. */
import { outletsById } from '#db/staff.ts';
import { rows } from '#db/statements.ts';
import { attendanceStates, examStates } from '#domain/attendance.ts';
import { complexities, liabilities } from '#domain/complaint-labels.ts';
import { complaintStates } from '#domain/complaint.ts';
import { entityByName } from '#domain/entities.ts';
import { maskName, maskPhone, redactNumbers } from '#domain/mask.ts';
import { posts } from '#domain/organisation.ts';
import { outreachStates } from '#domain/outreach.ts';
import { trainingStates } from '#domain/training.ts';
import { peopleNames } from './complaint-list.ts';
import type { Ctx } from './context.ts';

export interface ConflictWords {
  readonly titleOf: (held: Readonly<Record<string, unknown>>) => string;
  readonly outletName: (code: string) => string;
  /** 消保中心, or the outlet. */
  readonly placeName: (node: string) => string;
  readonly personName: (staffNo: string) => string;
  /** '' when there is none. */
  readonly valueText: (entity: string, field: string, value: unknown) => string;
}

type Words = Readonly<Record<string, string>>;

const states: Readonly<Record<string, Words>> = {
  complaint: complaintStates,
  outreach_event: outreachStates,
  training: trainingStates,
  attendance: attendanceStates,
};
const choices: Readonly<Record<string, Words>> = {
  complexity: complexities,
  liability: liabilities,
  examState: examStates,
  post: posts,
};
const people: ReadonlySet<string> = new Set(['handler', 'registrar', 'leader']);
const outlets: ReadonlySet<string> = new Set(['outlet', 'complainedOutlet']);

export function conflictWords(ctx: Pick<Ctx, 'db'>): ConflictWords {
  const names = peopleNames(ctx);
  const branch = outletsById(ctx.db);
  const labels = new Map(
    rows<{ id: string; label: string }>(ctx.db, 'SELECT id, label FROM dict_entry').map(({ id, label }) => [id, label]),
  );
  const outletName = (code: string): string => branch.get(code)?.name ?? code;
  const personName = (staffNo: string): string => names.get(staffNo) ?? staffNo;
  const single = (entity: string, field: string, value: unknown): string => {
    if (typeof value === 'boolean') return value ? '是' : '否';
    if (typeof value === 'number') return numberText(field, value);
    if (typeof value !== 'string') return value === null || value === undefined ? '' : JSON.stringify(value);
    if (isPersonal(entity, field)) return hidden(field, value);
    if (people.has(field)) return personName(value);
    if (outlets.has(field)) return outletName(value);
    return (field === 'state' ? states[entity]?.[value] : choices[field]?.[value]) ?? labels.get(value) ?? value;
  };
  return {
    outletName,
    placeName: (node) => (node === 'centre' ? '消保中心' : outletName(node)),
    personName,
    titleOf: (held) => numbers.map((field) => held[field]).find((value) => typeof value === 'string') ?? lineOf(held),
    valueText: (entity, field, value) =>
      Array.isArray(value) ? value.map((each) => single(entity, field, each)).join('、') : single(entity, field, value),
  };
}

/** What a record is found again by. */
const numbers = ['caseNo', 'eventNo', 'trainingNo', 'staffNo'] as const;

const lineOf = ({ lineNo }: Readonly<Record<string, unknown>>): string =>
  typeof lineNo === 'number' ? `第 ${lineNo} 行` : '';

const isPersonal = (entity: string, field: string): boolean =>
  entityByName.get(entity)?.fields[field]?.personal === true;

function hidden(field: string, value: string): string {
  if (/name|representatives|agent|lecturer/i.test(field)) return maskName(value);
  if (field === 'phone') return maskPhone(value);
  return field === 'accountTail' || field === 'phoneTail' ? '****' : redactNumbers(value);
}

function numberText(field: string, value: number): string {
  if (field.endsWith('Fen')) return `${(value / 100).toFixed(2)} 元`;
  return /(hours|score)10$/.test(field) ? String(value / 10) : String(value);
}
