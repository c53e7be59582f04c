/** What each terminal verb does. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import { isValidDate } from '#domain/dates.ts';
import { fingerprint } from '#services/crypto/fingerprint.ts';
import { fileFailure } from '#services/files/file-failure.ts';
import { readHeader } from '#services/sync/package-file.ts';
import { withInstallation } from './xb-installation.ts';
import { printSignIn } from './xb-print.ts';
import { Refusal } from './xb-refusal.ts';

export interface Arguments {
  readonly rest: readonly string[];
  readonly db?: string | undefined;
  readonly user?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly out?: string | undefined;
  readonly event?: string | undefined;
  readonly blank: boolean;
  readonly large: boolean;
  readonly template?: string | undefined;
  readonly outlet?: readonly string[] | undefined;
}

const needed = (value: string | undefined, what: string): string => {
  if (value === undefined || value === '') throw new Refusal('invalid', `缺少 ${what}`);
  return value;
};

const date = (value: string | undefined, what: string): string => {
  const text = needed(value, what);
  if (!isValidDate(text)) throw new Refusal('invalid', `${what} 应为 2025-06-30 的形式`);
  return text;
};

function folder(path: string | undefined): string {
  const made = resolve(needed(path, '--out 文件夹'));
  mkdirSync(made, { recursive: true });
  return made;
}

/** `merge --db FILE PATH…`: verifies and merges files and folders of sync files. */
async function merge({ db, user, rest }: Arguments) {
  if (rest.length === 0) throw new Refusal('invalid', '请指明要合并的文件或文件夹');
  const paths = rest.map((path) => resolve(path));
  return await withInstallation(db, { user, needs: 'inbox.merge' }, ({ call }) => call('inbox.merge', { paths }));
}

/** `inspect FILE`: the header of a package, without any key. The header is a claim until it is merged. */
function inspect({ rest }: Arguments) {
  const file = opened(needed(rest[0], '文件'));
  try {
    const { header, fileBytes, headerBytes, lock } = readHeader(file);
    return { header, fileBytes, headerBytes, lock, fingerprint: fingerprint(header.signKey) };
  } finally {
    closeSync(file);
  }
}

function opened(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw fileFailure(error, 'read');
  }
}

/** `verify --db FILE`: chains, audit, rows = fold, integrity. Exit code 1 when something is wrong. */
async function verify({ db, user }: Arguments) {
  const report = await withInstallation(db, { user, needs: 'audit.read' }, ({ call }) => call('database.verify', {}));
  if (!report.ok) process.exitCode = 1;
  return report;
}

/** `figures --db FILE --from DATE --to DATE`: the same numbers as the screens. */
async function figures({ db, user, from, to }: Arguments) {
  const period = { from: date(from, '--from'), to: date(to, '--to') };
  return await withInstallation(db, { user, needs: 'figures.read' }, ({ call }) => call('figures.overview', period));
}

/** `plain-copy --db FILE --out FILE`: decrypted SQLite for other tools. Logged. */
async function plainCopy({ db, user, out }: Arguments) {
  const path = resolve(needed(out, '--out 文件'));
  return await withInstallation(db, { user, needs: 'plainCopy.make' }, ({ call }) =>
    call('database.plainCopy', { path }),
  );
}

/** `export --db FILE --out DIR`: an outlet's sync file. */
async function exportFile({ db, user, out }: Arguments) {
  const target = folder(out);
  return await withInstallation(db, { user, needs: 'exchange.export' }, ({ call }) =>
    call('exchange.export', { folder: target }),
  );
}

/** `packs --db FILE --out DIR [--outlet CODE]…`: configuration packs, with their codes. */
async function packs({ db, user, out, outlet }: Arguments) {
  const target = folder(out);
  return await withInstallation(db, { user, needs: 'pack.make' }, async ({ call }) => {
    const all = (await call('organisation.outlets', {})).map(({ code }) => code);
    return await call('pack.make', { outlets: outlet === undefined ? all : [...outlet], folder: target });
  });
}

/** `print sign-in --db FILE (--event ID | --blank) --template T1..T4 --out FILE.pdf` */
async function print(args: Arguments) {
  if (args.rest[0] !== 'sign-in') throw new Refusal('invalid', '可打印：sign-in');
  return await printSignIn(args);
}

export const verbs = {
  merge,
  inspect: (args: Arguments) => Promise.resolve(inspect(args)),
  verify,
  figures,
  'plain-copy': plainCopy,
  print,
  export: exportFile,
  packs,
};
