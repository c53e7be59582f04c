import { describe, expect, it } from 'vitest';
import type { In } from '#contract/index.ts';
import { rows } from '#db/statements.ts';
import { attendanceEntity } from '#domain/attendance.ts';
import { attendanceLine, eventPlan, trainingPlan } from '#tests/helpers/activity.ts';
import type { TestWorld } from '#tests/helpers/world.ts';
import { centreWorld, outletWorld } from '#tests/helpers/world.ts';

type SheetHead = Omit<In<'attendance.save'>, 'lines'>;
const publicSheet = (id: string): SheetHead => ({
  ofKind: 'outreach',
  ofId: id,
  sheet: 'public',
  removed: [],
  reason: '',
});

async function withEvent(): Promise<TestWorld & { readonly id: string }> {
  const world = await outletWorld();
  const { id } = await world.call('outreach.create', eventPlan);
  return { ...world, id };
}

const opsOf = (world: TestWorld, record: string) =>
  rows<{ line: string; private: string | null }>(
    world.db,
    'SELECT line, private FROM op WHERE record = ? ORDER BY seq',
    record,
  );

describe('typing a sheet back', () => {
  it('writes one operation per line, and only the fields that changed', async () => {
    const world = await withEvent();
    const { lines } = await world.call('attendance.save', {
      ...publicSheet(world.id),
      lines: [attendanceLine(1, { name: '王', phoneTail: '5621' }), attendanceLine(2)],
    });
    const [first, second] = lines;
    const again = await world.call('attendance.save', {
      ...publicSheet(world.id),
      lines: [
        attendanceLine(1, { id: first!.id, name: '王', phoneTail: '5621', state: 'late' }),
        attendanceLine(2, { id: second!.id }),
      ],
    });
    expect(again).toMatchObject({ added: 0, changed: 1, removed: 0 });
    expect(opsOf(world, second!.id)).toHaveLength(1);
    const ops = opsOf(world, first!.id);
    expect(ops).toHaveLength(2);
    expect((JSON.parse(ops[1]!.line) as { f: unknown }).f).toEqual({ state: 'late' });
  });

  it('keeps names and phone digits out of the open part of an operation', async () => {
    const world = await withEvent();
    const { lines } = await world.call('attendance.save', {
      ...publicSheet(world.id),
      lines: [attendanceLine(1, { name: '欧阳䶮', phoneTail: '5621', unit: '幸福社区' })],
    });
    const [op] = opsOf(world, lines[0]!.id);
    expect(op!.line).not.toContain('欧阳');
    expect(op!.line).not.toContain('5621');
    expect(op!.private).toContain('欧阳䶮');
  });

  it('voids a removed line with a reason, and takes it back', async () => {
    const world = await withEvent();
    const { lines } = await world.call('attendance.save', {
      ...publicSheet(world.id),
      lines: [attendanceLine(1), attendanceLine(2)],
    });
    const gone = lines[1]!.id;
    const after = await world.call('attendance.save', {
      ...publicSheet(world.id),
      lines: [],
      removed: [gone],
      reason: '重复登记',
    });
    expect(after.lines).toHaveLength(1);
    expect(rows(world.db, 'SELECT voided, void_reason FROM attendance WHERE id = ?', gone)).toEqual([
      { voided: 1, void_reason: '重复登记' },
    ]);
    await world.call('attendance.restore', { ids: [gone], reason: '移除错了' });
    expect(await world.call('attendance.list', { ofKind: 'outreach', ofId: world.id })).toHaveLength(2);
  });

  it('is all or nothing', async () => {
    const world = await withEvent();
    const answer = await world.refusal('attendance.save', {
      ofKind: 'outreach',
      ofId: world.id,
      sheet: 'staff',
      removed: [],
      reason: '',
      lines: [attendanceLine(1, { name: '王小敏', staff: 'O037.10086' }), attendanceLine(2, { name: '' })],
    });
    expect(answer).toMatchObject({ code: 'invalid', fields: { 'lines.1.name': '第 2 行没有姓名' } });
    expect(await world.call('attendance.list', { ofKind: 'outreach', ofId: world.id })).toEqual([]);
  });

  it('refuses a person twice, a stranger to the roster, a whole phone number and a score without an exam', async () => {
    const world = await withEvent();
    const staff: SheetHead = { ...publicSheet(world.id), sheet: 'staff' };
    const known = attendanceLine(1, { name: '王小敏', staff: 'O037.10086' });
    expect(await world.refusal('attendance.save', { ...staff, lines: [known, { ...known, lineNo: 2 }] })).toMatchObject(
      { code: 'invalid' },
    );
    expect(
      await world.refusal('attendance.save', { ...staff, lines: [{ ...known, staff: 'O037.99999' }] }),
    ).toMatchObject({ code: 'invalid' });
    expect(
      await world.refusal('attendance.save', {
        ...publicSheet(world.id),
        lines: [attendanceLine(1, { phoneTail: '13812345621' })],
      }),
    ).toMatchObject({ code: 'invalid' });
    expect(
      await world.refusal('attendance.save', { ...staff, lines: [{ ...known, score10: 900, examState: 'sat' }] }),
    ).toMatchObject({ code: 'invalid' });
  });

  it('keeps the sheets of the public and of the staff apart', async () => {
    const world = await withEvent();
    await world.call('attendance.fromRoster', { ofKind: 'outreach', ofId: world.id, posts: ['lobby'] });
    await world.call('attendance.save', {
      ...publicSheet(world.id),
      lines: [attendanceLine(1, { name: '王', duty: '不该有' })],
    });
    const lines = await world.call('attendance.list', { ofKind: 'outreach', ofId: world.id });
    expect(lines.map(({ sheet, name, duty }) => [sheet, name, duty])).toEqual(
      expect.arrayContaining([
        ['public', '王', null],
        ['staff', '周涛', ''],
      ]),
    );
    const staffLine = lines.find(({ sheet }) => sheet === 'staff');
    expect(
      await world.refusal('attendance.save', {
        ...publicSheet(world.id),
        lines: [attendanceLine(1, { id: staffLine!.id })],
      }),
    ).toMatchObject({ code: 'invalid' });
  });

  it('takes 300 lines in one go', async () => {
    const world = await withEvent();
    const lines = Array.from({ length: 300 }, (_, index) => attendanceLine(index + 1, { name: '王' }));
    const start = performance.now();
    const saved = await world.call('attendance.save', { ...publicSheet(world.id), lines });
    expect(saved.added).toBe(300);
    expect(saved.lines.map(({ lineNo }) => lineNo)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('is refused for what has been cancelled or is not there', async () => {
    const world = await outletWorld();
    const { id } = await world.call('training.create', trainingPlan);
    await world.call('training.cancel', { id, reason: '讲师请假' });
    const lines = [attendanceLine(1, { name: '王小敏', staff: 'O037.10086' })];
    expect(
      await world.refusal('attendance.save', {
        ofKind: 'training',
        ofId: id,
        sheet: 'staff',
        lines,
        removed: [],
        reason: '',
      }),
    ).toMatchObject({ code: 'impossible' });
    expect(
      await world.refusal('attendance.save', {
        ofKind: 'training',
        ofId: 'O037.nothing',
        sheet: 'staff',
        lines,
        removed: [],
        reason: '',
      }),
    ).toMatchObject({ code: 'notFound' });
  });
});

describe('at the centre', () => {
  it('the names and phone digits of the public are masked, those of colleagues are not', async () => {
    const world = await centreWorld();
    const of = { outlet: 'O037', ofKind: 'outreach', ofId: 'O037.event' } as const;
    world.db
      .transaction(() => {
        const { write } = world.ctx();
        write(attendanceEntity, 'O037.a', { ...of, lineNo: 1, name: '欧阳娜娜', phoneTail: '5621', state: 'present' });
        write(attendanceEntity, 'O037.b', {
          ...of,
          lineNo: 2,
          name: '周涛',
          staff: 'O037.10087',
          duty: '',
          state: 'present',
        });
      })
      .immediate();
    const lines = await world.call('attendance.list', { ofKind: 'outreach', ofId: of.ofId });
    expect(lines.map(({ name, phoneTail }) => [name, phoneTail])).toEqual([
      ['欧***', '****'],
      ['周涛', null],
    ]);
  });
});

describe('a scanned page', () => {
  it('finds its event or training by the number in its code', async () => {
    const { call } = await outletWorld();
    const event = await call('outreach.create', eventPlan);
    const course = await call('training.create', trainingPlan);

    expect(await call('attendance.ofCode', { code: `${event.eventNo}/T2/1-3` })).toEqual({
      ofKind: 'outreach',
      ofId: event.id,
      sheet: 'public',
    });
    expect(await call('attendance.ofCode', { code: `${event.eventNo}/T4/1-1` })).toMatchObject({ sheet: 'staff' });
    expect(await call('attendance.ofCode', { code: `${course.trainingNo}/T1/2-2` })).toMatchObject({ ofId: course.id });
  });

  it('of another outlet, or no page of ours, finds nothing', async () => {
    const { call } = await outletWorld();

    expect(await call('attendance.ofCode', { code: 'HD-0099-20250612-A001-6/T2/1-3' })).toBeNull();
    expect(await call('attendance.ofCode', { code: '6901234567892' })).toBeNull();
  });
});
