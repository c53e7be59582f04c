/** The two system calls behind "it is on the disk": of a file for its content, of a folder for its names. */
import { closeSync, fsyncSync, openSync } from 'node:fs';

export function syncFile(path: string): void {
  // Windows flushes only what is open for writing; elsewhere a read-only stick must do.
  const file = openSync(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Windows has no such thing; its file systems keep names in a journal. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    // Some network and FUSE file systems cannot; the file itself is synced.
    if (code !== 'EINVAL' && code !== 'ENOTSUP' && code !== 'EPERM') throw error;
  } finally {
    closeSync(file);
  }
}
