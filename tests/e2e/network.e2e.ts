/** The app opens no socket to the outside: seen from the operating system, not from our own code. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import { startProcess, waitFor } from './helpers/app.ts';

describe('the network', () => {
  test('no process of the app ever connects, binds or sends to anything but local sockets of the desktop', async () => {
    const folder = tempFolder();
    const trace = join(folder, 'trace');
    const calls = 'connect,bind,sendto,sendmsg,sendmmsg';
    const running = startProcess({ dataFolder: join(folder, 'data') }, [
      'strace',
      '-f',
      '-qq',
      '-e',
      `trace=${calls}`,
      '-o',
      trace,
    ]);
    const log = join(folder, 'data', 'logs', 'main.log');
    await waitFor(
      () => existsSync(log) && readFileSync(log, 'utf8').includes('session.state'),
      'the first screen',
      60_000,
    );
    // Chromium's services that call home do it in the first seconds.
    await new Promise((resolve) => setTimeout(resolve, 8000));
    const app = /^(\d+)/.exec(readFileSync(trace, 'utf8'))?.[1];
    process.kill(Number(app), 'SIGTERM');
    await running.ended;

    const lines = readFileSync(trace, 'utf8').split('\n');
    expect(lines.filter((line) => line.includes('AF_UNIX')).length).toBeGreaterThan(0);
    expect(lines.filter((line) => /AF_INET|AF_PACKET|AF_VSOCK/.test(line))).toEqual([]);
  });

  test('the app works where there is no network at all', async () => {
    const folder = tempFolder();
    const isolated = spawnSync('unshare', ['-n', 'true']).status === 0;
    // Without the right to make a network of its own the test above is the proof.
    if (!isolated) return;
    const log = join(folder, 'logs', 'main.log');

    const running = startProcess({ dataFolder: folder }, ['unshare', '-n']);
    await waitFor(() => existsSync(log) && readFileSync(log, 'utf8').includes('"outcome":"ok"'), 'the first screen');
    running.child.kill('SIGTERM');

    expect(await running.ended).toBe(0);
  });
});
