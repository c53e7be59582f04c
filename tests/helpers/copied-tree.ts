/** A working copy of the sources in a folder of its own: what is installed or made there disturbs nobody. */
import { cpSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempFolder } from './temp-folder.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const sources = ['build', 'contract', 'db', 'domain', 'electron', 'renderer', 'services'];

/** As cloned. `built`: with the application and the packages of this copy. */
export function copiedTree({ built }: { readonly built: boolean }): string {
  const folder = tempFolder();
  const files = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile());
  for (const name of [...sources, ...files.map((entry) => entry.name)])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  if (!built) return folder;
  cpSync(join(root, 'out', 'app'), join(folder, 'out', 'app'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}
