/** What a list shows, as an Excel file. */
import { asFailure, call } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';
import { thousands } from './format.ts';
import type { Column } from './rows.ts';
import { failureToast, toast } from './toast.ts';

export async function exportTable<Row>(
  title: string,
  columns: readonly Column<Row>[],
  rowsOf: () => Promise<readonly Row[]>,
): Promise<void> {
  await exportOf(rowsOf, async (rows) => {
    return await call('table.save', { title, columns: exported(columns).map(headOf), rows: texts(rows, columns) });
  });
}

interface Unmasked<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rowId: (row: Row) => string;
  readonly reason: string;
}

/** With personal columns in clear: their texts are put in by the backend. False when nothing was written. */
export async function exportUnmasked<Row>(
  title: string,
  { columns, rowId, reason }: Unmasked<Row>,
  rowsOf: () => Promise<readonly Row[]>,
): Promise<boolean> {
  return await exportOf(rowsOf, async (rows) => {
    return await call('table.saveUnmasked', {
      title,
      reason,
      columns: exported(columns).map((column) => ({ ...headOf(column), unmasked: column.unmasked ?? null })),
      rows: texts(rows, columns),
      ids: rows.map(rowId),
    });
  });
}

const exported = <Row>(columns: readonly Column<Row>[]): readonly Column<Row>[] =>
  columns.filter((column) => column.screenOnly !== true);

const headOf = <Row>({ title, width, align }: Column<Row>) => ({ heading: title, width, numeric: align === 'right' });

const texts = <Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string[][] =>
  rows.map((row) => exported(columns).map((column) => column.text(row)));

async function exportOf<Row>(
  rowsOf: () => Promise<readonly Row[]>,
  save: (rows: readonly Row[]) => Promise<{ readonly path: string } | null>,
): Promise<boolean> {
  try {
    const rows = await rowsOf();
    const saved = await save(rows);
    if (saved === null) return false;
    toast({
      text: `已导出 ${thousands(rows.length)} 行：${saved.path}`,
      tone: 'good',
      actions: [{ label: '打开文件夹', run: () => start(call('shell.reveal', { path: saved.path })) }],
    });
    return true;
  } catch (error) {
    failureToast(asFailure(error));
    return false;
  }
}
