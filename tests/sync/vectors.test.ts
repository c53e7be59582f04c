import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openPackage } from '#services/sync/package-file.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import { aChain } from './package-samples.ts';
import { computedVectors, vectorsPath, type Vectors } from './vectors.ts';

const stored = JSON.parse(readFileSync(vectorsPath, 'utf8')) as Vectors;
const document = readFileSync(fileURLToPath(new URL('../../docs/sync-format.md', import.meta.url)), 'utf8');

describe('the test vectors of format 1', () => {
  it('are what this program computes', async () => {
    const { packages, ...computed } = stored;

    expect(Object.keys(packages)).toEqual(['up', 'down']);
    expect(await computedVectors()).toEqual(computed);
  });

  it('hold an up package that still opens', async () => {
    const { keys, packages } = stored;
    const bytes = Buffer.from(packages.up, 'base64');
    const opened = await openPackage(bytes, { verifyKey: keys.signKey, identity: keys.boxIdentity });

    expect(opened.chains[0]?.opsText).toBe(aChain(2).opsText);
    expect(opened.chains[0]?.ids).toEqual(stored.chain.ops.map(({ id }) => id));
    expect(opened.chains[0]?.tip).toBe(stored.chain.tip);
  });

  it('hold a first down package that still opens with its pickup code', async () => {
    const { keys, packages, pickup } = stored;
    const bytes = Buffer.from(packages.down, 'base64');
    const opened = await openPackage(bytes, { verifyKey: keys.signKey, passphrase: pickup.passphrase });

    expect(opened.hello).toBe(stored.hello);
    expect(opened.chains[0]?.privateText).toBe(aChain(2).privateText);
  });

  it('open with the commands of the document', () => {
    const [, commands = ''] = /```sh\n([^`]+)```/.exec(document) ?? [];
    const folder = tempFolder();
    writeFileSync(join(folder, 'pack.xbsync'), Buffer.from(stored.packages.up, 'base64'));
    writeFileSync(join(folder, 'key.txt'), `${stored.keys.boxIdentity}\n`);

    execFileSync('sh', ['-e', '-c', commands], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });

    const { opsText, privateText } = aChain(2);
    expect(readFileSync(join(folder, 'lines.ndjson'), 'utf8')).toBe(opsText + privateText);
    expect(JSON.parse(readFileSync(join(folder, 'header.json'), 'utf8'))).toMatchObject({ from: 'O037' });
  });

  it('are the ones the document shows', () => {
    const { chain, keys, pickup } = stored;
    const shown = [chain.genesis, ...chain.ops.flatMap(({ line, hash, id }) => [line, hash, id]), chain.tip];
    const named = [stored.private.line, stored.private.commitment, ...Object.values(keys), ...Object.values(pickup)];

    for (const value of [...shown, ...named]) expect(document).toContain(value);
  });
});
