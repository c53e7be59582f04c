/** A real encrypted database in a folder of its own. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Db } from '#db/open.ts';
import { openDatabase } from '#db/open.ts';
import { tempFolder } from './temp-folder.ts';

export interface TestDatabase {
  readonly db: Db;
  readonly path: string;
  readonly key: Buffer;
}

export function newDatabase(): TestDatabase {
  const path = join(tempFolder(), 'outlet.db');
  const key = randomBytes(32);
  return { db: openDatabase({ path, key, create: true }), path, key };
}
