/** Answers of contract/print.ts that need a window or a printer. */
import type { PrinterInfo, WebContents } from 'electron';
import type { Preview, SheetPages } from '#contract/print.ts';
import { Failure } from '#domain/failure.ts';
import type { ShellContext, ShellHandlers } from './broker.ts';
import { askWhereToSave } from './dialogs.ts';
import { pdfOf, printPages } from './page-printer.ts';
import { pageRanges, pagesOf } from './pdf-pages.ts';
import { dropPreview, previewOf, registerPreview } from './previews.ts';

/** What is needed to print a preview again; kept exactly as long as its PDF. */
interface Sheet {
  readonly html: string;
  readonly title: string;
  readonly fileName: string;
  readonly record: string | null;
  readonly pages: number;
}

const sheets = new Map<string, Sheet>();

function remember(sheet: Sheet, pdf: Uint8Array): { token: string; url: string } {
  // Previews are dropped elsewhere too (log-out, too many of them); their pages go with them.
  for (const token of sheets.keys()) if (previewOf(token) === undefined) sheets.delete(token);
  const { token, url } = registerPreview(pdf);
  sheets.set(token, sheet);
  return { token, url };
}

function sheetOf(token: string): { readonly sheet: Sheet; readonly pdf: Uint8Array } {
  const sheet = sheets.get(token);
  const pdf = previewOf(token);
  if (sheet === undefined || pdf === undefined) {
    sheets.delete(token);
    throw new Failure('notFound', '预览已经关闭，没有打印。台账数据安全。请重新打开预览。');
  }
  return { sheet, pdf };
}

const printersOf = (contents: WebContents) => contents.getPrintersAsync();

async function send(
  input: {
    token: string;
    deviceName: string;
    copies: number;
    duplex: 'simplex' | 'longEdge' | 'shortEdge';
    pages: string;
  },
  { window, ask }: ShellContext,
): Promise<Record<string, never>> {
  const { sheet } = sheetOf(input.token);
  const printers = await printersOf(window.webContents);
  const printer = printers.find((each) => each.name === input.deviceName);
  if (printers.length === 0)
    throw new Failure('noPrinter', '没有可用打印机，没有打印。可另存为 PDF 到 U 盘，在别的电脑上打印。');
  if (printer === undefined)
    throw new Failure('noPrinter', '选中的打印机已不在，没有打印。请重新选择打印机，或另存为 PDF。');
  const ranges = pageRanges(input.pages);
  if (ranges.some(({ from, to }) => from < 1 || to > sheet.pages)) {
    throw new Failure('invalid', `页码超出范围，没有打印。本表共 ${sheet.pages} 页。`, {
      pages: `1 到 ${sheet.pages}`,
    });
  }
  // A stopped printer takes the job and keeps it; the teller would wait for the paper.
  if (!takesJobs(printer)) {
    throw new Failure(
      'printFailed',
      '打印机已暂停，没有打印。台账数据安全。请启用打印机后重试，或换一台、另存为 PDF。',
    );
  }
  const problem = await printPages(sheet.html, {
    deviceName: input.deviceName,
    copies: input.copies,
    duplex: input.duplex,
    ranges,
    title: sheet.title,
  });
  if (problem !== null) {
    throw new Failure('printFailed', '打印没有成功。台账数据安全。请检查打印机后重试，或另存为 PDF。', {
      driver: problem,
    });
  }
  const pages = input.pages === '' ? `${sheet.pages} 页` : `第 ${input.pages} 页`;
  await ask('print.noted', {
    record: sheet.record,
    text: `打印 ${sheet.title} ${pages} ${input.copies} 份 ${labelOf(printer)}`.slice(0, 300),
  });
  return {};
}

async function savePdf(token: string, { window, ask }: ShellContext): Promise<{ path: string } | null> {
  const { sheet, pdf } = sheetOf(token);
  const path = await askWhereToSave(window, '另存为 PDF', sheet.fileName);
  if (path === null) return null;
  const target = /\.pdf$/i.test(path) ? path : `${path}.pdf`;
  const written = await ask('print.store', {
    path: target,
    pdf: new Uint8Array(pdf),
    record: sheet.record,
    text: `另存 ${sheet.title} ${sheet.pages} 页`,
  });
  return { path: written.path };
}

async function previewOfPages(made: SheetPages): Promise<Preview> {
  const pdf = await pdfOf(made.html);
  const { html, title, fileName, record, masked, maskable } = made;
  const pages = pagesOf(pdf);
  const { token, url } = remember({ html, title, fileName, record, pages }, pdf);
  return { token, url, pages, title, fileName, masked, maskable };
}

export const printHandlers: ShellHandlers = {
  'print.signIn': async (input, { ask }) => previewOfPages(await ask('print.sheet', input)),
  'print.paperPreview': async (input, { ask }) => previewOfPages(await ask('print.paper', input)),
  'print.printers': async (_, { window }) => {
    const printers = await printersOf(window.webContents);
    return printers.map((printer) => ({
      name: printer.name,
      displayName: labelOf(printer),
      isDefault: isDefaultPrinter(printer),
    }));
  },
  'print.send': (input, ctx) => send(input, ctx),
  'print.savePdf': ({ token }, ctx) => savePdf(token, ctx),
  'print.drop': ({ token }) => {
    sheets.delete(token);
    dropPreview(token);
    return {};
  },
};

const optionOf = ({ options }: PrinterInfo, name: string): string => {
  const value: unknown = (options as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : '';
};

/** What people call it: CUPS keeps that apart from the name of the queue. */
function labelOf(printer: PrinterInfo): string {
  return [optionOf(printer, 'printer-info'), printer.displayName].find((text) => text !== '') ?? printer.name;
}

/** CUPS tells whether it takes jobs and whether it works (5: stopped); Windows tells nothing beforehand. */
const takesJobs = (printer: PrinterInfo): boolean =>
  optionOf(printer, 'printer-is-accepting-jobs') !== 'false' && optionOf(printer, 'printer-state') !== '5';

/** CUPS says so in a bit of the printer's type. Windows does not tell: there the first one is preselected. */
function isDefaultPrinter(printer: PrinterInfo): boolean {
  return (Number(optionOf(printer, 'printer-type')) & 0x2_00_00) !== 0;
}
