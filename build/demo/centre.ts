/** The centre's part: founds the branch, makes the packs, merges what comes back, counts. */
import { mkdirSync } from 'node:fs';
import type { MadePack } from '#contract/pack.ts';
import type { Overview } from '#contract/figures.ts';
import type { SideFilesTaken } from '#contract/attachment.ts';
import type { MergeSum } from '#contract/inbox.ts';
import type { Progress } from '#contract/define.ts';
import { row } from '#db/statements.ts';
import { dateOfInstant } from '#domain/dates.ts';
import type { Backend } from '#services/backend.ts';
import { stopPracticeClock } from '#services/practice-clock.ts';
import { bankName, branchName, centreUsers, demoPassword, outlets, outletsText, staffText } from './branch.ts';
import { recordCentreBooks } from './centre-books.ts';
import { recordFirstKnowledge, recordLaterKnowledge } from './knowledge.ts';
import { allEvents, jointEvents } from './outreach-plan.ts';
import { campaigns } from './outreach-work.ts';
import { ask, drivenWorld, openBackend, withBackend } from './requests.ts';
import { syntheticPhone } from './names.ts';
import { at } from './random.ts';
import { milestones } from './time.ts';
import { addUsers, chooseOwnPassword, firstPasswordCost, login, logout } from './users.ts';

export interface CentreFolders {
  readonly centre: string;
  readonly packs: string;
  readonly appVersion: string;
  readonly passwordCost?: number;
}

const [admin, director, analyst] = centreUsers;

/** Founds the branch with its outlets, staff and users, and makes the packs of `codes` (of all outlets when left out). */
export async function foundCentre(
  folders: CentreFolders,
  codes: readonly string[] = outlets.map(({ code }) => code),
): Promise<readonly MadePack[]> {
  mkdirSync(folders.centre, { recursive: true });
  mkdirSync(folders.packs, { recursive: true });
  const world = drivenWorld(milestones.founded);
  const { centre: folder, appVersion, passwordCost } = folders;
  const cost = passwordCost === undefined ? {} : { passwordCost };
  await withBackend(openBackend({ folder, world, appVersion, ...cost }), async (backend) => {
    await ask(backend, 'setup.found', {
      bankName,
      branchName,
      outletsText: outletsText(),
      staffNo: admin.staffNo,
      userName: admin.name,
      password: demoPassword,
    });
    await ask(backend, 'organisation.saveStaff', { text: staffText() });
  });
  await withBackend(openBackend({ folder, world, appVersion, passwordCost: firstPasswordCost }), async (backend) => {
    await login(backend, admin.staffNo);
    await addUsers(
      backend,
      [director, analyst].map(({ staffNo, name, role }) => ({ staffNo, name, role })),
    );
  });
  return await withBackend(openBackend({ folder, world, appVersion, ...cost }), async (backend) => {
    await chooseOwnPassword(backend, analyst.staffNo);
    await logout(backend);
    await chooseOwnPassword(backend, director.staffNo);
    world.setTo(milestones.packs);
    for (const plan of campaigns) await ask(backend, 'campaign.save', { id: null, plan });
    await recordFirstKnowledge(backend);
    const { made } = await ask(backend, 'pack.make', { outlets: [...codes], folder: folders.packs });
    return made;
  });
}

export interface Merged {
  readonly sum: MergeSum;
  readonly refused: readonly string[];
  readonly complaints: number;
  readonly events: number;
  readonly trainings: number;
  readonly attendance: number;
  readonly attachments: SideFilesTaken;
  readonly figures: Overview;
}

/** Merges the files of a folder as the analyst and asks for the figures of the first half of 2025. */
export async function mergeAll(
  { centre: folder, appVersion }: CentreFolders,
  inbox: string,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<Merged> {
  const world = drivenWorld(milestones.merged);
  const emit = (event: string, data: unknown): void => {
    if (event === 'progress') onProgress(data as Progress);
  };
  return await withBackend(openBackend({ folder, world, appVersion, emit }), async (backend) => {
    await login(backend, analyst.staffNo);
    await recordCentreBooks(backend);
    await recordLaterKnowledge(backend);
    const { files, sum, attachments } = await ask(backend, 'inbox.merge', { paths: [inbox] });
    await joinTwins(backend);
    const figures = await ask(backend, 'figures.overview', {
      from: '2025-01-01',
      to: '2025-06-30',
      compareFrom: '2024-01-01',
      compareTo: '2024-06-30',
    });
    const count = (table: string): number => countOf(backend, table);
    const merged = {
      sum,
      refused: files.filter(({ reason }) => reason !== '').map(({ fileName, reason }) => `${fileName}: ${reason}`),
      complaints: count('complaint'),
      events: count('outreach_event'),
      trainings: count('training'),
      attendance: count('attendance'),
      attachments,
      figures,
    };
    await registerAtCentre(backend, world.now());
    await logout(backend);
    world.setTo(milestones.locked);
    await lockHalf(backend);
    await logout(backend);
    stopPracticeClock(folder, world.now());
    return merged;
  });
}

/** What two outlets recorded of one event counts once, because the analyst says so. */
async function joinTwins(backend: Backend): Promise<void> {
  for (const { twinOf: lead, outlet, heldOn, title } of jointEvents(allEvents())) {
    const events = await ask(backend, 'outreach.list', { from: heldOn, to: heldOn });
    const recorded = (code: string | undefined) =>
      events.find((event) => event.title === title && event.outlet === code);
    const [first, second] = [recorded(lead?.outlet.code), recorded(outlet.code)];
    if (first !== undefined && second !== undefined)
      await ask(backend, 'outreach.join', { id: second.id, joint: first.eventNo });
  }
}

/** A 12378 case that no outlet ever wrote down. After the half-year, so that its figures stay. */
async function registerAtCentre(backend: Backend, now: number): Promise<void> {
  const { code } = at(outlets, 11);
  await ask(backend, 'complaint.create', {
    receivedOn: dateOfInstant(now),
    receivedTime: '09:10',
    source: 'src.line12378',
    externalNo: '12378-2025-00731',
    complainedOutlet: code,
    customerName: '路远舟',
    phone: syntheticPhone(9),
    business: 'biz.card.credit.use',
    cause: 'cause.rule.restriction',
    summary: '客户在12378反映信用卡被限额后网点未作解释，网点查无登记，由中心登记办理。',
  });
}

/** The half-year is reported: its number is final from now on. */
async function lockHalf(backend: Backend): Promise<void> {
  await login(backend, director.staffNo);
  await ask(backend, 'periodLock.lock', { key: '2025H1', reason: '半年报告已上报省分行' });
}

/** Records of a table, voided ones left out. */
function countOf(backend: Backend, table: string): number {
  const db = backend.session?.installation.db;
  if (db === undefined) throw new Error('nobody is logged in');
  return row<{ n: number }>(db, `SELECT COUNT(*) AS n FROM ${table} WHERE voided = 0`)?.n ?? 0;
}
