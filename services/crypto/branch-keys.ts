/**
 * branch.json, at the centre only: the key that signs what the centre sends and the age identity
 * to which outlets encrypt. Sealed like device.json (with the branch id in place of `inc`).
 *
 * The exported copy is an armored age file closed with a passphrase; its content is an age
 * identity file, so in a disaster the standard program opens an outlet's payload with nothing
 * else: `age -d -i branch-key.txt payload.age | zstd -d`.
 */
import { Failure, isFailure } from '#domain/failure.ts';
import { damaged } from '#domain/sync/envelope.ts';
import { armored, openWithPassphrase, sealWithPassphrase, unarmored } from './age.ts';
import { keyPairsOf, newKeyPairs, readSealedKeys, writeSealedKeys, type KeyPairs } from './device-keys.ts';

export type BranchKeys = KeyPairs & { readonly branchId: string };

/** Makes the keys of a new branch. Throws Failure conflict when there are keys already. */
export async function createBranchKeys(path: string, dbKey: Uint8Array, branchId: string): Promise<BranchKeys> {
  const keys = { ...(await newKeyPairs()), branchId };
  await storeBranchKeys(path, dbKey, keys);
  return keys;
}

/** Puts imported keys in place, also of a damaged file. Throws Failure conflict when there are other keys already. */
export async function storeBranchKeys(path: string, dbKey: Uint8Array, keys: BranchKeys): Promise<void> {
  const known = await usableBranchKeys(path, dbKey);
  if (known !== null && known.signKey !== keys.signKey) {
    throw new Failure(
      'conflict',
      '本机已有另一套分行密钥，没有替换。已有数据不受影响。请确认导入的是本分行的密钥备份。',
    );
  }
  writeSealedKeys(path, { kind: 'xiaobao-branch', inc: keys.branchId, keys, dbKey });
}

/** The branch's keys, or null when there are none. Throws Failure databaseDamaged. */
export async function loadBranchKeys(path: string, dbKey: Uint8Array): Promise<BranchKeys | null> {
  const read = await readSealedKeys(path, 'xiaobao-branch', dbKey);
  return read === null ? null : { ...read.keys, branchId: read.inc };
}

/** As far as they can be read: a damaged file is as good as none, and a backup can replace it. */
export async function usableBranchKeys(path: string, dbKey: Uint8Array): Promise<BranchKeys | null> {
  try {
    return await loadBranchKeys(path, dbKey);
  } catch (error) {
    if (isFailure(error) && error.code === 'databaseDamaged') return null;
    throw error;
  }
}

const exportWorkFactor = 18;
const shortestPassphrase = 12;

/** The keys as text for paper or a stick. Throws Failure weakPassword below 12 characters. */
export async function exportBranchKeys(
  keys: BranchKeys,
  passphrase: string,
  workFactor = exportWorkFactor,
): Promise<string> {
  const secret = passphrase.normalize('NFKC');
  if (Array.from(secret).length < shortestPassphrase) {
    throw new Failure(
      'weakPassword',
      `密钥备份的口令至少 ${shortestPassphrase} 个字符，没有导出。请换一个更长的口令。`,
    );
  }
  const text = [
    '# xiaobao branch key 1',
    `# branch: ${encodeURIComponent(keys.branchId)}`,
    `# sign: ${keys.signSeed}`,
    keys.boxIdentity,
    '',
  ].join('\n');
  return armored(await sealWithPassphrase(Buffer.from(text), secret, workFactor));
}

/** The keys in an exported text. Throws Failure wrongCode, wrongRecipient or fileDamaged. */
export async function importBranchKeys(text: string, passphrase: string): Promise<BranchKeys> {
  const plain = await openWithPassphrase(unarmored(text), passphrase.normalize('NFKC'), exportWorkFactor, '备份口令');
  const match = /^# xiaobao branch key 1\n# branch: (\S+)\n# sign: (\S{43})\n(AGE-SECRET-KEY-1\S+)\n$/.exec(
    plain.toString('utf8'),
  );
  const [, branchId, signSeed, boxIdentity] = match ?? [];
  if (branchId === undefined || signSeed === undefined || boxIdentity === undefined) {
    throw damaged({ part: 'branchKey' });
  }
  try {
    return { ...(await keyPairsOf(signSeed, boxIdentity)), branchId: decodeURIComponent(branchId) };
  } catch {
    throw damaged({ part: 'branchKey' });
  }
}
