/** What the numbers were measured on. */
import { readFileSync } from 'node:fs';
import { cpus, platform, release, totalmem } from 'node:os';
import type { Db } from '#db/open.ts';
import { row } from '#db/statements.ts';

const gibibyte = 1024 ** 3;

export function describeMachine(db: Db, folder: string): string {
  const cores = cpus();
  const sqlite = row<{ version: string }>(db, 'SELECT sqlite_version() AS version')?.version ?? '?';
  return [
    `${cores[0]?.model.trim() ?? 'unknown CPU'}, ${cores.length} cores`,
    `${(totalmem() / gibibyte).toFixed(0)} GiB memory`,
    `disk ${fileSystemOf(folder)}`,
    `${platform()} ${release()}`,
    `Electron ${process.versions.electron ?? '-'}, Node ${process.versions.node}, SQLite ${sqlite} encrypted (ChaCha20), WAL, synchronous=FULL`,
  ].join('; ');
}

/** Type and device of the file system that holds `folder`; only Linux tells. */
function fileSystemOf(folder: string): string {
  if (platform() !== 'linux') return 'unknown';
  const mounts = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, point = '']) => point === '/' || `${folder}/`.startsWith(`${point}/`))
    .toSorted(([, a = ''], [, b = '']) => b.length - a.length);
  const [device = '?', , type = '?'] = mounts[0] ?? [];
  return `${type} on ${device}`;
}
