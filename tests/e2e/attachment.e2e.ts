/** Files in the real application: added in every way, shrunk, looked at, saved, voided, refused with a reason. */
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventPlan } from '#tests/helpers/activity.ts';
import { aDraft } from '#tests/helpers/complaint.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import { ask, launchApp, waitFor, type LaunchOptions, type RunningApp } from './helpers/app.ts';
import { pageText, sees } from './helpers/hands.ts';
import { axeFindings, resize, sidewaysExcess, windowSizes } from './helpers/look.ts';
import { logIn, readyOutlet, type ReadyOutlet } from './helpers/outlet.ts';
import { drawnPhoto, photoFile } from './helpers/photos.ts';

let outlet: ReadyOutlet;
let running: RunningApp;
let page: Page;
let folder: string;
let event: string;

const open = async (dialogs: NonNullable<LaunchOptions['dialogs']> = []): Promise<void> => {
  running = await launchApp({ dataFolder: outlet.folder, dialogs });
  page = running.page;
  page.setDefaultTimeout(15_000);
  await logIn(page, outlet.staffNo);
  folder = tempFolder();
  event = await anEvent('社区宣教');
};
const anEvent = async (title: string): Promise<string> =>
  (await ask(page, 'outreach.create', { ...eventPlan, title, leader: outlet.staffNo })).id;
const goTo = async (path: string): Promise<void> => {
  await page.evaluate((to) => {
    window.location.hash = `#${to}`;
  }, path);
  await page.getByRole('heading', { name: /^附件/ }).waitFor();
};
const choose = (...paths: readonly string[]): Promise<void> =>
  page.getByTestId('attachment-files').setInputFiles([...paths]);
const cards = () => page.locator('.attachment-card');
const files = (ofId: string) => ask(page, 'attachment.list', { ofKind: 'outreach', ofId });
/** Content as stored; only its bytes matter, so they come as text. */
const content = async (id: string): Promise<Buffer> => {
  const text = await page.evaluate(async (attachment) => {
    const reply = await window.bridge.call('attachment.open', { id: attachment });
    if (!reply.ok) throw new Error(reply.message);
    return [...(reply.value as { content: Uint8Array }).content].map((byte) => String.fromCharCode(byte)).join('');
  }, id);
  return Buffer.from(text, 'latin1');
};

beforeAll(async () => {
  outlet = await readyOutlet();
});
afterAll(() => outlet.remove());
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') process.stderr.write(await pageText(page));
  const { errors } = running;
  await running.close();
  if (errors.length > 0) throw new Error(`on the console: ${errors.join(' ')}`);
});

describe('photos of an event', () => {
  beforeEach(() => open());

  test('are shrunk, lose their place, keep their day, and are there after a restart', async () => {
    const large = await photoFile(
      page,
      folder,
      '现场.jpg',
      { seed: 1, width: 4000, height: 3000 },
      '2025:06:12 15:00:00',
    );
    const tall = await photoFile(
      page,
      folder,
      '讲解.jpg',
      { seed: 2, width: 900, height: 2100 },
      '2025:05:01 15:00:00',
    );
    await goTo(`/events/${event}`);

    await choose(large, tall);
    await sees(page, '已存入 2 个附件');

    await sees(page, '拍摄日期与活动日期不符');
    const rows = await files(event);
    expect(rows.map(({ title, takenOn, offDate }) => [title, takenOn, offDate])).toEqual([
      ['现场.jpg', '2025-06-12', false],
      ['讲解.jpg', '2025-05-01', true],
    ]);
    const sizes = await page.locator('.attachment-face img').evaluateAll(async (images) => {
      await Promise.all(images.map((image) => (image as HTMLImageElement).decode()));
      return images.map((image) => [
        (image as HTMLImageElement).naturalWidth,
        (image as HTMLImageElement).naturalHeight,
      ]);
    });
    expect(sizes).toEqual([
      [1600, 1200],
      [686, 1600],
    ]);
    const stored = await content(rows[0]?.id ?? '');
    expect(stored.toString('latin1')).not.toMatch(/Exif|GPS/);
    expect(stored.length).toBeLessThan(readFileSync(large).length);
    const before = event;
    await running.close();
    await open();
    expect(await files(before)).toEqual(rows);
  });

  test('come by drop and by paste as well as by choice', async () => {
    const jpeg = (await drawnPhoto(page, { seed: 7, width: 400, height: 300 })).toString('base64');
    await goTo(`/events/${event}`);
    const hand = async (kind: 'drop' | 'paste', name: string): Promise<void> => {
      await page.evaluate(
        ([base64, way, fileName]) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const data = new DataTransfer();
          data.items.add(new File([bytes, new Uint8Array([way.length])], fileName, { type: 'image/jpeg' }));
          const target = way === 'drop' ? document.querySelector('.attachments') : document.body;
          target?.dispatchEvent(
            way === 'drop'
              ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
              : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
          );
        },
        [jpeg, kind, name] as const,
      );
    };

    await hand('drop', '拖入.jpg');
    await waitFor(async () => (await cards().count()) === 1, 'the dropped photo');
    await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(300, 200);
      canvas.getContext('2d')?.fillRect(20, 20, 100, 100);
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': await canvas.convertToBlob() })]);
    });
    await page.keyboard.press('Control+V');
    await waitFor(async () => (await cards().count()) === 2, 'the photo from the clipboard');
    await hand('paste', '拖入.jpg');
    await sees(page, '已经在这里了');

    expect(await cards().count()).toBe(2);
  });

  test('used for another event, smaller and saved again, are named with that event', async () => {
    const before = await anEvent('三月老活动');
    await goTo(`/events/${before}`);
    await choose(await photoFile(page, folder, 'a.jpg', { seed: 21 }));
    await sees(page, '已存入 1 个附件');
    await goTo(`/events/${event}`);

    await choose(
      await photoFile(page, folder, 'b.jpg', { seed: 21, width: 800, height: 600, quality: 0.5 }),
      await photoFile(page, folder, 'c.jpg', { seed: 22 }),
    );
    await sees(page, /有照片与别的活动相同/);

    const rows = await files(event);
    expect(rows.map(({ twins }) => twins.map(({ title }) => title))).toEqual([['三月老活动'], []]);
    await page.locator('.attachment-doubt a').click();
    await page.getByRole('heading', { level: 1, name: '三月老活动' }).waitFor();
  });
});

