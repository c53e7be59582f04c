/**
 * One unlocked installation in a folder of its own, with a clock that stands still and randomness that
 * repeats. It goes through the same dispatch as the app; only the log-in (and its scrypt) is left out.
 */
import { createHash, randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Topic } from '#contract/define.ts';
import type { In, Name, Out } from '#contract/index.ts';
import type { Identity } from '#db/identity.ts';
import { saveIdentity, saveSecret } from '#db/identity.ts';
import type { Db } from '#db/open.ts';
import { closeDatabase } from '#db/open.ts';
import { insertRow } from '#db/record.ts';
import { run } from '#db/statements.ts';
import { saveUser } from '#db/user.ts';
import { instantOf } from '#domain/dates.ts';
import type { Entity } from '#domain/entity.ts';
import { Failure } from '#domain/failure.ts';
import type { FailureCode } from '#domain/failure.ts';
import type { Post } from '#domain/organisation.ts';
import { branchEntity, outletEntity, staffEntity } from '#domain/organisation.ts';
import type { Role, Side } from '#domain/permissions.ts';
import type { Backend } from '#services/backend.ts';
import { createBackend } from '#services/backend.ts';
import type { Ctx, Installation, World } from '#services/context.ts';
import { beginWork } from '#services/context.ts';
import { createBranchKeys } from '#services/crypto/branch-keys.ts';
import { createDeviceKeys } from '#services/crypto/device-keys.ts';
import { createDatabase } from '#services/installation.ts';
import { branchKeysPath, deviceKeysPath } from '#services/keys.ts';
import { writeReferenceData } from '#services/founding-data.ts';
import { tempFolder } from './temp-folder.ts';

export interface TestWorld {
  readonly backend: Backend;
  readonly installation: Installation;
  readonly db: Db;
  /** Topics announced so far, in order. */
  readonly announced: readonly Topic[];
  /** Moves the clock: `at('2025-06-12', '09:30')`. */
  readonly at: (date: string, time?: string) => void;
  /** Who acts from now on. */
  readonly as: (role: Role) => void;
  /** Sends a request as a window would. Throws the Failure of the reply. */
  readonly call: <N extends Name>(name: N, input: In<N>) => Promise<Out<N>>;
  /** The code of the Failure a request ends with, and its reasons; null when it succeeds. */
  readonly refusal: <N extends Name>(
    name: N,
    input: In<N>,
  ) => Promise<{ readonly code: string; readonly fields: Readonly<Record<string, string>> } | null>;
  /** A unit of work outside dispatch, without an audit line. */
  readonly ctx: () => Ctx;
}

export interface WorldOptions {
  readonly date?: string;
  readonly time?: string;
}

export const testBranchId = 'branch.test';
export const testOutlet = 'O037';

/** Staff number and name per role; those of the outlet are on its roster too. */
export const testUsers: Readonly<Record<Role, { readonly staffNo: string; readonly name: string }>> = {
  clerk: { staffNo: '10086', name: '王小敏' },
  head: { staffNo: '10001', name: '李建国' },
  analyst: { staffNo: '90002', name: '赵分析' },
  director: { staffNo: '90001', name: '钱主任' },
  admin: { staffNo: '90000', name: '孙管理' },
};

const outlets = [
  ['O037', '城东支行营业部', '城东支行'],
  ['O038', '东湖分理处', '城东支行'],
  ['O101', '开发区支行', '开发区支行'],
] as const;
const staff: readonly (readonly [string, string, string, Post])[] = [
  ['O037', '10001', '李建国', 'head'],
  ['O037', '10086', '王小敏', 'teller'],
  ['O037', '10087', '周涛', 'lobby'],
  ['O101', '20001', '吴芳', 'head'],
];

/** Bytes that look random and repeat from run to run. */
export function repeatableBytes(seed: string): World['randomBytes'] {
  let count = 0;
  return (size) => {
    const parts: Buffer[] = [];
    for (let length = 0; length < size; length += 32) {
      parts.push(
        createHash('sha256')
          .update(`${seed} ${(count += 1)}`)
          .digest(),
      );
    }
    return Buffer.concat(parts).subarray(0, size);
  };
}

type Write = (entity: Entity, id: string, fields: Readonly<Record<string, unknown>>) => void;

