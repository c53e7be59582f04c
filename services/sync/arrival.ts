/** A received file: its private copy, the check of its sender, and how it is shown in the inbox. */
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { InboxFile, MergeSum } from '#contract/inbox.ts';
import { asFailure } from '#db/open.ts';
import { branchKeysOf } from '../keys.ts';
import { Failure, isFailure } from '#domain/failure.ts';
import type { PackageHeader } from '#domain/sync/envelope.ts';
import { mustBePackage, packageLimits } from '#domain/sync/envelope.ts';
import type { Ctx } from '../context.ts';
import { copyToInbox } from '../files/atomic-write.ts';
import { listOutlets } from '../organisation.ts';
import type { AppliedCounts, InRow } from './journal.ts';
import type { OpenedPackage } from './package-file.ts';
import { openPackage, readHeader } from './package-file.ts';
import type { Sender } from './sender.ts';
import { senderOf } from './sender.ts';

const mostFiles = 20_000;
const mostFolders = 4;

/**
 * Files of the given paths; folders are read four deep and each only once (links may lead in a
 * circle), hidden and .part files left out. What cannot even be looked at is passed on: reading it
 * will say why.
 * @throws Failure fileTooLarge for more files than one job takes
 */
export function expandPaths(paths: readonly string[]): readonly string[] {
  const found: string[] = [];
  const folders = new Set<string>();
  const visit = (path: string, depth: number): void => {
    const names = depth < mostFolders ? namesIn(path, folders) : null;
    if (names === null) found.push(path);
    if (found.length > mostFiles) throw tooManyFiles();
    for (const name of names ?? []) {
      if (!name.startsWith('.') && !name.endsWith('.part')) visit(join(path, name), depth + 1);
    }
  };
  for (const path of paths) visit(path, 0);
  return found;
}

/** What a folder holds, nothing when it was read before; null for anything but a readable folder. */
function namesIn(path: string, folders: Set<string>): readonly string[] | null {
  try {
    if (!statSync(path).isDirectory()) return null;
    const folder = realpathSync(path);
    if (folders.has(folder)) return [];
    folders.add(folder);
    return readdirSync(path).sort();
  } catch {
    return null;
  }
}

const tooManyFiles = (): Failure =>
  new Failure(
    'fileTooLarge',
    `所选文件夹里的文件超过 ${mostFiles} 个，没有开始，已有数据不受影响。请选择只放报送文件的文件夹，或分批选择。`,
  );

export const inboxFolder = (ctx: Ctx): string => join(ctx.installation.folder, 'inbox');
const noCounts: AppliedCounts = { added: 0, changed: 0, same: 0, conflicts: 0, shelved: 0, forks: 0 };

export interface Arrival {
  readonly sha256: string;
  readonly bytes: Buffer;
  readonly fileName: string;
}

/** A file that may be merged. */
export interface Verified {
  readonly pack: OpenedPackage;
  readonly sender: Sender;
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
    inc: '',
    undone: false,
    clockAheadMs: 0,
    ...noCounts,
    ...part,
    outlet,
    outletName: names.get(outlet) ?? '',
  };
}

export const headerPart = (header: PackageHeader | null): Partial<InboxFile> =>
  header === null
    ? {}
    : { outlet: header.from, no: header.no, madeAt: header.madeAt, app: header.app, inc: header.inc };

/** Opens and verifies; what comes back may be merged. @throws Failure */
export async function verified(ctx: Ctx, bytes: Buffer): Promise<Verified> {
  const { header } = readHeader(bytes);
  const expected = { branchId: ctx.identity.branchId, kind: 'up', to: 'centre' } as const;
  const branch = branchKeysOf(ctx.installation.keys);
  if (header.branch.id !== expected.branchId || header.kind !== 'up') {
    // Let openPackage say it: the signature is checked first, so that a forged header cannot lie.
    await openPackage(bytes, { verifyKey: header.signKey, identity: branch.boxIdentity, expected });
  }
  const open = (): Promise<OpenedPackage> =>
    openPackage(bytes, { verifyKey: header.signKey, identity: branch.boxIdentity, expected });
  try {
    const sender = senderOf(ctx, header);
    return { pack: await open(), sender };
  } catch (error) {
    // A file that its own key did not sign came to harm on its way: nobody need be rung up about its sender.
    await open();
    throw error;
  }
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
  forks: found.forks,
  inc: found.inc ?? '',
  undone: found.undoneAt !== null,
  clockAheadMs: clockAhead(found.madeAt, found.receivedAt),
});

/** A PC whose clock runs ahead of the centre's by more than this is mentioned; nothing else depends on it. */
const clockToleranceMs = 30 * 60_000;
export const clockAhead = (madeAt: number | null, receivedAt: number): number =>
  madeAt !== null && madeAt - receivedAt > clockToleranceMs ? madeAt - receivedAt : 0;

/** Takes the private copy. What cannot even be read, or is no package at all, is a result of its own and not kept. */
export function arrive(ctx: Ctx, path: string): Arrival | Failure {
  try {
    const copy = copyToInbox(path, inboxFolder(ctx), packageLimits.fileBytes, mustBePackage);
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
    waiting: count('waiting') + count('approval'),
    refused: count('refused'),
    added: add('added'),
    changed: add('changed'),
    same: add('same'),
    conflicts: add('conflicts'),
    shelved: add('shelved'),
    forks: add('forks'),
    cancelled,
  };
}
