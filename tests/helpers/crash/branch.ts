/** A closed branch with something to do for every errand, copied for each crash. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '#domain/failure.ts';
import { folderIn, logInAs, centreUsers, newBranch } from '#tests/helpers/branch.ts';
import { recordComplaint } from '#tests/helpers/records.ts';
import type { Receivers } from './checks.ts';
import { receiversOf } from './checks.ts';
import { packsOf, stickOf } from './errands.ts';

export interface CrashBranch {
  readonly base: string;
  readonly receivers: Receivers;
  /** A fresh copy; always of the same name, because recorded paths must fit. */
  readonly copy: () => string;
  /** A folder that does not exist yet, for a disk to be written to. */
  readonly empty: () => string;
  readonly remove: () => void;
}

/** A centre and two outlets whose files lie on the stick; a third has its first pack and code and is not set up. */
export async function crashBranch(): Promise<CrashBranch> {
  const branch = await newBranch(3, { keep: true });
  const outlets = branch.outlets.slice(0, 2);
  const stick = folderIn(branch.base, 'stick');
  mkdirSync(stickOf(branch.base), { recursive: true });
  mkdirSync(packsOf(branch.base), { recursive: true });
  for (const outlet of outlets) {
    for (let file = 0; file < 2; file += 1) {
      outlet.write((ctx) => {
        for (let count = 0; count < 5; count += 1) recordComplaint(ctx);
      });
      await outlet.call('exchange.export', { folder: stick });
    }
  }
  await must(outlets[0], 'two outlets').call('backup.make', { folder: folderIn(branch.base, 'usb') });
  const receivers = receiversOf(branch.centre, must(outlets[0], 'two outlets'));
  await logInAs(branch.centre, centreUsers.admin);
  const { made } = await branch.centre.call('pack.make', { outlets: ['0003'], folder: branch.base });
  const first = must(made[0], 'one pack');
  cpSync(first.path, join(branch.base, 'first.xbcfg'));
  rmSync(first.path);
  writeFileSync(join(branch.base, 'first.code'), first.code);
  for (const each of [branch.centre, ...branch.outlets]) await each.backend.close();

  const root = mkdtempSync(join(tmpdir(), 'xiaobao-crash-'));
  const place = join(root, 'branch');
  const fresh = (): string => {
    rmSync(place, { recursive: true, force: true });
    return place;
  };
  return {
    base: branch.base,
    receivers,
    copy: () => {
      cpSync(branch.base, fresh(), { recursive: true });
      return place;
    },
    empty: fresh,
    remove: () => {
      branch.remove();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
