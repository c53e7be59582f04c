/** Opens an installation for a terminal command, as a user whose role permits it. */
import { basename, dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { In, Name, Out } from '#contract/index.ts';
import type { Progress } from '#contract/define.ts';
import type { SessionState } from '#contract/session.ts';
import type { Permission } from '#domain/permissions.ts';
import { may } from '#domain/permissions.ts';
import type { Backend } from '#services/backend.ts';
import { createBackend } from '#services/backend.ts';
import { keyringUsers } from '#services/crypto/keyring.ts';
import { sideOf } from '#services/installation.ts';
import { keyringPath } from '#services/keys.ts';
import { programVersion } from './version.ts';
import { Refusal } from './xb-refusal.ts';

export interface Opened {
  readonly call: <N extends Name>(name: N, input: In<N>) => Promise<Out<N>>;
  readonly state: SessionState;
}

/**
 * `file` is centre.db or outlet.db; its folder is the installation. Without `user` the users of the
 * keyring are tried in turn: the password decides which of them may act.
 */
export async function withInstallation<T>(
  file: string | undefined,
  options: { readonly user: string | undefined; readonly needs: Permission },
  body: (opened: Opened) => Promise<T>,
): Promise<T> {
  if (file === undefined) throw new Refusal('invalid', '请用 --db 指明台账文件，例如 out/demo/centre/centre.db');
  const folder = dirname(resolve(file));
  const side = sideOf(folder);
  if (side === null || basename(file) !== `${side}.db`) {
    throw new Refusal('databaseMissing', `没有找到台账文件 ${basename(file)}。请核对路径。`);
  }
  const backend = createBackend({ folder, demo: false, appVersion: programVersion, emit: showProgress });
  const call: Opened['call'] = async (name, input) => {
    const reply = await backend.call(name, input);
    if (!reply.ok) throw new Refusal(reply.code, reply.message);
    return reply.value as Out<typeof name>;
  };
  try {
    return await body({ call, state: await logIn(backend, folder, options) });
  } finally {
    await backend.close();
  }
}

async function logIn(
  backend: Backend,
  folder: string,
  options: { readonly user: string | undefined; readonly needs: Permission },
): Promise<SessionState> {
  const password = process.env['XB_PASSWORD'] ?? (await promptPassword());
  const users = options.user === undefined ? keyringUsers(keyringPath(folder)) : [options.user];
  let refusal = new Refusal('wrongPassword', '工号或口令不对，没有打开台账。');
  for (const staffNo of users) {
    const reply = await backend.call('session.login', { staffNo, password });
    if (!reply.ok) {
      refusal = new Refusal(reply.code, reply.message);
      if (reply.code === 'wrongPassword') continue;
      throw refusal;
    }
    const state = reply.value as SessionState;
    if (state.user !== null && may(state.user.role, options.needs)) return state;
    refusal = new Refusal('forbidden', '这个工号没有这项权限。可用 --user 指定另一个工号。');
    await backend.call('session.logout', {});
  }
  throw refusal;
}

/** Asks on the terminal without showing what is typed. */
function promptPassword(): Promise<string> {
  if (!process.stdin.isTTY) throw new Refusal('invalid', '请把口令放在环境变量 XB_PASSWORD 中。');
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write('口令：');
  return new Promise((resolve) => {
    lines.question('', (answer) => {
      process.stderr.write('\n');
      lines.close();
      resolve(answer);
    });
  });
}

function showProgress(event: string, data: unknown): void {
  if (event !== 'progress' || !process.stderr.isTTY) return;
  const { done, total, label } = data as Progress;
  process.stderr.write(`\r${done}/${total} ${label}\u001b[K${done === total ? '\n' : ''}`);
}
