/**
 * What a synchronised record is made of. One declaration per entity drives the table mapping, the
 * operation log, the fold, the ownership check and the rebuild, so that a field exists everywhere
 * or nowhere. (Field classes: docs/sync-format.md, "Field classes".)
 *
 * - class A: written once, never changed (notes, timeline entries). Set union at the merge.
 * - class B: one writer. The outlet owns what happened at its counter, the centre owns
 *   dictionaries, the outlet list and its decisions. The other side's write is refused and shelved.
 * - class C: shared. Both sides may write; two writes that did not see each other are kept as a
 *   conflict with both values until a person decides.
 * Class D (derived) values are never fields: they are computed where they are shown.
 */
export type FieldClass = 'A' | 'B' | 'C';
export type FieldKind = 'text' | 'int' | 'flag' | 'json';

export interface Field<T> {
  readonly kind: FieldKind;
  readonly cls: FieldClass;
  /** Personal data: travels and is stored in the erasable private part of an operation. */
  readonly personal: boolean;
  readonly required: boolean;
  /** Type carrier only; never present at run time. */
  readonly type?: T;
}

export type FieldMap = Readonly<Record<string, Field<unknown>>>;

export interface Entity<F extends FieldMap = FieldMap> {
  /** Name in operations; also the SQL table. */
  readonly name: string;
  /** Who owns class B fields of its records. */
  readonly owner: 'outlet' | 'centre';
  readonly fields: F;
}

export type Values<F extends FieldMap> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** A stored record: its fields plus what every record has. */
export type RecordOf<E extends Entity> = Values<E['fields']> & RecordBase;

export interface RecordBase {
  readonly id: string;
  /** Ids of the operations that nothing has followed yet, comma separated. */
  readonly head: string;
  readonly voided: boolean;
  readonly voidReason: string | null;
}

/** Fields every entity has. A record is never deleted: it is voided with a reason. */
export const baseFields = {
  voided: { kind: 'flag', cls: 'C', personal: false, required: true },
  voidReason: { kind: 'text', cls: 'C', personal: false, required: false },
} as const satisfies FieldMap;

interface Traits {
  readonly personal?: boolean;
}

const field = <T>(kind: FieldKind, cls: FieldClass, required: boolean, traits?: Traits): Field<T> => ({
  kind,
  cls,
  required,
  personal: traits?.personal ?? false,
});

/** May be empty. */
export const optional = {
  text: <T extends string = string>(cls: FieldClass, traits?: Traits) => field<T | null>('text', cls, false, traits),
  int: (cls: FieldClass, traits?: Traits) => field<number | null>('int', cls, false, traits),
};

/** Always there. Flags and lists have a natural empty value. */
export const needed = {
  text: <T extends string = string>(cls: FieldClass, traits?: Traits) => field<T>('text', cls, true, traits),
  int: (cls: FieldClass, traits?: Traits) => field<number>('int', cls, true, traits),
  flag: (cls: FieldClass) => field<boolean>('flag', cls, true),
  list: <T>(cls: FieldClass, traits?: Traits) => field<readonly T[]>('json', cls, true, traits),
};

/** The SQL column of a field: `receivedOn` → `received_on`. */
export const columnOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Why a value cannot be stored in this field, or null. Used on every received operation. */
export function misfit(spec: Field<unknown>, value: unknown): string | null {
  if (value === null || value === undefined) return spec.required ? '缺少必填内容' : null;
  if (spec.kind === 'text') return typeof value === 'string' ? null : '应为文字';
  if (spec.kind === 'int') return Number.isSafeInteger(value) ? null : '应为整数';
  if (spec.kind === 'flag') return typeof value === 'boolean' ? null : '应为是或否';
  return Array.isArray(value) ? null : '应为列表';
}
