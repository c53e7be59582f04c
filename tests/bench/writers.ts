/**
 * Outlets as files: their operations are written, linked and sealed by the product's own code, but
 * without enrolment, so that 105 of them are made in seconds.
 */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import type { Work } from '#db/op-log.ts';
import { chainFor } from '#db/chain.ts';
import { writeRecord } from '#db/op-log.ts';
import type { Db } from '#db/open.ts';
import { openDatabase } from '#db/open.ts';
import { row } from '#db/statements.ts';
import { must } from '#domain/failure.ts';
import { outletEntity } from '#domain/organisation.ts';
import { signingKeyFromSeed } from '#services/crypto/signing.ts';
import { enrolMac } from '#services/crypto/enrol-mac.ts';
import { chainToSeal, headerStart } from '#services/sync/outgoing.ts';
import { sealPackage } from '#services/sync/package-file.ts';
import type { Act } from './ledger.ts';
import { batchOf } from './raw-insert.ts';
import type { Station } from './station.ts';
import { enrolSecretOf, now } from './station.ts';
import { newFolder, removeFolder } from './workplace.ts';

/** Public facts of the centre that an outlet's first pack would tell. */
export interface CentreFacts {
  readonly branchId: string;
  readonly recipient: string;
}

export const factsOf = (centre: Station): CentreFacts => ({
  branchId: centre.installation().identity.branchId,
  recipient: must(centre.installation().keys.branch, 'a centre has branch keys').boxKey,
});

export interface WrittenFiles {
  /** Folder with the first file of every outlet. */
  readonly first: string;
  /** The same operations packed and sealed again as second files, where asked for. */
  readonly again: string | null;
  readonly codes: readonly string[];
  /** Folder with the final rows of every outlet (see raw-insert.ts). */
  readonly batches: string;
  readonly rows: number;
  readonly complaints: number;
  /** Of all operations as text, with their private lines. */
  readonly textBytes: number;
  readonly ops: number;
  readonly bytes: number;
}

/** Lets each outlet record its part and writes its two files. */
export async function writeFiles(
  centre: CentreFacts,
  codes: readonly string[],
  folders: Pick<WrittenFiles, 'first' | 'again' | 'batches'>,
  record: (act: Act, code: string, place: number) => void,
): Promise<WrittenFiles> {
  const folder = newFolder('outlets');
  let [rows, ops, complaints] = [0, 0, 0];
  let [bytes, textBytes] = [0, 0];
  for (const [place, code] of codes.entries()) {
    const outlet = newOutlet(code, folder);
    outlet.db.transaction(() => record(outlet.act, code, place))();
    const first = await sealed(outlet, centre, 1);
    writeFileSync(join(folders.first, `${code}.xbsync`), first);
    if (folders.again !== null) writeFileSync(join(folders.again, `${code}.xbsync`), await sealed(outlet, centre, 2));
    const batch = batchOf(outlet.db);
    rows += batch.rows;
    writeFileSync(join(folders.batches, code), serialize(batch));
    ops += row<{ n: number }>(outlet.db, 'SELECT count(*) AS n FROM op WHERE chain > 1')?.n ?? 0;
    complaints += row<{ n: number }>(outlet.db, 'SELECT count(*) AS n FROM complaint')?.n ?? 0;
    textBytes +=
      row<{ n: number }>(
        outlet.db,
        'SELECT sum(length(CAST(line AS BLOB)) + coalesce(length(CAST(private AS BLOB)), 0)) AS n FROM op WHERE chain > 1',
      )?.n ?? 0;
    bytes += first.length;
    outlet.db.close();
  }
  removeFolder(folder);
  return { ...folders, codes, rows, complaints, textBytes, ops, bytes };
}

interface Outlet {
  readonly db: Db;
  readonly code: string;
  readonly inc: string;
  readonly act: Act;
}

function newOutlet(code: string, folder: string): Outlet {
  const db = openDatabase({ path: join(folder, `${code}.db`), key: randomBytes(32), create: true });
  const inc = randomBytes(16).toString('hex');
  const base = { inc, node: code, user: '200001', now, randomBytes: (size: number) => randomBytes(size) };
  const workAs = (): Work => ({ ...base, firstSeq: new Map<number, number>() });
  // Stands for what the pack brings; the first chain, so that the outlet's own is the second.
  const fields = { code, name: `第${code}支行`, subBranch: '城东支行', district: '高新区', sort: 1 };
  writeRecord(db, workAs(), 'all', outletEntity, code, fields);
  return {
    db,
    code,
    inc,
    act: (body) => {
      const work = workAs();
      body((entity, id, values) => {
        writeRecord(db, work, 'centre', entity, id, values);
      });
    },
  };
}

async function sealed({ db, code, inc }: Outlet, centre: CentreFacts, no: number): Promise<Buffer> {
  const seed = Buffer.from(inc.repeat(2).slice(0, 32));
  const signing = signingKeyFromSeed(seed);
  const boxKey = centre.recipient;
  const identity = {
    side: 'outlet',
    branchId: centre.branchId,
    node: code,
    inc,
    letter: 'A',
    createdAt: now(),
  } as const;
  const chain = must(chainToSeal(db, chainFor(db, inc, 'centre', code, true), 0), 'it has recorded something');
  const header = {
    ...headerStart(db, {
      identity,
      branchName: 'ZX分行',
      boxKey,
      kind: 'up',
      to: 'centre',
      no,
      madeAt: now(),
      app: '0.0.0-bench',
    }),
    enrol: { mac: enrolMac(enrolSecretOf(code), { inc, signKey: signing.signKey, boxKey }) },
  };
  return (await sealPackage({ header, chains: [chain], signing, recipient: centre.recipient })).bytes;
}
