import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sealForRecipient } from '#services/crypto/age.ts';
import * as branch from '#services/crypto/branch-keys.ts';
import { createDeviceKeys, loadDeviceKeys } from '#services/crypto/device-keys.ts';
import { fingerprint } from '#services/crypto/fingerprint.ts';
import { isSignedBy, signingKeyFromSeed } from '#services/crypto/signing.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';

const dbKey = randomBytes(32);
const message = Buffer.from('消息');

describe('device keys', () => {
  it('come back as they were made', async () => {
    const path = join(tempFolder(), 'device.json');
    const made = await createDeviceKeys(path, dbKey);
    const loaded = await loadDeviceKeys(path, dbKey);

    expect(made.inc).toMatch(/^[0-9a-f]{32}$/);
    expect(made.boxKey).toMatch(/^age1/);
    expect({ ...loaded, sign: null }).toEqual({ ...made, sign: null });
    expect(isSignedBy(made.signKey, message, loaded?.sign(message) ?? Buffer.alloc(64))).toBe(true);
  });

  it('are new for every incarnation', async () => {
    const path = join(tempFolder(), 'device.json');
    const [first, second] = [await createDeviceKeys(path, dbKey), await createDeviceKeys(path, dbKey)];

    expect(second.inc).not.toBe(first.inc);
    expect(second.signKey).not.toBe(first.signKey);
    expect(second.boxKey).not.toBe(first.boxKey);
  });

  it('that are not there are null: a restored backup starts anew', async () => {
    expect(await loadDeviceKeys(join(tempFolder(), 'device.json'), dbKey)).toBeNull();
  });

  it('do not open with another database key, nor when anything in the file is changed', async () => {
    const path = join(tempFolder(), 'device.json');
    const { inc } = await createDeviceKeys(path, dbKey);
    const text = readFileSync(path, 'utf8');

    expect(await failureCode(() => loadDeviceKeys(path, randomBytes(32)))).toBe('databaseDamaged');
    for (const wrong of [
      '',
      '{}',
      text.replace(inc, '0'.repeat(32)),
      text.replace('xiaobao-device', 'xiaobao-branch'),
    ]) {
      writeFileSync(path, wrong);
      expect(await failureCode(() => loadDeviceKeys(path, dbKey))).toBe('databaseDamaged');
    }
  });

  it('stand in the file only sealed', async () => {
    const path = join(tempFolder(), 'device.json');
    const keys = await createDeviceKeys(path, dbKey);
    const text = readFileSync(path, 'utf8');

    expect(text).not.toContain(keys.signSeed);
    expect(text).not.toContain(keys.boxIdentity.slice(0, 30));
  });
});

describe('branch keys', () => {
  const passphrase = '一串足够长的备份口令 2025';
  const workFactor = 4;

  it('come back from the file and are made only once', async () => {
    const path = join(tempFolder(), 'branch.json');
    const made = await branch.createBranchKeys(path, dbKey, '示例分行');

    expect((await branch.loadBranchKeys(path, dbKey))?.signKey).toBe(made.signKey);
    expect(await failureCode(() => branch.createBranchKeys(path, dbKey, '示例分行'))).toBe('conflict');
    expect(await branch.loadBranchKeys(join(tempFolder(), 'branch.json'), dbKey)).toBeNull();
  });

  it('move to another PC through an exported text', async () => {
    const made = await branch.createBranchKeys(join(tempFolder(), 'branch.json'), dbKey, '示例分行');
    const text = await branch.exportBranchKeys(made, passphrase, workFactor);
    const imported = await branch.importBranchKeys(text, passphrase);
    const other = join(tempFolder(), 'branch.json');
    await branch.storeBranchKeys(other, randomBytes(32).fill(1), imported);

    expect(text).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    expect({ ...imported, sign: null }).toEqual({ ...made, sign: null });
    expect((await branch.loadBranchKeys(other, Buffer.alloc(32, 1)))?.boxIdentity).toBe(made.boxIdentity);
  });

  it('do not leave without a good passphrase and do not open with a wrong one', async () => {
    const made = await branch.createBranchKeys(join(tempFolder(), 'branch.json'), dbKey, 'b1');
    const text = await branch.exportBranchKeys(made, passphrase, workFactor);

    expect(await failureCode(() => branch.exportBranchKeys(made, 'kurz', workFactor))).toBe('weakPassword');
    expect(await failureCode(() => branch.importBranchKeys(text, 'ein falsches Wort'))).toBe('wrongCode');
    expect(await failureCode(() => branch.importBranchKeys(text.slice(0, 80), passphrase))).toBe('fileDamaged');
    expect(await failureCode(() => branch.importBranchKeys('', passphrase))).toBe('fileDamaged');
  });

  it('export with the cost of the age program unless told otherwise, and it opens again', async () => {
    const made = await branch.createBranchKeys(join(tempFolder(), 'branch.json'), dbKey, 'b1');
    const text = await branch.exportBranchKeys(made, passphrase);

    expect(Buffer.from(text.split('\n')[1] ?? '', 'base64').toString('latin1')).toContain('-> scrypt ');
    expect((await branch.importBranchKeys(text, passphrase)).signKey).toBe(made.signKey);
  });

  it('open with the age program what was sealed for them', async () => {
    const folder = tempFolder();
    const made = await branch.createBranchKeys(join(folder, 'branch.json'), dbKey, 'b1');
    writeFileSync(join(folder, 'key.txt'), `# xiaobao branch key 1\n# sign: x\n${made.boxIdentity}\n`);
    const input = await sealForRecipient(message, made.boxKey);

    expect(execFileSync('age', ['-d', '-i', join(folder, 'key.txt')], { input }).equals(message)).toBe(true);
  });
});

describe('a signature', () => {
  it('holds for its key and message only', () => {
    const key = signingKeyFromSeed(Buffer.alloc(32, 1));
    const signature = key.sign(message);

    // RFC 8032: the public key of a seed is fixed.
    expect(Buffer.from(key.signKey, 'base64url').toString('hex')).toBe(
      '8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c',
    );
    expect(isSignedBy(key.signKey, message, signature)).toBe(true);
    expect(isSignedBy(key.signKey, Buffer.from('x'), signature)).toBe(false);
    expect(isSignedBy(signingKeyFromSeed(Buffer.alloc(32, 2)).signKey, message, signature)).toBe(false);
    expect(isSignedBy(key.signKey, message, signature.subarray(1))).toBe(false);
    expect(isSignedBy('', message, signature)).toBe(false);
    expect(isSignedBy('A'.repeat(43), message, signature)).toBe(false);
  });

  it('has a key with a fingerprint that can be read out', () => {
    const [one, two] = [1, 2].map((fill) => fingerprint(signingKeyFromSeed(Buffer.alloc(32, fill)).signKey));

    expect(one).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(two).not.toBe(one);
  });
});
