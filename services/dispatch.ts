/**
 * The one door to every verb: known name → session → permission → input → verb → reply.
 *
 * - `entries` work without an open installation (first run, log-in).
 * - `verbs` are synchronous. A command runs in one transaction together with its audit line: both
 *   are there or neither is. Topics are announced only after the commit.
 * - `jobs` take long or wait for files. They open their own transactions through `ctx.commit`.
 */
import * as z from 'zod/mini';
import type { Name, Out, Parsed } from '#contract/index.ts';
import { contract } from '#contract/index.ts';
import type { Endpoint, Reply } from '#contract/define.ts';
import type { SessionUser } from '#contract/session.ts';
import { appendAudit } from '#db/audit.ts';
import { asFailure } from '#db/open.ts';
import { Failure, isFailure, phoneCode } from '#domain/failure.ts';
import type { FieldReasons } from '#domain/failure.ts';
import { may } from '#domain/permissions.ts';
import type { Backend } from './backend.ts';
import type { Ctx, Surroundings, UnitOfWork } from './context.ts';
import { beginWork } from './context.ts';

type BackendName = { [N in Name]: (typeof contract)[N]['where'] extends 'shell' ? never : N }[Name];

/** A job's own transactions: each commit writes one audit line. */
export interface JobCtx extends Ctx {
  readonly commit: <T>(body: (ctx: Ctx) => T) => T;
}

export type Entries = Partial<{ [N in Name]: (input: Parsed<N>, backend: Backend) => Out<N> | Promise<Out<N>> }>;
export type Verbs = Partial<{ [N in Name]: (input: Parsed<N>, ctx: Ctx) => Out<N> }>;
export type Jobs = Partial<{ [N in Name]: (input: Parsed<N>, ctx: JobCtx) => Promise<Out<N>> }>;

export interface HandlerSet {
  readonly entries: Entries;
  readonly verbs: Verbs;
  readonly jobs: Jobs;
}

type AnyEntry = (input: unknown, backend: Backend) => unknown;
type AnyVerb = (input: unknown, ctx: Ctx) => unknown;
type AnyJob = (input: unknown, ctx: JobCtx) => Promise<unknown>;

const endpointOf = (name: string): Endpoint | null =>
  Object.hasOwn(contract, name) ? ((contract as Readonly<Record<string, Endpoint>>)[name] ?? null) : null;

const handlerOf = <T>(set: object, name: string): T | null =>
  Object.hasOwn(set, name) ? ((set as Readonly<Record<string, T>>)[name] ?? null) : null;

/** Answers one request. Never throws. */
export async function dispatch(
  handlers: HandlerSet,
  backend: Backend,
  name: string,
  input: unknown,
): Promise<Reply<unknown>> {
  try {
    const endpoint = endpointOf(name);
    if (endpoint === null || endpoint.where !== 'backend') throw new Failure('notFound', '没有这个功能。');
    return { ok: true, value: await answer(handlers, backend, name, endpoint, input) };
  } catch (error) {
    return failed(backend, name, asFailure(error));
  }
}

async function answer(
  handlers: HandlerSet,
  backend: Backend,
  name: string,
  endpoint: Endpoint,
  input: unknown,
): Promise<unknown> {
  const entry = handlerOf<AnyEntry>(handlers.entries, name);
  if (entry !== null) {
    if (endpoint.needs !== 'anyone') permit(backend, name, endpoint);
    const value = await entry(parsed(endpoint, input), backend);
    backend.changed(endpoint.changes);
    return value;
  }
  const around = permit(backend, name, endpoint);
  const verb = handlerOf<AnyVerb>(handlers.verbs, name);
  if (verb !== null) {
    const value = parsed(endpoint, input);
    if (endpoint.kind === 'query') return verb(value, beginWork(around).ctx);
    const result = commit(around, name, (ctx) => verb(value, ctx));
    backend.changed(endpoint.changes);
    return result;
  }
  const job = handlerOf<AnyJob>(handlers.jobs, name);
  if (job === null) throw new Error(`no handler for ${name}`);
  const result = await backend.oneJob(name, (jobAround) => {
    const body = <T>(run: (ctx: Ctx) => T): T => commit(jobAround, name, run);
    return job(parsed(endpoint, input), { ...beginWork(jobAround).ctx, commit: body });
  });
  backend.changed(endpoint.changes);
  return result;
}

/** Runs `body` and its audit line in one transaction. */
function commit<T>(around: Surroundings, verb: string, body: (ctx: Ctx) => T): T {
  const { db } = around.installation;
  return db
    .transaction(() => {
      const unit = beginWork(around);
      const value = body(unit.ctx);
      writeAudit(unit, around.user, verb);
      return value;
    })
    .immediate();
}

function writeAudit({ ctx, work, audit }: UnitOfWork, user: SessionUser, verb: string): void {
  const ops = [...work.firstSeq].map(([chain, first]) => `${chain}:${first}`).join(' ');
  appendAudit(ctx.db, {
    at: ctx.now(),
    user: user.staffNo,
    verb,
    ...(audit.record === undefined ? {} : { record: audit.record }),
    ...(audit.texts.length === 0 ? {} : { note: audit.texts.join('；') }),
    ...(ops === '' ? {} : { ops }),
  });
}

/** What a person may do before the first password, which somebody else knows, has been changed. */
const beforeChange: ReadonlySet<string> = new Set(['session.changePassword', 'session.logout', 'setting.all']);

/** @throws Failure locked, forbidden */
function permit(backend: Backend, name: string, endpoint: Endpoint): Surroundings {
  const around = backend.surroundings();
  if (around === null) throw new Failure('locked', '已锁定或尚未登录，请先登录。没有改动任何内容。');
  if (around.user.mustChangePassword && !beforeChange.has(name)) {
    throw new Failure('forbidden', '请先把初始口令改成自己的口令，再开始使用。没有改动任何内容。');
  }
  if (endpoint.needs !== 'anyone' && endpoint.needs !== 'session' && !may(around.user.role, endpoint.needs)) {
    throw new Failure('forbidden', '您的岗位没有这项权限，没有改动任何内容。需要时请联系网点负责人或系统管理员。');
  }
  return around;
}

function parsed(endpoint: Endpoint, input: unknown): unknown {
  const result = z.safeParse(endpoint.input, input, { error: () => '内容不合要求' });
  if (result.success) return result.data;
  const reasons: Record<string, string> = {};
  for (const { path, message } of result.error.issues) reasons[path.join('.')] ??= message;
  throw new Failure('invalid', '有内容填写不完整或不合要求，没有保存。请按提示修改。', reasons satisfies FieldReasons);
}

function failed(backend: Backend, name: string, error: unknown): Reply<never> {
  if (isFailure(error)) {
    backend.log('info', `${name} ${error.code}`);
    return { ok: false, code: error.code, message: error.message, details: error.details };
  }
  const incident = backend.world.randomBytes(4).toString('hex').toUpperCase();
  backend.log(
    'error',
    `${name} incident ${incident} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  return {
    ok: false,
    code: 'internal',
    message: `程序出错了，这一步没有完成，已保存的内容不受影响。请重试；若再出现，请告知科技人员编号 ${incident}（${phoneCode('internal')}）。`,
    incident,
  };
}

export type { BackendName };
