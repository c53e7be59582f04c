/** Installations for the bench, made and opened through the requests the screens use. Only the password cost is lowered. */
import { createHash, randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { In, Name, Out } from '#contract/index.ts';
import { saveSecret } from '#db/identity.ts';
import type { Db } from '#db/open.ts';
import { must } from '#domain/failure.ts';
import { createBackend } from '#services/backend.ts';
import type { Installation } from '#services/context.ts';

export const today = '2025-06-30';
const start = Date.UTC(2025, 5, 30, 2);

/** Runs from 10:00 in Shanghai on `today`, so that lists and figures are the same whenever the bench is run. */
export const now = (): number => start + Math.round(performance.now());

const password = 'Correct-Horse-9';
const firstPassword = 'Told-By-Phone-1';
const admin = '100001';
const director = '100002';
const passwordCost = 2 ** 10;

export interface Station {
  readonly folder: string;
  readonly call: <N extends Name>(name: N, input: In<N>) => Promise<Out<N>>;
  /** Of whoever is logged in. */
  readonly installation: () => Installation;
  readonly db: () => Db;
  readonly close: () => Promise<void>;
}

export function stationIn(folder: string): Station {
  const world = { now, randomBytes: (size: number) => randomBytes(size) };
  const problems: string[] = [];
  const backend = createBackend({
    folder,
    demo: false,
    appVersion: '0.0.0-bench',
    world,
    passwordCost,
    log: (level, text) => {
      if (level === 'error') problems.push(text);
    },
  });
  const installation = (): Installation => must(backend.session, 'somebody is logged in').installation;
  return {
    folder,
    call: async (name, input) => {
      const reply = await backend.call(name, input);
      if (!reply.ok) throw new Error(`${name}: ${reply.code} ${problems.at(-1) ?? reply.message}`);
      return reply.value as Out<typeof name>;
    },
    installation,
    db: () => installation().db,
    close: () => backend.close(),
  };
}

export const outletCodes = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => String(index + 1).padStart(4, '0'));

/** Stands for the secret in an outlet's first pack, so that no packs need to be made. */
export const enrolSecretOf = (code: string): string => createHash('sha256').update(`enrol ${code}`).digest('base64url');

/** Founds a centre of `codes` that takes the first files of `writers.ts`, and closes it. */
export async function foundCentre(folder: string, codes: readonly string[]): Promise<void> {
  const centre = stationIn(folder);
  const outletsText = codes.map((code, index) => `${code}\t第${code}支行\t第${(index % 7) + 1}支行\t高新区`).join('\n');
  const founder = { staffNo: admin, userName: '系统员', password };
  await centre.call('setup.found', { bankName: 'X银行', branchName: 'ZX分行', outletsText, ...founder });
  await centre.call('user.create', { staffNo: director, name: '主任', role: 'director', password: firstPassword });
  const db = centre.db();
  db.transaction(() => {
    for (const code of codes) saveSecret(db, `enrol:${code}`, enrolSecretOf(code));
  })();
  await centre.call('session.logout', {});
  await centre.call('session.login', { staffNo: director, password: firstPassword });
  await centre.call('session.changePassword', { oldPassword: firstPassword, newPassword: password });
  await centre.close();
}

/** Opens a founded centre as its director. */
export async function openCentre(folder: string): Promise<Station> {
  const centre = stationIn(folder);
  // Another process of the bench may have used it later by its own clock.
  await centre.call('session.login', { staffNo: director, password, confirmClock: true });
  return centre;
}

/** Whom `enrolOutlet` makes the outlet's head, for logging in through a window. */
export const headOf = { staffNo: '200001', password } as const;

/** A real outlet, enrolled from a real pack of the centre in `centreFolder`, its head logged in. */
export async function enrolOutlet(centreFolder: string, code: string, folder: string, packs: string): Promise<Station> {
  const centre = await openCentre(centreFolder);
  const { made } = await centre.call('pack.make', { outlets: [code], folder: packs });
  await centre.close();
  const pack = must(made[0], 'one pack was asked for');
  const outlet = stationIn(folder);
  await outlet.call('setup.enrol', {
    path: pack.path,
    code: pack.code,
    ...headOf,
    userName: '负责人',
  });
  return outlet;
}
