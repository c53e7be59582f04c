/** Answers of contract/attachment.ts that need a dialog. */
import type { ShellHandlers } from './broker.ts';
import { askWhereToSave } from './dialogs.ts';

export const attachmentHandlers: ShellHandlers = {
  'attachment.saveCopy': async ({ id }, { window, ask }) => {
    const { fileName } = await ask('attachment.copyName', { id });
    const path = await askWhereToSave(window, '另存附件', fileName);
    return path === null ? null : { path: (await ask('attachment.storeCopy', { id, path })).path };
  },
};
