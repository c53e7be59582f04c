/**
 * The sheet of 120 people from the request to the PDF that is shown, and the attendance grid of 1,000 rows:
 * the longest frame while it is scrolled from end to end and while 1,000 rows are pasted. All in the built
 * application, each beside the plainest thing that shows the same.
 */
import type { Page } from 'playwright-core';
import type { In, Name, Out } from '#contract/index.ts';
import { launchApp, type RunningApp } from '#tests/e2e/helpers/app.ts';
import { attendanceLine, eventPlan, trainingPlan } from '#tests/helpers/activity.ts';
import type { Pair, Result } from './measure.ts';
import { elapsedAsync, inTurn, result } from './measure.ts';
import { photoCases } from './photo-cases.ts';
import { enrolOutlet, foundCentre, headOf, outletCodes } from './station.ts';
import { newFolder } from './workplace.ts';

const people = 120;
const rows = 1000;
const repeat = { runs: 7, warmUps: 2 };
/** Times, for the frames of the grid. */
const slower = 4;

interface Prepared {
  readonly folder: string;
  readonly training: string;
  readonly event: string;
}

export async function outreachCases(): Promise<readonly Result[]> {
  const { folder, training, event } = await prepared();
  const running = await launchApp({ dataFolder: folder });
  try {
    await ask(running.page, 'session.login', { ...headOf, confirmClock: true });
    await running.page.waitForSelector('.nav');
    return [
      await preview(running, training),
      ...(await grid(running.page, event)),
      ...(await photoCases(running.page, event)),
    ];
  } finally {
    await running.close();
  }
}

async function prepared(): Promise<Prepared> {
  const centre = newFolder('centre');
  const codes = outletCodes(1);
  await foundCentre(centre, codes);
  const folder = newFolder('outlet');
  const outlet = await enrolOutlet(centre, codes[0] ?? '', folder, newFolder('packs'));
  const { id: training } = await outlet.call('training.create', trainingPlan);
  const named = (count: number, fields: Parameters<typeof attendanceLine>[1]) =>
    Array.from({ length: count }, (_, index) => attendanceLine(index + 1, { name: `员工${index + 1}`, ...fields }));
  const save = { removed: [], reason: '' };
  await outlet.call('attendance.save', {
    ...save,
    ofKind: 'training',
    ofId: training,
    sheet: 'staff',
    lines: named(people, { duty: '', state: 'expected', unit: '第0001支行' }),
  });
  const { id: event } = await outlet.call('outreach.create', { ...eventPlan, leader: headOf.staffNo });
  await outlet.call('attendance.save', {
    ...save,
    ofKind: 'outreach',
    ofId: event,
    sheet: 'public',
    lines: named(rows, {}),
  });
  await outlet.close();
  return { folder, training, event };
}

async function ask<N extends Name>(page: Page, name: N, input: In<N>): Promise<Out<N>> {
  const reply = await page.evaluate(async ([asked, sent]) => await window.bridge.call(asked, sent as never), [
    name,
    input,
  ] as const);
  if (!reply.ok) throw new Error(`${name}: ${reply.code} ${reply.message}`);
  return reply.value as Out<N>;
}

async function preview({ app, page }: RunningApp, id: string): Promise<Result> {
  const sheet = { kind: 'training', id, template: 'T1', large: false } as const;
  const times = await inTurn(repeat, {
    ours: () =>
      elapsedAsync(async () => {
        await ask(page, 'print.signIn', sheet);
      }),
    // A hidden window, a plain table of as many rows, a PDF: what Chromium alone needs.
    baseline: () =>
      elapsedAsync(() =>
        app.evaluate(async ({ BrowserWindow }, count) => {
          const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, javascript: false } });
          const lines = Array.from(
            { length: count },
            (_, index) => `<tr><td>${index + 1}<td>员工${index + 1}<td><td></tr>`,
          );
          await window.loadURL(
            `data:text/html;charset=utf-8,${encodeURIComponent(`<table border=1>${lines.join('')}</table>`)}`,
          );
          const pdf = await window.webContents.printToPDF({ pageSize: 'A4' });
          window.destroy();
          return pdf.length;
        }, people),
      ),
  });
  const note =
    `print.signIn of ${people} people in the built application: pages in the database process, 8 pages as PDF, kept for the preview; ` +
    `against a hidden window with a plain table of as many rows and printToPDF in the same process; median of ${repeat.runs} after ${repeat.warmUps} warm-ups; limit 1500 ms`;
  return result('sheet preview, 120 rows', 'ms', times, note);
}

