/** How evenly a window draws: the gaps between its frames while something happens. */
import type { Page } from 'playwright-core';

export interface Frames {
  /** Milliseconds. */
  readonly worst: number;
  readonly count: number;
}

interface Watch {
  gaps: number[];
  stop: boolean;
}

export async function framesDuring(page: Page, body: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const watch: Watch = { gaps: [], stop: false };
    (window as unknown as { frameWatch: Watch }).frameWatch = watch;
    let last = performance.now();
    const tick = (): void => {
      const now = performance.now();
      watch.gaps.push(now - last);
      last = now;
      if (!watch.stop) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await body();
  return await page.evaluate(() => {
    const { frameWatch } = window as unknown as { frameWatch: Watch };
    frameWatch.stop = true;
    return { worst: Math.max(...frameWatch.gaps), count: frameWatch.gaps.length };
  });
}

/** From the top to the bottom and back: by page keys, by the ends, by the wheel. */
export async function scrollThrough(page: Page): Promise<void> {
  const list = page.getByRole('grid', { name: '投诉' });
  await list.focus();
  await page.keyboard.press('Home');
  for (let step = 0; step < 40; step += 1) await page.keyboard.press('PageDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await list.hover();
  for (let step = 0; step < 60; step += 1) await page.mouse.wheel(0, 700);
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowDown');
}

/** A complaint typed into the form as at the counter; Ctrl+Enter is still to come. */
export async function typeComplaint(page: Page, count: number): Promise<void> {
  const waitFor = (name: string): Promise<unknown> =>
    page.waitForFunction(
      (wanted) => document.activeElement?.closest('[data-field]')?.getAttribute('data-field') === wanted,
      name,
    );
  await waitFor('source');
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  for (const [sound, next] of [
    ['xyksy', 'cause'],
    ['shoufei', 'customerName'],
  ] as const) {
    await page.keyboard.type(sound);
    await page.keyboard.press('Enter');
    await waitFor(next);
  }
  await page.keyboard.insertText('张三丰');
  await page.keyboard.press('Enter');
  await page.keyboard.type(`139${String(10_000_000 + count)}`);
  await page.keyboard.press('Enter');
  await page.keyboard.insertText(`信用卡分期手续费与柜台说明不一致，要求退还（${count}）`);
}
