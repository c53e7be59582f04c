/** One sign-in sheet of each template, as an outlet prints it before its events and trainings. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { In } from '#contract/index.ts';
import { instantOf } from '#domain/dates.ts';
import { renderPdf } from '#electron/print-spawn.ts';
import type { Backend } from '#services/backend.ts';
import { clerkOf, outlets } from './branch.ts';
import type { DemoFolders } from './folders.ts';
import { allEvents } from './outreach-plan.ts';
import { at } from './random.ts';
import { ask, drivenWorld, openBackend, withBackend } from './requests.ts';
import { milestones } from './time.ts';
import { login, logout } from './users.ts';

type Sheet = Pick<In<'print.sheet'>, 'kind' | 'id' | 'template' | 'rows'>;

export async function makePrints(folders: DemoFolders, appVersion: string): Promise<void> {
  mkdirSync(folders.prints, { recursive: true });
  const outlet = outletWithSchool();
  const world = drivenWorld(instantOf(milestones.to, '18:00'));
  await withBackend(openBackend({ folder: join(folders.outlets, outlet.code), world, appVersion }), async (backend) => {
    await login(backend, clerkOf(outlet).staffNo);
    for (const sheet of await sheetsOf(backend)) await printSheet(backend, sheet, folders.prints);
    await logout(backend);
  });
}

/** An outlet that has been to a school and held an event with a sheet for the public. */
function outletWithSchool() {
  const events = allEvents().filter(({ cancelled }) => !cancelled);
  const found = outlets.find((outlet) => {
    const templates = events.filter((event) => event.outlet === outlet).map(({ kind }) => kind.template);
    return templates.includes('T2') && templates.includes('T3');
  });
  return found ?? at(outlets, 0);
}

async function sheetsOf(backend: Backend): Promise<readonly Sheet[]> {
  const all = { from: null, to: null };
  const events = (await ask(backend, 'outreach.list', all)).filter(({ state }) => state === 'done');
  const trainings = await ask(backend, 'training.list', all);
  const course = trainings
    .filter(({ hours10 }) => hours10 > 0)
    .toSorted((a, b) => b.figures.expected - a.figures.expected)[0];
  const event = (template: string) => events.find(({ sheetTemplate }) => sheetTemplate === template);
  const [forPublic, atSchool] = [event('T2'), event('T3')];
  if (course === undefined || forPublic === undefined || atSchool === undefined)
    throw new Error('this outlet lacks an event or a training to print');
  return [
    { kind: 'training', id: course.id, template: 'T1' },
    // Room for as many as sign, not for everybody who takes a leaflet.
    { kind: 'outreach', id: forPublic.id, template: 'T2', rows: 33 },
    { kind: 'outreach', id: atSchool.id, template: 'T3' },
    { kind: 'outreach', id: forPublic.id, template: 'T4' },
  ];
}

async function printSheet(backend: Backend, sheet: Sheet, folder: string): Promise<void> {
  const { html, title, record } = await ask(backend, 'print.sheet', { ...sheet, large: false });
  const aside = mkdtempSync(join(tmpdir(), 'xb-demo-print-'));
  try {
    const page = join(aside, 'page.html');
    const pdf = join(aside, 'page.pdf');
    writeFileSync(page, html, { mode: 0o600 });
    await renderPdf(page, pdf);
    await ask(backend, 'print.store', {
      path: join(folder, `${sheet.template}.pdf`),
      pdf: readFileSync(pdf),
      record,
      text: title,
    });
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
