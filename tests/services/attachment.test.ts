import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { In } from '#contract/index.ts';
import { rows } from '#db/statements.ts';
import { must } from '#domain/failure.ts';
import { greyCells, pictureHash } from '#domain/picture-hash.ts';
import { eraseBlobs } from '#services/attachment.ts';
import { blobState, keepBlob, readBlob } from '#services/files/blob-store.ts';
import { eventPlan, eventResult, trainingPlan } from '#tests/helpers/activity.ts';
import { registered } from '#tests/helpers/complaint.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';
import { jpegWithExif, scene } from '#tests/helpers/pictures.ts';
import { pngOf } from '../../build/demo/png.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import type { TestWorld } from '#tests/helpers/world.ts';
import { centreWorld, outletWorld } from '#tests/helpers/world.ts';

type Add = In<'attachment.add'>;

const photo = (ofId: string, seed: number, more: Partial<Add> = {}): Add => {
  const pixels = scene(seed);
  return {
    ofKind: 'outreach',
    ofId,
    kind: 'photo',
    name: `现场${seed}.png`,
    content: pngOf(pixels),
    pictureHash: pictureHash(greyCells(pixels)),
    takenOn: '2025-06-12',
    ...more,
  };
};

const anEvent = async (world: TestWorld, more: Partial<In<'outreach.create'>> = {}): Promise<string> =>
  (await world.call('outreach.create', { ...eventPlan, ...more })).id;

/** All files of the blob store. */
function stored(world: TestWorld): string[] {
  const folder = join(world.installation.folder, 'attachments');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));
}

const lastAudit = (world: TestWorld): string =>
  must(rows<{ line: string }>(world.db, 'SELECT line FROM audit ORDER BY n DESC LIMIT 1')[0], 'a line').line;

describe('a photo of an event', () => {
  it('is listed with what it is, shown, and opened with a line in the audit trail', async () => {
    const world = await outletWorld();
    const ofId = await anEvent(world);
    const added = await world.call('attachment.add', photo(ofId, 1));

    const list = await world.call('attachment.list', { ofKind: 'outreach', ofId });
    const thumbnail = await world.call('attachment.thumbnail', { id: added.id });
    const opened = await world.call('attachment.open', { id: added.id });

    expect(list).toEqual([added]);
    expect(added).toMatchObject({ title: '现场1.png', kind: 'photo', mime: 'image/png', here: true, open: true });
    expect(Buffer.from(thumbnail.content)).toEqual(pngOf(scene(1)));
    expect(opened).toMatchObject({ mime: 'image/png', name: '现场1.png' });
    expect(lastAudit(world)).toContain('attachment.open');
    expect(lastAudit(world)).not.toContain('现场1');
  });

  it('lies encrypted on the disk, once per content, under a name that is not its hash', async () => {
    const world = await outletWorld();
    const first = await anEvent(world);
    const second = await anEvent(world, { heldOn: '2025-06-13', endsOn: '2025-06-13' });
    await world.call('attachment.add', photo(first, 1));
    await world.call('attachment.add', photo(second, 1));

    const files = stored(world);

    expect(files).toHaveLength(1);
    const [{ sha256 }] = rows<{ sha256: string }>(world.db, 'SELECT sha256 FROM attachment') as [{ sha256: string }];
    expect(files[0]).not.toContain(sha256.slice(0, 8));
    expect(readFileSync(files[0] ?? '').includes(Buffer.from('IHDR'))).toBe(false);
  });

  it('loses where it was taken and keeps the day', async () => {
    const world = await outletWorld();
    const ofId = await anEvent(world);

    const added = await world.call('attachment.add', photo(ofId, 1, { content: jpegWithExif(), takenOn: null }));
    const { content } = await world.call('attachment.open', { id: added.id });

    expect(added.takenOn).toBe('2025-06-12');
    expect(Buffer.from(content).toString('latin1')).not.toMatch(/GPS|Exif/);
  });

  it('that was taken on another day says so', async () => {
    const world = await outletWorld();
    const ofId = await anEvent(world);

    const near = await world.call('attachment.add', photo(ofId, 1, { takenOn: '2025-06-13' }));
    const far = await world.call('attachment.add', photo(ofId, 2, { takenOn: '2025-05-02' }));

    expect([near.offDate, far.offDate]).toEqual([false, true]);
  });

  it('that was used for another event names that event', async () => {
    const world = await outletWorld();
    const first = await anEvent(world, { title: '四月活动', heldOn: '2025-04-12', endsOn: '2025-04-12' });
    const second = await anEvent(world);
    await world.call('attachment.add', photo(first, 4));

    const again = await world.call('attachment.add', photo(second, 4));
    const other = await world.call('attachment.add', photo(second, 5));
    await world.call('outreach.cancel', { id: first, reason: '重复登记' });
    const [afterwards] = await world.call('attachment.list', { ofKind: 'outreach', ofId: second });

    expect(again.twins).toMatchObject([{ ofKind: 'outreach', ofId: first, title: '四月活动', heldOn: '2025-04-12' }]);
    expect(other.twins).toEqual([]);
    expect(afterwards?.twins).toEqual([]);
  });

  it('is voided with a reason, and its record stays', async () => {
    const world = await outletWorld();
    const ofId = await anEvent(world);
    const { id } = await world.call('attachment.add', photo(ofId, 1));

    await world.call('attachment.void', { id, reason: '选错了照片' });

    expect(await world.call('attachment.list', { ofKind: 'outreach', ofId })).toEqual([]);
    expect(rows(world.db, 'SELECT voided, void_reason FROM attachment')).toEqual([
      { voided: 1, void_reason: '选错了照片' },
    ]);
    expect(await world.refusal('attachment.open', { id })).toMatchObject({ code: 'notFound' });
  });

  it('becomes a scan of the sheet when somebody says so, and is then no longer shown openly', async () => {
    const world = await outletWorld();
    const ofId = await anEvent(world);
    const { id } = await world.call('attachment.add', photo(ofId, 1));

    await world.call('attachment.setKind', { id, kind: 'sheet' });

    const [row] = await world.call('attachment.list', { ofKind: 'outreach', ofId });
    expect(row).toMatchObject({ kind: 'sheet', open: false });
    expect(await world.refusal('attachment.thumbnail', { id })).toMatchObject({ code: 'forbidden' });
  });
});

