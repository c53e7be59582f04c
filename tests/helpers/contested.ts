/** Cases that the centre and their outlet changed without seeing each other, already merged at the centre. */
import { complaintEntity } from '#domain/complaint.ts';
import { must } from '#domain/failure.ts';
import { centreUsers, folderIn, logInAs, newBranch, type Branch } from './branch.ts';
import { recordComplaint } from './records.ts';

export interface Contested {
  readonly branch: Branch;
  readonly cases: readonly string[];
  /** Takes what the centre has written back to the outlet. */
  readonly carryBack: () => Promise<void>;
  /** Takes what the outlet has written to the centre. */
  readonly carryUp: () => Promise<void>;
}

/** The last case is closed. The centre says 规则, the outlet 服务态度 where the case said 收费. */
export async function contestedBranch(count: number, options: { readonly keep?: boolean } = {}): Promise<Contested> {
  const branch = await newBranch(1, options);
  const outlet = must(branch.outlets[0], 'one outlet');
  const { centre, base, clock } = branch;
  const cases: string[] = [];
  outlet.write((ctx) => {
    for (let n = 1; n <= count; n += 1) {
      // One after the other, so that their ids are in this order.
      clock.now += 1000;
      const closed = n === count ? ({ state: 'closed', closedOn: '2025-03-03' } as const) : {};
      cases.push(recordComplaint(ctx, { caseNo: `TS-0001-20250303-A00${n}-0`, cause: 'cause.pricing.fee', ...closed }));
    }
  });
  let files = 0;
  const carryUp = async (): Promise<void> => {
    const folder = folderIn(base, `up-${(files += 1)}`);
    await outlet.call('exchange.export', { folder });
    await centre.call('inbox.merge', { paths: [folder] });
  };
  const carryBack = async (): Promise<void> => {
    await logInAs(centre, centreUsers.director);
    const { made } = await centre.call('pack.make', { outlets: ['0001'], folder: folderIn(base, 'answers') });
    await outlet.call('exchange.importPack', { path: must(made[0], 'one pack').path });
  };
  await carryUp();
  clock.now += 3_600_000;
  for (const [station, cause] of [
    [centre, 'cause.rule.unfair'],
    [outlet, 'cause.service.attitude'],
  ] as const) {
    clock.now += 60_000;
    station.write((ctx) => {
      for (const id of cases) ctx.write(complaintEntity, id, { cause }, '0001');
    });
  }
  await carryUp();
  return { branch, cases, carryBack, carryUp };
}
