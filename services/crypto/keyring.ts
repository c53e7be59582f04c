/**
 * keyring.json: the key of the database, wrapped once per user and once for recovery.
 *
 *   { "format": 1, "kind": "xiaobao-keyring", "keyId": "…",
 *     "users": [ { "user": "100234",
 *                  "kdf": { "n": 131072, "r": 8, "p": 1, "salt": "…" },
 *                  "box": "…", "failed": 0, "waitUntil": 0 } ],
 *     "recovery": { "recipient": "age1…", "box": "…" } | null }
 *
 * user box  = seal(scrypt(NFKC password, salt), key, "xiaobao-keyring-1\n<user>\n<n>,<r>,<p>")
 * recovery  = base64url of an age file with the 32 key bytes, for the branch's recipient
 * keyId     = first 16 bytes of SHA-256("xiaobao-key-id-1\n" ‖ key): tells that a key belongs here
 *
 * There is no other copy of the key: no password and no recovery means no data. The file holds
 * staff numbers but no names. Waiting after wrong tries is a brake for people at the screen; who
 * can copy the file can try without it, and there the cost of scrypt is what counts.
 */
import { hash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import * as z from 'zod/mini';
import { Failure } from '#domain/failure.ts';
import { normalizePassword } from '#domain/password.ts';
import { readFileSafely, replaceFileDurably } from '../files/atomic-write.ts';
import { openForIdentity, sealForRecipient } from './age.ts';
import { keyBytes, seal, unseal } from './secret-box.ts';

/** scrypt N. 2^17 with r = 8 takes 128 MiB and, on an office PC, up to a second. */
export const defaultCost = 2 ** 17;

const Entry = z.object({
  user: z.string().check(z.minLength(1), z.maxLength(100)),
  kdf: z.object({
    n: z.int().check(
      z.minimum(2),
      z.maximum(2 ** 20),
      z.refine((n) => Number.isInteger(Math.log2(n))),
    ),
    r: z.literal(8),
    p: z.literal(1),
    salt: z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/)),
  }),
  box: z.string(),
  failed: z.int().check(z.minimum(0)),
  waitUntil: z.int(),
});
const Keyring = z.object({
  format: z.literal(1),
  kind: z.literal('xiaobao-keyring'),
  keyId: z.string(),
  users: z.array(Entry),
  recovery: z.nullable(z.object({ recipient: z.string(), box: z.string() })),
});
type Entry = z.infer<typeof Entry>;
type Keyring = z.infer<typeof Keyring>;

export type UserPassword = {
  readonly user: string;
  readonly password: string;
  /** scrypt N for this user; lower than the default only in tests. */
  readonly cost?: number;
};

/** Makes keyring.json with a first user and returns the new database key. Refuses to replace one. */
export async function createKeyring(path: string, first: UserPassword): Promise<Buffer> {
  if (existsSync(path)) throw new Failure('conflict', '口令文件已经存在，没有新建。已有数据不受影响。');
  const dbKey = randomBytes(keyBytes);
  const entry = await wrappedFor(first, dbKey);
  save(path, { format: 1, kind: 'xiaobao-keyring', keyId: keyIdOf(dbKey), users: [entry], recovery: null });
  return dbKey;
}

/**
 * Sets the password of a user, known or new: adds a user, changes a password, or, done by the
 * head of the outlet, replaces a forgotten one. Needs the open database key. Ends a waiting time.
 */
export async function setPassword(path: string, dbKey: Uint8Array, user: UserPassword): Promise<void> {
  const entry = await wrappedFor(user, dbKey);
  change(path, (keyring) => {
    checkKey(keyring, dbKey);
    return { ...keyring, users: [...keyring.users.filter((known) => known.user !== user.user), entry] };
  });
}

/** Takes a user's key away. The last one stays: without him nobody could open the data. */
export function removeUser(path: string, user: string): void {
  change(path, (keyring) => {
    const users = keyring.users.filter((known) => known.user !== user);
    if (users.length === keyring.users.length) throw new Failure('notFound', '没有这个用户的口令，无需停用。');
    if (users.length === 0)
      throw new Failure('impossible', '这是最后一个能打开台账的用户，不能停用。请先增加一个用户。');
    return { ...keyring, users };
  });
}

/** Staff numbers that can open the database. */
export const keyringUsers = (path: string): string[] => load(path).users.map((entry) => entry.user);

/**
 * The database key for a right password. `now` in ms. Throws Failure wrongPassword (details
 * `{failed, waitMs}`) or, during a waiting time and without looking at the password, tooManyTries
 * (details `{waitMs}`). The try is counted in the file before the password is looked at, so that
 * ending the program does not save a try.
 */
export async function unlock(
  path: string,
  { user, password, now }: { readonly user: string; readonly password: string; readonly now: number },
): Promise<Buffer> {
  const entry = countTry(path, user, now);
  const key = await passwordKey(password, entry.kdf);
  const dbKey = unseal(key, entry.box, boundTo(entry));
  if (dbKey === null) throw wrongPassword(entry.failed);
  change(path, (keyring) => ({
    ...keyring,
    users: keyring.users.map((known) => (known.user === user ? { ...known, failed: 0, waitUntil: 0 } : known)),
  }));
  return dbKey;
}

