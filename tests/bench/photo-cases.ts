/**
 * A photo of 12 megapixels added to an event: how long until it is stored, and the longest frame meanwhile.
 * Beside the same work done in the page itself, as it was before it got a thread of its own.
 */
import type { Page } from 'playwright-core';
import { drawnPhoto } from '#tests/e2e/helpers/photos.ts';
import type { Result } from './measure.ts';
import { inTurn, median, result } from './measure.ts';

const repeat = { runs: 5, warmUps: 1 };
const size = { width: 4000, height: 3000 };

interface Taken {
  readonly tookMs: number;
  readonly frameMs: number;
}

export async function photoCases(page: Page, event: string): Promise<readonly Result[]> {
  await page.evaluate((to) => {
    window.location.hash = `#${to}`;
  }, `/events/${event}`);
  await page.getByTestId('attachment-files').waitFor({ state: 'attached' });
  const frames: Taken[] = [];
  const plain: Taken[] = [];
  let seed = 0;
  const jpeg = async (): Promise<Buffer> => {
    seed += 1;
    return await drawnPhoto(page, { seed, ...size });
  };
  const ours = async (): Promise<number> => {
    const buffer = await jpeg();
    const before = await page.locator('.attachment-card').count();
    const watched = watch(page, before + 1);
    await page.getByTestId('attachment-files').setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer });
    const taken = await watched;
    frames.push(taken);
    return taken.tookMs;
  };
  const baseline = async (): Promise<number> => {
    const taken = await redrawnInPage(page, (await jpeg()).toString('base64'));
    plain.push(taken);
    return taken.tookMs;
  };
  const times = await inTurn(repeat, { ours, baseline });
  const note =
    'a JPEG of 4000×3000 pixels from the choice of the file; shrunk to 1600, stripped, hashed, encrypted, stored and shown; ' +
    'against decoding, shrinking and encoding alone, in the page';
  const longest = {
    ours: median(frames.slice(repeat.warmUps).map(({ frameMs }) => frameMs)),
    baseline: median(plain.slice(repeat.warmUps).map(({ frameMs }) => frameMs)),
  };
  return [
    result('photo of 12 megapixels', 'ms', times, `${note}; median of ${repeat.runs}`),
    result('photo, longest frame', 'ms', longest, `longest frame meanwhile; median of ${repeat.runs}; limit 100 ms`),
  ];
}

/** Counts frames until so many files are shown. */
const watch = (page: Page, cards: number): Promise<Taken> =>
  page.evaluate(async (wanted) => {
    const began = performance.now();
    let last = began;
    let frameMs = 0;
    while (document.querySelectorAll('.attachment-card').length < wanted) {
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      frameMs = Math.max(frameMs, now - last);
      last = now;
    }
    return { tookMs: performance.now() - began, frameMs };
  }, cards);

const redrawnInPage = (page: Page, base64: string): Promise<Taken> =>
  page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    let last = performance.now();
    let frameMs = 0;
    let isDone = false;
    const count = (now: number): void => {
      frameMs = Math.max(frameMs, now - last);
      last = now;
      if (!isDone) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    const began = performance.now();
    last = began;
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    const canvas = new OffscreenCanvas(1600, 1200);
    const pen = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    if (pen === null) throw new Error('no canvas');
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(picture, 0, 0, 1600, 1200);
    pen.getImageData(0, 0, 1600, 1200);
    await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.82 });
    const tookMs = performance.now() - began;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    isDone = true;
    return { tookMs, frameMs };
  }, base64);