describe('what belongs to a complaint', () => {
  it('shows neither its name nor its content until it is opened', async () => {
    const world = await outletWorld();
    const ofId = await registered(world);

    const added = await world.call(
      'attachment.add',
      photo(ofId, 1, { ofKind: 'complaint', kind: null, name: '张三身份证.png' }),
    );
    const opened = await world.call('attachment.open', { id: added.id });
    const { fileName } = await world.call('attachment.copyName', { id: added.id });

    expect(added).toMatchObject({ title: '证据 1', kind: 'evidence', open: false, twins: [] });
    expect(opened.name).toBe('张三身份证.png');
    expect(fileName).toMatch(/^TS-.*_证据1\.png$/);
    expect(
      rows<{ line: string }>(world.db, 'SELECT line FROM audit').filter(({ line }) => line.includes('张三')),
    ).toEqual([]);
    expect(rows<{ line: string }>(world.db, `SELECT line FROM op WHERE entity = 'attachment'`)[0]?.line).not.toContain(
      '张三',
    );
  });
});

describe('what is not taken in', () => {
  const cases: readonly (readonly [string, string, Partial<Add>])[] = [
    ['a program called 照片.jpg', 'attachmentRefused', { name: '照片.jpg', content: Buffer.from('MZ\x90\0 program') }],
    ['an empty file', 'attachmentRefused', { content: Buffer.alloc(0) }],
    ['more than 15 MB', 'fileTooLarge', { content: Buffer.alloc(15 * 1024 * 1024 + 1, 0xff) }],
    ['a file of an unknown record', 'notFound', { ofId: 'O037.nothing' }],
  ];

  it.each(cases)('%s', async (_name, code, more) => {
    const world = await outletWorld();
    const ofId = await anEvent(world);

    expect(await world.refusal('attachment.add', photo(ofId, 1, more))).toMatchObject({ code });
    expect(stored(world)).toEqual([]);
    expect(rows(world.db, 'SELECT 1 FROM attachment')).toEqual([]);
  });

  it('the same file twice on one record, and anything on a cancelled event', async () => {
    const world = await outletWorld();
    const ofId = await anEvent(world);
    await world.call('attachment.add', photo(ofId, 1));

    expect(await world.refusal('attachment.add', photo(ofId, 1))).toMatchObject({ code: 'conflict' });
    await world.call('outreach.cancel', { id: ofId, reason: '下雨' });
    expect(await world.refusal('attachment.add', photo(ofId, 2))).toMatchObject({ code: 'impossible' });
  });

  it('anything at the centre', async () => {
    const world = await centreWorld();

    expect(await world.refusal('attachment.add', photo('x', 1))).toMatchObject({ code: 'forbidden' });
  });
});

