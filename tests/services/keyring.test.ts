import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { isFailure } from '#domain/failure.ts';
import * as keyring from '#services/crypto/keyring.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';

const cost = 2 ** 4;
const now = 1_795_000_000_000;
const head = { user: '100234', password: '网点负责人的口令 2025', cost };
const clerk = { user: '100777', password: 'Zhen-Kou-Ling-9', cost };

async function aKeyring() {
  const path = join(tempFolder(), 'keyring.json');
  return { path, dbKey: await keyring.createKeyring(path, head) };
}

const tryOpen = (path: string, { user, password }: typeof head, at = now) =>
  keyring.unlock(path, { user, password, now: at });

type StoredUser = { user: string; box: string; failed: number; waitUntil: number; kdf: { n: number } };
const stored = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as { users: StoredUser[]; keyId: string };

describe('the keyring', () => {
  it('gives the database key for the right password and nothing for a wrong one', async () => {
    const { path, dbKey } = await aKeyring();

    expect(dbKey).toHaveLength(32);
    expect((await tryOpen(path, head)).equals(dbKey)).toBe(true);
    expect(await failureCode(() => tryOpen(path, { ...head, password: head.password + ' ' }))).toBe('wrongPassword');
    expect(await failureCode(() => tryOpen(path, clerk))).toBe('wrongPassword');
    expect(keyring.isKeyOf(path, dbKey)).toBe(true);
    expect(keyring.isKeyOf(path, Buffer.alloc(32))).toBe(false);
  });

  it('takes a password typed in full width as the same', async () => {
    const { path, dbKey } = await aKeyring();
    await keyring.setPassword(path, dbKey, clerk);

    expect((await tryOpen(path, { ...clerk, password: 'Ｚｈｅｎ－Ｋｏｕ－Ｌｉｎｇ－９' })).equals(dbKey)).toBe(true);
  });

  it('serves several users, each with the own password', async () => {
    const { path, dbKey } = await aKeyring();
    await keyring.setPassword(path, dbKey, clerk);

    expect(keyring.keyringUsers(path)).toEqual([head.user, clerk.user]);
    expect((await tryOpen(path, clerk)).equals(dbKey)).toBe(true);
    expect(await failureCode(() => tryOpen(path, { ...clerk, password: head.password }))).toBe('wrongPassword');
  });

  it('knows only the new password after a change', async () => {
    const { path, dbKey } = await aKeyring();
    await keyring.setPassword(path, dbKey, { ...head, password: 'Xin-Kou-Ling-8' });

    expect(await failureCode(() => tryOpen(path, head))).toBe('wrongPassword');
    expect((await tryOpen(path, { ...head, password: 'Xin-Kou-Ling-8' })).equals(dbKey)).toBe(true);
  });

  it('lets a removed user no longer in, and keeps the last one', async () => {
    const { path, dbKey } = await aKeyring();
    await keyring.setPassword(path, dbKey, clerk);
    keyring.removeUser(path, clerk.user);

    expect(await failureCode(() => tryOpen(path, clerk))).toBe('wrongPassword');
    expect(await failureCode(() => keyring.removeUser(path, clerk.user))).toBe('notFound');
    expect(await failureCode(() => keyring.removeUser(path, head.user))).toBe('impossible');
  });

  it('takes no foreign key and replaces no keyring', async () => {
    const { path } = await aKeyring();

    await expect(keyring.setPassword(path, Buffer.alloc(32), clerk)).rejects.toThrow('does not belong');
    expect(await failureCode(() => keyring.createKeyring(path, head))).toBe('conflict');
  });

  it('does not open with the box of another user', async () => {
    const { path, dbKey } = await aKeyring();
    await keyring.setPassword(path, dbKey, { ...clerk, password: head.password });
    const file = stored(path);
    const [first, second] = file.users;
    writeFileSync(path, JSON.stringify({ ...file, users: [{ ...first, box: second?.box }, second] }));

    expect(await failureCode(() => tryOpen(path, head))).toBe('wrongPassword');
  });

  it('is created at full cost unless told otherwise', async () => {
    const path = join(tempFolder(), 'keyring.json');
    const { user, password } = head;
    const dbKey = await keyring.createKeyring(path, { user, password });

    expect(stored(path).users[0]?.kdf.n).toBe(2 ** 17);
    expect((await tryOpen(path, head)).equals(dbKey)).toBe(true);
  });

  it('holds neither the key nor a password', async () => {
    const { path, dbKey } = await aKeyring();
    const text = readFileSync(path, 'utf8');

    for (const secret of [
      head.password,
      dbKey.toString('base64url'),
      dbKey.toString('hex'),
      dbKey.toString('base64'),
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  it.each(['', 'null', '{}', '{"format":2}', '[]', '\u0000'])('that reads %j is reported as damaged', async (text) => {
    const path = join(tempFolder(), 'keyring.json');
    writeFileSync(path, text);

    expect(await failureCode(() => tryOpen(path, head))).toBe('databaseDamaged');
  });

  it('that asks for more scrypt than a PC has is reported as damaged', async () => {
    const { path } = await aKeyring();
    writeFileSync(path, readFileSync(path, 'utf8').replace('"n": 16', '"n": 1073741824'));

    expect(await failureCode(() => tryOpen(path, head))).toBe('databaseDamaged');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"n": 1073741824', '"n": 17'));
    expect(await failureCode(() => tryOpen(path, head))).toBe('databaseDamaged');
  });

  it('that is missing is reported as missing', async () => {
    expect(await failureCode(() => tryOpen(join(tempFolder(), 'keyring.json'), head))).toBe('databaseMissing');
  });
});

describe('wrong tries', () => {
  const wrong = { ...head, password: 'Cuo-De-Kou-Ling' };

  it('cost 5 s from the third on, doubling up to 15 min', () => {
    expect([0, 1, 2, 3, 4, 5, 10, 11, 12, 5000].map(keyring.waitAfter)).toEqual([
      0, 0, 0, 5000, 10_000, 20_000, 640_000, 900_000, 900_000, 900_000,
    ]);
  });

  it('make even the right password wait, and the waiting ends', async () => {
    const { path, dbKey } = await aKeyring();
    for (let n = 0; n < 3; n++) expect(await failureCode(() => tryOpen(path, wrong))).toBe('wrongPassword');

    expect(await failureCode(() => tryOpen(path, head, now + 4999))).toBe('tooManyTries');
    expect((await tryOpen(path, head, now + 5000)).equals(dbKey)).toBe(true);
    expect(stored(path).users[0]).toMatchObject({ failed: 0, waitUntil: 0 });
  });

  it('say how long to wait', async () => {
    const { path } = await aKeyring();
    for (let n = 0; n < 3; n++) await failureCode(() => tryOpen(path, wrong));
    const error: unknown = await tryOpen(path, wrong, now + 1000).catch((reason: unknown) => reason);

    expect(isFailure(error) && error.details).toEqual({ waitMs: 4000 });
    expect(isFailure(error) && error.message).toContain('4 秒');
  });

  it('are counted before the password is looked at, so ending the program saves none', async () => {
    const { path } = await aKeyring();
    const started = tryOpen(path, wrong);

    expect(stored(path).users[0]?.failed).toBe(1);
    expect(await failureCode(() => started)).toBe('wrongPassword');
  });

  it('at the same moment are all counted', async () => {
    const { path } = await aKeyring();
    const codes = await Promise.all(Array.from({ length: 5 }, () => failureCode(() => tryOpen(path, wrong))));

    expect(codes).toEqual(['wrongPassword', 'wrongPassword', 'wrongPassword', 'tooManyTries', 'tooManyTries']);
  });

  it('lock nobody out for years when the clock is set back', async () => {
    const { path, dbKey } = await aKeyring();
    for (let n = 0; n < 3; n++) await failureCode(() => tryOpen(path, wrong));
    const year = 365 * 86_400_000;

    expect(await failureCode(() => tryOpen(path, head, now - year))).toBe('tooManyTries');
    expect((await tryOpen(path, head, now - year + 5000)).equals(dbKey)).toBe(true);
  });

  it('of one user do not make another wait', async () => {
    const { path, dbKey } = await aKeyring();
    await keyring.setPassword(path, dbKey, clerk);
    for (let n = 0; n < 4; n++) await failureCode(() => tryOpen(path, wrong));

    expect((await tryOpen(path, clerk)).equals(dbKey)).toBe(true);
  });
});

describe('recovery', () => {
  it('opens with the branch identity when all passwords are lost', async () => {
    const { path, dbKey } = await aKeyring();
    const identity = await generateX25519Identity();
    expect(keyring.recoveryBox(path)).toBeNull();

    await keyring.setRecovery(path, dbKey, await identityToRecipient(identity));
    const box = keyring.recoveryBox(path) ?? '';

    expect((await keyring.openRecoveryBox(box, identity)).equals(dbKey)).toBe(true);
    expect(await failureCode(async () => keyring.openRecoveryBox(box, await generateX25519Identity()))).toBe(
      'wrongRecipient',
    );
    expect(await failureCode(() => keyring.openRecoveryBox(box.slice(0, -4), identity))).toBe('fileDamaged');
    expect((await tryOpen(path, head)).equals(dbKey)).toBe(true);
  });
});
