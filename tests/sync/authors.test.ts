import { describe, expect, it } from 'vitest';
import { chainFor } from '#db/chain.ts';
import { run } from '#db/statements.ts';
import { tipText } from '#domain/sync/envelope.ts';
import { newKeyPairs } from '#services/crypto/device-keys.ts';
import { authorsAtCentre, authorsAtOutlet } from '#services/sync/authors.ts';
import type { OpenedChain } from '#services/sync/package-chain.ts';
import { centreWorld } from '#tests/helpers/world.ts';

const inc = '1'.repeat(32);
const chain = (part: Partial<OpenedChain>): OpenedChain =>
  ({ inc, stream: 'centre', first: 1, last: 3, tip: 'A'.repeat(43), proof: null, ...part }) as OpenedChain;
const notPermitted = expect.objectContaining({ code: 'notPermitted' }) as unknown;

describe('whose operations a file may bring to the centre', () => {
  it("an outlet's own, but not those of a computer registered for another", async () => {
    const { db } = await centreWorld();
    run(
      db,
      `INSERT INTO device (inc, node, sign_key, box_key, letter, state, enrolled_at) VALUES (?, 'O037', 'k', 'b', 'A', 'active', 0)`,
      inc,
    );

    expect(authorsAtCentre(db, 'O037', 'key')(chain({}))).toBe('O037');
    expect(() => authorsAtCentre(db, 'O038', 'key')(chain({}))).toThrow(notPermitted);
  });

  it('not a chain that was received from another before', async () => {
    const { db } = await centreWorld();
    chainFor(db, inc, 'centre', 'O037', false);

    expect(() => authorsAtCentre(db, 'O038', 'key')(chain({}))).toThrow(notPermitted);
  });

  it("the centre's only with the centre's signature over exactly this tip", async () => {
    const { db } = await centreWorld();
    const branch = await newKeyPairs();
    const authors = authorsAtCentre(db, 'O037', branch.signKey);
    const signed = chain({ stream: 'O037' });
    const proof = branch.sign(Buffer.from(tipText(signed))).toString('base64url');

    expect(authors({ ...signed, proof })).toBe('centre');
    expect(() => authors({ ...signed, proof: null })).toThrow(notPermitted);
    expect(() => authors({ ...signed, proof, last: 4 })).toThrow(notPermitted);
    expect(() => authors({ ...signed, proof, stream: 'all' })).toThrow(notPermitted);
  });

  it('nothing that was meant for another outlet, on either side', async () => {
    const { db } = await centreWorld();
    const other = chain({ stream: 'O038' });

    expect(() => authorsAtCentre(db, 'O037', 'key')(other)).toThrow(notPermitted);
    expect(() => authorsAtOutlet('O037')(other)).toThrow(notPermitted);
    expect(authorsAtOutlet('O037')(chain({ stream: 'O037' }))).toBe('centre');
  });
});
