/**
 * Brings a bare machine to the point where a script can run: npm packages, system libraries, the
 * Electron runtime. Safe to run at any time, and quick when there is nothing to do.
 *
 *   node build/setup.mjs [--for=start|test|demo|bench|dist|xb]
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runNpm } from './npm.mjs';
import { describe, findRuntime, RuntimeMissing } from './runtime.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const oldestNode = [20, 19];

/** A sentence for the user, printed without a stack trace. */
export class SetupFailed extends Error {}

const purposes = {
  start: { display: false, commands: [] },
  xb: { display: false, commands: [] },
  dist: { display: false, commands: [] },
  demo: { display: true, commands: [] },
  bench: { display: true, commands: [] },
  // Real programs that tests open our files with: PDF, SQLite, age, zstd; strace shows that no socket is opened.
  // A print system shows that pages arrive; without one, tests/e2e/printer.e2e.ts says that it cannot run.
  test: {
    display: true,
    commands: ['pdftotext', 'sqlite3', 'age', 'zstd', 'strace'],
    wished: ['cupsd', 'lpadmin'],
  },
};

const packageOfCommand = {
  Xvfb: 'xvfb',
  xauth: 'xauth',
  'fc-list': 'fontconfig',
  pdftotext: 'poppler-utils',
  sqlite3: 'sqlite3',
  age: 'age',
  zstd: 'zstd',
  strace: 'strace',
  cupsd: 'cups-daemon',
  lpadmin: 'cups-client',
};
const runtimePackages = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'];

// Npm would wait for minutes before it says that nothing answers.
const impatient = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

const say = (line) => process.stderr.write(`${line}\n`);

/** @param {keyof typeof purposes} purpose  @returns the runtime, see findRuntime */
export function setup(purpose) {
  checkNode();
  installPackages();
  const runtime = findRuntime({ log: say });
  if (process.platform === 'linux') installSystemPackages(runtime, purposes[purpose]);
  return runtime;
}

/** True when a window could be opened here. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new SetupFailed(
    `需要 Node.js ${oldestNode.join('.')} 或更新，现在是 ${process.versions.node}。\nNode.js ${oldestNode.join('.')} or newer is needed; this is ${process.versions.node}.`,
  );
}

// --- npm packages ---------------------------------------------------------------------------

function installPackages() {
  const stamp = join(root, 'node_modules', '.xiaobao-lock');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const isDone = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (isDone()) return;

  alone(() => {
    if (isDone()) return;
    if (!installedAsLocked()) {
      say('正在安装依赖包（约一分钟）/ installing the npm packages (about a minute) …');
      if (runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error', ...impatient]) !== 0) throw npmFailed();
    }
    writeFileSync(stamp, wanted);
  });
}

/** Somebody may have run `npm install` by hand: then npm's own record matches the lock file and nothing need be done. */
function installedAsLocked() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const needed = Object.entries(locked).filter(([path, entry]) => path !== '' && !entry.optional && !entry.devOptional);
  return needed.every(
    ([path, entry]) => installed[path]?.integrity === entry.integrity && installed[path]?.version === entry.version,
  );
}

function npmFailed() {
  const reachable = runNpm(['ping', '--fetch-retries=0', '--fetch-timeout=10000'], { stdio: 'ignore' }) === 0;
  return new SetupFailed(
    reachable
      ? '安装依赖包失败，原因见上。\nThe npm packages could not be installed; the reason is above.'
      : '连不上 npm 仓库。请联网，或用 npm config set registry <地址> 设置内部镜像后再试。\n' +
          'The npm registry cannot be reached. Connect, or set an internal mirror with npm config set registry <address>, and try again.',
  );
}

