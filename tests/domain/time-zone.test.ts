import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('./time-zone-digest.ts', import.meta.url));

function digestIn(zone: string): { readonly offset: number; readonly digest: string } {
  const env = { ...process.env, TZ: zone, ELECTRON_RUN_AS_NODE: '1' };
  const run = spawnSync(process.execPath, [script], { env, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as { offset: number; digest: string };
}

test('every date is the same in Shanghai, in UTC and in New York', () => {
  const shanghai = digestIn('Asia/Shanghai');
  const utc = digestIn('UTC');
  const newYork = digestIn('America/New_York');

  // The offsets prove that the zone did change.
  expect([shanghai.offset, utc.offset, newYork.offset]).toEqual([-480, 0, 300]);
  expect([utc.digest, newYork.digest]).toEqual([shanghai.digest, shanghai.digest]);
});
