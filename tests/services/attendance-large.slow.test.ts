/** Sheets larger or stranger than an outlet ever has: nothing breaks, nothing is cut without a word. */
import { describe, expect, it } from 'vitest';
import { must } from '#domain/failure.ts';
import { staffEntity } from '#domain/organisation.ts';
import { layoutSheet } from '#domain/sign-in-sheet.ts';
import { attendanceLine, trainingPlan } from '#tests/helpers/activity.ts';
import { outletWorld } from '#tests/helpers/world.ts';

const names = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) =>
    attendanceLine(from + index, { name: `员工${from + index}`, duty: '', state: 'expected' }),
  );

describe('a sheet of 5,000 names', () => {
  it('is saved in parts, listed whole and printed with every name once', { timeout: 120_000 }, async () => {
    const { call, refusal } = await outletWorld();
    const { id } = await call('training.create', trainingPlan);
    const save = { ofKind: 'training' as const, ofId: id, sheet: 'staff' as const, removed: [], reason: '' };
    expect((await refusal('attendance.save', { ...save, lines: names(1, 2001) }))?.code).toBe('invalid');
    for (const [from, count] of [
      [1, 2000],
      [2001, 2000],
      [4001, 1000],
    ] as const)
      await call('attendance.save', { ...save, lines: names(from, count) });

    const sheet = await call('print.sheet', { kind: 'training', id, template: 'T1', large: false });

    const expected = layoutSheet({ size: 'normal', people: Array.from({ length: 5000 }, () => ({})) });
    expect(sheet.pages).toBe(expected.length);
    for (const no of [1, 2000, 2001, 5000]) expect(sheet.html.split(`>员工${no}<`)).toHaveLength(2);
    expect((await call('training.get', { id })).figures).toMatchObject({ expected: 5000, unmarked: 5000 });
  });
});

describe('an empty roster', () => {
  it('prints a sheet to write on, and cannot be finished', async () => {
    const { call, refusal } = await outletWorld();
    const { id } = await call('training.create', { ...trainingPlan, targetPosts: ['manager'] });
    const { added } = await call('attendance.fromRoster', { ofKind: 'training', ofId: id, posts: ['manager'] });

    expect(added).toBe(0);
    expect((await call('print.sheet', { kind: 'training', id, template: 'T1', large: false })).pages).toBe(1);
    expect((await refusal('training.finish', { id, summary: null }))?.code).toBe('impossible');
  });
});

describe('a name of 60 characters', () => {
  it('with rare characters goes from the roster onto the sheet, is saved again and printed whole', async () => {
    const name = '䶮㛃堃喆·'.repeat(12);
    const { call, db, ctx, refusal } = await outletWorld();
    db.transaction(() => {
      ctx().write(staffEntity, 'O037-777', { outlet: 'O037', staffNo: '777777', name, post: 'teller' });
    }).immediate();
    const { id } = await call('training.create', trainingPlan);
    const { lines } = await call('attendance.fromRoster', { ofKind: 'training', ofId: id, posts: ['teller'] });
    const line = must(
      lines.find((each) => each.name === name),
      'the one with the long name',
    );
    const save = { ofKind: 'training' as const, ofId: id, sheet: 'staff' as const, removed: [], reason: '' };
    const typed = { id: line.id, lineNo: line.lineNo, staff: line.staff, duty: '' };

    await call('attendance.save', { ...save, lines: [attendanceLine(line.lineNo, { ...typed, name })] });

    const sheet = await call('print.sheet', { kind: 'training', id, template: 'T1', large: false });
    expect([...name]).toHaveLength(60);
    expect(sheet.html).toContain(`>${name}<`);
    const longer = attendanceLine(line.lineNo, { ...typed, name: `${name}甲` });
    expect((await refusal('attendance.save', { ...save, lines: [longer] }))?.fields).toEqual({
      'lines.0.name': '最多 60 个字',
    });
  });
});
