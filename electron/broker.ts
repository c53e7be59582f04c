/**
 * The one door of the window. Every request is checked here for who asks, for its name and its
 * size, then answered by the shell or passed to the database process, and logged.
 */
import { randomBytes } from 'node:crypto';
import { serialize } from 'node:v8';
import { ipcMain, type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import * as z from 'zod/mini';
import type { Reply } from '#contract/define.ts';
import { contract, type In, type Name, type Out, type Parsed } from '#contract/index.ts';
import { Failure, isFailure, type FieldReasons } from '#domain/failure.ts';
import { may } from '#domain/permissions.ts';
import type { BackendProcess } from './backend-process.ts';
import { eventSender, type Emit } from './event-sender.ts';
import { slowMs, type Log } from './log.ts';
import { origin } from './protocol.ts';

/** What a shell handler may use. */
export interface ShellContext {
  readonly window: BrowserWindow;
  /** The data folder. */
  readonly folder: string;
  readonly demo: boolean;
  readonly log: Log;
  /** Asks the database process; throws Failure when the reply is one. */
  readonly ask: <N extends Name>(name: N, input: In<N>) => Promise<Out<N>>;
  readonly emit: Emit;
}

export type ShellHandlers = {
  readonly [N in Name]?: (input: Parsed<N>, ctx: ShellContext) => Out<N> | Promise<Out<N>>;
};

export interface BrokerOptions {
  readonly window: () => BrowserWindow | null;
  readonly backend: BackendProcess;
  readonly shell: ShellHandlers;
  readonly folder: string;
  readonly demo: boolean;
  readonly log: Log;
}

export interface Broker {
  readonly emit: Emit;
  readonly ask: ShellContext['ask'];
  /** The window starts afresh: what it listened to is forgotten. */
  readonly forgetListeners: () => void;
  /** Number of requests being answered. */
  readonly inFlight: () => number;
  /** Refuses new requests; resolves when those in flight are answered. */
  readonly drain: () => Promise<void>;
}

const sizeLimit = 16 * 1024 * 1024;

export function startBroker(options: BrokerOptions): Broker {
  checkHandlers(options.shell);
  const flying = new Set<Promise<Reply<unknown>>>();
  const events = eventSender((event, data) => {
    const contents = options.window()?.webContents;
    if (contents !== undefined && !contents.isDestroyed()) contents.send(event, data);
  });
  let refusing = false;
  const ask: ShellContext['ask'] = async (name, input) => outcome<typeof name>(await options.backend.call(name, input));

  ipcMain.on('listening', (event, name: unknown) => {
    if (isOurs(event, options.window())) events.listening(name);
  });
  ipcMain.handle('call', async (event, name: unknown, input: unknown): Promise<Reply<unknown>> => {
    if (refusing) return failed('backendDown', '台账正在退出，这次操作没有执行。已保存的数据是安全的。');
    const window = options.window();
    if (window === null || !isOurs(event, window))
      return refuse(options.log, 'sender', '这个请求不是台账界面发出的，没有执行。');
    if (!isName(name)) return refuse(options.log, 'name', '界面和程序的版本不一致，请退出台账后重新打开。');
    if (serialize(input).byteLength > sizeLimit)
      return refuse(options.log, 'size', '一次提交的内容太大，没有保存。请分几次提交。');
    const answer = timed(options.log, name, () =>
      contract[name].where === 'backend'
        ? options.backend.call(name, input)
        : answerInShell(name, input, options.shell, { ...options, window, ask, emit: events.emit }),
    );
    flying.add(answer);
    return await answer.finally(() => flying.delete(answer));
  });

  return {
    emit: events.emit,
    ask,
    forgetListeners: events.forget,
    inFlight: () => flying.size,
    drain: async () => {
      refusing = true;
      await Promise.all(flying);
    },
  };
}

/** A promise of the contract that nobody keeps must stop the first start after the change, not a user. */
function checkHandlers(shell: ShellHandlers): void {
  const promised = Object.entries(contract).filter(([, endpoint]) => endpoint.where === 'shell');
  const missing = promised.map(([name]) => name).filter((name) => !Object.hasOwn(shell, name));
  if (missing.length > 0) throw new Error(`no shell handler for ${missing.join(', ')}`);
}

const isName = (name: unknown): name is Name => typeof name === 'string' && Object.hasOwn(contract, name);

function isOurs(event: IpcMainEvent | IpcMainInvokeEvent, window: BrowserWindow | null): boolean {
  const frame = event.senderFrame;
  if (window === null || frame === null || event.sender !== window.webContents) return false;
  return frame === window.webContents.mainFrame && frame.origin === origin;
}

// --- answering ------------------------------------------------------------------------------

async function answerInShell(
  name: Name,
  input: unknown,
  shell: ShellHandlers,
  ctx: ShellContext,
): Promise<Reply<unknown>> {
  try {
    await checkPermission(name, ctx);
    const parsed = z.safeParse(contract[name].input, input);
    if (!parsed.success) throw new Failure('invalid', '填写的内容有误，没有执行。', reasons(parsed.error));
    const handler = shell[name] as ((input: unknown, ctx: ShellContext) => unknown) | undefined;
    if (handler === undefined) throw new Error(`no shell handler for ${name}`);
    const value = await handler(parsed.data, ctx);
    if (contract[name].changes.length > 0) ctx.emit('changed', contract[name].changes);
    return { ok: true, value };
  } catch (error) {
    if (isFailure(error)) return { ok: false, code: error.code, message: error.message, details: error.details };
    const incident = randomBytes(3).toString('hex').toUpperCase();
    ctx.log.error('shell.failed', { name, incident }, error);
    const message = '程序内部出错，已保存的数据不受影响。请重试；仍不行时把代码告诉科技部门。';
    return { ok: false, code: 'internal', message, incident };
  }
}

async function checkPermission(name: Name, ctx: ShellContext): Promise<void> {
  const needs = contract[name].needs;
  if (needs === 'anyone') return;
  const { phase, user } = await ctx.ask('session.state', {});
  if (phase !== 'open' || user === null) throw new Failure('locked', '台账已锁定，这次操作没有执行。请登录后再试。');
  // Zoom and the like concern no data and are open to whoever is logged in.
  if (needs === 'session') return;
  if (user.mustChangePassword) {
    throw new Failure('forbidden', '请先把初始口令改成自己的口令，再开始使用。没有改动任何内容。');
  }
  if (!may(user.role, needs)) throw new Failure('forbidden', '您的岗位没有这项权限，没有执行。');
}

function reasons(error: z.core.$ZodError): FieldReasons {
  return Object.fromEntries(error.issues.map((issue) => [issue.path.map(String).join('.'), issue.message]));
}

/** A failed reply of the database process goes on as it is, through the shell handler to the window. */
function outcome<N extends Name>(reply: Reply<unknown>): Out<N> {
  if (reply.ok) return reply.value as Out<N>;
  throw new Failure(reply.code as Failure['code'], reply.message, reply.details ?? reply.incident);
}

const failed = (code: Failure['code'], message: string): Reply<never> => ({ ok: false, code, message });

/** These are not the user's doing: the reason goes to the log. */
function refuse(log: Log, why: 'sender' | 'name' | 'size', message: string): Reply<never> {
  log.warn('call.refused', { why });
  return failed(why === 'size' ? 'invalid' : 'forbidden', message);
}

async function timed(log: Log, name: Name, answer: () => Promise<Reply<unknown>>): Promise<Reply<unknown>> {
  const start = performance.now();
  const reply = await answer();
  const ms = Math.round((performance.now() - start) * 10) / 10;
  // A dialog waits for a person: its time says nothing.
  const slow = ms > slowMs && contract[name].where === 'backend' ? { slow: true } : {};
  log.info('call', {
    name,
    ms,
    outcome: reply.ok ? 'ok' : reply.code,
    incident: reply.ok ? undefined : reply.incident,
    ...slow,
  });
  return reply;
}
