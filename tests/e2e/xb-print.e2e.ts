/** `xb print sign-in`: a PDF without anybody at the screen. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '#domain/failure.ts';
import { newBranch, password, type Branch } from '#tests/helpers/branch.ts';
import { root } from './helpers/app.ts';

let branch: Branch;
let database: string;

beforeAll(async () => {
  branch = await newBranch(1, { keep: true });
  const outlet = must(branch.outlets[0], 'one outlet');
  for (const each of [branch.centre, outlet]) await each.backend.close();
  database = join(outlet.folder, 'outlet.db');
});

afterAll(() => branch.remove());

function xb(...args: readonly string[]): {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
} {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', XB_PASSWORD: password };
  const ran = spawnSync(process.execPath, [join(root, 'electron', 'xb.ts'), ...args, '--json'], {
    env,
    encoding: 'utf8',
  });
  return { status: ran.status, out: ran.stdout, err: ran.stderr };
}

const textOf = (pdf: string): string => spawnSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).stdout;

test('prints a blank sheet', () => {
  const pdf = join(branch.base, 'T2.pdf');

  const { status, out, err } = xb('print', 'sign-in', '--db', database, '--blank', '--template', 'T2', '--out', pdf);

  expect([status, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({ path: pdf, pages: 1 });
  expect(textOf(pdf)).toContain('不用于营销');
});

test('says what is wrong with an event that does not exist, and writes nothing', () => {
  const pdf = join(branch.base, 'none.pdf');

  const { status, err } = xb(
    'print',
    'sign-in',
    '--db',
    database,
    '--event',
    '0001.nothing',
    '--template',
    'T2',
    '--out',
    pdf,
  );

  expect(status).toBe(1);
  expect(JSON.parse(err)).toMatchObject({ code: 'notFound' });
  expect(existsSync(pdf)).toBe(false);
});
