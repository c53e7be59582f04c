/** An outlet that is ready for work, made through the real set-up, and the way into it. */
import type { Page } from 'playwright-core';
import { newBranch, outletHead, password } from '#tests/helpers/branch.ts';

export interface ReadyOutlet {
  /** Its data folder; nobody has it open. */
  readonly folder: string;
  readonly staffNo: string;
  readonly remove: () => void;
}

/** Founds a branch with one outlet and enrols it. Remove it afterwards. */
export async function readyOutlet(): Promise<ReadyOutlet> {
  const branch = await newBranch(1, { keep: true });
  const [outlet] = branch.outlets;
  if (outlet === undefined) throw new Error('a branch of one outlet has one');
  for (const station of [outlet, branch.centre]) await station.backend.close();
  return { folder: outlet.folder, staffNo: outletHead(0), remove: branch.remove };
}

/** Logs in by keyboard and waits for the first screen. */
export async function logIn(page: Page, staffNo: string): Promise<void> {
  await page.getByLabel('工号').fill(staffNo);
  await page.getByLabel('口令').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.nav');
}

/** A keyboard that counts. `write` is free text and does not count. */
export interface CountedKeys {
  readonly press: (...keys: readonly string[]) => Promise<void>;
  /** Letters and digits pressed one by one. */
  readonly type: (keys: string) => Promise<void>;
  readonly write: (text: string) => Promise<void>;
  readonly pressed: () => number;
}

export function countedKeys(page: Page): CountedKeys {
  let count = 0;
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      await page.keyboard.press(key);
      count += 1;
    }
  };
  return {
    press,
    type: async (keys) => press(...keys),
    write: async (text) => page.keyboard.insertText(text),
    pressed: () => count,
  };
}
