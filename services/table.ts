/** Lists as Excel files: frozen heading, and no text that a spreadsheet would run as a formula. */
import { isAbsolute } from 'node:path';
import writeXlsxFile from 'write-excel-file/node';
import type { Out, Parsed } from '#contract/index.ts';
import { Failure } from '#domain/failure.ts';
import { isPlainNumber, neutralizeFormula } from '#domain/normalize.ts';
import { personalTexts } from '#db/complaint.ts';
import type { JobCtx, Jobs } from './dispatch.ts';
import { writeFileDurably } from './files/atomic-write.ts';

type Content = Parsed<'table.write'>;
type UnmaskedContent = Parsed<'table.writeUnmasked'>;

/** Numbers are numbers only in columns that hold nothing else: an outlet is called 0037 and not 37. */
function cellOf(text: string, numeric: boolean) {
  if (text === '' || text === '--') return null;
  if (numeric && isPlainNumber(text)) return { value: Number(text.replaceAll(',', '')), type: Number };
  return { value: neutralizeFormula(text), type: String, wrap: true, alignVertical: 'top' as const };
}

/** About seven pixels of the screen are one character in Excel. */
const widthOf = (pixels: number): number => Math.min(60, Math.max(6, Math.round(pixels / 7)));

async function workbookOf({ title, columns, rows }: Content): Promise<Buffer> {
  const head = columns.map(({ heading }) => ({
    value: neutralizeFormula(heading),
    type: String,
    fontWeight: 'bold' as const,
    backgroundColor: '#EEF1F5',
  }));
  const body = rows.map((row) => columns.map(({ numeric }, at) => cellOf(row[at] ?? '', numeric)));
  return await writeXlsxFile([head, ...body], {
    sheet: title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31),
    columns: columns.map(({ width }) => ({ width: widthOf(width) })),
    stickyRowsCount: 1,
    orientation: 'landscape',
  }).toBuffer();
}

/** The file first, then the audit line: a line about a file that is not there would be worse. */
async function write(job: JobCtx, content: Content, said: string): Promise<Out<'table.write'>> {
  if (!isAbsolute(content.path))
    throw new Failure('invalid', '没有指明存到哪里，文件没有写成。请重新选择位置。', { path: '位置不完整' });
  const bytes = await workbookOf(content);
  return job.commit((ctx) => {
    const { path } = writeFileDurably(content.path, bytes);
    ctx.note({ text: `${content.title} ${content.rows.length} 行，${said}` });
    return { path };
  });
}

/** The shown texts, with the named columns taken from the records themselves: the window never holds them. */
function inClear({ db }: JobCtx, content: UnmaskedContent): Content {
  const known = new Map(personalTexts(db, content.ids).map((texts) => [texts.id, texts]));
  const isWhole = content.ids.length === content.rows.length && content.ids.every((id) => known.has(id));
  if (!isWhole) throw new Failure('notFound', '列表里有记录已经变动，文件没有写成。请按 F5 刷新后再导出。');
  const rows = content.rows.map((row, at) => {
    const texts = known.get(content.ids[at] ?? '');
    return content.columns.map(({ unmasked }, place) =>
      unmasked === null || texts === undefined ? (row[place] ?? '') : texts[unmasked],
    );
  });
  return { ...content, rows };
}

function writeUnmasked(job: JobCtx, content: UnmaskedContent): Promise<Out<'table.writeUnmasked'>> {
  const shown = content.columns.flatMap(({ heading, unmasked }) => (unmasked === null ? [] : [heading]));
  if (shown.length === 0)
    throw new Failure('invalid', '这些列里没有遮盖的信息，文件没有写成。请用普通的导出。', { columns: '没有遮盖的列' });
  return write(job, inClear(job, content), `明文（${shown.join('、')}），原因：${content.reason}`);
}

export const tableJobs = {
  'table.write': (content, ctx) => write(ctx, content, '按屏幕所见（已遮盖）'),
  'table.writeUnmasked': (content, ctx) => writeUnmasked(ctx, content),
} satisfies Jobs;
