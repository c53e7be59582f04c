/** What a list shows, as an Excel file. */
import { asFailure, call } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';
import type { Column } from './rows.ts';
import { failureToast, toast } from './toast.ts';

export async function exportTable<Row>(
  title: string,
  all: readonly Column<Row>[],
  rowsOf: () => Promise<readonly Row[]>,
): Promise<void> {
  const columns = all.filter((column) => column.screenOnly !== true);
  try {
    const rows = await rowsOf();
    const saved = await call('table.save', {
      title,
      columns: columns.map(({ title: heading, width, align }) => ({ heading, width, numeric: align === 'right' })),
      rows: rows.map((row) => columns.map((column) => column.text(row))),
    });
    if (saved === null) return;
    toast({
      text: `已导出 ${rows.length.toLocaleString('zh-CN')} 行：${saved.path}`,
      tone: 'good',
      actions: [{ label: '打开文件夹', run: () => start(call('shell.reveal', { path: saved.path })) }],
    });
  } catch (error) {
    failureToast(asFailure(error));
  }
}
