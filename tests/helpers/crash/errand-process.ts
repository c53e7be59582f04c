/**
 * One errand in a process of its own, to be killed or recorded by a test. Says `ready` when the
 * errand begins, then a line for each thing its user is told (errands.ts), and `failed <code> <sentence>`
 * for what the user is told went wrong.
 *
 *   errand-process.ts <errand> <base>
 *
 * XB_TEST_SYNCHRONOUS=NORMAL weakens the database after log-in: the proof must notice.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { isFailure, must } from '#domain/failure.ts';
import { realWorld } from '#services/context.ts';
import { password, station } from '#tests/helpers/branch.ts';
import type { ErrandName } from './errands.ts';
import { errands } from './errands.ts';

const [name = '', base = ''] = process.argv.slice(2);
const errand = errands[name as ErrandName];
/** One system call each, so that a recording shows when the user was told. */
const say = (text: string): void => {
  writeSync(1, `${text}\n`);
};

const at = station(join(base, errand.place), realWorld);
if (errand.staffNo !== null) {
  await at.call('session.login', { staffNo: errand.staffNo, password, confirmClock: true });
  const synchronous = process.env['XB_TEST_SYNCHRONOUS'];
  if (synchronous !== undefined) {
    must(at.backend.session, 'logged in').installation.db.pragma(`synchronous = ${synchronous}`);
  }
}
say('ready');
/** Runs the errand; false when the user was told that it did not work. */
async function isDone(): Promise<boolean> {
  try {
    await errand.run(at, base, say);
    return true;
  } catch (error) {
    if (!isFailure(error)) throw error;
    say(`failed ${error.code} ${error.message}`);
    return false;
  }
}

// What went wrong once is tried once more, in the same running program.
if (!(await isDone())) await isDone();
say('finished');
await at.backend.close();
