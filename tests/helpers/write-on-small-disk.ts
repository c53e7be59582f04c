/** Run by atomic-write.slow.test.ts in a process of its own whose disk is full, limited or read-only. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isFailure } from '#domain/failure.ts';
import { replaceFileDurably, writeFileDurably } from '#services/files/atomic-write.ts';

const [folder = '', size = '0'] = process.argv.slice(2);
const bytes = Buffer.alloc(Number(size), 7);

const attempt = (write: () => unknown): string => {
  try {
    write();
    return 'written';
  } catch (error) {
    if (!isFailure(error)) throw error;
    return error.code;
  }
};

const outcomes = [
  attempt(() => writeFileDurably(join(folder, 'new.xbsync'), bytes)),
  attempt(() => {
    replaceFileDurably(join(folder, 'kept.json'), bytes);
  }),
];
process.stdout.write(JSON.stringify({ outcomes, names: readdirSync(folder).sort() }));
