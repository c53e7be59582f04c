/** Makes one outlet: enrols it from its pack, records its plan, writes its sync file. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, instantOf } from '#domain/dates.ts';
import type { Backend } from '#services/backend.ts';
import { stopPracticeClock } from '#services/practice-clock.ts';
import type { Action } from './action.ts';
import { withDrawnPhoto } from './photo-actions.ts';
import { campaignKey } from './outreach-work.ts';
import { pilotOutlet, recordVoiceAlert } from './pilot.ts';
import type { OutletPlan } from './plan.ts';
import { chanceOf } from './random.ts';
import type { DrivenWorld } from './requests.ts';
import { ask, askLoosely, drivenWorld, openBackend, withBackend } from './requests.ts';
import { milestones } from './time.ts';
import { addUsers, chooseOwnPassword, firstPassword, firstPasswordCost, login, logout } from './users.ts';

export interface OutletJob {
  readonly code: string;
  readonly packPath: string;
  /** The 16 characters that open the pack. */
  readonly pickupCode: string;
}

export interface OutletFolders {
  readonly outlets: string;
  readonly inbox: string;
  readonly appVersion: string;
  /** scrypt N of the passwords that stay; the product's own when left out. */
  readonly passwordCost?: number;
}

export interface OutletDone {
  readonly code: string;
  readonly requests: number;
  readonly file: string;
  readonly bytes: number;
  readonly setupMs: number;
  readonly recordMs: number;
  readonly exportMs: number;
}

export async function makeOutlet(plan: OutletPlan, job: OutletJob, folders: OutletFolders): Promise<OutletDone> {
  const folder = join(folders.outlets, plan.code);
  mkdirSync(folders.inbox, { recursive: true });
  mkdirSync(folder, { recursive: true });
  const chance = chanceOf(`outlet/${plan.code}`);
  const enrolled = instantOf(addDays(milestones.enrolled, chance.int(0, 4)), '10:00') + chance.int(0, 5 * 3_600_000);
  const world = drivenWorld(enrolled);
  const { appVersion, passwordCost } = folders;

  const started = performance.now();
  await withBackend(openBackend({ folder, world, appVersion, passwordCost: firstPasswordCost }), (backend) =>
    enrol(backend, plan, job),
  );
  return await withBackend(
    openBackend({ folder, world, appVersion, ...(passwordCost === undefined ? {} : { passwordCost }) }),
    async (backend) => {
      world.setTo(enrolled + 40 * 60_000);
      await chooseOwnPassword(backend, plan.head.staffNo);
      await logout(backend);
      await chooseOwnPassword(backend, plan.clerk.staffNo);
      world.useBytes(chance.bytes);
      const opened = performance.now();
      const desk: Desk = { backend, world, plan, ids: new Map(), by: 'clerk' };
      // The campaigns of the centre came in the pack.
      for (const { id, title } of await ask(backend, 'campaign.list', {})) desk.ids.set(campaignKey(title), id);
      await record(desk, plan.actions);
      if (plan.code === pilotOutlet) recordVoiceAlert(backend, '2025-06-18');
      const recorded = performance.now();
      world.setTo(instantOf(milestones.exported, '16:00') + chance.int(0, 90 * 60_000));
      const made = await ask(backend, 'exchange.export', { folder: folders.inbox });
      const exported = performance.now();
      world.setTo(instantOf(milestones.exported, '18:00'));
      await record(desk, plan.after);
      await logout(backend);
      stopPracticeClock(folder, world.now());
      return {
        code: plan.code,
        requests: plan.actions.length + plan.after.length,
        file: made.file,
        bytes: made.bytes,
        setupMs: opened - started,
        recordMs: recorded - opened + performance.now() - exported,
        exportMs: exported - recorded,
      };
    },
  );
}

async function enrol(
  backend: Backend,
  { head, clerk }: OutletPlan,
  { packPath, pickupCode }: OutletJob,
): Promise<void> {
  await ask(backend, 'setup.enrol', {
    path: packPath,
    code: pickupCode,
    staffNo: head.staffNo,
    userName: head.name,
    password: firstPassword,
  });
  await addUsers(backend, [{ staffNo: clerk.staffNo, name: clerk.name, role: 'clerk' }]);
}

/** The outlet's PC while things are recorded at it. */
interface Desk {
  readonly backend: Backend;
  readonly world: DrivenWorld;
  readonly plan: OutletPlan;
  /** Key of a record → its id. */
  readonly ids: Map<string, string>;
  by: Action['by'];
}

/** Sends requests one by one, at their moments and as the people who send them. */
async function record(desk: Desk, actions: readonly Action[]): Promise<void> {
  const { backend, world, plan, ids } = desk;
  for (const action of actions) {
    world.setTo(action.at);
    if (action.by !== desk.by) {
      desk.by = action.by;
      await logout(backend);
      await login(backend, plan[action.by].staffNo);
    }
    try {
      const value = await askLoosely(backend, action.name, {
        ...withDrawnPhoto(action.input),
        ...referred(action, ids),
      });
      if (action.key !== null) ids.set(action.key, (value as { readonly id: string }).id);
    } catch (error) {
      const record = action.key ?? Object.values(action.refs).join(' ');
      throw new Error(`outlet ${plan.code}, ${action.name} of ${record}`, { cause: error });
    }
  }
}

function referred(action: Action, ids: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(action.refs).map(([field, key]) => {
      const id = ids.get(key);
      if (id === undefined) throw new Error(`${action.name} comes before ${key}`);
      return [field, id];
    }),
  );
}
