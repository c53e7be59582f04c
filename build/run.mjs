/**
 * The npm scripts: `node build/run.mjs <name> [arguments]`. Node built-ins only.
 *
 * Whatever runs our own code runs on Electron's Node (ELECTRON_RUN_AS_NODE), because its crypto is
 * BoringSSL and its Node is newer: a test that is green on another Node can fail in the product.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withDisplay, withDisplays } from './display.mjs';
import { fingerprint } from './fingerprint.mjs';
import { describe } from './runtime.mjs';
import { explain, hasDisplay, setup } from './setup.mjs';
import { addUp, closingLine } from './test-totals.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tool = (path) => join(root, 'node_modules', path);
const say = (line) => process.stderr.write(`${line}\n`);

const tools = {
  tsc: tool('typescript/bin/tsc'),
  oxlint: tool('oxlint/bin/oxlint'),
  prettier: tool('prettier/bin/prettier.cjs'),
  vitest: tool('vitest/vitest.mjs'),
  electronVite: tool('electron-vite/bin/electron-vite.js'),
  electronBuilder: tool('electron-builder/cli.js'),
};

const commands = {
  start,
  test,
  'test:long': testLong,
  'test:mutation': testMutation,
  check,
  demo,
  bench,
  dist,
  xb,
  build: buildOnly,
  format,
  lint,
  types,
};

async function start(args) {
  if (!hasDisplay()) {
    say('这里没有图形界面，打不开窗口。可运行 npm run demo（结果写入 out/demo/），或 xvfb-run -a npm start。');
    say(
      'There is no display here, so no window can open. Run npm run demo (it writes out/demo/), or xvfb-run -a npm start.',
    );
    return 1;
  }
  const runtime = prepare('start');
  const built = await build(runtime);
  if (built !== 0) return built;
  // Chromium refuses to run its sandbox as root; nobody else gets this flag.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const open = (more) => run(runtime.path, [...asRoot, '.', ...more], { XB_STARTED_BY: 'npm start' });
  if (args.includes('--demo')) {
    const made = await practice(runtime, args);
    return made === 0 ? await open(args) : made;
  }
  const code = await open(args);
  if (code !== askedForPractice) return code;
  const made = await practice(runtime, args);
  return made === 0 ? await open([...args.filter((arg) => !arg.startsWith('--data=')), '--demo']) : made;
}

/** The window's way of saying 体验演示数据 when there is none yet (electron/demo-folder.ts). */
const askedForPractice = 75;

/** `--outlets=N`: a smaller branch than the whole one, quicker to make. */
const isSize = (arg) => arg.startsWith('--outlets=');

/** A ready branch in out/demo, made once. */
async function practice(runtime, args) {
  // The figures are written last: without them the making was interrupted.
  if (existsSync(join(root, 'out', 'demo', 'figures.json'))) return 0;
  say('第一次体验，先生成演示数据（约两三分钟）…');
  say('First practice: making the demo branch, two or three minutes …');
  return await asNode(runtime, ['build/demo/main.ts', '--no-pictures', ...args.filter(isSize)]);
}

async function test(args) {
  const runtime = prepare('test');
  const failed = await checks();
  const unit = await vitest(runtime, 'unit', args);
  const slow = await vitest(runtime, 'slow', args);
  let e2e = { passed: 0, failed: 0, ok: false };
  if ((await build(runtime)) === 0) e2e = await withDisplays((env) => vitest(runtime, 'e2e', args, env));
  else failed.push('build');

  const total = { passed: unit.passed + slow.passed + e2e.passed, failed: unit.failed + slow.failed + e2e.failed };
  if (!unit.ok) failed.push('unit');
  if (!slow.ok) failed.push('slow');
  if (!e2e.ok) failed.push('e2e');
  return closing(failed, total);
}

/** The same tests, with everything they thin out for `test` done in full: XB_LONG is read by the files themselves. */
async function testLong(args) {
  process.env.XB_LONG = '1';
  const tested = await test(args);
  const planted = await testMutation([]);
  return tested === 0 ? planted : tested;
}

/** Whether the tests notice bugs that are planted into a copy of the source. */
async function testMutation(args) {
  return await asNode(prepare('test'), ['tests/mutation/main.ts', ...args]);
}

async function check(args) {
  const runtime = prepare('test');
  const failed = await checks();
  const unit = await vitest(runtime, 'unit', args);
  if (!unit.ok) failed.push('unit');
  return closing(failed, unit);
}

async function demo(args) {
  return await withWindows('demo', 'build/demo/main.ts', args);
}

async function bench(args) {
  return await withWindows('bench', 'tests/bench/main.ts', args);
}

