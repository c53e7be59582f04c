/** 中心台账: one list per book, with what its entries of a period add up to. */
import { Button, Select } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { LedgerRow } from '#contract/ledger.ts';
import { bookOf, ledgerBooks, ledgerCounts, type LedgerBookName } from '#domain/ledger.ts';
import { parsePeriod, periodOf, type Period } from '#domain/periods.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { thousands } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { ListPage, type Column } from '#renderer/ui/ListPage.tsx';
import { useListState } from '#renderer/ui/list-store.ts';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import { LedgerForm } from './LedgerForm.tsx';
import { PasteLedger } from './PasteLedger.tsx';

type Open =
  | { readonly kind: 'new' }
  | { readonly kind: 'paste' }
  | { readonly kind: 'edit'; readonly row: LedgerRow }
  | { readonly kind: 'void'; readonly row: LedgerRow };

const rowId = (row: LedgerRow): string => row.id;
const isBook = (name: string): name is LedgerBookName => Object.hasOwn(ledgerBooks, name);

export function LedgerList(): ReactNode {
  // Not a filter of one list: each book is a list of its own, with its own columns and order.
  const look = useListState('ledgers', { chip: 'rule' });
  const book = isBook(look.chip) ? look.chip : 'rule';
  const page = `ledger-${book}`;
  const list = useListState(page);
  const entries = useRead('ledger.list', { book }, { keep: false });
  const period = parsePeriod(list.filters['period'] ?? '');
  const totals = useRead('ledger.totals', { from: period?.from ?? null, to: period?.to ?? null });
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const columns = useMemo(() => columnsOf(book), [book]);
  const rows = useMemo(() => shown(entries.data, period, list.text), [entries.data, period, list.text]);
  const add = (): void => setOpen({ kind: 'new' });
  const paste = (): void => setOpen({ kind: 'paste' });
  useKeys(
    '中心台账',
    [
      { key: 'n', label: '登记一条', run: add },
      { key: 'p', label: '粘贴名单', run: paste },
    ],
    { enabled: open === undefined },
  );
  return (
    <ListPage
      page={page}
      title="中心台账"
      primary={{ label: '登记一条', keyName: 'n', run: add }}
      actions={
        <Button onClick={paste}>
          粘贴名单<kbd>P</kbd>
        </Button>
      }
      search="名称、负责人、编号"
      filters={
        <>
          <ChipPicker
            label="台账"
            value={book}
            options={Object.entries(ledgerBooks).map(([value, { label }]) => ({
              value,
              label: `${label} ${thousands(totals.data?.find((each) => each.book === value)?.entries)}`,
            }))}
            onChange={(chip) => look.set({ chip })}
          />
          <PeriodSelect
            rows={entries.data ?? []}
            value={period}
            onChange={(key) => list.set({ filters: { ...list.filters, period: key } })}
          />
          <Sums book={book} sums={totals.data?.find((each) => each.book === book)?.sums} />
        </>
      }
      rows={rows}
      rowId={rowId}
      columns={columns}
      failure={entries.failure}
      onRetry={entries.reload}
      onOpen={(row) => setOpen({ kind: 'edit', row })}
      rowActions={[{ key: 'd', label: '作废', run: (row) => setOpen({ kind: 'void', row }) }]}
      rowButtons={() => true}
      emptyFirst={
        <EmptyState
          title={`“${bookOf(book).label}”还没有记录`}
          actions={[
            { label: '登记一条', keyName: 'N', run: add, primary: true },
            { label: '粘贴名单', keyName: 'P', run: paste },
          ]}
        >
          半年报告里的数由这里加出来；只在中心，不发给网点。
        </EmptyState>
      }
      drawer={<Drawer book={book} open={open} onClose={close} />}
    />
  );
}

function Drawer(props: {
  readonly book: LedgerBookName;
  readonly open: Open | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const { book, open, onClose } = props;
  const voidEntry = useAct('ledger.void');
  if (open === undefined) return null;
  if (open.kind === 'paste') return <PasteLedger book={book} onClose={onClose} />;
  if (open.kind === 'new') return <LedgerForm book={book} onClose={onClose} />;
  const { row } = open;
  if (open.kind === 'edit') return <LedgerForm book={book} row={row} onClose={onClose} />;
  const voidNow = async (reason: string): Promise<void> => {
    if ((await voidEntry.run({ id: row.id, reason })) === undefined) return;
    toast({ text: `已作废：${row.title}`, tone: 'good' });
    onClose();
  };
  return (
    <ReasonDialog
      open
      title={`作废“${row.title}”`}
      text="作废后不再计入合计，记录和原因都保留。"
      presets={['重复登记', '登记错了']}
      okText="作废"
      danger
      onOk={voidNow}
      onCancel={onClose}
    />
  );
}

const text = (value: string | number | null): string => (value === null ? '' : String(value));

function columnsOf(name: LedgerBookName): readonly Column<LedgerRow>[] {
  const book = bookOf(name);
  return [
    { key: 'heldOn', title: book.date, width: 110, text: (row) => row.heldOn, sort: 'text' },
    { key: 'title', title: book.title, width: 240, grow: true, text: (row) => row.title, sort: 'text' },
    { key: 'kind', title: '类别', width: 120, text: (row) => text(row.kind), filter: true },
    { key: 'number', title: book.number, width: 130, text: (row) => text(row.number) },
    ...book.counts.map((count): Column<LedgerRow> => ({
      key: count,
      title: ledgerCounts[count],
      width: 92,
      align: 'right',
      text: (row) => text(row[count]),
      sort: 'number',
    })),
    { key: 'owner', title: '负责人', width: 120, text: (row) => row.owner, filter: true },
    { key: 'note', title: '备注', width: 160, text: (row) => text(row.note) },
  ];
}

function shown(
  rows: readonly LedgerRow[] | undefined,
  period: Period | null,
  typed: string,
): readonly LedgerRow[] | undefined {
  const wanted = typed.trim().toLowerCase();
  return rows
    ?.filter(({ heldOn }) => period === null || (heldOn >= period.from && heldOn <= period.to))
    .filter((row) => `${row.title} ${row.owner} ${row.number ?? ''} ${row.note ?? ''}`.toLowerCase().includes(wanted));
}

/** Half-years and years in which this book has entries. */
function PeriodSelect(props: {
  readonly rows: readonly LedgerRow[];
  readonly value: Period | null;
  readonly onChange: (key: string) => void;
}): ReactNode {
  const { rows, value, onChange } = props;
  const options = useMemo(() => {
    const periods = rows.flatMap(({ heldOn }) => [periodOf(heldOn, 'half'), periodOf(heldOn, 'year')]);
    const all = [...periods, ...(value === null ? [] : [value])];
    const byKey = new Map(all.map((period) => [period.key, period.label]));
    const sorted = [...byKey].toSorted(([a], [b]) => b.localeCompare(a));
    return [{ value: '', label: '全部时间' }, ...sorted.map(([key, label]) => ({ value: key, label }))];
  }, [rows, value]);
  return (
    <Select
      aria-label="时间范围"
      style={{ width: 140 }}
      value={value?.key ?? ''}
      options={options}
      onChange={onChange}
    />
  );
}

function Sums(props: {
  readonly book: LedgerBookName;
  readonly sums: Readonly<Partial<Record<string, number>>> | undefined;
}): ReactNode {
  const { counts } = bookOf(props.book);
  if (props.sums === undefined || counts.length === 0) return null;
  const words = counts.map((count) => `${ledgerCounts[count]} ${thousands(props.sums?.[count])}`);
  return <span className="num">合计：{words.join('，')}</span>;
}
