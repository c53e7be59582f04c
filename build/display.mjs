/** A display for windows where there is none: Xvfb on a free number, gone when the work is done. */
import { spawn } from 'node:child_process';
import { hasDisplay } from './setup.mjs';

const startLimit = 15_000;

/** Displays at once for the whole-application tests: two windows on one display would fight for the focus. */
export const testDisplays = 2;

/**
 * Calls `work` with `count` displays in XB_DISPLAYS, one for each test worker.
 *
 * @template T
 * @param {(env: Record<string, string>) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDisplays(work, count = testDisplays, found = []) {
  if (hasDisplay()) return await work({});
  if (found.length === count) return await work({ DISPLAY: found[0] ?? '', XB_DISPLAYS: found.join(' ') });
  return await withDisplay((env) => withDisplays(work, count, [...found, env['DISPLAY'] ?? '']));
}

/**
 * Calls `work` with the environment variables a window needs.
 *
 * @template T
 * @param {(env: Record<string, string>) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  if (hasDisplay()) return await work({});
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const stop = () => server.kill();
  process.once('exit', stop);
  try {
    const number = await displayNumber(server);
    return await work({ DISPLAY: `:${number}` });
  } finally {
    process.off('exit', stop);
    stop();
  }
}

function displayNumber(server) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Xvfb did not start in time')), startLimit);
    const fail = (error) => {
      clearTimeout(timer);
      reject(error);
    };
    let text = '';
    server.once('error', fail);
    server.once('exit', (code) => fail(new Error(`Xvfb ended with ${code}`)));
    server.stdio[3].on('data', (chunk) => {
      text += chunk;
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      resolve(text.trim());
    });
  });
}
