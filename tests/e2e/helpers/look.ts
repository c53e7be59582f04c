/** What a careful person checks on any screen: it fits the window, and everybody can read and reach it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { RunningApp } from './app.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly impact?: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

/** Serious and critical findings of axe-core: rule and first element. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const findings = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (root: Document, options: object) => Promise<{ violations: Finding[] }> };
    };
    // The PDF viewer is not ours, and does not answer.
    return (await axe.run(document, { iframes: false, resultTypes: ['violations'] })).violations;
  });
  return findings
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

/** Sizes of ux.md 4.9: the smallest window, a scaled laptop, a common one, a large one. */
export const windowSizes = [
  [1024, 560],
  [1093, 560],
  [1366, 700],
  [1920, 1000],
] as const;

/** Comes back once the page is laid out in the new size: what is measured before is the old one, or half of each. */
export async function resize({ app, page }: RunningApp, width: number, height: number, zoom: number): Promise<void> {
  const isThere = (): Promise<boolean> =>
    page.evaluate((wanted) => Math.abs(window.innerWidth - wanted) <= 2, width / zoom);
  // A window that is only just being shown takes no size yet.
  for (let tries = 0; tries < 100 && (tries === 0 || !(await isThere())); tries += 1) {
    await app.evaluate(
      ({ BrowserWindow }, size) => {
        // A sheet being printed has a hidden window of its own.
        const window = BrowserWindow.getAllWindows().find((each) => each.isVisible());
        window?.setContentSize(size.width, size.height);
        window?.webContents.setZoomFactor(size.zoom);
      },
      { width, height, zoom },
    );
    await page.waitForTimeout(50);
  }
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
  });
}

/**
 * How many pixels the page would have to be scrolled sideways to be seen whole. The shell hides what
 * sticks out of it, so the content area is measured too; one pixel is rounding.
 */
export async function sidewaysExcess(page: Page): Promise<number> {
  return await page.evaluate(() => {
    const areas = [document.documentElement, ...document.querySelectorAll('main, .page, .page-body')];
    const most = Math.max(...areas.map((area) => area.scrollWidth - area.clientWidth));
    return most <= 1 ? 0 : most;
  });
}
