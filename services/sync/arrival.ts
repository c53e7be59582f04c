/** A received file: its private copy, the check of its sender, and how it is shown in the inbox. */
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { InboxFile, MergeSum } from '#contract/inbox.ts';
import { readSecret } from '#db/identity.ts';
import { asFailure } from '#db/open.ts';
import { row } from '#db/statements.ts';
import { Failure, isFailure, must } from '#domain/failure.ts';
import type { PackageHeader } from '#domain/sync/envelope.ts';
import { packageLimits } from '#domain/sync/envelope.ts';
import type { Ctx } from '../context.ts';
import { enrolMac } from '../exchange.ts';
import { copyToInbox } from '../files/atomic-write.ts';
import { listOutlets } from '../organisation.ts';
import type { AppliedCounts, InRow } from './journal.ts';
import type { OpenedPackage } from './package-file.ts';
import { openPackage, readHeader } from './package-file.ts';

const mostFiles = 20_000;

/** Files of the given paths; folders are read one level deep per folder, hidden and .part files left out. */
export function expandPaths(paths: readonly string[]): readonly string[] {
  const found: string[] = [];
  const visit = (path: string, depth: number): void => {
    if (found.length >= mostFiles) return;
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory() === true && depth < 4) {
      for (const name of readdirSync(path).sort()) {
        if (!name.startsWith('.') && !name.endsWith('.part')) visit(join(path, name), depth + 1);
      }
    } else found.push(path);
  };
  for (const path of paths) visit(path, 0);
  return found;
}

export const inboxFolder = (ctx: Ctx): string => join(ctx.installation.folder, 'inbox');
const noCounts: AppliedCounts = { added: 0, changed: 0, same: 0, conflicts: 0, shelved: 0 };

export interface Arrival {
  readonly sha256: string;
  readonly bytes: Buffer;
  readonly fileName: string;
}

/** A file that may be merged. */
export interface Verified {
  readonly pack: OpenedPackage;
  readonly sender: 'known' | 'new';
}

export function shown(
  names: ReadonlyMap<string, string>,
  part: Partial<InboxFile> & { readonly fileName: string },
): InboxFile {
  const outlet = part.outlet ?? '';
  return {
    sha256: '',
    no: 0,
    madeAt: 0,
    bytes: 0,
    app: '',
    state: 'ready',
    code: '',
    reason: '',
    ...noCounts,
    ...part,
    outlet,
    outletName: names.get(outlet) ?? '',
  };
}

export const headerPart = (header: PackageHeader | null): Partial<InboxFile> =>
  header === null ? {} : { outlet: header.from, no: header.no, madeAt: header.madeAt, app: header.app };

/**
 * Whether this sender may report for this outlet. A known device by its key; an unknown one by the
 * enrolment secret of the outlet's pack, which only one device can use.
 * @throws Failure unknownSender
 */
function checkSender(ctx: Ctx, header: PackageHeader): 'known' | 'new' {
  const device = row<{ node: string; signKey: string; state: string }>(
    ctx.db,
    'SELECT node, sign_key AS signKey, state FROM device WHERE inc = ?',
    header.inc,
  );
  if (device !== undefined) {
    if (device.node === header.from && device.signKey === header.signKey && device.state === 'active') return 'known';
    throw new Failure(
      'unknownSender',
      '这份文件的设备与登记的不符，或已停用，没有合并。文件已原样保留。请电话核对该网点。',
    );
  }
  const secret = readSecret(ctx.db, `enrol:${header.from}`);
  const expected = secret === null ? null : enrolMac(secret, header);
  if (expected === null || header.enrol?.mac !== expected) {
    throw new Failure(
      'unknownSender',
      '没有登记过这台设备，或它不是用本中心最新的配置包登记的，没有合并。文件已原样保留。请电话核对，必要时重新生成配置包。',
    );
  }
  if (row(ctx.db, `SELECT 1 FROM device WHERE node = ? AND state = 'active'`, header.from) !== undefined) {
    throw new Failure(
      'unknownSender',
      '该网点已登记了另一台电脑，这一台没有登记，没有合并。文件已原样保留。请电话核对是否有人复制了配置包。',
    );
  }
  return 'new';
}

/** Opens and verifies; what comes back may be merged. @throws Failure */
export async function verified(ctx: Ctx, bytes: Buffer): Promise<Verified> {
  const { header } = readHeader(bytes);
  const expected = { branchId: ctx.identity.branchId, kind: 'up', to: 'centre' } as const;
  const branch = must(ctx.installation.keys.branch, 'only the centre has an inbox');
  if (header.branch.id !== expected.branchId || header.kind !== 'up') {
    // Let openPackage say it: the signature is checked first, so that a forged header cannot lie.
    await openPackage(bytes, { verifyKey: header.signKey, identity: branch.boxIdentity, expected });
  }
  const sender = checkSender(ctx, header);
  const pack = await openPackage(bytes, { verifyKey: header.signKey, identity: branch.boxIdentity, expected });
  return { pack, sender };
}

export const rowPart = (found: InRow): Partial<InboxFile> => ({
  outlet: found.node ?? '',
  no: found.no ?? 0,
  madeAt: found.madeAt ?? 0,
  app: found.app ?? '',
  code: found.code ?? '',
  reason: found.reason ?? '',
  added: found.added,
  changed: found.changed,
  same: found.same,
  conflicts: found.conflicts,
  shelved: found.shelved,
});

/** Takes the private copy. What cannot even be read is a result of its own. */
export function arrive(ctx: Ctx, path: string): Arrival | Failure {
  try {
    const copy = copyToInbox(path, inboxFolder(ctx), packageLimits.fileBytes);
    return { sha256: copy.sha256, bytes: copy.bytes, fileName: basename(path) };
  } catch (error) {
    const failure = asFailure(error);
    if (isFailure(failure) && failure.code !== 'diskFull') return failure;
    throw failure;
  }
}

export const namesOf = (ctx: Ctx): ReadonlyMap<string, string> =>
  new Map(listOutlets(ctx).map(({ code, name }) => [code, name]));

export function sumOf(files: readonly InboxFile[], total: number, cancelled: boolean): MergeSum {
  const count = (state: InboxFile['state']): number => files.filter((file) => file.state === state).length;
  const add = (key: keyof AppliedCounts): number => files.reduce((sum, file) => sum + file[key], 0);
  return {
    files: total,
    merged: count('merged') + count('ready'),
    known: count('known'),
    waiting: count('waiting'),
    refused: count('refused'),
    added: add('added'),
    changed: add('changed'),
    same: add('same'),
    conflicts: add('conflicts'),
    shelved: add('shelved'),
    cancelled,
  };
}
