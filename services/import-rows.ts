/** The rows of a list, one after the other: read, compared with what is known, tried. */
import type { ImportFault } from '#contract/import.ts';
import { contract, type Parsed } from '#contract/index.ts';
import { knownCases } from '#db/import.ts';
import { maskCustomer } from '#domain/complaint-draft.ts';
import { authorityOf } from '#domain/complaint-proposal.ts';
import { OUTCOME_WITHDRAWN } from '#domain/complaint-state.ts';
import type { Cell } from '#domain/cell.ts';
import { cellText } from '#domain/cell.ts';
import { Failure, isFailure } from '#domain/failure.ts';
import type { ImportName, Lookups, Mapping, RowRead } from '#domain/import.ts';
import { columnLetter, FIXABLE, importField, importKinds, isEmptyRow, isImportName, readRow } from '#domain/import.ts';
import { maskName, maskPhone, redactNumbers } from '#domain/mask.ts';
import { complaintVerbs } from './complaint.ts';
import { phoneKeyOf, storedPhone } from './complaint-edit.ts';
import type { Ctx } from './context.ts';

export type Plan = Parsed<'import.run'>;
type Draft = Parsed<'complaint.create'>;

export interface ListRow {
  /** As Excel numbers it. */
  readonly row: number;
  readonly cells: readonly Cell[];
}

export type Verdict =
  | { readonly kind: 'ready'; readonly id: string; readonly draft: Draft; readonly closedOn: string }
  | { readonly kind: 'faulty'; readonly faults: readonly ImportFault[] }
  | { readonly kind: 'duplicate'; readonly reason: string; readonly of: string }
  | { readonly kind: 'skipped' };

export const rowsBelow = (rows: readonly (readonly Cell[])[], headingRow: number): readonly ListRow[] =>
  rows
    .map((cells, at) => ({ row: at + 1, cells }))
    .slice(headingRow)
    .filter(({ cells }) => !isEmptyRow(cells));

/** What the rows of one list are judged by; `judge` registers the row it finds right. */
export interface Judge {
  readonly judge: (ctx: Ctx, row: ListRow) => Verdict;
}

export function judgeOf(ctx: Ctx, plan: Plan, headings: readonly string[], lookups: Lookups): Judge {
  const known = knownOf(ctx);
  const faultsOf = faultWriter(plan.mapping, headings);
  const judge = (now: Ctx, { row, cells }: ListRow): Verdict => {
    const read = withFixed(readRow(cells, plan.mapping, lookups), plan);
    const outlet = read.values.complainedOutlet;
    if (plan.onlyOwn && outlet !== undefined && outlet !== now.identity.node) return { kind: 'skipped' };
    const before = known.find(now, read);
    if (before !== null) return { kind: 'duplicate', ...before };
    const made = register(now, read);
    if ('faults' in made) return { kind: 'faulty', faults: faultsOf(row, cells, made.faults) };
    known.add(now, read, `第 ${row} 行`);
    return { kind: 'ready', ...made };
  };
  return { judge };
}

// --- registering ----------------------------------------------------------------------------

type Faults = Readonly<Record<string, string>>;

/** What the list does not say and its kind does. */
function withFixed(read: RowRead, plan: Plan): RowRead {
  const kind = importKinds[plan.kind];
  const fixed = Object.fromEntries(
    Object.entries(plan.fixed)
      .filter(([name, value]) => value !== '' && isImportName(name) && (FIXABLE.includes(name) || name === 'liability'))
      .map(([name, value]) => [name, importField(name as ImportName).kind === 'choices' ? [value] : value]),
  );
  const values: Partial<Record<ImportName, unknown>> = {
    source: kind.source,
    forwarded: kind.forwarded,
    ...fixed,
    ...read.values,
  };
  if (values.forwarded === true) values.forwardedBy ??= authorityOf(String(values.source)) ?? undefined;
  values.receivedTime ??= '00:00';
  return { values, faults: read.faults };
}

/** Why a row of a locked period comes so late: the list is the reason, nobody is asked row by row. */
const importedLate = '从名单导入';

/** Through the same verbs as at the counter. What went wrong comes back; what was written then is rolled back. */
function register(
  ctx: Ctx,
  read: RowRead,
): { readonly faults: Faults } | { readonly id: string; readonly draft: Draft; readonly closedOn: string } {
  const parsed = contract['complaint.create'].input.safeParse(
    { ...read.values, lateReason: importedLate },
    { error: () => '请填写这一项' },
  );
  const reasons: Record<string, string> = {};
  if (!parsed.success) for (const { path, message } of parsed.error.issues) reasons[String(path[0] ?? '')] ??= message;
  const faults = { ...reasons, ...read.faults };
  if (!parsed.success || Object.keys(faults).length > 0) return { faults };
  const closedOn = typeof read.values.closedOn === 'string' ? read.values.closedOn : '';
  try {
    const id = ctx.db.transaction(() => {
      const { id: made } = complaintVerbs['complaint.create'](parsed.data, ctx);
      if (closedOn !== '') finish(ctx, made, closedOn, read);
      return made;
    })();
    return { id, draft: parsed.data, closedOn };
  } catch (error) {
    if (!isFailure(error)) throw error;
    const details = error.code === 'invalid' ? (error.details as Faults) : { closedOn: error.message };
    // The day of the closing is called `on` by the verb.
    return {
      faults: Object.fromEntries(
        Object.entries(details).map(([field, reason]) => [field === 'on' ? 'closedOn' : field, reason]),
      ),
    };
  }
}

