/**
 * The state of one record as a pure function of the set of its ops.
 *
 * Every op names, in `after`, the ops its author saw (the record's heads at that moment), which
 * makes a graph. For each field the ops that set it compete: one that its author's successor saw
 * is superseded, the others stay visible. One visible value is the field's value. Different
 * visible values are a conflict: all are kept and shown until a person writes the field again,
 * which supersedes them all. The order of arrival, repetition and clocks change nothing; the
 * hybrid clock only chooses which value of a conflict is displayed first.
 *
 * A parent that is not in the set (its file has not come yet) proves nothing, so the two sides
 * count as concurrent until it comes. Hashes cannot form a cycle; should forged input contain one,
 * its members count as concurrent with each other, so that no value is lost.
 */
import type { JsonFields, JsonValue } from './op-line.ts';

export type FoldOp = {
  readonly id: string;
  readonly after: readonly string[];
  readonly hlc: number;
  readonly fields: JsonFields;
};

export type Conflict = {
  readonly field: string;
  /** The displayed value first; one entry per op, so that the screen can say who and when. */
  readonly values: readonly { readonly opId: string; readonly value: JsonValue }[];
};

export type Folded = {
  /** Field names in sorted order, so that equal states have equal JSON. */
  readonly fields: JsonFields;
  /** Ids of the ops that no other op has seen, sorted. The next op's `after`. */
  readonly heads: readonly string[];
  readonly conflicts: readonly Conflict[];
};

/** Folds all known ops of one record. An id stands for one op: repeated ids count once. */
export function fold(ops: readonly FoldOp[]): Folded {
  const unique = [...new Map(ops.map((op) => [op.id, op])).values()].sort(newestFirst);
  const isSuperseded = supersession(unique);
  const heads = unique.filter((op) => unique.every((other) => !isSuperseded(op, other)));
  const fields: [string, JsonValue][] = [];
  const conflicts: Conflict[] = [];
  for (const [field, setters] of [...settersByField(unique)].sort(byName)) {
    const visible = setters.filter((op) => setters.every((other) => !isSuperseded(op, other)));
    const values = visible.map((op) => ({ opId: op.id, value: valueOf(op, field) }));
    const shown = values[0];
    if (shown === undefined) continue;
    fields.push([field, shown.value]);
    if (values.some(({ value }) => stableText(value) !== stableText(shown.value))) {
      conflicts.push({ field, values });
    }
  }
  return { fields: Object.fromEntries(fields), heads: heads.map((op) => op.id).sort(), conflicts };
}

/** JSON text that is equal for equal values, whatever the order of their keys. */
export function stableText(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(stableText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value)
    .sort(byName)
    .map(([key, part]) => `${JSON.stringify(key)}:${stableText(part)}`);
  return `{${parts.join(',')}}`;
}

function settersByField(ops: readonly FoldOp[]): Map<string, FoldOp[]> {
  const setters = new Map<string, FoldOp[]>();
  for (const op of ops) {
    for (const field of Object.keys(op.fields)) {
      const known = setters.get(field);
      if (known === undefined) setters.set(field, [op]);
      else known.push(op);
    }
  }
  return setters;
}

type IsSuperseded = (op: FoldOp, by: FoldOp) => boolean;

/**
 * Answers "has `by` seen `op`, directly or through others, and not the other way round".
 * One bit per pair of ops: a record edited five thousand times costs three megabytes.
 */
function supersession(ops: readonly FoldOp[]): IsSuperseded {
  const words = Math.ceil(ops.length / 32);
  const indexOf = new Map(ops.map((op, index) => [op.id, index]));
  const parents = ops.map((op) => op.after.map((id) => indexOf.get(id)).filter((index) => index !== undefined));
  const seen = ops.map(() => new Uint32Array(words));
  const order = parentsFirst(parents);
  // One pass is enough unless there is a cycle; then it settles within a few more.
  for (let changed = true; changed;) {
    changed = false;
    for (const index of order) {
      for (const parent of parents[index] ?? []) changed = addAll(seen, index, parent) || changed;
    }
  }
  const hasSeen = (from: number, to: number): boolean => (((seen[from]?.[to >>> 5] ?? 0) >>> (to & 31)) & 1) === 1;
  return (op, by) => {
    const older = indexOf.get(op.id) ?? -1;
    const newer = indexOf.get(by.id) ?? -1;
    return hasSeen(newer, older) && !hasSeen(older, newer);
  };
}

/** Adds `parent` and all it has seen to what `index` has seen; true when that was news. */
function addAll(seen: readonly Uint32Array[], index: number, parent: number): boolean {
  const mine = seen[index];
  const theirs = seen[parent];
  if (mine === undefined || theirs === undefined) return false;
  let changed = false;
  for (let word = 0; word < mine.length; word++) {
    const own = mine[word] ?? 0;
    const parentBit = word === parent >>> 5 ? 1 << (parent & 31) : 0;
    const joined = (own | (theirs[word] ?? 0) | parentBit) >>> 0;
    if (joined !== own) {
      mine[word] = joined;
      changed = true;
    }
  }
  return changed;
}

/** Indexes ordered so that parents come before children where there is no cycle. No recursion. */
function parentsFirst(parents: readonly (readonly number[])[]): number[] {
  const order: number[] = [];
  const visited = new Uint8Array(parents.length);
  for (let root = 0; root < parents.length; root++) {
    const stack: [index: number, next: number][] = visited[root] === 1 ? [] : [[root, 0]];
    visited[root] = 1;
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const parent = parents[top[0]]?.[top[1]];
      top[1]++;
      if (parent === undefined) {
        order.push(top[0]);
        stack.pop();
      } else if (visited[parent] === 0) {
        visited[parent] = 1;
        stack.push([parent, 0]);
      }
    }
  }
  return order;
}

const valueOf = (op: FoldOp, field: string): JsonValue => op.fields[field] ?? null;

const newestFirst = (left: FoldOp, right: FoldOp): number =>
  right.hlc - left.hlc || (left.id < right.id ? 1 : left.id > right.id ? -1 : 0);

const byName = (left: readonly [string, unknown], right: readonly [string, unknown]): number =>
  left[0] < right[0] ? -1 : left[0] > right[0] ? 1 : 0;
