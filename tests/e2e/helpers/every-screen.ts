/**
 * Every screen of both sides, with records on it: it can be read and reached by everybody, fits every
 * window at normal and at very large text, speaks Chinese, and leaves no error on the console.
 */
import type { Page } from 'playwright-core';
import { may, type Role } from '#domain/permissions.ts';
import { entries } from '#renderer/navigation.tsx';
import { centreUsers, outletHead, password } from '#tests/helpers/branch.ts';
import { ask, launchApp, waitFor, type RunningApp } from './app.ts';
import { axeFindings, resize, sidewaysExcess, windowSizes } from './look.ts';
import type { SmallBranch } from './small-branch.ts';

/** Very large text is tried where there is least room for it. */
const sizesAt = [
  [1, windowSizes],
  [1.3, windowSizes.slice(0, 2)],
] as const;

type Entry = (typeof entries)[number];

/** Addresses of a screen: one per kind of record and per form that opens over it. */
function addressesOf(made: SmallBranch, { path }: Entry): readonly string[] {
  const kept = path.replace('/complaints/:id/:act?', `/complaints/${encodeURIComponent(made.complaint)}`);
  if (path === '/knowledge/:kind?/:id?/:complaint?')
    return ['phrase', 'banned', 'case', 'article'].map((kind) => `/knowledge/${kind}`);
  if (kept !== path) return [kept, ...['contact', 'plan', 'close', 'note', 'edit'].map((act) => `${kept}/${act}`)];
  const filled = path
    .replace('/conflicts/:record', `/conflicts/${encodeURIComponent(made.event)}`)
    .replace('/events/:id', `/events/${encodeURIComponent(made.event)}`)
    .replace('/trainings/:id', `/trainings/${encodeURIComponent(made.training)}`)
    .replace('/print/case/:id/:paper', `/print/case/${encodeURIComponent(made.complaint)}/P01`)
    .replace('/print/event/:id/:paper', `/print/event/${encodeURIComponent(made.event)}/P08`)
    .replace('/print/training/:id/:paper', `/print/training/${encodeURIComponent(made.training)}/P11`)
    // Parts that may be missing are.
    .replaceAll(/\/:\w+\?/g, '')
    .replace(':kind/:id/:template', `outreach/${encodeURIComponent(made.event)}/T2`);
  if (filled.includes(':')) throw new Error(`no record for ${path}`);
  return [filled];
}

const seenBy = (role: Role, side: 'outlet' | 'centre', { side: of, permission }: Entry): boolean =>
  (of === 'both' || of === side) && (permission === 'session' || may(role, permission));

async function show(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#${address}`);
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('main [aria-busy=true], main .waiting') === null);
  // Charts and the list of a picker are drawn a moment later.
  await page.waitForTimeout(250);
}

async function resized(running: RunningApp, width: number, height: number, zoom: number): Promise<void> {
  await resize(running, width, height, zoom);
  const expected = Math.round(width / zoom);
  await waitFor(
    async () => Math.abs((await running.page.evaluate(() => window.innerWidth)) - expected) <= 1,
    `a width of ${expected}`,
  );
}

/** Charts take their new width one drawing after the window has it. */
async function settledExcess(page: Page): Promise<number> {
  let excess = await sidewaysExcess(page);
  for (let tries = 0; excess > 0 && tries < 10; tries += 1) {
    await page.waitForTimeout(50);
    excess = await sidewaysExcess(page);
  }
  return excess;
}

/** Everything a person can read or have read out. */
const wordsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => [
    ...document.body.innerText.split('\n'),
    ...['aria-label', 'placeholder', 'title'].flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name) ?? ''),
    ),
  ]);

/** Three English words in a row are a sentence that was not translated; the others are values that never arrived. */
const raw = /[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}|\bundefined\b|\bNaN\b|\[object |\bInvalid Date\b/;

/** What is wrong with the screen that is shown now, at every size. */
async function faultsOf(running: RunningApp, address: string): Promise<readonly string[]> {
  const { page } = running;
  const faults: string[] = [];
  for (const [zoom, sizes] of sizesAt) {
    for (const [width, height] of sizes) {
      await resized(running, width, height, zoom);
      const excess = await settledExcess(page);
      if (excess > 0) faults.push(`${width}×${height} at ${zoom}: ${excess} px too wide`);
    }
    faults.push(...(await axeFindings(page)).map((finding) => `${zoom}: ${finding}`));
  }
  faults.push(...(await wordsOf(page)).filter((line) => raw.test(line)).map((line) => `not Chinese: ${line}`));
  return faults.map((fault) => `${address} ${fault}`);
}

/** Who looks; the screens that `except` sees too need not be shown again. */
export interface Looker {
  readonly side: 'outlet' | 'centre';
  readonly role: Role;
  readonly except?: Role;
}

/** Opens every screen this person has, at every size, and returns all that is wrong with them. */
export async function faultsSeenBy(made: SmallBranch, { side, role, except }: Looker): Promise<readonly string[]> {
  const folder = side === 'outlet' ? made.branch.outlets[0]?.folder : made.branch.centre.folder;
  const staffNo = side === 'outlet' ? outletHead(0) : centreUsers[role as keyof typeof centreUsers];
  const running = await launchApp({ dataFolder: folder ?? '' });
  const { page, errors } = running;
  await ask(page, 'session.login', { staffNo, password });
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
  const own = entries.filter(
    (entry) => seenBy(role, side, entry) && !(except !== undefined && seenBy(except, side, entry)),
  );
  const faults: string[] = [];
  for (const address of new Set(own.flatMap((entry) => addressesOf(made, entry)))) {
    const before = errors.length;
    await show(page, address);
    faults.push(...(await faultsOf(running, address)));
    faults.push(...errors.slice(before).map((error) => `${address} console: ${error}`));
  }
  await running.close();
  return faults;
}
