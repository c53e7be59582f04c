/** A centre with 100,000 complaints of four and a half years, all but the newest finished. */
import { complaintEntity } from '#domain/complaint.ts';
import { addDays } from '#domain/dates.ts';
import { insertRow } from '#db/record.ts';
import { run } from '#db/statements.ts';
import { complaintOf, ended, idOf, pick } from './ledger.ts';
import type { Station } from './station.ts';
import { foundCentre, openCentre, outletCodes, today } from './station.ts';
import { newFolder } from './workplace.ts';

export const many = 100_000;

const firstDay = '2021-01-01';
const days = 1642;
const outlets = outletCodes(105);

/** Open at the director's desk. Nothing is in the search index yet. */
export async function centreOfMany(): Promise<Station> {
  const folder = newFolder('many');
  await foundCentre(folder, outlets);
  const centre = await openCentre(folder);
  const db = centre.db();
  db.transaction(() => {
    for (const [index, code] of outlets.entries()) {
      const inc = String(index).padStart(32, '0');
      run(
        db,
        `INSERT INTO chain (id, inc, stream, node, own, seq, hash) VALUES (?, ?, 'centre', ?, 0, ?, zeroblob(32))`,
        1000 + index,
        inc,
        code,
        many,
      );
    }
    for (let index = 0; index < many; index += 1) {
      const code = pick(outlets, index);
      // Outlet by outlet the days rise, as they do after merging their files.
      const receivedOn = addDays(firstDay, Math.floor((index / many) * days));
      const more = isStillOpen(index, receivedOn)
        ? { state: 'handling', contactedOn: receivedOn }
        : ended(index, receivedOn);
      const at = { head: `bench${index}`, chain: 1000 + (index % outlets.length), seq: index + 1 };
      insertRow(db, complaintEntity, idOf(code, index), complaintOf(code, index, receivedOn, more), at);
    }
  })();
  db.pragma('optimize');
  return centre;
}

/** Half of those received in the last twenty days. */
const isStillOpen = (index: number, receivedOn: string): boolean => receivedOn > addDays(today, -20) && index % 2 === 0;
