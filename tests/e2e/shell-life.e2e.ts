/** Starting, dying and leaving. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import { ask, backendPid, founding, launchApp, rawAsk, startProcess, waitFor, type RunningApp } from './helpers/app.ts';

describe('one program per data folder', () => {
  test('another user of the PC is told who has it open, and the first is not disturbed', async () => {
    const dataFolder = tempFolder();
    const first = await launchApp({ dataFolder });

    const second = startProcess({ dataFolder });
    await second.says('E-DB-31');
    second.child.kill('SIGKILL');
    const lock = readFileSync(join(dataFolder, 'lock'), 'utf8');
    await first.close();

    expect(second.stderr()).toContain('正在使用这份台账数据。数据安全');
    expect(lock).toContain(`"host":"${hostname()}"`);
  });

  test('the same user gets the window already open, with the file that was double-clicked', async () => {
    const dataFolder = tempFolder();
    const userFolder = tempFolder();
    const file = join(userFolder, '上报.xbsync');
    writeFileSync(file, 'x');
    const first = await launchApp({ dataFolder, userFolder });
    await first.page.evaluate(() => {
      window.bridge.on('files', (files) => {
        document.title = files.join();
      });
    });

    const second = startProcess({ dataFolder, userFolder, args: [file] });
    const code = await second.ended;
    await waitFor(async () => (await first.page.title()) === file, 'the file in the first window');
    await first.close();

    expect(code).toBe(0);
  });

  test('the lock of a dead program is taken over, and gone after leaving', async () => {
    const dataFolder = tempFolder();
    const dead = spawnSync(process.execPath, ['-e', ''], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } }).pid;
    const lock = join(dataFolder, 'lock');
    writeFileSync(lock, JSON.stringify({ pid: dead, birth: 'x', host: hostname(), user: 'nobody', at: 0 }));

    const running = await launchApp({ dataFolder });
    const owner = JSON.parse(readFileSync(lock, 'utf8')) as { pid: number };
    const pid = running.app.process().pid;
    await running.close();

    expect(owner.pid).toBe(pid);
    expect(existsSync(lock)).toBe(false);
  });
});

test.each([
  // Nobody can make a file in one, or a folder in the other, not even root.
  ['/proc/self', '这个文件夹不能写入'],
  [join(process.execPath, 'ledger'), '建不了这个文件夹'],
])('a data folder that cannot be written to is refused: %s', async (dataFolder, reason) => {
  const refused = startProcess({ dataFolder });
  await refused.says('E-DB-30');
  refused.child.kill('SIGKILL');

  expect(refused.stderr()).toContain(reason);
  expect(refused.stderr()).toContain('没有写入任何数据');
});

describe('when the database process dies', () => {
  test('it is started again with a notice; dying again at once is said plainly', async () => {
    const running = await launchApp({ dataFolder: tempFolder() });
    const { app, page } = running;
    await page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      window.bridge.on('notice', (notice) => heard.push(notice));
      window.bridge.on('changed', (topics) => heard.push(topics));
    });
    await app.evaluate(({ dialog }) => {
      const shown: unknown[] = [];
      Object.assign(globalThis, { shown });
      // Never answered: the dialog stays open, as for a person who is reading it.
      dialog.showMessageBox = (...args: unknown[]) => {
        shown.push(args.at(-1));
        return new Promise(() => undefined);
      };
    });
    const heard = (): Promise<unknown[]> => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard);
    const shown = (): Promise<{ detail: string }[]> =>
      app.evaluate(() => (globalThis as unknown as { shown: { detail: string }[] }).shown);

    process.kill(await backendPid(app), 'SIGKILL');
    await waitFor(async () => (await heard()).length >= 2, 'the notice');
    const state = await ask(page, 'session.state', {});
    const first = await heard();
    process.kill(await backendPid(app), 'SIGKILL');
    await waitFor(async () => (await shown()).length > 0, 'the dialog');
    const reply = await rawAsk(page, 'session.state', {});
    const [dialog] = await shown();
    await running.close();

    expect(first).toEqual([
      { kind: 'warning', message: '数据进程意外退出，已自动重新启动。已保存的数据完整，请重新登录。' },
      ['session'],
    ]);
    expect(state.phase).toBe('new');
    expect(reply).toMatchObject({ ok: false, code: 'backendDown' });
    expect(dialog?.detail).toContain('logs');
  });
});

describe('when the window dies', () => {
  test('it comes back once, then shows a page that says what to do', async () => {
    const running = await launchApp({ dataFolder: tempFolder() });
    await running.app.evaluate(({ BrowserWindow }) => {
      const loaded: string[] = [];
      Object.assign(globalThis, { loaded });
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.on('did-finish-load', () => loaded.push(contents.getURL()));
    });
    const loaded = (): Promise<string[]> =>
      running.app.evaluate(() => (globalThis as unknown as { loaded: string[] }).loaded);
    const crash = (): Promise<void> =>
      running.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
      );

    await crash();
    await waitFor(async () => (await loaded()).length === 1, 'the window to come back');
    await crash();
    await waitFor(async () => (await loaded()).length === 2, 'the safe page');
    const addresses = await loaded();
    const text = await running.app.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText') as Promise<string>,
    );
    await running.close();

    expect(addresses).toEqual(['app://bundle/index.html', 'app://bundle/safe.html']);
    expect(text).toContain('已保存的数据是安全的');
  });
});

describe('when the graphics card fails', () => {
  test('twice, the app starts itself again and draws in software from then on', async () => {
    const dataFolder = tempFolder();
    const userFolder = tempFolder();
    const owner = (): number => (JSON.parse(readFileSync(join(dataFolder, 'lock'), 'utf8')) as { pid: number }).pid;
    const died = (): number => readFileSync(join(dataFolder, 'logs', 'main.log'), 'utf8').split('gpu.died').length - 1;
    const running = await launchApp({ dataFolder, userFolder });
    const first = owner();
    const ended = new Promise<void>((resolve) => {
      running.app.once('close', () => resolve());
    });

    for (const crash of [1, 2]) {
      await waitFor(async () => (await gpuPid(running)) !== undefined, 'a process that draws');
      process.kill((await gpuPid(running)) ?? 0, 'SIGKILL');
      await waitFor(() => died() === crash, 'the crash to be noticed');
    }
    await ended;
    await waitFor(() => existsSync(join(dataFolder, 'lock')) && owner() !== first, 'the second start');
    const second = owner();
    const command = readFileSync(`/proc/${second}/cmdline`, 'utf8');
    process.kill(second, 'SIGTERM');
    await waitFor(() => isGone(second), 'the second start to end');
    const lockLeft = existsSync(join(dataFolder, 'lock'));

    expect(lockLeft).toBe(false);
    expect(command).toContain('--disable-gpu');
    const written = readdirSync(userFolder, { recursive: true, encoding: 'utf8' });
    expect(written.filter((path) => path.endsWith('software-rendering'))).toHaveLength(1);
  });
});

describe('leaving and coming back', () => {
  test('the window opens where it was', async () => {
    const dataFolder = tempFolder();
    const userFolder = tempFolder();
    const bounds = { x: 60, y: 40, width: 1100, height: 640 };
    const read = (running: RunningApp): Promise<unknown> =>
      running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());

    const first = await launchApp({ dataFolder, userFolder });
    await first.app.evaluate(({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]?.setBounds(place), bounds);
    await waitFor(async () => JSON.stringify(await read(first)) === JSON.stringify(bounds), 'the window to move');
    await first.close();
    const second = await launchApp({ dataFolder, userFolder });
    const found = await read(second);
    await second.close();

    expect(found).toEqual(bounds);
  });

  test('what was saved is in the database file itself: nothing is left beside it', async () => {
    const dataFolder = tempFolder();
    const first = await launchApp({ dataFolder });
    await ask(first.page, 'setup.found', founding);
    await first.close();
    const wal = join(dataFolder, 'centre.db-wal');
    const left = existsSync(wal) ? statSync(wal).size : 0;

    const second = await launchApp({ dataFolder });
    const locked = await ask(second.page, 'session.state', {});
    const open = await ask(second.page, 'session.login', { staffNo: founding.staffNo, password: founding.password });
    await second.close();

    expect(left).toBe(0);
    expect({ phase: locked.phase, side: locked.side }).toEqual({ phase: 'locked', side: 'centre' });
    expect({ phase: open.phase, branch: open.branchName }).toEqual({ phase: 'open', branch: founding.branchName });
    expect(open.notices).toEqual([]);
  });
});

async function gpuPid({ app }: RunningApp): Promise<number | undefined> {
  return await app.evaluate((electron) => electron.app.getAppMetrics().find((metric) => metric.type === 'GPU')?.pid);
}

/** Ended, even if nobody has asked for its exit code yet. */
function isGone(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return true;
  }
}
