import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, stableText, type FoldOp } from '#domain/sync/fold.ts';

const op = (id: string, after: readonly string[], fields: FoldOp['fields'], hlc = 1): FoldOp => ({
  id,
  after,
  hlc,
  fields,
});

/** Histories as people make them: every op sees some earlier ops; clocks are arbitrary. */
const aHistory = fc
  .array(
    fc.record({
      sees: fc.array(fc.nat({ max: 30 }), { maxLength: 3 }),
      hlc: fc.integer({ min: 1, max: 5 }),
      fields: fc.dictionary(fc.constantFrom('status', 'note', 'dueDate'), fc.integer({ min: 0, max: 2 }), {
        minKeys: 1,
      }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((steps) =>
    steps.map((step, index) =>
      op(
        `op${index}`,
        step.sees.filter((seen) => seen < index).map((seen) => `op${seen}`),
        step.fields,
        step.hlc,
      ),
    ),
  );

/** Any graph at all: missing parents, loops, oneself. */
const anyGraph = fc
  .array(
    fc.record({
      sees: fc.array(fc.nat({ max: 12 }), { maxLength: 4 }),
      hlc: fc.integer({ min: 1, max: 3 }),
      fields: fc.dictionary(fc.constantFrom('status', 'note', '__proto__'), fc.integer({ min: 0, max: 2 })),
    }),
    { maxLength: 10 },
  )
  .map((steps) =>
    steps.map(({ sees, fields, hlc }, index) =>
      op(
        `op${index}`,
        sees.map((seen) => `op${seen}`),
        fields,
        hlc,
      ),
    ),
  );

/** The definition, computed the slow way. */
function ancestors(ops: readonly FoldOp[], of: string): Set<string> {
  const found = new Set<string>();
  const open = [of];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const parent of ops.find((one) => one.id === id)?.after ?? []) {
      if (found.has(parent)) continue;
      found.add(parent);
      open.push(parent);
    }
  }
  return found;
}

const hasSuperseded = (ops: readonly FoldOp[], later: FoldOp, earlier: FoldOp): boolean =>
  ancestors(ops, later.id).has(earlier.id) && !ancestors(ops, earlier.id).has(later.id);

describe('fold', () => {
  it('of a chain is the last value of each field', () => {
    const ops = [
      op('a', [], { status: 'new', note: 'x' }),
      op('b', ['a'], { status: 'open' }),
      op('c', ['b'], { note: 'y' }),
    ];

    expect(fold(ops)).toEqual({ fields: { note: 'y', status: 'open' }, heads: ['c'], conflicts: [] });
  });

  it('takes the successor even when its clock is behind', () => {
    expect(fold([op('a', [], { status: 'new' }, 900), op('b', ['a'], { status: 'open' }, 1)]).fields).toEqual({
      status: 'open',
    });
  });

  it('keeps both values of a concurrent edit and shows the one with the higher clock', () => {
    const ops = [
      op('a', [], { status: 'new' }),
      op('b', ['a'], { status: 'open' }, 5),
      op('c', ['a'], { status: 'closed' }, 4),
    ];

    expect(fold(ops)).toEqual({
      fields: { status: 'open' },
      heads: ['b', 'c'],
      conflicts: [
        {
          field: 'status',
          values: [
            { opId: 'b', value: 'open' },
            { opId: 'c', value: 'closed' },
          ],
        },
      ],
    });
  });

  it('sees no conflict when both sides chose the same value or different fields', () => {
    const ops = [
      op('a', [], { tags: { x: 1, y: 2 } }),
      op('b', ['a'], { tags: { y: 2, x: 1 }, note: 'n' }),
      op('c', ['a'], { tags: { x: 1, y: 2 } }),
    ];

    expect(fold(ops).conflicts).toEqual([]);
  });

  it('ends a conflict when a person who saw both sides writes', () => {
    const ops = [
      op('a', [], { s: 0 }),
      op('b', ['a'], { s: 1 }),
      op('c', ['a'], { s: 2 }),
      op('d', ['b', 'c'], { s: 2 }),
    ];

    expect(fold(ops)).toEqual({ fields: { s: 2 }, heads: ['d'], conflicts: [] });
  });

  it('treats a missing parent as concurrent until it comes', () => {
    const [first, between, last] = [op('a', [], { s: 1 }), op('b', ['a'], { n: 1 }), op('c', ['b'], { s: 2 })];

    expect(fold([first, last]).conflicts.map((conflict) => conflict.field)).toEqual(['s']);
    expect(fold([first, between, last]).conflicts).toEqual([]);
  });

  it('loses nothing in a forged cycle', () => {
    const folded = fold([op('a', ['b'], { s: 1 }), op('b', ['a'], { s: 2 }), op('c', ['c'], { t: 3 })]);

    expect(folded.heads).toEqual(['a', 'b', 'c']);
    expect(folded.fields).toEqual({ s: 2, t: 3 });
    expect(folded.conflicts[0]?.values.map(({ value }) => value)).toEqual([2, 1]);
  });

  it('settles long forged cycles as well', () => {
    const ring = [0, 1, 2, 3, 4].map((n) => op(`op${n}`, [`op${(n + 1) % 5}`, 'op7'], { s: n }));

    expect(fold([...ring, op('op7', [], { s: 7 })]).heads).toEqual(ring.map(({ id }) => id));
    expect(fold([...ring.toReversed(), op('op7', [], { s: 7 })]).conflicts[0]?.values).toHaveLength(5);
  });

  it('is the same in any order and with any repetition', () => {
    const shuffled = anyGraph.chain((ops) =>
      fc.tuple(
        fc.constant(ops),
        fc.shuffledSubarray([...ops, ...ops], { minLength: ops.length * 2, maxLength: ops.length * 2 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([ops, again]) => {
        expect(JSON.stringify(fold(again))).toBe(JSON.stringify(fold(ops)));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['history', aHistory],
    ['graph', anyGraph],
  ])('of any %s shows exactly the values that no later writer of the field had seen', (_what, graphs) => {
    fc.assert(
      fc.property(graphs, (ops) => {
        const { fields, heads, conflicts } = fold(ops);

        for (const field of Object.keys(fields)) {
          const setters = ops.filter((one) => Object.hasOwn(one.fields, field));
          const visible = setters.filter((one) => !setters.some((other) => hasSuperseded(ops, other, one)));
          const values = new Set(visible.map((one) => stableText(one.fields[field] ?? null)));
          const conflict = conflicts.find((one) => one.field === field);
          expect(conflict?.values.map(({ opId }) => opId).sort() ?? []).toEqual(
            values.size > 1 ? visible.map((one) => one.id).sort() : [],
          );
          expect(values).toContain(stableText(fields[field] ?? null));
        }
        expect(Object.keys(fields)).toEqual([...new Set(ops.flatMap((one) => Object.keys(one.fields)))].sort());
        const last = ops.filter((one) => !ops.some((other) => hasSuperseded(ops, other, one)));
        expect(heads).toEqual(last.map((one) => one.id).sort());
      }),
      { numRuns: 500 },
    );
  });

  it('loses no value of any field in any graph', () => {
    fc.assert(
      fc.property(anyGraph, (ops) => {
        const named = new Set(ops.flatMap((one) => Object.keys(one.fields)));

        expect(new Set(Object.keys(fold(ops).fields))).toEqual(named);
      }),
    );
  });

  it('of two thousand edits of one record takes well under a second', () => {
    const ops = Array.from({ length: 2000 }, (_, n) => op(`op${n}`, n === 0 ? [] : [`op${n - 1}`], { note: n }, n));
    const start = performance.now();

    expect(fold(ops.toReversed()).fields).toEqual({ note: 1999 });
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
