/** The choices offered in forms, most used first, and the check that a record only holds known ones. */
import type { DictLine } from '#contract/dictionary.ts';
import type { Parsed } from '#contract/index.ts';
import type { ChoiceFact } from '#db/dictionary.ts';
import { allDictEntries, choiceFacts, choiceUses } from '#db/dictionary.ts';
import type { Db } from '#db/open.ts';
import { pinyinOf } from '#db/pinyin.ts';
import { findRecords, getRecord } from '#db/record.ts';
import type { FieldReasons } from '#domain/failure.ts';
import { Failure } from '#domain/failure.ts';
import { dictEntryEntity } from '#domain/reference-data.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';

function allLines({ db }: Ctx): DictLine[] {
  const uses = choiceUses(db);
  return allDictEntries(db).map((entry) => ({
    id: entry.id,
    dict: entry.dict,
    parent: entry.parent,
    label: entry.label,
    shortLabel: entry.shortLabel ?? '',
    stdCode: entry.stdCode ?? '',
    stdCodeChecked: entry.stdCodeChecked,
    pinyin: entry.pinyin,
    synonyms: [...entry.synonyms],
    sort: entry.sort,
    retiredOn: entry.retiredOn,
    uses: uses.get(entry.id) ?? 0,
  }));
}

/** One choice or several, as they stand in a field. */
export type Chosen = string | readonly string[] | null | undefined;

export const chosenIds = (value: Chosen): readonly string[] =>
  value === null || value === undefined ? [] : typeof value === 'string' ? [value] : value;

export interface ChoiceCheck {
  /** Field → its dictionary. */
  readonly dicts: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, Chosen>>;
  /** Business date: an entry retired before it can no longer be chosen. */
  readonly day: string;
  /** Fields that need the last level. */
  readonly leaves?: readonly string[];
}

/** What is wrong with the choices, by field; empty when nothing is. */
export function choiceFaults(db: Db, check: ChoiceCheck): Record<string, string> {
  const given = Object.entries(check.values).filter(([field]) => field in check.dicts);
  const known = choiceFacts(
    db,
    given.flatMap(([, value]) => chosenIds(value)),
    check.day,
  );
  const faults: Record<string, string> = {};
  for (const [field, value] of given) {
    for (const id of chosenIds(value)) {
      const fault = choiceFault(known.get(id), check, field);
      if (fault !== null) faults[field] = fault;
    }
  }
  return faults;
}

function choiceFault(fact: ChoiceFact | undefined, check: ChoiceCheck, field: string): string | null {
  if (fact === undefined || fact.dict !== check.dicts[field]) return '没有这个选项，请重新选择';
  if (fact.retiredOn !== null && fact.retiredOn <= check.day) return `“${fact.label}”已停用，请重新选择`;
  if (check.leaves?.includes(field) === true && !fact.leaf) return `“${fact.label}”下面还有细项，办结时请选到最末一级`;
  return null;
}

/** @throws Failure invalid when there is any reason */
export function refuseFaults(faults: FieldReasons): void {
  if (Object.keys(faults).length === 0) return;
  throw new Failure('invalid', '有内容填写不完整或不合要求，没有保存。请按提示修改。', faults);
}

/** @throws Failure notFound, invalid */
function saveEntry(ctx: Ctx, input: Parsed<'dictionary.save'>) {
  const entry = getRecord(ctx.db, dictEntryEntity, input.id);
  if (entry === null) throw new Failure('notFound', '没有找到这个字典项。没有改动任何内容。请刷新后再试。');
  const same = findRecords(ctx.db, dictEntryEntity, 'WHERE dict = ? AND voided = 0', entry.dict).filter(
    ({ id }) => id !== entry.id,
  );
  const { label, stdCode, retiredOn } = input;
  refuseFaults({
    ...(same.some((other) => other.parent === entry.parent && other.label === label) ? { label: '已有同名的项' } : {}),
    ...(stdCode !== '' && same.some((other) => other.stdCode === stdCode) ? { stdCode: '已有别的项用这个编码' } : {}),
  });
  ctx.write(dictEntryEntity, entry.id, {
    label,
    shortLabel: input.shortLabel === '' ? null : input.shortLabel,
    stdCode: stdCode === '' ? null : stdCode,
    stdCodeChecked: stdCode !== '' && input.stdCodeChecked,
    pinyin: pinyinOf(label),
    synonyms: [...input.synonyms],
    retiredOn,
  });
  ctx.note({ record: entry.id, text: `${entry.label}${retiredOn === null ? '' : `，${retiredOn} 起停用`}` });
  return { id: entry.id };
}

export const dictionaryVerbs = {
  'dictionary.all': (_input, ctx) => allLines(ctx),
  'dictionary.save': (input, ctx) => saveEntry(ctx, input),
} satisfies Verbs;
