import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { must } from '#domain/failure.ts';
import { centreUsers, folderIn, newBranch, password, type Branch } from '#tests/helpers/branch.ts';
import { recordComplaint } from '#tests/helpers/records.ts';

const script = fileURLToPath(new URL('../../electron/xb.ts', import.meta.url));

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function xb(...args: readonly string[]): Ran {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', XB_PASSWORD: password };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { env, encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

/** As `xb`, beside others. */
async function xbBeside(...args: readonly string[]): Promise<Ran> {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', XB_PASSWORD: password };
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, ...said };
}

const json = (ran: Ran): Record<string, unknown> => {
  expect(ran.err).toBe('');
  expect(ran.status).toBe(0);
  expect(ran.out.trimEnd()).not.toContain('\n');
  return JSON.parse(ran.out) as Record<string, unknown>;
};

describe('the terminal', { timeout: 60_000 }, () => {
  let branch: Branch;
  let centre: string;
  let outlet: string;

  beforeAll(async () => {
    branch = await newBranch(1, { keep: true });
    const station = must(branch.outlets[0], 'one outlet');
    station.write((ctx) => recordComplaint(ctx));
    for (const each of [branch.centre, station]) await each.backend.close();
    centre = join(branch.centre.folder, 'centre.db');
    outlet = join(station.folder, 'outlet.db');
    return branch.remove;
  });

  it('exports at the outlet, inspects without keys, merges and verifies at the centre', () => {
    const stick = folderIn(branch.base, 'stick');

    const exported = json(xb('export', '--db', outlet, '--out', stick, '--json'));
    const inspected = json(xb('inspect', String(exported['file']), '--json'));
    const merged = json(xb('merge', '--db', centre, stick, '--json'));
    const verified = json(xb('verify', '--db', centre, '--json'));

    expect(exported).toMatchObject({ no: 1, state: 'exported' });
    expect(inspected).toMatchObject({ header: { from: '0001', to: 'centre', kind: 'up' }, lock: 'key' });
    expect(merged).toMatchObject({ sum: { files: 1, merged: 1, added: 1 } });
    expect(verified).toMatchObject({ ok: true });
  });

  it('merges one folder at two centres at the same moment, each whole, and leaves the folder as it was', async () => {
    const stick = folderIn(branch.base, 'shared');
    for (let count = 0; count < 5; count += 1) json(xb('export', '--db', outlet, '--out', stick, '--json'));
    const names = readdirSync(stick);
    const twin = join(branch.base, 'twin');
    cpSync(branch.centre.folder, twin, { recursive: true });

    const ran = await Promise.all(
      [centre, join(twin, 'centre.db')].map((db) => xbBeside('merge', '--db', db, stick, '--json')),
    );

    const sums = ran.map((each) => json(each)['sum']);
    expect(sums[0]).toMatchObject({ files: 5, refused: 0 });
    expect(sums[1]).toEqual(sums[0]);
    expect(readdirSync(stick)).toEqual(names);
    for (const db of [centre, join(twin, 'centre.db')])
      expect(json(xb('verify', '--db', db, '--json'))).toMatchObject({ ok: true });
  });

  it('gives figures of a period', () => {
    const figures = json(xb('figures', '--db', centre, '--from', '2025-01-01', '--to', '2025-06-30', '--json'));

    expect(JSON.stringify(figures)).toContain('2025-01-01');
  });

  it('writes a copy that the sqlite3 program reads, once, and says so in the audit trail', () => {
    const copy = join(branch.base, 'plain.sqlite');

    const made = json(xb('plain-copy', '--db', centre, '--out', copy, '--json'));
    const again = xb('plain-copy', '--db', centre, '--out', copy, '--json');
    const read = spawnSync('sqlite3', [copy, 'SELECT customer_name, received_on FROM complaint'], { encoding: 'utf8' });

    expect(made).toMatchObject({ tables: { complaint: 1, outlet: 1 } });
    expect(read.stdout).toBe('䶮㛃|2025-03-03\n');
    expect(JSON.parse(again.err)).toMatchObject({ code: 'conflict' });
  });

  it('makes packs with their codes', () => {
    const made = json(xb('packs', '--db', centre, '--out', folderIn(branch.base, 'packs-again'), '--json'));

    expect(made).toMatchObject({ made: [{ outlet: '0001' }] });
    expect(readdirSync(join(branch.base, 'packs-again'))).toHaveLength(1);
  });

  it('prints one line of JSON on stderr and nothing on stdout when it fails', () => {
    const junk = join(branch.base, 'junk.xbsync');
    writeFileSync(junk, 'x'.repeat(500));
    const failures: readonly (readonly [readonly string[], string])[] = [
      [['nothing'], 'invalid'],
      [['merge', '--db', centre], 'invalid'],
      [['merge', '--db', join(branch.base, 'no.db'), junk], 'databaseMissing'],
      [['verify', '--db', centre, '--user', '999999'], 'wrongPassword'],
      [
        ['plain-copy', '--db', centre, '--user', centreUsers.admin, '--out', join(branch.base, 'x.sqlite')],
        'forbidden',
      ],
      [['figures', '--db', centre, '--from', '2025-02-30', '--to', '2025-06-30'], 'invalid'],
      [['inspect', junk], 'notAPackage'],
      [['inspect', join(branch.base, 'no.xbsync')], 'targetGone'],
      [['print', 'sign-in', '--db', outlet, '--template', 'T9', '--blank', '--out', 'x.pdf'], 'invalid'],
      [['--what'], 'invalid'],
    ];

    for (const [args, code] of failures) {
      const ran = xb(...args, '--json');
      expect([args[0], ran.status, ran.out, (JSON.parse(ran.err) as { code: string }).code]).toEqual([
        args[0],
        1,
        '',
        code,
      ]);
    }
    expect(existsSync(join(branch.base, 'x.sqlite'))).toBe(false);
  });

  it('never takes the password as an argument and never shows it', () => {
    const ran = xb('verify', '--db', centre, '--password', password, '--json');

    expect(ran.status).toBe(1);
    expect(ran.err).not.toContain(password);
    expect(readFileSync(script, 'utf8')).not.toContain('password:');
  });
});
