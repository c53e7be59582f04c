/** An archive onto a stick that has no room for it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { must } from '#domain/failure.ts';
import { eventPlan } from '#tests/helpers/activity.ts';
import { newBranch, outletHead } from '#tests/helpers/branch.ts';
import { canMount, ownNamespace } from '#tests/helpers/small-disk.ts';

const script = fileURLToPath(new URL('../helpers/station-process.ts', import.meta.url));

it.runIf(canMount)('an archive that does not fit says so and leaves no half file; with room it is made', async () => {
  const branch = await newBranch(1);
  const outlet = must(branch.outlets[0], 'the first');
  await outlet.call('outreach.create', { ...eventPlan, leader: outletHead(0) });
  await outlet.backend.close();
  const stick = join(branch.base, 'stick');
  mkdirSync(stick);
  const run = (size: string): { said: string; names: string[] } => {
    const steps = `mount -t tmpfs -o size=${size} tmpfs "${stick}" && exec "$@"`;
    const command = [process.execPath, script, 'archive', outlet.folder, outletHead(0), stick];
    const output = execFileSync('unshare', [...ownNamespace, 'sh', '-c', steps, 'sh', ...command], {
      encoding: 'utf8',
    });
    return JSON.parse(output) as { said: string; names: string[] };
  };

  const full = run('256k');
  const roomy = run('4m');

  expect(full.said).toMatch(/^diskFull .*台账数据安全。.+。$/);
  expect(full.names).toEqual([]);
  expect(roomy).toEqual({ said: join(stick, '归档.zip'), names: ['归档.zip'] });
});
