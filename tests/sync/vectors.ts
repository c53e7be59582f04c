/**
 * Test vectors of docs/sync-format.md. The part computed here never changes while the format is 1.
 * The two packages contain random numbers (age), so they are made once and kept:
 * run this file with Electron's Node to write docs/sync-format-vectors.json anew.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pickupCode, normalizePickupCode } from '#domain/sync/pickup-code.ts';
import { fingerprint } from '#services/crypto/fingerprint.ts';
import { commitmentOf, genesisHash, hashText, opId, opHash } from '#db/hash.ts';
import { sealPackage } from '#services/sync/package-file.ts';
import * as sample from './package-samples.ts';

export const vectorsPath = fileURLToPath(new URL('../../docs/sync-format-vectors.json', import.meta.url));
const code = pickupCode(Buffer.from('00112233445566778899', 'hex'));

export type Vectors = Awaited<ReturnType<typeof computedVectors>> & {
  readonly packages: { readonly up: string; readonly down: string };
};

export async function computedVectors() {
  const chain = sample.aChain(2);
  const genesis = genesisHash(chain.inc, chain.stream);
  const ops = [];
  let hash = genesis;
  for (const line of chain.opsText.trimEnd().split('\n')) {
    hash = opHash(hash, line);
    ops.push({ line, hash: hash.toString('hex'), id: opId(hash) });
  }
  const privateLine = chain.privateText.trimEnd();
  const { signKey } = sample.deviceKey;
  return {
    format: 1,
    chain: { inc: chain.inc, stream: chain.stream, genesis: genesis.toString('hex'), ops, tip: hashText(hash) },
    private: { line: privateLine, commitment: commitmentOf(privateLine) },
    keys: {
      signSeed: Buffer.alloc(32, 1).toString('base64url'),
      signKey,
      fingerprint: fingerprint(signKey),
      boxIdentity: sample.centreIdentity,
      boxKey: await sample.centreRecipient(),
    },
    pickup: { random: '00112233445566778899', shown: code, passphrase: normalizePickupCode(code) ?? '' },
    hello: '{"outlet":"O037","enrolSecret":"AAAA"}',
  };
}

async function madeVectors(): Promise<Vectors> {
  const vectors = await computedVectors();
  const parts = { chains: [sample.aChain(2)], signing: sample.deviceKey };
  const { boxKey } = vectors.keys;
  const up = await sealPackage({ ...parts, header: { ...sample.headerStart, boxKey }, recipient: boxKey });
  const header = { ...sample.headerStart, boxKey, kind: 'down' as const, from: 'centre', to: 'O037' };
  const { hello } = vectors;
  const down = await sealPackage({ ...parts, header, hello, passphrase: vectors.pickup.passphrase });
  return { ...vectors, packages: { up: up.bytes.toString('base64'), down: down.bytes.toString('base64') } };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(vectorsPath, `${JSON.stringify(await madeVectors(), null, 2)}\n`);
}
