/** `print sign-in`: pages from the database, PDF from a hidden Electron window, written durably. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { In, Out } from '#contract/index.ts';
import { renderPdf } from './print-spawn.ts';
import type { Opened } from './xb-installation.ts';
import { withInstallation } from './xb-installation.ts';
import { Refusal } from './xb-refusal.ts';
import type { Arguments } from './xb-verbs.ts';

type Template = In<'print.sheet'>['template'];
const templates: readonly string[] = ['T1', 'T2', 'T3', 'T4'];

export async function printSignIn(args: Arguments): Promise<Out<'print.store'> & { readonly pages: number }> {
  const { template } = args;
  if (template === undefined || !templates.includes(template))
    throw new Refusal('invalid', '--template 应为 T1、T2、T3 或 T4');
  if (args.blank === (args.event !== undefined))
    throw new Refusal('invalid', '请用 --event 指明活动或培训，或用 --blank 打印空白表');
  if (args.out === undefined) throw new Refusal('invalid', '缺少 --out 文件');
  const path = resolve(args.out);
  return await withInstallation(args.db, { user: args.user, needs: 'print.document' }, async ({ call }) => {
    const sheet = await call('print.sheet', {
      ...(await subject(call, args.event)),
      template: template as Template,
      large: args.large,
    });
    const pdf = await pdfOf(sheet.html);
    const stored = await call('print.store', { path, pdf, record: sheet.record, text: sheet.title });
    return { ...stored, pages: sheet.pages };
  });
}

async function subject(call: Opened['call'], id: string | undefined): Promise<Pick<In<'print.sheet'>, 'kind' | 'id'>> {
  if (id === undefined) return { kind: 'blank', id: null };
  try {
    await call('outreach.get', { id });
    return { kind: 'outreach', id };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'notFound') throw error;
    return { kind: 'training', id };
  }
}

/** The HTML may hold names: it lies only in a folder of its own, for as long as the window needs it. */
async function pdfOf(html: string): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'xb-print-'));
  try {
    const page = join(folder, 'page.html');
    const pdf = join(folder, 'page.pdf');
    writeFileSync(page, html, { mode: 0o600 });
    await renderPdf(page, pdf);
    return readFileSync(pdf);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
