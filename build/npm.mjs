/** Runs npm the same way on every system. Its output goes to stderr: stdout belongs to the caller. */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * @param {string[]} args
 * @param {{ stdio?: 'ignore' | 'inherit' }} [options]
 * @returns {number} npm's exit code, 1 when it could not be started
 */
export function runNpm(args, { stdio = 'inherit' } = {}) {
  const output = stdio === 'ignore' ? 'ignore' : 2;
  const options = { cwd: root, stdio: ['ignore', output, output] };
  // Started by `npm run`, npm says where it is; else it is a command (a .cmd file on Windows, which needs the shell).
  const self = process.env.npm_execpath;
  const done = self?.endsWith('.js')
    ? spawnSync(process.execPath, [self, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  return done.status ?? 1;
}
