/** The files a window may ask for, listed once: a request is a look-up, never a path. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Address path (`/assets/a.js`) → file. Symbolic links are left out. */
export function listFiles(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const walk = (from: string, path: string): void => {
    for (const entry of readdirSync(from, { withFileTypes: true })) {
      if (entry.isDirectory()) walk(join(from, entry.name), `${path}${entry.name}/`);
      else if (entry.isFile()) files.set(path + entry.name, join(from, entry.name));
    }
  };
  walk(folder, '/');
  return files;
}
