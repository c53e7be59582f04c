/** Rows to the clipboard, for WPS and Excel. */
import { thousands } from './format.ts';
import { tsvOf, type Column } from './rows.ts';
import { toast } from './toast.ts';

export const sayCopied = (count: number): void =>
  toast({ text: `已复制 ${thousands(count)} 行，可粘贴到 WPS 表格`, tone: 'good' });

export async function copyRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Promise<void> {
  await navigator.clipboard.writeText(tsvOf(rows, columns));
  sayCopied(rows.length);
}
