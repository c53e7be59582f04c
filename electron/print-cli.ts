/**
 * Makes a PDF without the app: `electron print-cli --html FILE|- --out FILE.pdf`.
 *
 * An entry of its own, started by the terminal program (electron/xb.ts), which has no window.
 * `--html -` reads the document from standard input, so that personal data needs no file in between.
 * Prints one JSON line `{"out":…,"pages":…,"bytes":…}`; errors go to standard error as
 * `{"code":…,"message":…}` with exit 1, as the terminal program's own do.
 */
import { readFileSync } from 'node:fs';
import { writeFile, rename, rm } from 'node:fs/promises';
import { app } from 'electron';
import { restrictContents, silenceNetwork } from './hardening.ts';
import { pdfOf } from './page-printer.ts';
import { pagesOf } from './pdf-pages.ts';
import { declareScheme } from './protocol.ts';

declareScheme();
silenceNetwork();
restrictContents();
app.disableHardwareAcceleration();
// Closing the hidden window must not end the program before the file is written.
app.on('window-all-closed', () => undefined);

void app
  .whenReady()
  .then(run)
  .then(() => {
    app.exit(0);
  })
  .catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${JSON.stringify({ code: 'printFailed', message: `PDF 没有生成：${message}` })}\n`);
    app.exit(1);
  });

async function run(): Promise<void> {
  const input = argument('--html');
  const out = argument('--out');
  const pdf = await pdfOf(readFileSync(input === '-' ? 0 : input, 'utf8'));
  await writeWhole(out, pdf);
  process.stdout.write(`${JSON.stringify({ out, pages: pagesOf(pdf), bytes: pdf.byteLength })}\n`);
}

function argument(name: string): string {
  const at = process.argv.indexOf(name);
  const value = at < 0 ? undefined : process.argv[at + 1];
  if (value === undefined || value === '') throw new Error(`缺少参数 ${name}`);
  return value;
}

/** The file is there whole or not at all. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.part`;
  try {
    await writeFile(part, bytes, { flush: true });
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
