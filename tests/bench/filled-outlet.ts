/** An outlet with many finished complaints, for measuring its window. */
import { complaintEntity } from '#domain/complaint.ts';
import { addDays } from '#domain/dates.ts';
import { insertRow } from '#db/record.ts';
import { run } from '#db/statements.ts';
import { complaintOf, ended, idOf } from './ledger.ts';
import { enrolOutlet, foundCentre, outletCodes, today } from './station.ts';
import { newFolder } from './workplace.ts';

/** Its folder; nobody has it open. */
export async function filledOutlet(count: number): Promise<string> {
  const centre = newFolder('centre');
  const [code = ''] = outletCodes(1);
  await foundCentre(centre, [code]);
  const folder = newFolder('filled');
  const outlet = await enrolOutlet(centre, code, folder, newFolder('packs'));
  const db = outlet.db();
  db.transaction(() => {
    // Rows as if they had come in a pack.
    run(
      db,
      `INSERT INTO chain (id, inc, stream, node, own, seq, hash) VALUES (1000, ?, 'centre', ?, 0, ?, zeroblob(32))`,
      'b'.repeat(32),
      code,
      count,
    );
    for (let index = 0; index < count; index += 1) {
      const receivedOn = addDays(today, -Math.floor((count - index) / 40) - 1);
      const at = { head: `bench${index}`, chain: 1000, seq: index + 1 };
      const fields = complaintOf(code, index, receivedOn, ended(index, receivedOn));
      insertRow(db, complaintEntity, idOf(code, index), fields, at);
    }
  })();
  await outlet.close();
  return folder;
}
