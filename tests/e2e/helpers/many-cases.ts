/** An outlet with many complaints, written below the verbs: a thousand take a second. */
import { complaintEntity } from '#domain/complaint.ts';
import { addDays, dateOfInstant } from '#domain/dates.ts';
import { must } from '#domain/failure.ts';
import { complaintOf, ended, idOf } from '#tests/bench/ledger.ts';
import { newBranch, outletHead } from '#tests/helpers/branch.ts';
import type { ReadyOutlet } from './outlet.ts';

const open = { state: 'registered', contactedOn: null, plannedOn: null, closedOn: null };

export interface ManyCases extends ReadyOutlet {
  readonly phoneOf: (index: number) => string;
  readonly idOf: (index: number) => string;
}

/** Case 0 is the newest; every third is open, the others are finished. `more` says what a case has besides. */
export async function outletWithCases(
  count: number,
  more: (index: number) => Readonly<Record<string, unknown>> = () => ({}),
): Promise<ManyCases> {
  const branch = await newBranch(1, { keep: true });
  const outlet = must(branch.outlets[0], 'a branch of one outlet has one');
  branch.clock.now = Date.now() - 60_000;
  const today = dateOfInstant(branch.clock.now);
  const phoneOf = (index: number): string => `139${String(index).padStart(8, '0')}`;
  outlet.write((ctx) => {
    for (let index = count - 1; index >= 0; index -= 1) {
      const receivedOn = addDays(today, -1 - Math.floor(index / 20));
      const state = index % 3 === 0 ? open : ended(index, receivedOn);
      const receivedTime = `${10 + Math.floor((19 - (index % 20)) / 2)}:${index % 2 === 0 ? '30' : '00'}`;
      const fields = complaintOf('0001', index, receivedOn, {
        ...state,
        receivedTime,
        phone: phoneOf(index),
        ...more(index),
      });
      ctx.write(complaintEntity, idOf('0001', index), fields);
    }
  });
  for (const station of [outlet, branch.centre]) await station.backend.close();
  return {
    folder: outlet.folder,
    staffNo: outletHead(0),
    remove: branch.remove,
    phoneOf,
    idOf: (index) => idOf('0001', index),
  };
}