describe('what cannot be taken in', () => {
  test('is refused by name with a reason, and the rest goes in', async () => {
    await open();
    const write = (name: string, bytes: Uint8Array): string => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    };
    const good = await photoFile(page, folder, '好的.jpg', { seed: 3, width: 640, height: 480 });
    const jpeg = readFileSync(good);
    const huge = write('很大的照片.jpg', jpeg);
    truncateSync(huge, 80 * 1024 * 1024);
    const broken = write('坏的.jpg', Buffer.concat([jpeg.subarray(0, 300), Buffer.alloc(200, 7)]));
    await goTo(`/events/${event}`);

    await choose(
      write('照片.jpg', Buffer.from('MZ\x90\0 a program')),
      huge,
      broken,
      write('空的.pdf', Buffer.alloc(0)),
      good,
    );
    await sees(page, '已存入 1 个附件');

    const said = await page.getByRole('alert').innerText();
    expect(said).toMatch(/照片\.jpg：这是一个程序/);
    expect(said).toMatch(/很大的照片\.jpg：文件有 80 MB/);
    expect(said).toMatch(/坏的\.jpg：照片打不开，可能已损坏/);
    expect(said).toMatch(/空的\.pdf：文件是空的/);
    expect(await cards().count()).toBe(1);
  });
});

describe('a file', () => {
  test('is looked at inside the application, saved as a copy, and voided, by keyboard', async () => {
    const copy = join(tempFolder(), '副本.jpg');
    await open([[copy]]);
    const pdf = join(folder, '方案.pdf');
    writeFileSync(pdf, smallPdf);
    const photo = await photoFile(page, folder, '现场.jpg', { seed: 5, width: 1200, height: 900 });
    await goTo(`/events/${event}`);
    await choose(photo, pdf);
    await sees(page, '已存入 2 个附件');

    await page.getByRole('button', { name: '打开 现场.jpg' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.viewer-picture').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Control+S');
    await sees(page, '已另存一份');
    await page.keyboard.press('ArrowRight');
    await page.locator('.viewer-pdf').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '作废 现场.jpg' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('原因').waitFor();
    await page.keyboard.insertText('选错了');
    await page.keyboard.press('Control+Enter');
    await sees(page, '已作废');

    expect(readFileSync(copy).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect((await files(event)).map(({ title, kind }) => [title, kind])).toEqual([['方案.pdf', 'plan']]);
    const verbs = (await ask(page, 'audit.list', { limit: 12 })).map(({ verb }) => verb);
    expect(verbs).toEqual(expect.arrayContaining(['attachment.open', 'attachment.storeCopy', 'attachment.void']));
  });

  test('of a complaint shows nothing until it is opened', async () => {
    await open();
    const { id } = await ask(page, 'complaint.create', aDraft());
    await goTo(`/complaints/${id}`);
    await choose(await photoFile(page, folder, '张三丰身份证.jpg', { seed: 6, width: 600, height: 400 }));
    await sees(page, '已存入 1 个附件');

    expect(await page.locator('.attachment-card').innerText()).not.toContain('张三丰');
    expect(await page.locator('.attachment-face img').count()).toBe(0);
    await page.getByRole('button', { name: '打开 证据 1' }).click();
    await page.locator('.viewer-picture').waitFor();
    await sees(page, '张三丰身份证.jpg');
  });
});

test('the panel fits every window and can be read and reached by everybody', async () => {
  await open();
  await goTo(`/events/${event}`);
  await choose(
    await photoFile(page, folder, '名字很长很长很长很长很长很长很长很长很长的现场照片.jpg', { seed: 9 }),
    await photoFile(page, folder, '签到表.jpg', { seed: 10 }),
  );
  await sees(page, '已存入 2 个附件');
  for (const zoom of [1, 1.3]) {
    for (const [width, height] of windowSizes) {
      await resize(running, width, height, zoom);
      expect([zoom, width, await sidewaysExcess(page)]).toEqual([zoom, width, 0]);
    }
    expect(await axeFindings(page)).toEqual([]);
  }
});

const smallPdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);
