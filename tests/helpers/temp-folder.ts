/** A fresh folder per test, removed afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xiaobao-test-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A folder for a whole describe block: the block removes it itself. */
export function keptFolder(): { readonly base: string; readonly remove: () => void } {
  const base = mkdtempSync(join(tmpdir(), 'xiaobao-test-'));
  return { base, remove: () => rmSync(base, { recursive: true, force: true }) };
}