function writeBranch(write: Write): void {
  write(branchEntity, 'branch', { bankName: '测试银行', branchName: '测试分行', centreName: '消保中心' });
  outlets.forEach(([code, name, subBranch], index) => {
    write(outletEntity, code, { code, name, subBranch, district: '城东区', sort: index + 1 });
  });
  for (const [outlet, staffNo, name, post] of staff)
    write(staffEntity, `${outlet}.${staffNo}`, { outlet, staffNo, name, post });
  writeReferenceData({ write } as unknown as Ctx);
}

/** Rows as if they had come in a pack: they belong to a chain of the centre. */
function asReceived(db: Db): Write {
  run(
    db,
    `INSERT INTO chain (inc, stream, node, own, seq, hash) VALUES (?, 'all', 'centre', 0, 100000, ?)`,
    '0'.repeat(32),
    Buffer.alloc(32),
  );
  let seq = 0;
  return (entity, id, fields) => {
    seq += 1;
    insertRow(db, entity, id, fields, { head: `test${seq}`, chain: 1, seq });
  };
}

async function makeInstallation(folder: string, side: Side): Promise<Installation> {
  const dbKey = randomBytes(32);
  const device = await createDeviceKeys(deviceKeysPath(folder), dbKey);
  const branch = side === 'centre' ? await createBranchKeys(branchKeysPath(folder), dbKey, testBranchId) : null;
  const db = createDatabase(folder, side, dbKey);
  const node = side === 'centre' ? 'centre' : testOutlet;
  const identity: Identity = { side, branchId: testBranchId, node, inc: device.inc, letter: 'A', createdAt: 0 };
  saveIdentity(db, identity);
  saveSecret(db, 'phoneHmacKey', Buffer.alloc(32, 9).toString('base64url'));
  const roles: readonly Role[] = side === 'centre' ? ['analyst', 'director', 'admin'] : ['clerk', 'head'];
  for (const role of roles) saveUser(db, { ...testUsers[role], role, active: true, mustChange: false });
  return { folder, db, identity, keys: { dbKey, device, branch } };
}

async function makeWorld(side: Side, role: Role, options: WorldOptions): Promise<TestWorld> {
  let now = instantOf(options.date ?? '2025-06-12', options.time ?? '09:30');
  const world: World = { now: () => now, randomBytes: repeatableBytes(side) };
  const announced: Topic[] = [];
  const installation = await makeInstallation(tempFolder(), side);
  const { db, folder } = installation;
  onTestFinished(() => {
    closeDatabase(db);
  });
  const problems: string[] = [];
  const backend = createBackend({
    folder,
    demo: false,
    appVersion: '0.0.0-test',
    world,
    emit: (event, data) => {
      if (event === 'changed') announced.push(...(data as readonly Topic[]));
    },
    log: (level, text) => {
      if (level === 'error') problems.push(text);
    },
  });
  const as = (next: Role): void => {
    backend.session = {
      installation,
      user: { ...testUsers[next], role: next, mustChangePassword: false },
      notices: [],
    };
  };
  as(role);
  const ctx = (): Ctx => {
    const around = backend.surroundings();
    if (around === null) throw new Error('no session');
    return beginWork(around).ctx;
  };
  db.transaction(() => {
    writeBranch(side === 'centre' ? ctx().write : asReceived(db));
  }).immediate();
  const call: TestWorld['call'] = async (name, input) => {
    const reply = await backend.call(name, input);
    // Only the type of the reply is lost on the way, as in the window.
    if (reply.ok) return reply.value as never;
    if (reply.code === 'internal') throw new Error(problems.at(-1) ?? reply.message);
    throw new Failure(reply.code as FailureCode, reply.message, reply.details);
  };
  return {
    backend,
    installation,
    db,
    announced,
    at: (date, time = '09:30') => {
      now = instantOf(date, time);
    },
    as,
    call,
    refusal: async (name, input) => {
      const reply = await backend.call(name, input);
      if (reply.ok) return null;
      if (reply.code === 'internal') throw new Error(problems.at(-1) ?? reply.message);
      return {
        code: reply.code,
        fields: reply.code === 'invalid' ? (reply.details as Readonly<Record<string, string>>) : {},
      };
    },
    ctx,
  };
}

/** Outlet O037 on 12 June 2025, 09:30, with the clerk at the keyboard. */
export const outletWorld = (options: WorldOptions = {}): Promise<TestWorld> => makeWorld('outlet', 'clerk', options);

/** The centre of the same branch, with the analyst at the keyboard. */
export const centreWorld = (options: WorldOptions = {}): Promise<TestWorld> => makeWorld('centre', 'analyst', options);
