/** What a person does at the keyboard, by the names and words that stand on the screens. */
import type { Locator, Page } from 'playwright-core';
import { founding, type RunningApp } from './app.ts';

export const userPassword = founding.password;
/** Of users somebody else made. */
export const firstPassword = 'First-2025';

export const field = (page: Page, name: string): Locator => page.locator(`[name="${name}"]`);
export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
export const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { name, exact: true }).waitFor();

/** A sentence somewhere in sight. */
export const sees = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

export async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await field(page, name).fill(value);
}

/** Presses the chips of a field by their words. */
export async function chips(page: Page, name: string, ...labels: readonly string[]): Promise<void> {
  for (const label of labels) {
    const group = page.locator(`[data-field="${name}"]`);
    const named = { name: label, exact: true } as const;
    await group.getByRole('radio', named).or(group.getByRole('checkbox', named)).click();
  }
}

/** Through the real clipboard, into what has the focus. */
export async function paste({ app, page }: RunningApp, text: string): Promise<void> {
  await app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
  await page.keyboard.press('Control+V');
}

export async function logIn(page: Page, staffNo: string, password: string): Promise<void> {
  await field(page, 'staffNo').fill(staffNo);
  await field(page, 'password').fill(password);
  await page.keyboard.press('Enter');
}

export const goTo = (page: Page, label: string): Promise<void> =>
  page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: label, exact: true }).click();

/** The person who uses an installation first. */
export async function firstUser(page: Page, staffNo: string, userName: string): Promise<void> {
  await fill(page, { staffNo, userName, password: userPassword, again: userPassword });
}

/**
 * Waits in the page itself and acts in the very moment in which something with this text stands there: nobody is
 * faster. Presses the key, or clicks what was found. Await it before what makes it appear.
 */
export const atOnce = (page: Page, selector: string, text: string, key: string | null = null): Promise<void> =>
  page.evaluate(
    ([where, wanted, name]) => {
      const watch = new MutationObserver(() => {
        const found = [...document.querySelectorAll<HTMLElement>(where)].find((each) =>
          each.textContent.includes(wanted),
        );
        if (found === undefined) return;
        watch.disconnect();
        if (name === null) found.click();
        else document.body.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
      });
      watch.observe(document.body, { subtree: true, childList: true });
    },
    [selector, text, key] as const,
  );

/** Everything written on the page now. */
export const pageText = (page: Page): Promise<string> => page.evaluate(() => document.body.innerText);

/** Seconds between two keys of a scanner, as its cable carries them. */
const scanPace = 0.005;

/** A code scanner: all keys at once, then Enter. Each says when it was pressed, as keys of a real one do on a busy PC. */
export async function scan(page: Page, code: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const begin = Date.now() / 1000;
  const press = (sign: string, index: number): Promise<unknown>[] => {
    const key = { key: sign, code: placeOf(sign), timestamp: begin + index * scanPace } as const;
    const text = sign === 'Enter' ? '\r' : sign;
    return [
      cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', text, ...key }),
      cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
    ];
  };
  await Promise.all([...code, 'Enter'].flatMap(press));
  await cdp.detach();
}

function placeOf(sign: string): string {
  if (sign === '-') return 'Minus';
  if (sign === '/') return 'Slash';
  if (sign === 'Enter') return 'Enter';
  return /\d/.test(sign) ? `Digit${sign}` : `Key${sign}`;
}