/** Wraps the key for the branch as well, for the day when all passwords are lost. */
export async function setRecovery(path: string, dbKey: Uint8Array, recipient: string): Promise<void> {
  const box = (await sealForRecipient(dbKey, recipient)).toString('base64url');
  change(path, (keyring) => {
    checkKey(keyring, dbKey);
    return { ...keyring, recovery: { recipient, box } };
  });
}

/** The wrapped key, to be carried to the centre; null before the outlet has a branch. */
export const recoveryBox = (path: string): string | null => load(path).recovery?.box ?? null;

/** At the centre: the database key in a recovery box. Throws Failure wrongRecipient or fileDamaged. */
export const openRecoveryBox = (box: string, identity: string): Promise<Buffer> =>
  openForIdentity(Buffer.from(box, 'base64url'), identity);

/** Whether `dbKey` is the key of this keyring, e.g. one that came back through recovery. */
export const isKeyOf = (path: string, dbKey: Uint8Array): boolean => load(path).keyId === keyIdOf(dbKey);

const freeTries = 2;
const firstWaitMs = 5000;
const longestWaitMs = 15 * 60_000;

/** 5 s after the third wrong try, doubling with each further one up to 15 min. */
export const waitAfter = (failed: number): number =>
  failed <= freeTries ? 0 : Math.min(firstWaitMs * 2 ** Math.min(failed - freeTries - 1, 20), longestWaitMs);

function countTry(path: string, user: string, now: number): Entry {
  const keyring = load(path);
  const entry = keyring.users.find((known) => known.user === user);
  if (entry === undefined) throw wrongPassword(0);
  const store = (next: Entry): Entry => {
    save(path, { ...keyring, users: keyring.users.map((known) => (known === entry ? next : known)) });
    return next;
  };
  const longest = waitAfter(entry.failed);
  const waitMs = Math.min(entry.waitUntil - now, longest);
  if (waitMs > 0) {
    // A clock that was set back must not lock anybody out for longer than the wait itself.
    if (entry.waitUntil > now + longest) store({ ...entry, waitUntil: now + longest });
    throw tooManyTries(waitMs);
  }
  const failed = entry.failed + 1;
  return store({ ...entry, failed, waitUntil: now + waitAfter(failed) });
}

async function wrappedFor({ user, password, cost = defaultCost }: UserPassword, dbKey: Uint8Array): Promise<Entry> {
  const kdf = { n: cost, r: 8 as const, p: 1 as const, salt: randomBytes(16).toString('base64url') };
  const key = await passwordKey(password, kdf);
  return { user, kdf, box: seal(key, dbKey, boundTo({ user, kdf })), failed: 0, waitUntil: 0 };
}

const boundTo = ({ user, kdf }: Pick<Entry, 'user' | 'kdf'>): string =>
  `xiaobao-keyring-1\n${user}\n${kdf.n},${kdf.r},${kdf.p}`;

function passwordKey(password: string, { n, r, p, salt }: Entry['kdf']): Promise<Buffer> {
  // scrypt needs 128·N·r bytes and a little; Node's default limit is 32 MiB.
  const options = { N: n, r, p, maxmem: 128 * r * (n + p) + 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(normalizePassword(password), Buffer.from(salt, 'base64url'), keyBytes, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

const keyIdOf = (dbKey: Uint8Array): string =>
  hash('sha256', Buffer.concat([Buffer.from('xiaobao-key-id-1\n'), dbKey]), 'buffer')
    .subarray(0, 16)
    .toString('base64url');

function checkKey(keyring: Keyring, dbKey: Uint8Array): void {
  const isSame = timingSafeEqual(Buffer.from(keyIdOf(dbKey)), Buffer.from(keyring.keyId.padEnd(22).slice(0, 22)));
  if (!isSame) throw new Error('this database key does not belong to this keyring');
}

const maxKeyringBytes = 4 * 1024 * 1024;

function load(path: string): Keyring {
  if (!existsSync(path)) {
    throw new Failure(
      'databaseMissing',
      '找不到口令文件 keyring.json，台账打不开。请从备份恢复数据文件夹，或联系分行。',
    );
  }
  const parsed = Keyring.safeParse(jsonOf(readFileSafely(path, maxKeyringBytes).toString('utf8')));
  if (!parsed.success) {
    throw new Failure('databaseDamaged', '口令文件 keyring.json 已损坏，台账打不开。请从备份恢复，或联系分行。');
  }
  return parsed.data;
}

const save = (path: string, keyring: Keyring): void => {
  replaceFileDurably(path, Buffer.from(`${JSON.stringify(keyring, null, 2)}\n`));
};

/** Read, change, write in one go: nothing else of this program runs between. */
const change = (path: string, update: (keyring: Keyring) => Keyring): void => {
  save(path, update(load(path)));
};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function wrongPassword(failed: number): Failure {
  const waitMs = waitAfter(failed);
  const next = waitMs > 0 ? `请等待 ${waitText(waitMs)}后再试。` : '请核对后再试。';
  return new Failure('wrongPassword', `工号或口令不正确，台账没有打开，数据安全。${next}`, { failed, waitMs });
}

const tooManyTries = (waitMs: number): Failure =>
  new Failure('tooManyTries', `口令连续输错，暂停登录。数据安全。请等待 ${waitText(waitMs)}后再试。`, { waitMs });

function waitText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 60 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`;
}
