/** Disks of a test's own: a small tmpfs, in a mount namespace that ends with the command. */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';

export const ownNamespace: readonly string[] = process.getuid?.() === 0 ? ['--mount'] : ['--mount', '--map-root-user'];

/** Whether this user may mount one. */
export const canMount = spawnSync('unshare', [...ownNamespace, 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0;
