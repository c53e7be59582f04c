/** Folders for one run of the bench, on the disk of the project: the system's temporary folder may be in memory. */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Processes started by the bench share the folder of the one that started them. */
export const runName = process.env['XB_BENCH_RUN'] ?? String(process.pid);
const base = join(root, '.cache', 'bench', runName);

let count = 0;

export function newFolder(name: string): string {
  count += 1;
  const folder = join(base, `${process.pid}-${count}-${name}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A copy of a closed installation. */
export function copyOf(folder: string): string {
  const copy = newFolder('copy');
  cpSync(folder, copy, { recursive: true });
  return copy;
}

export const removeFolder = (folder: string): void => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
};

export const removeAll = (): void => removeFolder(base);
