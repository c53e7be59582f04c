/** Registering a complaint at an outlet: one durable transaction, against one bare durable INSERT. */
import { row } from '#db/statements.ts';
import { aDraft } from '#tests/helpers/complaint.ts';
import { personName, summaryOf } from './ledger.ts';
import type { Result } from './measure.ts';
import { elapsed, elapsedAsync, inTurn, result } from './measure.ts';
import { bareDatabase, insertSql } from './raw-insert.ts';
import type { Station } from './station.ts';
import { enrolOutlet, foundCentre, outletCodes, today } from './station.ts';
import { newFolder } from './workplace.ts';

const repeat = { runs: 60, warmUps: 10 };

export async function save(): Promise<readonly Result[]> {
  const centre = newFolder('centre');
  const codes = outletCodes(1);
  await foundCentre(centre, codes);
  const [code = ''] = codes;
  const outlet = await enrolOutlet(centre, code, newFolder('outlet'), newFolder('packs'));
  const bare = bareDatabase(newFolder('bare'), codes);
  const insert = bare.prepare(insertSql(bare, 'complaint'));
  let count = 0;
  let stored: readonly unknown[] = [];
  const times = await inTurn(repeat, {
    ours: async () => {
      count += 1;
      const draft = aDraft({ receivedOn: today, customerName: personName(count), summary: summaryOf(count) });
      let id = '';
      const ms = await elapsedAsync(async () => {
        ({ id } = await outlet.call('complaint.create', draft));
      });
      stored = storedRow(outlet, id);
      return ms;
    },
    baseline: () => elapsed(() => insert.run(...stored)),
  });
  await outlet.close();
  bare.close();
  const note =
    'complaint.create (permission, validation, two operations with hashes, two rows, serial number, audit line, choices counted) in one durable transaction, ' +
    `against one durable INSERT of the same row without triggers; median of ${repeat.runs} after ${repeat.warmUps} warm-ups`;
  return [result('save, one complaint', 'ms', times, note)];
}

/** Its values, with a chain that the bare database knows. */
function storedRow(outlet: Station, id: string): readonly unknown[] {
  const found = row(outlet.db(), 'SELECT * FROM complaint WHERE id = ?', id) ?? {};
  return Object.entries(found).map(([column, value]) => (column === 'chain' ? 1 : value));
}