/** An old list seldom says what was found out; then that is what stands in the record. */
const notSaid = '导入的台账未单列此项';

function finish(ctx: Ctx, id: string, on: string, { values }: RowRead): void {
  const said = (name: ImportName): string => {
    const text = values[name];
    return typeof text === 'string' && text.length >= 4
      ? text
      : typeof text === 'string' && text !== ''
        ? `台账记为：${text}`
        : notSaid;
  };
  if (values.outcome === OUTCOME_WITHDRAWN) {
    complaintVerbs['complaint.withdraw']({ id, on, reason: said('resolution') }, ctx);
    return;
  }
  const input = { id, on, bankCause: null, ...values, findings: said('findings'), resolution: said('resolution') };
  const parsed = contract['complaint.close'].input.safeParse(input, { error: () => '已办结的投诉要有这一项' });
  if (!parsed.success) throw closeFailure(parsed.error.issues);
  complaintVerbs['complaint.close'](parsed.data, ctx);
}

function closeFailure(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): Failure {
  return new Failure(
    'invalid',
    '办结的内容不完整。',
    Object.fromEntries(issues.map(({ path, message }) => [String(path[0] ?? ''), message])),
  );
}

// --- telling --------------------------------------------------------------------------------

function faultWriter(mapping: Mapping, headings: readonly string[]) {
  const columnOf = new Map(Object.entries(mapping).map(([at, name]) => [name as string, Number(at)]));
  // A day and its time stand in one column.
  const at = (field: string): number | undefined =>
    columnOf.get(field) ?? (field === 'receivedTime' ? columnOf.get('receivedOn') : undefined);
  return (row: number, cells: readonly Cell[], faults: Faults): readonly ImportFault[] =>
    Object.entries(faults).map(([field, reason]) => {
      const column = at(field);
      return {
        row,
        column: column === undefined ? '' : columnLetter(column),
        heading: column === undefined ? '' : (headings[column] ?? ''),
        field: isImportName(field) ? importField(field).label : '',
        value: column === undefined ? '' : shownCell(cells[column] ?? null, field),
        reason: column === undefined && reason === '请填写这一项' ? '表里没有对应的列，请在上一步指定' : reason,
      };
    });
}

/** A cell as it may be seen: names and numbers hidden, texts short. */
export function shownCell(cell: Cell, field: string | undefined): string {
  const text = cellText(cell);
  if (text === '') return '';
  if (field === 'customerName') return maskCustomer(text);
  if (field === 'phone') return maskPhone(text);
  if (field === 'agent' || field === 'representatives') return maskName(text);
  const plain = redactNumbers(text);
  return Array.from(plain).length > 24 ? `${Array.from(plain).slice(0, 24).join('')}…` : plain;
}

// --- what is known --------------------------------------------------------------------------

interface Keys {
  readonly external: string;
  readonly phone: string;
  readonly text: string;
}

const bareText = (text: string): string => text.replace(/\s/g, '');

function keysOf(
  externalNo: string,
  phoneKey: string,
  facts: { readonly on: string; readonly business: string; readonly name: string; readonly summary: string },
): Keys {
  const { on, business, name, summary } = facts;
  return {
    external: externalNo === '' ? '' : externalNo.toUpperCase(),
    phone: phoneKey === '' || business === '' ? '' : `${phoneKey} ${on} ${business}`,
    // Without a number only the same words of the same person on the same day are surely the same.
    text: phoneKey === '' && summary !== '' ? `${on} ${name} ${bareText(summary)}` : '',
  };
}

/** Finds what a row repeats: by external number, else by keyed phone number, day and business. */
function knownOf(ctx: Ctx) {
  const seen = {
    external: new Map<string, string>(),
    phone: new Map<string, string>(),
    text: new Map<string, string>(),
  };
  const put = (keys: Keys, what: string): void => {
    if (keys.external !== '') seen.external.set(keys.external, what);
    if (keys.phone !== '') seen.phone.set(keys.phone, what);
    if (keys.text !== '') seen.text.set(keys.text, what);
  };
  for (const each of knownCases(ctx.db)) {
    const { receivedOn: on, business, customerName: name, summary } = each;
    put(keysOf(each.externalNo ?? '', each.phoneKey ?? '', { on, business, name, summary }), each.caseNo);
  }
  const rowKeys = (now: Ctx, { values }: RowRead): Keys => {
    const text = (name: ImportName): string => (typeof values[name] === 'string' ? values[name] : '');
    return keysOf(text('externalNo'), phoneKeyOf(now, storedPhone(text('phone'))) ?? '', {
      on: text('receivedOn'),
      business: text('business'),
      name: text('customerName'),
      summary: text('summary'),
    });
  };
  const reasons = {
    external: '外部编号相同',
    phone: '同一号码、同一天、同一业务',
    text: '同一天、同一客户、内容相同',
  } as const;
  return {
    find: (now: Ctx, read: RowRead): { readonly reason: string; readonly of: string } | null => {
      const keys = rowKeys(now, read);
      for (const kind of ['external', 'phone', 'text'] as const) {
        const of = keys[kind] === '' ? undefined : seen[kind].get(keys[kind]);
        if (of !== undefined) return { reason: reasons[kind], of };
        // Two different numbers of one system are two cases, whoever called.
        if (kind === 'external' && keys.external !== '') return null;
      }
      return null;
    },
    add: (now: Ctx, read: RowRead, what: string): void => put(rowKeys(now, read), what),
  };
}
