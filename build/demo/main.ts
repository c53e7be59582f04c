/**
 * `npm run demo`: the whole main job without anybody at the screen, left to look at in out/demo/.
 * `--no-pictures` leaves out prints and screenshots (for `npm start -- --demo`, which needs a ready
 * branch and nothing else). `--outlets=N` lets only N of the 105 outlets work and report, 0037 among
 * them: quicker, and its figures are a part of the whole.
 *
 * Progress goes to stderr; the last line on stdout is one JSON value.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { programVersion } from '#electron/version.ts';
import { outlets } from './branch.ts';
import { foundCentre, mergeAll } from './centre.ts';
import type { DemoFolders } from './folders.ts';
import { demoFolder, foldersIn } from './folders.ts';
import { makePrints } from './prints.ts';
import { phase, step } from './progress.ts';
import { messageOf } from './requests.ts';
import { makeScreens } from './screens.ts';
import { makeOutlets } from './workers.ts';

const appVersion = programVersion;

async function run(codes: readonly string[], pictures: boolean): Promise<void> {
  const started = performance.now();
  const folders = foldersIn(demoFolder);
  rmSync(demoFolder, { recursive: true, force: true });
  for (const folder of [folders.centre, folders.outlets, folders.packs, folders.inbox])
    mkdirSync(folder, { recursive: true });

  const packs = await phase(`建立消保中心，生成 ${codes.length} 个配置包`, () =>
    foundCentre({ centre: folders.centre, packs: folders.packs, appVersion }, codes),
  );
  const jobs = packs.map(({ outlet, path, code }) => ({ code: outlet, packPath: path, pickupCode: code }));
  const made = await phase(`${codes.length} 个网点：登记设备、记录、上报`, () => outletsOf(jobs, folders));
  const merged = await phase('中心合并', () =>
    mergeAll({ centre: folders.centre, packs: folders.packs, appVersion }, folders.inbox, ({ done, total }) =>
      step('合并', done, total),
    ),
  );
  for (const line of merged.refused) process.stderr.write(`  ${line}\n`);
  writeFileSync(folders.figures, `${JSON.stringify(merged.figures, null, 2)}\n`);
  if (pictures) {
    await phase('签到表 PDF', () => makePrints(folders, appVersion));
    await phase('屏幕截图', () => makeScreens(folders));
  }
  const { complaints, events, trainings, attendance } = merged;
  const seconds = Math.round((performance.now() - started) / 1000);
  const line = {
    outlets: made.length,
    files: merged.sum.files,
    merged: merged.sum.merged,
    complaints,
    events,
    trainings,
    attendance,
    seconds,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function outletsOf(jobs: Parameters<typeof makeOutlets>[0], { outlets, inbox }: DemoFolders) {
  let count = 0;
  const made = await makeOutlets(
    jobs,
    { outlets, inbox, appVersion },
    {
      processes: 2,
      each: 2,
      onDone: () => {
        count += 1;
        step('网点', count, jobs.length);
      },
    },
  );
  const average = (pick: (done: (typeof made)[number]) => number): number =>
    Math.round(made.reduce((sum, done) => sum + pick(done), 0) / made.length);
  process.stderr.write(
    `  每个网点平均：开通 ${average((done) => done.setupMs)} ms，记录 ${average((done) => done.recordMs)} ms（${average((done) => done.requests)} 次请求），上报 ${average((done) => done.exportMs)} ms\n`,
  );
  return made;
}

/** The outlet of the README's examples first. */
function workingOutlets(): readonly string[] {
  const wanted = process.argv.find((arg) => arg.startsWith('--outlets='))?.slice('--outlets='.length);
  const codes = outlets.map(({ code }) => code);
  if (wanted === undefined) return codes;
  const count = Number(wanted);
  if (!Number.isInteger(count) || count < 1 || count > codes.length)
    throw new Error(`--outlets 应为 1 到 ${codes.length}`);
  return ['0037', ...codes.filter((code) => code !== '0037')].slice(0, count);
}

try {
  await run(workingOutlets(), !process.argv.includes('--no-pictures'));
} catch (error) {
  const cause = error instanceof Error && error.cause !== undefined ? `\n  ${messageOf(error.cause)}` : '';
  process.stderr.write(`演示数据没有建成：${messageOf(error)}${cause}\n`);
  process.exitCode = 1;
}
