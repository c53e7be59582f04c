/** One of the processes that make outlets: takes jobs from main.ts over IPC until there are none. */
import { makePlan } from './plan.ts';
import type { OutletDone, OutletFolders, OutletJob } from './recorder.ts';
import { makeOutlet } from './recorder.ts';
import { messageOf } from './requests.ts';

export type ToWorker = { readonly kind: 'job'; readonly job: OutletJob; readonly folders: OutletFolders };
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly done: OutletDone }
  | { readonly kind: 'failed'; readonly message: string };

const plans = new Map(makePlan().outlets.map((plan) => [plan.code, plan]));

const send = (message: FromWorker): void => {
  process.send?.(message);
};

process.on('message', ({ job, folders }: ToWorker) => {
  work(job, folders).then(
    (done) => send({ kind: 'done', done }),
    (error: unknown) => send({ kind: 'failed', message: causes(error) }),
  );
});

async function work(job: OutletJob, folders: OutletFolders): Promise<OutletDone> {
  const plan = plans.get(job.code);
  if (plan === undefined) throw new Error(`no plan for outlet ${job.code}`);
  return await makeOutlet(plan, job, folders);
}

function causes(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? messageOf(error) : `${messageOf(error)}\n  because ${causes(cause)}`;
}

send({ kind: 'ready' });
