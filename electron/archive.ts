/** Answers of contract/archive.ts: where to, and the PDFs. */
import type { ShellHandlers } from './broker.ts';
import { askWhereToSave } from './dialogs.ts';
import { pdfOf } from './page-printer.ts';

export const archiveHandlers: ShellHandlers = {
  'archive.make': async ({ ofKind, ofId, reason }, { window, ask }) => {
    const { fileName, pages } = await ask('archive.pages', { ofKind, ofId, reason });
    const path = await askWhereToSave(window, '归档', fileName);
    if (path === null) return null;
    const pdfs: { path: string; content: Uint8Array }[] = [];
    for (const { path: name, html } of pages) pdfs.push({ path: name, content: new Uint8Array(await pdfOf(html)) });
    const target = /\.zip$/i.test(path) ? path : `${path}.zip`;
    return await ask('archive.store', { ofKind, ofId, reason, path: target, pdfs });
  },
};