async function grid(page: Page, event: string): Promise<readonly Result[]> {
  await page.evaluate((to) => {
    window.location.hash = `#${to}`;
  }, `/events/${event}/attendance`);
  await page.waitForSelector('.pg-scroll [data-cell="0,1"]');
  await page.evaluate(installProbe, rows);
  const found = await frames(page, 'grid of 1000 rows');
  // As slow as the PCs outlets have.
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
  found.push(...(await frames(page, `grid, CPU ${slower} times slower`)));
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await cdp.detach();
  return found;
}

async function frames(page: Page, title: string): Promise<Result[]> {
  const probe = (what: keyof Window['probe']): Promise<number> => page.evaluate((name) => window.probe[name](), what);
  const pairs: readonly (readonly [string, Pair<keyof Window['probe']>, string])[] = [
    [`${title}, scroll`, { ours: 'scroll', baseline: 'scrollPlain' }, 'scrolled from end to end in 90 frames'],
    [
      `${title}, paste`,
      { ours: 'paste', baseline: 'pastePlain' },
      'a copied table of 1000 rows pasted, up to its preview',
    ],
  ];
  const found: Result[] = [];
  for (const [name, { ours, baseline }, what] of pairs) {
    const times = await inTurn(
      { runs: 5, warmUps: 1 },
      {
        ours: () => probe(ours),
        baseline: () => probe(baseline),
      },
    );
    const note = `longest frame: ${what}, in the attendance grid of the built application; against as many rows of plain inputs in one document, not windowed; median of 5 after 1 warm-up; limit 100 ms`;
    found.push(result(name, 'ms', times, note));
  }
  return found;
}

declare global {
  interface Window {
    probe: Readonly<Record<'scroll' | 'scrollPlain' | 'paste' | 'pastePlain', () => Promise<number>>>;
  }
}

/** Runs in the page. */
function installProbe(count: number): void {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  /** Longest time between two frames while `step` is called once a frame. */
  const longest = async (frames: number, step: (index: number) => void): Promise<number> => {
    let last = await frame();
    let most = 0;
    for (let index = 0; index < frames; index += 1) {
      step(index);
      const now = await frame();
      most = Math.max(most, now - last);
      last = now;
    }
    return most;
  };
  const frames = 90;
  const scrolling = (box: Element): Promise<number> =>
    longest(frames, (index) => {
      box.scrollTop = ((box.scrollHeight - box.clientHeight) * (index + 1)) / frames;
    });
  const withPlain = async (work: (box: HTMLElement) => Promise<number>): Promise<number> => {
    const box = document.createElement('div');
    box.style.cssText = 'position:fixed;inset:0;overflow:auto;background:#fff;z-index:9999';
    const cells = '<input><input><input><input>';
    box.innerHTML = Array.from({ length: count }, () => `<div style="height:34px">${cells}</div>`).join('');
    document.body.append(box);
    await frame();
    try {
      return await work(box);
    } finally {
      box.remove();
      await frame();
    }
  };
  const ours = (): Element => document.querySelector('.pg-scroll') ?? document.body;
  const text = `姓名\t电话\n${Array.from({ length: count }, (_, index) => `居民${index}\t${String(index).padStart(4, '0')}`).join('\n')}`;
  window.probe = {
    scroll: async () => {
      ours().scrollTop = 0;
      await frame();
      return await scrolling(ours());
    },
    scrollPlain: () => withPlain(scrolling),
    paste: async () => {
      ours().scrollTop = 0;
      await frame();
      const cell = document.querySelector<HTMLElement>('[data-cell="0,1"]');
      cell?.focus();
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      const most = await longest(6, (index) => {
        if (index === 0)
          cell?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      });
      if (document.querySelector('dialog[open]') === null) throw new Error('no preview was shown');
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
      await longest(4, () => undefined);
      return most;
    },
    pastePlain: () =>
      withPlain((box) =>
        longest(6, (index) => {
          if (index > 0) return;
          for (const [place, input] of [...box.querySelectorAll('input')].entries()) input.value = `居民${place}`;
        }),
      ),
  };
}
