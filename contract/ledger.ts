/** 中心台账: the centre's own books. Never sent to outlets. */
import * as z from 'zod/mini';
import { ledgerBooks, ledgerCounts, type LedgerBookName, type LedgerCount } from '#domain/ledger.ts';
import { count, day, filled, recordId, text, textOrNull } from './checks.ts';
import { command, query } from './define.ts';

const Book = z.enum(Object.keys(ledgerBooks) as [LedgerBookName, ...LedgerBookName[]]);
const number = z._default(z.nullable(count(9_999_999)), null);
const counts = Object.fromEntries(Object.keys(ledgerCounts).map((name) => [name, number])) as Record<
  LedgerCount,
  typeof number
>;

export const LedgerFields = z.object({
  heldOn: day,
  title: filled(120, '请填写名称'),
  kind: textOrNull(20),
  number: textOrNull(60),
  owner: filled(60, '请填写负责人'),
  note: textOrNull(300),
  ...counts,
});

export const LedgerRow = z.object({ id: z.string(), ...LedgerFields.shape });
export type LedgerRow = z.output<typeof LedgerRow>;

const Sums = z.record(z.enum(Object.keys(ledgerCounts) as [LedgerCount, ...LedgerCount[]]), z.number());

export const BookTotals = z.object({ book: Book, entries: z.number(), sums: Sums });
export type BookTotals = z.infer<typeof BookTotals>;

export const ledger = {
  /** Newest first. */
  'ledger.list': query({ needs: 'ledger.read', input: z.object({ book: Book }), output: z.array(LedgerRow) }),
  /** Of every book, for the days of a period; null leaves an end open. */
  'ledger.totals': query({
    needs: 'ledger.read',
    input: z.object({ from: z.nullable(day), to: z.nullable(day) }),
    output: z.array(BookTotals),
  }),
  'ledger.save': command({
    needs: 'ledger.write',
    input: z.object({ id: z.nullable(recordId), book: Book, ...LedgerFields.shape }),
    output: z.object({ id: z.string() }),
    changes: ['ledger'],
  }),
  'ledger.check': query({
    needs: 'ledger.write',
    input: z.object({ book: Book, text: text(400_000) }),
    output: z.array(z.object({ line: z.number(), cells: z.array(z.string()), problem: z.string() })),
  }),
  /** All lines or none. */
  'ledger.paste': command({
    needs: 'ledger.write',
    input: z.object({ book: Book, text: text(400_000) }),
    output: z.object({ added: z.number() }),
    changes: ['ledger'],
  }),
  'ledger.void': command({
    needs: 'ledger.write',
    input: z.object({ id: recordId, reason: filled(200, '请写明原因') }),
    output: z.object({}),
    changes: ['ledger'],
  }),
};
