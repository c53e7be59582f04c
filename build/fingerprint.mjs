/** One hash over everything the built application is made of. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['domain', 'contract', 'db', 'services', 'electron', 'renderer'];
const files = ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'build/fingerprint.mjs'];

/** @param {string} root  @returns {string} */
export function fingerprint(root) {
  const hash = createHash('sha256');
  for (const path of [...files, ...folders.flatMap((folder) => filesUnder(root, folder))]) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesUnder(root, folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
