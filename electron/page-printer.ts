/**
 * Turns a finished HTML document into a PDF or sends it to a printer: in a hidden, sandboxed window
 * without scripts, in a session of its own that keeps nothing and reaches nothing but the document.
 */
import { randomBytes } from 'node:crypto';
import { BrowserWindow, session, type Session, type WebContentsPrintOptions } from 'electron';
import { onlyPages, type PageRange } from './pdf-pages.ts';
import { sendToPrintSystem } from './print-command.ts';

/** In memory: the name does not begin with `persist:`. */
const partition = 'print';
const documents = new Map<string, string>();
const address = (key: string): string => `app://print/${key}.html`;
let prepared: Session | null = null;

function printSession(): Session {
  if (prepared !== null) return prepared;
  prepared = session.fromPartition(partition, { cache: false });
  prepared.protocol.handle('app', (request) => {
    const key = /^app:\/\/print\/([0-9a-f]{32})\.html$/.exec(request.url)?.[1] ?? '';
    const html = documents.get(key);
    if (html === undefined) return new Response('', { status: 404 });
    return new Response(html, {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
      },
    });
  });
  prepared.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !details.url.startsWith('app://print/') && !details.url.startsWith('data:') });
  });
  prepared.setPermissionRequestHandler((_, __, callback) => {
    callback(false);
  });
  return prepared;
}

/** Loads the document, lets `work` have its window and closes it again. */
async function withPages<T>(html: string, work: (window: BrowserWindow) => Promise<T>): Promise<T> {
  const key = randomBytes(16).toString('hex');
  documents.set(key, html);
  const window = new BrowserWindow({
    show: false,
    width: 794,
    height: 1123,
    webPreferences: {
      session: printSession(),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      spellcheck: false,
      backgroundThrottling: false,
    },
  });
  try {
    await window.loadURL(address(key));
    return await work(window);
  } finally {
    documents.delete(key);
    window.destroy();
  }
}

/** A4; the document's own @page decides size and margins. */
export const pdfOf = (html: string): Promise<Buffer> =>
  withPages(html, (window) =>
    window.webContents.printToPDF({
      // Without this Chromium takes Letter where a document says nothing.
      pageSize: 'A4',
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
    }),
  );

export interface PrintTask {
  /** System name of the printer. */
  readonly deviceName: string;
  readonly copies: number;
  readonly duplex: 'simplex' | 'longEdge' | 'shortEdge';
  /** Empty for all pages. */
  readonly ranges: readonly PageRange[];
  /** Stands in the printer's list of jobs, which everybody on its network can read. */
  readonly title: string;
}

/** Electron 41 to 43 read these two options under Chromium's own names only (electron/electron#52048). */
interface InternalNames {
  readonly duplex: PrintTask['duplex'];
  readonly shouldPrintBackgrounds: boolean;
}

/** Resolves to null, or to the driver's reason when the printer refused. */
export async function printPages(html: string, task: PrintTask): Promise<string | null> {
  if (process.platform !== 'linux') return await printFromWindow(html, task);
  return await sendToPrintSystem(await pdfOf(onlyPages(html, task.ranges)), task);
}

/** Windows: the job is named after the document. */
const printFromWindow = (html: string, task: PrintTask): Promise<string | null> =>
  withPages(onlyPages(html, task.ranges), (window) => {
    const options: WebContentsPrintOptions & InternalNames = {
      silent: true,
      deviceName: task.deviceName,
      pageSize: 'A4',
      copies: task.copies,
      duplexMode: task.duplex,
      duplex: task.duplex,
      printBackground: true,
      shouldPrintBackgrounds: true,
    };
    return new Promise((resolve) => {
      window.webContents.print(options, (success, reason) => {
        resolve(success ? null : reason === '' ? '打印机没有说明原因' : reason);
      });
    });
  });
