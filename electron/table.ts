/** Answers of contract/table.ts that need a dialog. */
import type { ShellHandlers } from './broker.ts';
import { askWhereToSave } from './dialogs.ts';

const withEnding = (path: string): string => (/\.xlsx$/i.test(path) ? path : `${path}.xlsx`);

export const tableHandlers: ShellHandlers = {
  'table.save': async (content, { window, ask }) => {
    const path = await askWhereToSave(window, '导出表格', `${content.title}.xlsx`);
    if (path === null) return null;
    return await ask('table.write', { ...content, path: withEnding(path) });
  },
  'table.saveUnmasked': async (content, { window, ask }) => {
    const path = await askWhereToSave(window, '导出明文表格', `${content.title}（明文）.xlsx`);
    if (path === null) return null;
    return await ask('table.writeUnmasked', { ...content, path: withEnding(path) });
  },
};
