/**
 * The database process without its process: state of one running program and its requests.
 * electron/backend.ts, the terminal (electron/xb.ts), the demo and the tests all use this.
 */
import type { Progress, Reply, Topic } from '#contract/define.ts';
import type { SessionUser } from '#contract/session.ts';
import { Failure } from '#domain/failure.ts';
import type { Installation, Surroundings, World } from './context.ts';
import { realWorld } from './context.ts';
import { dispatch } from './dispatch.ts';
import { handlers } from './handlers.ts';
import { closeInstallation } from './installation.ts';
import { practiceLag } from './practice-clock.ts';
import { removeLeftovers } from './setup.ts';

export type Log = (level: 'info' | 'warn' | 'error', text: string) => void;

export interface BackendOptions {
  readonly folder: string;
  readonly demo: boolean;
  readonly appVersion: string;
  readonly world?: World;
  readonly emit?: (event: 'changed' | 'progress' | 'notice', data: unknown) => void;
  readonly log?: Log;
  /** scrypt N for new passwords; lower than the default only in tests. */
  readonly passwordCost?: number;
}

export interface Session {
  readonly installation: Installation;
  readonly user: SessionUser;
  readonly notices: readonly string[];
}

export interface Backend {
  readonly folder: string;
  readonly demo: boolean;
  /** By how much the world lives behind the clock of the PC, in milliseconds. */
  readonly clockLag: number;
  readonly appVersion: string;
  readonly world: World;
  readonly passwordCost: number | undefined;
  readonly log: Log;
  session: Session | null;
  readonly surroundings: () => Surroundings | null;
  readonly changed: (topics: readonly Topic[]) => void;
  /** Runs one long job at a time. @throws Failure conflict when another one runs */
  readonly oneJob: <T>(name: string, body: (around: Surroundings) => Promise<T>) => Promise<T>;
  readonly cancelJob: () => void;
  readonly call: (name: string, input: unknown) => Promise<Reply<unknown>>;
  /** Waits for what is running, then closes the database. New calls are refused. */
  readonly close: () => Promise<void>;
}

export function createBackend(options: BackendOptions): Backend {
  removeLeftovers(options.folder);
  const clockLag = options.demo && options.world === undefined ? practiceLag(options.folder, realWorld.now()) : 0;
  const emit = options.emit ?? (() => undefined);
  const running = new Set<Promise<unknown>>();
  let closing = false;
  let job: { readonly name: string; cancelled: boolean } | null = null;

  const surroundings = (): Surroundings | null => {
    if (backend.session === null) return null;
    const { installation, user } = backend.session;
    return {
      installation,
      user,
      world: backend.world,
      appVersion: options.appVersion,
      progress: (progress: Progress) => emit('progress', progress),
      changed: backend.changed,
      cancelled: () => job?.cancelled ?? false,
    };
  };

  const backend: Backend = {
    folder: options.folder,
    demo: options.demo,
    clockLag,
    appVersion: options.appVersion,
    world: options.world ?? { ...realWorld, now: () => realWorld.now() - clockLag },
    passwordCost: options.passwordCost,
    log: options.log ?? (() => undefined),
    session: null,
    surroundings,
    changed: (topics) => {
      if (topics.length > 0) emit('changed', topics);
    },
    oneJob: async (name, body) => {
      const around = surroundings();
      if (around === null) throw new Failure('locked', '已锁定或尚未登录，请先登录。');
      if (job !== null) throw new Failure('conflict', '另一项工作正在进行，请等它完成或先取消。');
      job = { name, cancelled: false };
      try {
        return await body(around);
      } finally {
        job = null;
      }
    },
    cancelJob: () => {
      if (job !== null) job.cancelled = true;
    },
    call: (name, input) => {
      if (closing)
        return Promise.resolve({
          ok: false,
          code: 'backendDown',
          message: '程序正在退出，这一步没有执行，已保存的内容安全。',
        });
      const answer = dispatch(handlers, backend, name, input);
      running.add(answer);
      // dispatch never throws, so `then` is enough.
      return answer.then((reply) => {
        running.delete(answer);
        return reply;
      });
    },
    close: async () => {
      closing = true;
      backend.cancelJob();
      await Promise.allSettled(running);
      if (backend.session !== null) closeInstallation(backend.session.installation);
      backend.session = null;
    },
  };
  return backend;
}
