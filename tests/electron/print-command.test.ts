import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sendToPrintSystem } from '#electron/print-command.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';

const task = {
  deviceName: 'office',
  copies: 2,
  duplex: 'longEdge',
  ranges: [],
  title: '签到表 HD-0001; rm -rf "$HOME"',
} as const;
const pdf = new Uint8Array(300_000).fill(0x25);

/** A print program of the test's own; returns its path and its folder. */
function program(lines: string): { readonly path: string; readonly file: (name: string) => string } {
  const folder = tempFolder();
  const path = join(folder, 'lp');
  writeFileSync(path, `#!/bin/sh\ncd "${folder}"\n${lines}\n`);
  chmodSync(path, 0o755);
  return { path, file: (name) => readFileSync(join(folder, name), 'utf8') };
}

describe.runIf(process.platform !== 'win32')('the print program', () => {
  test('gets every byte by a pipe, and the title as one word that no shell reads', async () => {
    const { path, file } = program(`printf '%s\\n' "$@" > asked; cat > document`);

    expect(await sendToPrintSystem(pdf, task, path)).toBeNull();
    expect(file('document')).toHaveLength(pdf.byteLength);
    const options = 'sides=two-sided-long-edge media=A4';
    expect(file('asked')).toBe(['-d', 'office', '-n', '2', '-t', task.title, '-o', options, ''].join('\n'));
  });

  test('that refuses before it has read the document is quoted', async () => {
    const { path } = program('echo "lp: The printer or class does not exist." >&2; exit 1');

    expect(await sendToPrintSystem(pdf, task, path)).toBe('lp: The printer or class does not exist.');
  });

  test('that says nothing is told by its exit code', async () => {
    const { path } = program('exit 7');

    expect(await sendToPrintSystem(pdf, task, path)).toBe(`${path}: 7`);
  });

  test('that is not installed is named with the package that brings it', async () => {
    const missing = join(tempFolder(), 'lp');

    expect(await sendToPrintSystem(pdf, task, missing)).toBe(`本机没有打印程序 ${missing}（系统组件 cups-client）`);
  });
});