describe('a content on the disk', () => {
  it('that is gone or damaged leaves the record, and says what to do', async () => {
    const world = await outletWorld();
    const ofId = await anEvent(world);
    const { id } = await world.call('attachment.add', photo(ofId, 1));
    const [file = ''] = stored(world);
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
    writeFileSync(file, bytes);

    expect(await world.refusal('attachment.open', { id })).toMatchObject({ code: 'attachmentDamaged' });
    expect(await world.refusal('attachment.open', { id })).toMatchObject({ code: 'attachmentMissing' });
    expect(await world.call('attachment.list', { ofKind: 'outreach', ofId })).toMatchObject([{ id, here: false }]);
    await world.call('attachment.void', { id, reason: '文件损坏' });
    await world.call('attachment.add', photo(ofId, 1));
    expect(await world.call('attachment.list', { ofKind: 'outreach', ofId })).toMatchObject([{ here: true }]);
  });

  it('opens only with the key of its own database', async () => {
    const one = await outletWorld();
    const other = await centreWorld();
    const sha256 = keepBlob(one.installation, Buffer.from('%PDF-1.7'));

    const elsewhere = { folder: one.installation.folder, keys: other.installation.keys };

    expect(readBlob(one.installation, sha256)).toEqual(Buffer.from('%PDF-1.7'));
    expect(blobState(elsewhere, sha256)).toBe('missing');
  });

  it('is saved as a copy without overwriting anything, and the copy leaves a line', async () => {
    const world = await outletWorld();
    const ofId = await anEvent(world);
    const { id } = await world.call('attachment.add', photo(ofId, 1));
    const path = join(tempFolder(), 'copy.png');
    writeFileSync(path, 'something else');

    const written = await world.call('attachment.storeCopy', { id, path });

    expect(written.path).toContain('copy (2).png');
    expect(readFileSync(written.path)).toEqual(pngOf(scene(1)));
    expect(readFileSync(path, 'utf8')).toBe('something else');
    expect(lastAudit(world)).toContain('attachment.storeCopy');
  });

  it('cannot be saved to a place that is gone', async () => {
    const world = await outletWorld();
    const ofId = await anEvent(world);
    const { id } = await world.call('attachment.add', photo(ofId, 1));
    const folder = tempFolder();
    rmSync(folder, { recursive: true });

    expect(await failureCode(() => world.call('attachment.storeCopy', { id, path: join(folder, 'a.png') }))).toBe(
      'targetGone',
    );
  });
});

describe('verification', () => {
  it('finds a content that was lost or damaged, and says whose it is', async () => {
    const world = await outletWorld();
    world.as('head');
    const ofId = await anEvent(world);
    const { id } = await world.call('attachment.add', photo(ofId, 1));
    const sound = await world.call('database.verify', {});
    const [file = ''] = stored(world);
    writeFileSync(file, readFileSync(file).subarray(0, 100));
    const damaged = await world.call('database.verify', {});
    rmSync(file);
    const lost = await world.call('database.verify', {});

    expect(sound.attachments).toEqual({ checked: 1, missing: 0, lost: 0, damaged: [] });
    expect(damaged).toMatchObject({ ok: false, attachments: { missing: 0, lost: 0, damaged: [id] } });
    expect(lost).toMatchObject({ ok: false, attachments: { missing: 1, lost: 1, damaged: [] } });
  });
});

describe('erasure', () => {
  it('removes the contents of a record for good, but not what another record shows too', async () => {
    const world = await outletWorld();
    const event = await anEvent(world);
    const training = (await world.call('training.create', trainingPlan)).id;
    await world.call('attachment.add', photo(event, 1));
    await world.call('attachment.add', photo(event, 2));
    await world.call('attachment.add', photo(training, 2, { ofKind: 'training' }));

    const removed = world.db.transaction(() => eraseBlobs(world.ctx(), [event]))();

    expect(removed).toBe(1);
    expect(stored(world)).toHaveLength(1);
    expect((await world.call('attachment.list', { ofKind: 'outreach', ofId: event })).map(({ here }) => here)).toEqual([
      false,
      true,
    ]);
    expect(await world.refusal('attachment.add', photo(training, 1, { ofKind: 'training' }))).toMatchObject({
      code: 'impossible',
    });
  });
});

describe('the archive of an event', () => {
  it('is complete with three photos and the scanned sheet, as the event and the figures say', async () => {
    const world = await outletWorld();
    const done = async (): Promise<string> => {
      const id = await anEvent(world);
      await world.call('outreach.fill', { id, result: eventResult, finish: true, reason: '' });
      return id;
    };
    const full = await done();
    const bare = await done();
    for (const seed of [1, 2, 3]) await world.call('attachment.add', photo(full, seed));
    const scan = await world.call('attachment.add', photo(full, 4, { kind: 'sheet', pictureHash: null }));
    const figures = async () =>
      (await world.call('figures.overview', { from: '2025-01-01', to: '2025-06-30' })).outreach;

    expect(await world.call('outreach.get', { id: full })).toMatchObject({ missing: [], completeness: 100, photos: 3 });
    expect(await world.call('outreach.get', { id: bare })).toMatchObject({ missing: ['photos', 'scan'] });
    expect((await figures()).archives.now).toMatchObject({ met: 1, due: 2, percent: 50 });

    await world.call('attachment.void', { id: scan.id, reason: '不清楚' });

    expect(await world.call('outreach.get', { id: full })).toMatchObject({ missing: ['scan'], scans: 0 });
    expect((await figures()).archives.now).toMatchObject({ met: 0, due: 2 });
  });
});
