/**
 * What a person does at a station while the power may go: through the same requests as the screens.
 * After each step `say` gets what the person is told, in the words that checks.ts keeps people to:
 *
 *   saved <complaint id>   exported <file>   accepted <sha256>   receipt <file>   carried <backup>
 *   upgraded   enrolled   restored
 *   refused <code> <sentence>
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Migration } from '#db/migrations/index.ts';
import { migrations } from '#db/migrations/index.ts';
import { schemaVersion } from '#db/open.ts';
import { must } from '#domain/failure.ts';
import { aDraft } from '#tests/helpers/complaint.ts';
import type { Station } from '#tests/helpers/branch.ts';
import { centreUsers, outletHead, password } from '#tests/helpers/branch.ts';
import { scene } from '#tests/helpers/pictures.ts';
import { pngOf } from '../../../build/demo/png.ts';

export const errandNames = ['save', 'export', 'merge', 'backup', 'stickBackup', 'restore', 'upgrade', 'enrol'] as const;
export type ErrandName = (typeof errandNames)[number];

export interface Errand {
  /** Which folder under the branch's base the station lies in. */
  readonly place: string;
  /** Who logs in before the errand starts; null when logging in (or the first run) is the errand. */
  readonly staffNo: string | null;
  readonly run: (at: Station, base: string, say: (told: string) => void) => Promise<void>;
}

export const stickOf = (base: string): string => join(base, 'stick');
export const packsOf = (base: string): string => join(base, 'packs-made');
/** Where backups are carried to. */
export const usbOf = (base: string): string => join(base, 'usb');

const outlet = { place: 'outlet-0001', staffNo: outletHead(0) } as const;
const centre = { place: 'centre', staffNo: centreUsers.director } as const;

async function save(at: Station, say: (told: string) => void): Promise<void> {
  const { id } = await at.call('complaint.create', aDraft());
  say(`saved ${id}`);
}

export const errands: Readonly<Record<ErrandName, Errand>> = {
  save: {
    ...outlet,
    run: async (at, _base, say) => {
      for (let count = 0; count < 3; count += 1) await save(at, say);
    },
  },
  export: {
    ...outlet,
    run: async (at, base, say) => {
      for (let count = 0; count < 2; count += 1) {
        await save(at, say);
        say(`exported ${(await at.call('exchange.export', { folder: stickOf(base) })).file}`);
      }
    },
  },
  merge: {
    ...centre,
    run: async (at, base, say) => {
      const { files } = await at.call('inbox.merge', { paths: [stickOf(base)] });
      for (const file of files) {
        const isIn = file.state === 'merged' || file.state === 'known';
        say(isIn ? `accepted ${file.sha256}` : `refused ${file.code} ${file.reason}`);
      }
      const { made } = await at.call('pack.make', { outlets: ['0001'], folder: packsOf(base) });
      for (const { path } of made) say(`receipt ${path}`);
    },
  },
  backup: {
    ...centre,
    run: async (at) => {
      // The first merge of a day makes it, whatever there is to merge.
      await at.call('inbox.merge', { paths: [] });
    },
  },
  stickBackup: {
    ...outlet,
    run: async (at, base, say) => {
      const { id } = await at.call('complaint.create', aDraft());
      say(`saved ${id}`);
      const paper = { ofKind: 'complaint', ofId: id, kind: null, name: '' } as const;
      await at.call('attachment.add', { ...paper, content: pngOf(scene(at.backend.world.now(), 40, 30)) });
      say(`carried ${(await at.call('backup.make', { folder: usbOf(base) })).path}`);
    },
  },
  restore: {
    place: 'new-pc',
    staffNo: null,
    run: async (at, base, say) => {
      const [newest] = await at.call('restore.find', { folder: join(usbOf(base), '消保台账备份_0001') });
      await at.call('restore.run', { path: must(newest, 'the backup of the branch').path });
      say('restored');
      await at.call('session.login', { staffNo: outlet.staffNo, password, confirmClock: true });
      await save(at, say);
    },
  },
  upgrade: {
    ...outlet,
    staffNo: null,
    run: async (at, _base, say) => {
      await withNextSchema(async () => {
        await at.call('session.login', { staffNo: outlet.staffNo, password, confirmClock: true });
        say('upgraded');
        await save(at, say);
      });
    },
  },
  enrol: {
    place: 'outlet-new',
    staffNo: null,
    run: async (at, base, say) => {
      const { path, code } = firstPack(base);
      await at.call('setup.enrol', { path, code, staffNo: outlet.staffNo, userName: '负责人', password });
      say('enrolled');
      await save(at, say);
    },
  },
};

/** The code is told apart from the file; here it lies beside it. */
const firstPack = (base: string): { readonly path: string; readonly code: string } => ({
  path: join(base, 'first.xbcfg'),
  code: readFileSync(join(base, 'first.code'), 'utf8'),
});

/** What the next version of the program might do to the schema: new columns, a table filled from old ones, an index. */
const nextSchema: Migration = {
  version: schemaVersion + 10,
  name: 'next',
  up: (db) => {
    db.exec(`
      ALTER TABLE complaint ADD COLUMN next_note TEXT;
      CREATE TABLE next_word (word TEXT NOT NULL, complaint TEXT NOT NULL, PRIMARY KEY (word, complaint)) STRICT, WITHOUT ROWID;
      INSERT INTO next_word SELECT substr(o.line, 1, 40) || d.id, o.record FROM op AS o JOIN dict_entry AS d;
      CREATE INDEX next_word_complaint ON next_word (complaint);`);
  },
};

/** Runs `body` as the next version of the program would. */
export async function withNextSchema<T>(body: () => Promise<T>): Promise<T> {
  const list = migrations as Migration[];
  list.push(nextSchema);
  try {
    return await body();
  } finally {
    list.pop();
  }
}
