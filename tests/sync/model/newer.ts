/** A PC with a newer program than the others: a field and a kind of record that they do not know. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { complaintEntity } from '#domain/complaint.ts';
import { needed, optional } from '#domain/entity.ts';
import { rows } from '#db/statements.ts';
import { must } from '#domain/failure.ts';
import { openPackage, readHeader, sealPackage } from '#services/sync/package-file.ts';
import { recordComplaint } from '../../helpers/records.ts';
import type { Place } from './place.ts';
import type { Town } from './town.ts';

const newerComplaint = { ...complaintEntity, fields: { ...complaintEntity.fields, mood: optional.text('C') } } as const;
const surveyEntity = {
  name: 'survey',
  owner: 'outlet',
  fields: { outlet: needed.text('B'), question: needed.text('B') },
} as const;

/** Whether the newer program runs here. */
export const isNewer = (place: Place): boolean =>
  rows(place.db, `SELECT 1 FROM sqlite_schema WHERE name = 'survey'`).length > 0;

/** What the migration of the newer program does. */
function upgrade(place: Place): void {
  place.db.exec(`ALTER TABLE complaint ADD COLUMN mood TEXT;
    CREATE TABLE survey (id TEXT PRIMARY KEY NOT NULL, outlet TEXT NOT NULL, question TEXT NOT NULL,
      voided INTEGER NOT NULL DEFAULT 0, void_reason TEXT, head TEXT NOT NULL, chain INTEGER NOT NULL, seq INTEGER NOT NULL) STRICT;`);
}

/** Writes what only the newer program knows. */
export function recordNewer(town: Town, place: Place): void {
  if (!isNewer(place)) upgrade(place);
  place.write((ctx) => {
    const id = recordComplaint(ctx, { summary: `新程序${town.seed}号${town.nextNumber()}` });
    ctx.write(newerComplaint, id, { mood: `心情${town.nextNumber()}` });
    ctx.write(surveyEntity, ctx.newId(), { outlet: place.code, question: `问题${town.nextNumber()}` });
  });
  town.noteSaved(place);
}

/** The newer program says so in its files; the program under test cannot, so its files are sealed again. */
export async function sealAsNewer(town: Town, place: Place, folder: string): Promise<void> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const bytes = readFileSync(path);
    const { header } = readHeader(bytes);
    const branch = must(town.centre.installation.keys.branch, 'the centre has them');
    const { chains } = await openPackage(bytes, { verifyKey: header.signKey, identity: branch.boxIdentity });
    const sealed = await sealPackage({
      header: { ...header, schema: header.schema + 1 },
      chains: chains.map(({ inc, stream, first, prev, opsText, privateText, proof }) => ({
        inc,
        stream,
        first,
        prev,
        opsText,
        privateText,
        ...(proof === null ? {} : { proof }),
      })),
      signing: place.installation.keys.device,
      recipient: branch.boxKey,
    });
    writeFileSync(path, sealed.bytes);
  }
}