/** Prints nothing of its own on stdout: that belongs to the command. */
async function xb(args) {
  const entry = ['electron/xb.ts', ...args];
  // Printing opens a hidden window, the other verbs need none.
  if (args[0] !== 'print' || hasDisplay()) return await asNode(setup('xb'), entry);
  const runtime = setup('demo');
  return await withDisplay((env) => asNode(runtime, entry, env));
}

async function dist(args) {
  const runtime = prepare('dist');
  const built = await build(runtime);
  if (built !== 0) return built;
  const target = args.length > 0 ? args : [process.platform === 'win32' ? '--win' : '--linux', 'dir'];
  if (runtime.source === 're-pack')
    say('注意：所用 Electron 不是官方版本，只供试用，不得分发 / this Electron is no official build: for trial only.');
  return await node([tools.electronBuilder, '--config', 'build/electron-builder.mjs', '--publish', 'never', ...target]);
}

async function buildOnly() {
  return await build(prepare('start'), { always: true });
}

async function format(args) {
  prepare('start');
  return await node([tools.prettier, '--write', '--log-level=warn', ...(args.length > 0 ? args : ['.'])]);
}

async function lint(args) {
  prepare('start');
  return await runLint(args);
}

async function types() {
  prepare('start');
  return await runTypes();
}

// --- steps ----------------------------------------------------------------------------------

function prepare(purpose) {
  const runtime = setup(purpose);
  say(describe(runtime));
  return runtime;
}

/** Runs every static check, so that one run tells all that is wrong. Returns the names of those that failed. */
async function checks() {
  // Three tools on two cores: at once they take as long as the slowest.
  const cache = ['--cache', '--cache-location', join(root, '.cache', 'prettier.json')];
  const [format, types, lint] = await Promise.all([
    node([tools.prettier, '--check', '--log-level=warn', ...cache, '.']),
    runTypes(),
    runLint([]),
  ]);
  return [
    ...(format === 0 ? [] : ['format (npm run format)']),
    ...(types === 0 ? [] : ['types']),
    ...(lint === 0 ? [] : ['lint']),
  ];
}

const runTypes = () => node([tools.tsc, '-b']);
const runLint = (args) =>
  node([tools.oxlint, '--type-aware', '--deny-warnings', '--report-unused-disable-directives', ...args]);

async function vitest(runtime, project, args, env = {}) {
  const report = join(root, '.cache', 'test', `${project}.json`);
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests'];
  const code = await asNode(runtime, [tools.vitest, 'run', '--project', project, ...options, ...args], env);
  if (!existsSync(report)) return { passed: 0, failed: 0, ok: false };
  const total = addUp(JSON.parse(readFileSync(report, 'utf8')));
  return { ...total, ok: code === 0 && total.failed === 0 };
}

function closing(failed, total) {
  const nothing = total.passed + total.failed === 0 ? ['no test ran'] : [];
  const reasons = [...failed, ...nothing];
  process.stdout.write(`\n${reasons.length > 0 ? `not in order: ${reasons.join(', ')}\n` : ''}${closingLine(total)}\n`);
  return reasons.length > 0 || total.failed > 0 ? 1 : 0;
}

/** Builds the application, but only when something it is made of has changed. */
async function build(runtime, { always = false } = {}) {
  const stamp = join(root, 'out', 'app', '.built-from');
  const now = fingerprint(root);
  if (!always && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return 0;
  rmSync(join(root, 'out', 'app'), { recursive: true, force: true });
  const code = await asNode(runtime, [tools.electronVite, 'build', '--logLevel', 'warn']);
  if (code === 0) writeFileSync(stamp, now);
  return code;
}

async function withWindows(purpose, entry, args) {
  const runtime = prepare(purpose);
  const built = await build(runtime);
  if (built !== 0) return built;
  return await withDisplay((env) => asNode(runtime, [entry, ...args], env));
}

// --- processes ------------------------------------------------------------------------------

const node = (args) => run(process.execPath, args);
const asNode = (runtime, args, env = {}) => run(runtime.path, args, { ...env, ELECTRON_RUN_AS_NODE: '1' });

/** Runs a program in the project's folder with our own input and output; resolves to its exit code. */
function run(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    // Ctrl-C reaches the child by itself; we stay to report its exit code and to tidy up.
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', ignore).on('SIGTERM', pass);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', ignore).off('SIGTERM', pass);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

function ignore() {}

const [name = '', ...args] = process.argv.slice(2);
if (!Object.hasOwn(commands, name)) {
  say(`node build/run.mjs ${Object.keys(commands).join(' | ')}`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await commands[name](args);
  } catch (error) {
    process.exitCode = explain(error);
  }
}
