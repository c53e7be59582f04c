/** What the scripts say on a machine that lacks something: a sentence, what to do, exit code 1, no stack. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { copiedTree } from '#tests/helpers/copied-tree.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Nothing listens there. */
const nobody = 'http://127.0.0.1:9/';

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

interface Machine {
  readonly tree: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Of the user who runs it. */
  readonly uid?: number;
}

const ordinary = process.getuid?.() === 0 ? { uid: 65_534 } : {};
/** Root may keep this Node in a folder of its own, where nobody else can start it. */
const isNobodyHere = run({ tree: tmpdir(), ...ordinary }, '-e', '0').status === 0;

/** Runs a script with the Node that runs this test. */
function run({ tree, env = {}, uid }: Machine, ...args: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: tree,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ...env },
    encoding: 'utf8',
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  return { status, out: stdout, err: stderr };
}

/** As run; a stack trace is no sentence. */
function ran(...given: Parameters<typeof run>): Ran {
  const result = run(...given);
  expect(result.err).not.toMatch(/^ +at /m);
  return result;
}

describe('without a display', () => {
  const blind = { tree: root, env: { DISPLAY: undefined, WAYLAND_DISPLAY: undefined } };

  it.each(['start', 'start --demo', 'start --data=elsewhere'])('%s says what to do instead', (command) => {
    const { status, out, err } = ran(blind, 'build/run.mjs', ...command.split(' '));

    expect([status, out]).toEqual([1, '']);
    expect(err).toContain(
      '这里没有图形界面，打不开窗口。可运行 npm run demo（结果写入 out/demo/），或 xvfb-run -a npm start。',
    );
    expect(err).toContain('There is no display here');
  });

  it('what needs no window works all the same', () => {
    const { status, err } = ran(blind, 'build/run.mjs', 'xb', 'inspect', 'nothing.xbsync', '--json');

    expect(status).toBe(1);
    expect(JSON.parse(err.trim().split('\n').at(-1) ?? '')).toMatchObject({ code: expect.any(String) as string });
  });
});

describe('without a registry', () => {
  const offline = (): Record<string, string> => ({
    npm_config_registry: nobody,
    npm_config_cache: tempFolder(),
    npm_config_userconfig: join(tempFolder(), 'none'),
    npm_config_fetch_retries: '0',
    npm_config_noproxy: '127.0.0.1',
    NO_PROXY: '127.0.0.1',
  });

  it('a fresh clone says that the packages cannot be had, and leaves no lock behind', () => {
    const tree = copiedTree({ built: false });

    const { status, out, err } = ran({ tree, env: offline() }, 'build/run.mjs', 'types');

    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('连不上 npm 仓库。请联网，或用 npm config set registry <地址> 设置内部镜像后再试。');
    expect(err).toContain('The npm registry cannot be reached.');
    expect(existsSync(join(tree, '.cache', 'setup.lock'))).toBe(false);
    expect(existsSync(join(tree, 'node_modules', '.xiaobao-lock'))).toBe(false);
  });

  it('without any Electron either, the three ways to get one are named', () => {
    const tree = copiedTree({ built: false });
    sayPackagesAreThere(tree);

    const { status, err } = ran(
      { tree, env: { ...offline(), ELECTRON_OVERRIDE_DIST_PATH: undefined } },
      'build/setup.mjs',
      '--for=start',
    );

    expect(status).toBe(1);
    expect(err).toContain('取不到 Electron：官方下载和 npm 仓库都连不上。');
    expect(err).toContain('set ELECTRON_MIRROR, or point ELECTRON_OVERRIDE_DIST_PATH at an unpacked Electron.');
  });

  it('an override that leads nowhere is said', () => {
    const { status, err } = ran(
      { tree: root, env: { ELECTRON_OVERRIDE_DIST_PATH: tempFolder() } },
      'build/setup.mjs',
      '--for=start',
    );

    expect(status).toBe(1);
    expect(err).toContain('ELECTRON_OVERRIDE_DIST_PATH 指向的文件夹里没有 Electron。');
  });
});

describe.runIf(process.platform === 'linux')('without the right to install system packages', () => {
  const line = 'sudo apt-get install -y --no-install-recommends xvfb xauth poppler-utils sqlite3 age zstd strace';

  it('the line for the administrator is printed when apt refuses', () => {
    const { machine, calls } = bareMachine('#!/bin/sh\necho "$@" >> "$XB_CALLS"\nexit 100\n');

    const { status, err } = ran(machine, 'build/setup.mjs', '--for=test');

    expect(status).toBe(1);
    expect(err).toContain('缺少系统组件 / missing system packages: xvfb xauth poppler-utils');
    expect(err).toContain('请由管理员运行下面一行，然后重试 / ask an administrator to run this line, then try again:');
    expect(err).toContain(line);
    // Who is not root and has no sudo does not get that far.
    expect(calls()).toMatch(process.getuid?.() === 0 ? /install -y .*xvfb[^]*update/ : /^$/);
  });

  it.runIf(isNobodyHere)('the same for an ordinary user without sudo: apt is not even tried', () => {
    const { machine, calls } = bareMachine('#!/bin/sh\necho "$@" >> "$XB_CALLS"\n');

    const { status, err } = ran({ ...machine, ...ordinary }, 'build/setup.mjs', '--for=test');

    expect([status, calls()]).toEqual([1, '']);
    expect(err).toContain(line);
  });

  it('where there is no apt at all, the line is printed too', () => {
    const { machine } = bareMachine(null);

    const { status, err } = ran(machine, 'build/setup.mjs', '--for=test');

    expect(status).toBe(1);
    expect(err).toContain(line);
  });

  it('apt that says it installed and did not is not believed', () => {
    const { machine } = bareMachine('#!/bin/sh\nexit 0\n');

    const { status, err } = ran(machine, 'build/setup.mjs', '--for=demo');

    expect(status).toBe(1);
    expect(err).toContain('sudo apt-get install -y --no-install-recommends xvfb xauth fonts-noto-cjk fontconfig');
  });
});

/** The stamp that build/setup.mjs writes when the packages fit the lock file. */
function sayPackagesAreThere(tree: string): void {
  const lock = readFileSync(join(tree, 'package-lock.json'));
  mkdirSync(join(tree, 'node_modules'), { recursive: true });
  writeFileSync(join(tree, 'node_modules', '.xiaobao-lock'), createHash('sha256').update(lock).digest('hex'));
}

/** A machine with the packages and a runtime, but with no program besides `env` and, if given, this apt-get. */
function bareMachine(apt: string | null): { readonly machine: Machine; readonly calls: () => string } {
  const tree = copiedTree({ built: false });
  sayPackagesAreThere(tree);
  const bin = join(tree, 'bin');
  const dist = join(tree, 'dist');
  for (const folder of [bin, dist]) mkdirSync(folder);
  symlinkSync('/usr/bin/env', join(bin, 'env'));
  if (apt !== null) writeFileSync(join(bin, 'apt-get'), apt, { mode: 0o755 });
  symlinkSync('/bin/sh', join(dist, 'electron'));
  const calls = join(tree, 'calls');
  writeFileSync(calls, '');
  for (const [path, mode] of [
    [tree, 0o755],
    [calls, 0o666],
  ] as const)
    chmodSync(path, mode);
  const env = {
    PATH: bin,
    XB_CALLS: calls,
    ELECTRON_OVERRIDE_DIST_PATH: dist,
    DISPLAY: undefined,
    WAYLAND_DISPLAY: undefined,
  };
  return { machine: { tree, env }, calls: () => readFileSync(calls, 'utf8') };
}
