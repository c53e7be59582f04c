/**
 * Pictures of the main screens, outlet and centre. Taken on copies of the data, so that what was
 * recorded stays as it was recorded.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { centreUsers, clerkOf, demoPassword, outlets } from './branch.ts';
import type { DemoFolders } from './folders.ts';
import { at } from './random.ts';
import { askPage, goTo, openWindow, settled } from './window.ts';

interface Screen {
  readonly name: string;
  readonly path: string;
}

export async function makeScreens(folders: DemoFolders): Promise<void> {
  mkdirSync(folders.screens, { recursive: true });
  // The business department of 江南支行: among the busiest, with the April case.
  const made = outlets.filter(({ code }) => existsSync(join(folders.outlets, code)));
  const outlet = made.find(({ name }) => name === '江南支行营业部') ?? at(made, 0);
  await picturesOf(folders, 'outlet', join(folders.outlets, outlet.code), clerkOf(outlet).staffNo);
  await picturesOf(folders, 'centre', folders.centre, centreUsers[1].staffNo);
}

async function picturesOf(folders: DemoFolders, side: string, data: string, staffNo: string): Promise<void> {
  const aside = mkdtempSync(join(tmpdir(), 'xb-demo-screens-'));
  cpSync(data, aside, { recursive: true });
  try {
    const { page, close } = await openWindow(aside, staffNo, demoPassword);
    try {
      for (const { name, path } of [...(await navigation(page)), ...(await details(page, side))]) {
        await goTo(page, path);
        if (await isMissing(page)) continue;
        await page.screenshot({ path: join(folders.screens, `${side}-${name}.png`) });
      }
      await page.keyboard.press('Control+l');
      await settled(page);
      await page.screenshot({ path: join(folders.screens, `${side}-locked.png`) });
    } finally {
      await close();
    }
  } finally {
    rmSync(aside, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** This user has no such screen, or this version has none. */
const isMissing = async (page: Page): Promise<boolean> => (await page.getByText('没有这一页').count()) > 0;

/** Every screen the navigation offers this user, named by its address. */
async function navigation(page: Page): Promise<readonly Screen[]> {
  const paths = await page
    .locator('nav a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  return paths.map((href) => {
    const path = href.replace(/^#/, '');
    return { path, name: path === '/' ? 'home' : path.slice(1).replaceAll('/', '-') };
  });
}

/** A case with a long story, the form for a new one, an event and a training. */
async function details(page: Page, side: string): Promise<readonly Screen[]> {
  const all = { from: null, to: null };
  const cases = (await askPage(page, 'complaint.list', { limit: 400 })).rows;
  const told = cases.find(({ state, forwarded }) => state === 'followed' && forwarded) ?? cases[0];
  const event = (await askPage(page, 'outreach.list', all)).find(
    ({ state, publicLines }) => state === 'done' && publicLines > 0,
  );
  const training = (await askPage(page, 'training.list', all)).find(({ state }) => state === 'done');
  const found: readonly (Screen | null)[] = [
    told === undefined ? null : { name: 'complaint', path: `/complaints/${told.id}` },
    side === 'outlet' ? { name: 'complaint-new', path: '/complaints/new' } : null,
    event === undefined ? null : { name: 'event', path: `/events/${event.id}` },
    training === undefined ? null : { name: 'training', path: `/trainings/${training.id}` },
  ];
  return found.filter((screen) => screen !== null);
}