/** Runs the action while no other setup of this folder does: two at once would wipe each other's packages. */
function alone(action) {
  const lock = join(root, '.cache', 'setup.lock');
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isAbandoned(lock)) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
  try {
    action();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isAbandoned(lock) {
  try {
    if (Date.now() - statSync(lock).mtimeMs > 20 * 60_000) return true;
    process.kill(Number(readFileSync(lock, 'utf8')) || 0, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

// --- system packages (Linux) ----------------------------------------------------------------

function installSystemPackages(runtime, { display, commands, wished = [] }) {
  const missing = missingSystemPackages(runtime, display, commands);
  if (missing.packages.length > 0) {
    say(`缺少系统组件 / missing system packages: ${missing.packages.join(' ')}`);
    if (!installWithApt(missing.packages)) throw howToInstall(missing);
    const still = missingSystemPackages(runtime, display, commands);
    if (still.packages.length > 0) throw howToInstall(still);
  }
  const more = wished.filter((name) => !isOnPath(name)).map((name) => packageOfCommand[name]);
  if (more.length > 0 && !installWithApt(more))
    say(`没有安装，有关的测试跳过 / not installed, the tests that need them are left out: ${more.join(' ')}`);
}

function missingSystemPackages(runtime, display, commands) {
  const packages = new Set();
  const libraries = missingLibraries(runtime.path);
  if (libraries.length > 0) for (const name of runtimePackages) packages.add(name);
  if (display && !hasDisplay())
    for (const name of ['Xvfb', 'xauth']) if (!isOnPath(name)) packages.add(packageOfCommand[name]);
  for (const name of commands) if (!isOnPath(name)) packages.add(packageOfCommand[name]);
  if (!hasChineseFont()) packages.add('fonts-noto-cjk').add('fontconfig');
  return { packages: [...packages], libraries };
}

function missingLibraries(executable) {
  const listed = spawnSync('ldd', [executable], { encoding: 'utf8' });
  return (listed.stdout ?? '')
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0]);
}

function hasChineseFont() {
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return (listed.stdout ?? '').trim() !== '';
}

function isOnPath(command) {
  // Daemons are installed where only administrators' PATH looks.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
  return folders.some((folder) => folder !== '' && existsSync(join(folder, command)));
}

function installWithApt(packages) {
  if (!isOnPath('apt-get')) return false;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (asRoot.length > 0 && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return false;
  const apt = (...args) => {
    const [command, ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...args];
    return spawnSync(command, rest, { stdio: ['ignore', 'ignore', 2] }).status === 0;
  };
  const install = () => apt('install', '-y', '--no-install-recommends', ...packages.map(nameHere));
  // The list of packages may be empty or old on a fresh machine.
  return install() || (apt('update') && install());
}

/** Newer Debian and Ubuntu renamed some libraries when time_t grew to 64 bits. */
function nameHere(name) {
  if (!runtimePackages.includes(name)) return name;
  const renamed = spawnSync('apt-cache', ['show', `${name}t64`], { stdio: 'ignore' }).status === 0;
  return renamed ? `${name}t64` : name;
}

function howToInstall({ packages, libraries }) {
  const line = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  const detail = libraries.length > 0 ? `\n（缺少的库 / missing libraries: ${libraries.join(' ')}）` : '';
  return new SetupFailed(
    `请由管理员运行下面一行，然后重试 / ask an administrator to run this line, then try again:\n\n  sudo ${line}\n${detail}`,
  );
}

// --- command line ---------------------------------------------------------------------------

/** Prints the sentence of an expected failure and returns the exit code; anything else is a bug and keeps its stack. */
export function explain(error) {
  if (!(error instanceof SetupFailed || error instanceof RuntimeMissing)) throw error;
  say(error.message);
  return 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const purpose = process.argv[2]?.replace(/^--for=/, '') ?? 'start';
  if (!Object.hasOwn(purposes, purpose)) {
    say(`--for=${Object.keys(purposes).join('|')}`);
    process.exitCode = 2;
  } else {
    try {
      say(describe(setup(purpose)));
    } catch (error) {
      process.exitCode = explain(error);
    }
  }
}
