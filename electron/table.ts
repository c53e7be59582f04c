/** Answers of contract/table.ts that need a dialog. */
import type { ShellHandlers } from './broker.ts';
import { askWhereToSave } from './dialogs.ts';

export const tableHandlers: ShellHandlers = {
  'table.save': async (content, { window, ask }) => {
    const path = await askWhereToSave(window, '导出表格', `${content.title}.xlsx`);
    if (path === null) return null;
    return await ask('table.write', { ...content, path: /\.xlsx$/i.test(path) ? path : `${path}.xlsx` });
  },
};
