/** Old .xls files and what is called so: what is read of them, and that nothing in them stops the program. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CFB, utils, write, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { importLimits } from '#domain/import.ts';
import { oldSheetLimits, readOldSheet } from '#services/files/old-sheet.ts';
import { readTable } from '#services/files/read-table.ts';
import { gbk } from '#tests/helpers/gbk.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import { outletWorld } from '#tests/helpers/world.ts';

const head = ['工单编号', '投诉时间', '投诉人', '联系电话', '业务', '原因', '投诉内容', '金额'];

function bookOf(rows: readonly (readonly unknown[])[], change: (sheet: WorkSheet) => void = () => undefined): WorkBook {
  const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
  change(sheet);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '台账');
  return book;
}

const showAs = (sheet: WorkSheet, at: string, format: string): void => {
  (sheet[at] as CellObject).z = format;
};

const bytesOf = (book: WorkBook, bookType: 'biff8' | 'xlml' = 'biff8'): Buffer =>
  write(book, { bookType, type: 'buffer' }) as Buffer;

function saved(bytes: Uint8Array): string {
  const path = join(tempFolder(), '清单.xls');
  writeFileSync(path, bytes);
  return path;
}

const rowsOf = async (bytes: Uint8Array) => (await readTable(saved(bytes), importLimits)).sheets[0]?.rows;
const refused = async (bytes: Uint8Array) =>
  await readTable(saved(bytes), importLimits).then(
    () => 'read',
    (error: unknown) => (error as Error).message,
  );

const ole2 = CFB as {
  readonly utils: { cfb_new: () => object; cfb_add: (file: object, name: string, content: Buffer) => void };
  readonly write: (file: object, options: { readonly type: 'buffer' }) => Buffer;
};

/** An OLE2 file with one stream. */
const oleWith = (name: string, content: Buffer): Buffer => {
  const file = ole2.utils.cfb_new();
  ole2.utils.cfb_add(file, name, content);
  return ole2.write(file, { type: 'buffer' });
};

const record = (type: number, data: readonly number[]): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, Buffer.from(data)]);
};

describe('what is read', () => {
  test('cells as they were meant: text, numbers, days, times', async () => {
    const cells = ['KF1', 45_446, '张䶮', '１３８００００００００１', 13_800_000_002, 45_446.587, 0.5, true];
    const book = bookOf([head, cells], (sheet) => {
      for (const at of ['B2', 'F2']) showAs(sheet, at, 'yyyy-mm-dd hh:mm');
      showAs(sheet, 'G2', 'hh:mm');
    });

    const rows = await rowsOf(bytesOf(book));

    expect(rows).toEqual([
      head,
      ['KF1', '2024-06-03', '张䶮', '１３８００００００００１', 13_800_000_002, '2024-06-03 14:05', 0.5, true],
    ]);
  });

  test.each([['with'], ['without']])('a file of Excel 95 in GBK, %s the name of its code page', async (named) => {
    const cells = [gbk('投诉人'), gbk('王小二'), gbk('镕')];
    const labels = cells.map((text, column) => record(0x0204, [0, 0, column, 0, 0, 0, text.length, 0, ...text]));
    const codePage = named === 'with' ? record(0x0042, [0xa8, 0x03]) : Buffer.alloc(0);
    const bof = (kind: number): Buffer => record(0x0809, [0, 5, kind, 0, 0, 0, 0xc9, 0x07]);
    const end = record(0x000a, []);
    const name = gbk('台账');
    const globals = Buffer.concat([bof(5), codePage, record(0x0085, [0, 0, 0, 0, 0, 0, name.length, ...name]), end]);
    globals.writeUInt32LE(globals.length, bof(5).length + codePage.length + 4);
    const book = oleWith('/Book', Buffer.concat([globals, bof(0x10), ...labels, end, Buffer.alloc(4096)]));

    const [sheet] = (await readTable(saved(book), importLimits)).sheets;

    expect(sheet).toEqual({ name: '台账', rows: [['投诉人', '王小二', '镕']] });
  });

  test('merged cells all hold their value, and holes stay holes', async () => {
    const book = bookOf(
      [['2024 年台账'], head, ['KF1', null, null, null, '储蓄'], [], ['KF2', '2024-06-04', '李四']],
      (sheet) => {
        sheet['!merges'] = [
          { s: { r: 0, c: 0 }, e: { r: 0, c: 7 } },
          { s: { r: 2, c: 4 }, e: { r: 4, c: 4 } },
        ];
      },
    );

    const rows = await rowsOf(bytesOf(book));

    expect(rows?.map((row) => row[4])).toEqual(['2024 年台账', '业务', '储蓄', '储蓄', '储蓄']);
    expect(rows?.[4]?.slice(0, 3)).toEqual(['KF2', '2024-06-04', '李四']);
    expect(rows?.[3]?.[0]).toBeNull();
  });

  test('a date of a workbook that counts from 1904', async () => {
    const book = bookOf([[45_446 - 1462]], (sheet) => showAs(sheet, 'A1', 'yyyy-mm-dd'));
    book.Workbook = { WBProps: { date1904: true } };

    expect(await rowsOf(bytesOf(book))).toEqual([['2024-06-03']]);
  });

  test.each(['utf-8', 'gb18030'])('the web page with a table that a system saved as .xls, in %s', async (encoding) => {
    const cell = (text: string): string => `<td style="a;b">${text}</td>`;
    const page =
      `<html xmlns:x=urn:excel;x,y><head><meta content=text/html;charset=gbk></head><body><p>无关</p>` +
      `<table border=1><tr><th colspan=3>客服工单</th></tr><tr>${['工单编号', '电话', '投诉时间'].map(cell).join('')}</tr>` +
      `<tr>${['007', '013800000001', '2024年6月3日'].map(cell).join('')}</tr></table></body></html>`;

    const rows = await rowsOf(encoding === 'gb18030' ? gbk(page) : Buffer.from(page));

    expect(rows).toEqual([
      ['客服工单', '客服工单', '客服工单'],
      ['工单编号', '电话', '投诉时间'],
      // Nothing is guessed to be a number: leading zeros of numbers would be gone.
      ['007', '013800000001', '2024年6月3日'],
    ]);
  });

  test('an XML table of Excel 2003', async () => {
    const book = bookOf([head, ['KF1', '2024-06-03', '张三', 13_800_000_001]]);

    expect((await rowsOf(bytesOf(book, 'xlml')))?.[1]?.slice(0, 4)).toEqual([
      'KF1',
      '2024-06-03',
      '张三',
      13_800_000_001,
    ]);
  });

  test('is imported like any list', async () => {
    const world = await outletWorld();
    const row = ['KF9', '2024-06-03', '张三', '13800000001', '人民币储蓄', '定价收费', '柜台说没有收费结果收了五元', 5];
    const path = saved(bytesOf(bookOf([head, row])));

    const open = await world.call('import.open', { path, kind: 'hotline' });
    const { sha256, sheet, headingRow, mapping, fixed } = open;
    const done = await world.call('import.run', { path, kind: 'hotline', sha256, sheet, headingRow, mapping, fixed });

    expect([open.sheets, done.created, done.faulty]).toEqual([['台账'], 1, 0]);
  });
});

