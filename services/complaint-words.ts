/** Values of a case in the words of the screens, for the history of changes. Personal ones are masked. */
import type { ChangeView } from '#contract/complaint-handling.ts';
import { caseNoOf } from '#db/complaint.ts';
import { allDictEntries } from '#db/dictionary.ts';
import type { FieldChange } from '#db/complaint-history.ts';
import { outletsById } from '#db/staff.ts';
import { CENTRE, complaintEntity, complaintStates, remedies, reviewResults } from '#domain/complaint.ts';
import { maskCustomer } from '#domain/complaint-draft.ts';
import { complaintFieldLabels, complexities, liabilities } from '#domain/complaint-labels.ts';
import { dateOfInstant, timeOfInstant } from '#domain/dates.ts';
import { maskName, maskPhone, redactNumbers } from '#domain/mask.ts';
import { peopleNames } from './complaint-list.ts';
import type { Ctx } from './context.ts';

const labels: Readonly<Record<string, string>> = { ...complaintFieldLabels, voided: '作废', voidReason: '作废原因' };
const enums: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  state: complaintStates,
  complexity: complexities,
  liability: liabilities,
  reviewResult: reviewResults,
  remedies,
};
const personal = new Set(
  Object.entries(complaintEntity.fields).flatMap(([name, field]) => (field.personal ? [name] : [])),
);
const people: ReadonlySet<string> = new Set(['handler', 'registrar', 'complainedStaff']);
const outlets: ReadonlySet<string> = new Set(['outlet', 'complainedOutlet', 'transferredTo']);
const nothing = '（空）';

/** Reads what it needs once; then answers for any number of changes. */
export function changeWords(ctx: Ctx): (change: FieldChange) => ChangeView {
  let known: ReadonlyMap<string, string> | undefined;
  const choices = (): ReadonlyMap<string, string> =>
    (known ??= new Map(allDictEntries(ctx.db).map(({ id, label, shortLabel }) => [id, shortLabel ?? label])));
  const named = (field: string, value: string): string => {
    const words = enums[field]?.[value];
    if (words !== undefined) return words;
    if (value === CENTRE) return '消保中心';
    if (people.has(field)) return peopleNames(ctx).get(value) ?? value;
    if (outlets.has(field)) return outletsById(ctx.db).get(value)?.name ?? value;
    if (field === 'repeatOf') return caseNoOf(ctx.db, value) ?? value;
    return choices().get(value) ?? value;
  };
  const wordsOf = (field: string, value: unknown): string => {
    if (typeof value === 'boolean') return value ? '是' : '否';
    if (typeof value === 'number') return numberWords(field, value);
    const texts = (Array.isArray(value) ? value : [value]).filter((text) => typeof text === 'string' && text !== '');
    if (texts.length === 0) return nothing;
    return texts.map((text: string) => (personal.has(field) ? masked(field, text) : named(field, text))).join('、');
  };
  return ({ field, before, after }) => ({
    label: labels[field] ?? field,
    before: wordsOf(field, before),
    after: wordsOf(field, after),
  });
}

function numberWords(field: string, value: number): string {
  if (field.endsWith('Fen')) return `${(value / 100).toFixed(2)} 元`;
  return field === 'registeredAt' ? `${dateOfInstant(value)} ${timeOfInstant(value)}` : String(value);
}

function masked(field: string, text: string): string {
  if (field === 'customerName') return maskCustomer(text);
  if (field === 'phone') return maskPhone(text);
  if (field === 'representatives' || field === 'agent') return maskName(text);
  return field === 'accountTail' ? '****' : redactNumbers(text);
}
