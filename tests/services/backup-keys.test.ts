import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { centreWorld } from '#tests/helpers/world.ts';

describe('a backup', () => {
  it('holds the database and no key: whoever restores it elsewhere cannot sign in our name', async () => {
    const { as, call, installation } = await centreWorld();
    as('director');
    await call('inbox.merge', { paths: [] });

    const names = readdirSync(join(installation.folder, 'backups'));

    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !name.endsWith('.db'))).toEqual([]);
  });
});