describe('what is refused, with a sentence', () => {
  const bof = record(0x0809, [0x00, 0x06, 0x05, 0x00, 0xbb, 0x0d, 0xcc, 0x07, 0, 0, 0, 0, 6, 0, 0, 0]);
  const xorPassword = record(0x002f, [0, 0, 0x34, 0x12, 0x78, 0x56]);

  test.each([
    ['a password, as Excel 97 sets it', oleWith('/Workbook', Buffer.concat([bof, xorPassword])), /打开密码/],
    ['a password, as Excel 2007 sets it', oleWith('/EncryptedPackage', Buffer.alloc(5000, 7)), /打开密码/],
    ['an old Word document', oleWith('/WordDocument', Buffer.alloc(5000, 7)), /没有 Excel 表格/],
    ['only the first eight bytes', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /已损坏/],
    ['a web page without a table', Buffer.from('<html><p>请登录</p></html>'), /网页，里面没有表格/],
  ])('%s', async (_, bytes, say) => {
    const message = await refused(bytes);

    expect(message).toMatch(say);
    expect(message).toMatch(/没有导入任何内容.*另存为 \.xlsx/);
  });

  test('more rows, columns, sheets or cells than are read', async () => {
    const many = bookOf(Array.from({ length: importLimits.rows + 30 }, (_, at) => [at]));
    const wide = bookOf([Array.from({ length: importLimits.columns + 1 }, (_, at) => at)]);
    const tall = utils.book_new();
    for (let n = 0; n <= oldSheetLimits.sheets; n += 1)
      utils.book_append_sheet(tall, utils.aoa_to_sheet([[n]]), `表${n}`);

    expect(await refused(bytesOf(many))).toMatch(/20000 行|内容太多/);
    expect(await refused(bytesOf(wide))).toMatch(/200 列|内容太多/);
    expect(await refused(bytesOf(tall))).toMatch(/内容太多/);
  });
});

describe('whatever a file does in there, the program goes on', () => {
  const small = { ...oldSheetLimits, rows: 1000, columns: 50 };

  test('cut off and changed anywhere it is read or refused, within its time', async () => {
    const whole = bytesOf(bookOf([head, ...Array.from({ length: 30 }, (_, at) => [`KF${at}`, 45_446 + at, '张三'])]));
    for (let at = 0; at < 16; at += 1) {
      const bytes = Buffer.from(whole.subarray(0, at % 2 === 0 ? Math.floor((whole.length * at) / 16) : whole.length));
      for (let n = 0; n < at; n += 1)
        bytes[(at * 7919 + n * 104_729) % Math.max(1, bytes.length)] = (at * 31 + n) % 256;

      const answer = await readOldSheet(bytes, { ...small, milliseconds: 5000 });

      expect('sheets' in answer || answer.refused).toBeTruthy();
    }
  }, 60_000);

  test('a page that costs more time than it is given is stopped', async () => {
    const page = `<html><table>${'<tr><td rowspan=2 colspan=2>1</td>'.repeat(60_000)}</table>`;
    const begin = performance.now();

    const answer = await readOldSheet(page, { ...small, rows: 1e6, columns: 1e6, cells: 1e9, milliseconds: 1500 });

    expect(answer).toEqual({ refused: 'tooLong' });
    expect(performance.now() - begin).toBeLessThan(10_000);
  }, 20_000);

  test('a page that costs more memory than it is given ends the thread and nothing else', async () => {
    const page = `<html><table>${`<tr>${'<td>字</td>'.repeat(200)}</tr>`.repeat(4000)}</table>`;

    const answer = await readOldSheet(page, { ...small, rows: 1e6, columns: 1e6, cells: 1e9, megabytes: 24 });

    expect(answer).toEqual({ refused: 'tooLarge' });
  }, 20_000);
});
