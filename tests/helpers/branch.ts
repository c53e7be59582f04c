/**
 * A whole branch in one test: a centre and its outlets, each a real installation in a folder of
 * its own, driven through the same requests the screens use. Only the password cost is lowered.
 */
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { In, Name, Out } from '#contract/index.ts';
import { Failure } from '#domain/failure.ts';
import type { FailureCode } from '#domain/failure.ts';
import type { Backend } from '#services/backend.ts';
import { createBackend } from '#services/backend.ts';
import type { Ctx, World } from '#services/context.ts';
import { beginWork } from '#services/context.ts';
import { keptFolder, tempFolder } from './temp-folder.ts';

export const password = 'Correct-Horse-9';
/** Of users somebody else created; they must change it before anything else. */
const firstPassword = 'First-Horse-77';
export const testCost = 2 ** 10;

/** A clock the test moves. Starts on 2025-03-03 09:00 in Shanghai. */
export interface TestClock {
  now: number;
}

export const testWorld = (clock: TestClock): World => ({
  now: () => clock.now,
  randomBytes: (count) => randomBytes(count),
});

export interface Station {
  readonly backend: Backend;
  readonly folder: string;
  /** Throws the Failure a user would see. */
  readonly call: <N extends Name>(name: N, input: In<N>) => Promise<Out<N>>;
  /** Writes in one transaction, below the verbs. */
  readonly write: (body: (ctx: Ctx) => void) => void;
}

export function station(folder: string, world: World): Station {
  const backend = createBackend({ folder, demo: false, appVersion: '0.0.0-test', world, passwordCost: testCost });
  return {
    backend,
    folder,
    call: async (name, input) => {
      const reply = await backend.call(name, input);
      if (reply.ok) return reply.value as Out<typeof name>;
      throw new Failure(reply.code as FailureCode, reply.message, reply.details);
    },
    write: (body) => {
      const around = backend.surroundings();
      if (around === null) throw new Error('nobody is logged in');
      around.installation.db.transaction(() => body(beginWork(around).ctx)).immediate();
    },
  };
}

export interface Branch {
  readonly clock: TestClock;
  readonly base: string;
  readonly centre: Station;
  readonly outlets: readonly Station[];
  /** Removes its folders; only needed with `keep`, else the test's end does it. */
  readonly remove: () => void;
}

export const centreUsers = { admin: '100001', director: '100002', analyst: '100003' } as const;
export const outletHead = (index: number): string => `20000${index}`;

/** Founds a centre with users of every role, logged in as director, and enrols `count` outlets. */
export async function newBranch(count: number, { keep = false }: { readonly keep?: boolean } = {}): Promise<Branch> {
  const { base, remove } = keep ? keptFolder() : { base: tempFolder(), remove: () => undefined };
  const clock = { now: Date.UTC(2025, 2, 3, 1) };
  const world = testWorld(clock);
  const centre = station(folderIn(base, 'centre'), world);
  const codes = Array.from({ length: count }, (_, index) => String(index + 1).padStart(4, '0'));
  const outletsText = codes.map((code) => `${code}\t第${code}支行\t城东支行\t高新区`).join('\n');
  await centre.call('setup.found', {
    bankName: 'X银行',
    branchName: 'ZX分行',
    outletsText,
    staffNo: centreUsers.admin,
    userName: '系统员',
    password,
  });
  await centre.call('organisation.saveStaff', {
    text: codes.map((code) => `${code}\t3${code}1\t张三${code}\t柜员\t2020-01-01`).join('\n'),
  });
  for (const [role, staffNo] of Object.entries(centreUsers).slice(1)) {
    await centre.call('user.create', {
      staffNo,
      name: role,
      role: role as 'director' | 'analyst',
      password: firstPassword,
    });
  }
  for (const staffNo of [centreUsers.analyst, centreUsers.director]) {
    await centre.call('session.logout', {});
    await centre.call('session.login', { staffNo, password: firstPassword });
    await centre.call('session.changePassword', { oldPassword: firstPassword, newPassword: password });
  }
  await logInAs(centre, centreUsers.admin);
  const { made } = await centre.call('pack.make', { outlets: codes, folder: folderIn(base, 'packs') });
  const outlets: Station[] = [];
  for (const [index, { path, code, outlet }] of made.entries()) {
    const each = station(folderIn(base, `outlet-${outlet}`), world);
    await each.call('setup.enrol', { path, code, staffNo: outletHead(index), userName: '负责人', password });
    outlets.push(each);
  }
  await logInAs(centre, centreUsers.director);
  return { clock, base, centre, outlets, remove };
}

export async function logInAs(at: Station, staffNo: string): Promise<void> {
  await at.call('session.logout', {});
  await at.call('session.login', { staffNo, password });
}

export function folderIn(base: string, name: string): string {
  const folder = join(base, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A second copy of a closed installation. */
export function copyOf(folder: string, to: string): string {
  cpSync(folder, to, { recursive: true });
  return to;
}
