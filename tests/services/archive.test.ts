import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#db/hash.ts';
import { rows } from '#db/statements.ts';
import type { Manifest } from '#domain/archive.ts';
import { must } from '#domain/failure.ts';
import { attendanceLine, eventPlan, eventResult, trainingPlan } from '#tests/helpers/activity.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';
import { jpegWithExif, scene } from '#tests/helpers/pictures.ts';
import { pngOf } from '../../build/demo/png.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import type { TestWorld } from '#tests/helpers/world.ts';
import { outletWorld } from '#tests/helpers/world.ts';

const reason = '年度归档';
/** Stands for what the shell makes of the pages. */
const pdf = (text: string): Uint8Array => new Uint8Array(Buffer.from(`%PDF-1.7 ${text}`));

async function heldEvent(world: TestWorld): Promise<string> {
  const { id } = await world.call('outreach.create', eventPlan);
  await world.call('attendance.save', {
    ofKind: 'outreach',
    ofId: id,
    sheet: 'public',
    lines: [attendanceLine(1, { name: '赵六', phoneTail: '5678' })],
    removed: [],
    reason: '',
  });
  await world.call('outreach.fill', { id, result: eventResult, finish: true, reason: '' });
  const files = [
    ['photo', '王五在现场.jpg', jpegWithExif()],
    ['photo', '讲解.png', pngOf(scene(2))],
    ['sheet', '签到表第1页.png', pngOf(scene(3))],
    ['plan', '通知.pdf', Buffer.from('%PDF-1.4 通知')],
  ] as const;
  for (const [kind, name, content] of files)
    await world.call('attachment.add', { ofKind: 'outreach', ofId: id, kind, name, content });
  return id;
}

async function archived(world: TestWorld, ofKind: 'outreach' | 'training', ofId: string, path: string) {
  const { pages } = await world.call('archive.pages', { ofKind, ofId, reason });
  const pdfs = pages.map((page) => ({ path: page.path, content: pdf(page.path) }));
  return await world.call('archive.store', { ofKind, ofId, reason, path, pdfs });
}

const opened = (path: string) => {
  const entries = unzipSync(readFileSync(path));
  const text = Buffer.from(must(entries['99清单.json'], 'a manifest')).toString();
  return { entries, manifest: JSON.parse(text) as Manifest };
};

describe('the archive of an event', () => {
  it('holds everything under names that say what it is, and a manifest that proves it', async () => {
    const world = await outletWorld();
    const ofId = await heldEvent(world);

    const done = await archived(world, 'outreach', ofId, join(tempFolder(), 'a.zip'));
    const { entries, manifest } = opened(done.path);

    expect(Object.keys(entries)).toEqual([
      '00目录.pdf',
      '01方案.pdf',
      '01方案/01.pdf',
      '02签到表.pdf',
      '02签到表/01.png',
      '03照片/01.jpg',
      '03照片/02.png',
      '05总结.docx',
      '99清单.json',
    ]);
    expect(done).toMatchObject({ files: 9, missing: [], bytes: readFileSync(done.path).length });
    expect(manifest.files.map(({ path, sha256 }) => [path, sha256])).toEqual(
      Object.entries(entries)
        .filter(([path]) => path !== '99清单.json')
        .map(([path, content]) => [path, sha256Hex(content)]),
    );
    expect(manifest).toMatchObject({ format: 1, title: eventPlan.title, madeAt: '2025-06-12 09:30', madeBy: '10086' });
  });

  it('has a summary a Word program opens: the plan, the figures, the text, the photo', async () => {
    const world = await outletWorld();
    const ofId = await heldEvent(world);

    const { path } = await archived(world, 'outreach', ofId, join(tempFolder(), 'a.zip'));
    const docx = unzipSync(must(opened(path).entries['05总结.docx'], 'a summary'));

    const text = Buffer.from(must(docx['word/document.xml'], 'a document'))
      .toString()
      .replaceAll(/<[^>]+>/g, '');
    expect(text).toContain(`${eventPlan.title}总结`);
    expect(text).toContain('覆盖人次 62 人次；发放资料 60 份');
    expect(text).toContain(eventResult.summary);
    expect(text).toContain('养老诈骗');
    expect(Object.keys(docx).filter((name) => name.startsWith('word/media/'))).toHaveLength(1);
  });

  it('is indexed, names what it lacks, and shows names in clear with the reason in the audit trail', async () => {
    const world = await outletWorld();
    const ofId = (await world.call('outreach.create', eventPlan)).id;
    const full = await heldEvent(world);

    const bare = await world.call('archive.pages', { ofKind: 'outreach', ofId, reason });
    const { pages, fileName } = await world.call('archive.pages', { ofKind: 'outreach', ofId: full, reason });

    expect(bare.pages.map(({ path }) => path)).toEqual(['00目录.pdf', '01方案.pdf']);
    expect(bare.pages[0]?.html).toContain('归档时还没有：签到表、照片、总结。');
    expect(fileName).toMatch(/^HD-.*_守护您的钱袋子走进幸福社区\.zip$/);
    expect(pages.find(({ path }) => path === '02签到表.pdf')?.html).toContain('赵六');
    expect(pages[0]?.html).not.toContain('王五');
    const audit = rows<{ line: string }>(world.db, 'SELECT line FROM audit ORDER BY n DESC LIMIT 1')[0]?.line ?? '';
    expect(audit).toContain('archive.pages');
    expect(audit).toContain(reason);
  });

  it('says which files are not on this PC, in the manifest and to the user', async () => {
    const world = await outletWorld();
    const ofId = await heldEvent(world);
    rmSync(join(world.installation.folder, 'attachments'), { recursive: true });

    const done = await archived(world, 'outreach', ofId, join(tempFolder(), 'a.zip'));

    expect(done.missing).toEqual(['01方案/01.pdf', '02签到表/01.png', '03照片/01.jpg', '03照片/02.png']);
    expect(opened(done.path).manifest.missing).toEqual(done.missing);
  });

  it('never overwrites and leaves nothing where it could not be written', async () => {
    const world = await outletWorld();
    const ofId = await heldEvent(world);
    const folder = tempFolder();
    writeFileSync(join(folder, 'a.zip'), 'something else');

    const done = await archived(world, 'outreach', ofId, join(folder, 'a.zip'));
    const gone = await failureCode(() => archived(world, 'outreach', ofId, join(folder, 'stick', 'a.zip')));

    expect(done.path).toContain('a (2).zip');
    expect(gone).toBe('targetGone');
    expect(readdirSync(folder).toSorted()).toEqual(['a (2).zip', 'a.zip']);
  });
});

describe('the archive of a training', () => {
  it('has the sheet of its participants and its rates', async () => {
    const world = await outletWorld();
    const ofId = (await world.call('training.create', trainingPlan)).id;
    await world.call('attendance.fromRoster', { ofKind: 'training', ofId, posts: ['head', 'teller', 'lobby'] });

    const { pages } = await world.call('archive.pages', { ofKind: 'training', ofId, reason });
    const { path } = await archived(world, 'training', ofId, join(tempFolder(), 'a.zip'));

    expect(pages.map((page) => page.path)).toEqual(['00目录.pdf', '01方案.pdf', '02签到表.pdf']);
    expect(pages[2]?.html).toContain('王小敏');
    expect(Object.keys(opened(path).entries)).toContain('05总结.docx');
  });
});
