/** 中心台账: entries typed or pasted at the centre. They stay there: the stream `centre` goes to nobody. */
import type { Parsed } from '#contract/index.ts';
import type { LedgerRow } from '#contract/ledger.ts';
import { ledgerEntries, ledgerTotals } from '#db/ledger.ts';
import { getRecord } from '#db/record.ts';
import { Failure } from '#domain/failure.ts';
import type { LedgerBookName, LedgerEntry, LedgerFields } from '#domain/ledger.ts';
import { bookOf, ledgerEntryEntity, ledgerFaults, noCounts, parseLedger } from '#domain/ledger.ts';
import { parseTypedDate } from '#domain/typed-date.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';

const here = 'centre';

function rowOf(entry: LedgerEntry): LedgerRow {
  const { head: _head, voided: _voided, voidReason: _reason, book: _book, ...fields } = entry;
  return fields;
}

function findEntry(ctx: Ctx, id: string): LedgerEntry {
  const entry = getRecord(ctx.db, ledgerEntryEntity, id);
  if (entry === null || entry.voided) throw new Failure('notFound', '没有找到这条台账，没有保存。请刷新后再试。');
  return entry;
}

/** Only the counts of its book are kept. */
function fieldsOf(book: LedgerBookName, fields: LedgerFields): LedgerFields {
  const kept = Object.fromEntries(bookOf(book).counts.map((name) => [name, fields[name]]));
  return { ...fields, ...noCounts, ...kept };
}

function save(ctx: Ctx, { id, book, ...fields }: Parsed<'ledger.save'>): { id: string } {
  const entry = fieldsOf(book, fields);
  refuseFaults(ctx, book, entry);
  if (id !== null && findEntry(ctx, id).book !== book)
    throw new Failure('invalid', '这一条属于另一本台账，没有保存。', { title: '属于另一本台账' });
  const record = id ?? ctx.newId();
  ctx.write(ledgerEntryEntity, record, { book, ...entry }, here);
  ctx.note({ record, text: bookOf(book).label });
  return { id: record };
}

function refuseFaults(ctx: Ctx, book: LedgerBookName, fields: LedgerFields): void {
  const faults: Record<string, string> = { ...ledgerFaults(fields) };
  if (fields.heldOn > ctx.today()) faults['heldOn'] = '不能晚于今天';
  if (fields.kind !== null && !bookOf(book).kinds.includes(fields.kind)) faults['kind'] = '请从列出的类别里选';
  if (Object.keys(faults).length > 0)
    throw new Failure('invalid', '有内容不合要求，没有保存。请看各栏下的提示。', faults);
}

const read = (ctx: Ctx, book: LedgerBookName, text: string) =>
  parseLedger(text, bookOf(book), (typed) => parseTypedDate(typed, ctx.today(), 'past')).map((line) =>
    line.fields !== null && line.fields.heldOn > ctx.today()
      ? { ...line, problem: '日期晚于今天', fields: null }
      : line,
  );

function paste(ctx: Ctx, book: LedgerBookName, text: string): { added: number } {
  const lines = read(ctx, book, text);
  const bad = lines.filter(({ problem }) => problem !== '');
  if (lines.length === 0 || bad.length > 0) {
    const first = bad[0] === undefined ? '没有可用的行' : `第 ${bad[0].line} 行：${bad[0].problem}`;
    throw new Failure('invalid', `${first}。没有写入任何一行，请改好再粘贴。`, { text: first });
  }
  for (const { fields } of lines)
    if (fields !== null) ctx.write(ledgerEntryEntity, ctx.newId(), { book, ...fields }, here);
  ctx.note({ text: `${bookOf(book).label} ${lines.length} 行` });
  return { added: lines.length };
}

export const ledgerVerbs = {
  'ledger.list': ({ book }, ctx) => ledgerEntries(ctx.db, book).map(rowOf),
  'ledger.totals': ({ from, to }, ctx) => [...ledgerTotals(ctx.db, from ?? '1900-01-01', to ?? '2200-12-31')],
  'ledger.save': (input, ctx) => save(ctx, input),
  'ledger.check': ({ book, text }, ctx) =>
    read(ctx, book, text).map(({ line, cells, problem }) => ({ line, cells: [...cells], problem })),
  'ledger.paste': ({ book, text }, ctx) => paste(ctx, book, text),
  'ledger.void': ({ id, reason }, ctx) => {
    const { book } = findEntry(ctx, id);
    ctx.write(ledgerEntryEntity, id, { voided: true, voidReason: reason }, here);
    ctx.note({ record: id, text: bookOf(book).label });
    return {};
  },
} satisfies Verbs;
