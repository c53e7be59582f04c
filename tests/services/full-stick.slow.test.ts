/** An archive and a backup onto a stick that has no room for them. */
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

interface Outcome {
  readonly said: string;
  readonly names: readonly string[];
}

/** An outlet with one event, and a way to let it do something with a stick of a size. */
async function withStick() {
  const branch = await newBranch(1);
  const outlet = must(branch.outlets[0], 'the first');
  await outlet.call('outreach.create', { ...eventPlan, leader: outletHead(0) });
  await outlet.backend.close();
  const stick = join(branch.base, 'stick');
  mkdirSync(stick);
  const run = (errand: 'archive' | 'backup', size: string): Outcome => {
    const steps = `mount -t tmpfs -o size=${size} tmpfs "${stick}" && exec "$@"`;
    const command = [process.execPath, script, errand, outlet.folder, outletHead(0), stick];
    const output = execFileSync('unshare', [...ownNamespace, 'sh', '-c', steps, 'sh', ...command], {
      encoding: 'utf8',
    });
    return JSON.parse(output) as Outcome;
  };
  return { stick, run };
}

it.runIf(canMount)('an archive that does not fit says so and leaves no half file; with room it is made', async () => {
  const { stick, run } = await withStick();
  const full = run('archive', '256k');

  expect(full.said).toMatch(/^diskFull .*台账数据安全。.+。$/);
  expect(full.names).toEqual([]);
  expect(run('archive', '4m')).toEqual({ said: join(stick, '归档.zip'), names: ['归档.zip'] });
});

it.runIf(canMount)(
  'a backup that does not fit speaks of the stick and leaves nothing that looks like one',
  async () => {
    const { stick, run } = await withStick();
    const full = run('backup', '256k');
    const roomy = run('backup', '8m');

    expect(full.said).toBe(
      'diskFull 目标位置空间不足，文件没有写成。台账数据安全。请清理空间，或换一个 U 盘或文件夹后重试。',
    );
    expect(full.names).toEqual([]);
    expect(roomy.said.startsWith(join(stick, '消保台账备份_0001'))).toBe(true);
    expect(roomy.names).toEqual(['backup.json', 'keyring.json', 'outlet.db']);
  },
);
