import { expect, test } from 'vitest';
import { rows } from '#db/statements.ts';
import { closing, registered } from '#tests/helpers/complaint.ts';
import type { TestWorld } from '#tests/helpers/world.ts';
import { outletWorld } from '#tests/helpers/world.ts';

const page = 'complaints';
const value = {
  chip: 'open',
  text: '分期',
  filters: { span: '2025Q2' },
  sort: { key: 'clock', down: false },
  columnValues: { state: ['处理中', '待联系'] },
};
const nothing = { chip: '', text: '', filters: {}, sort: null, columnValues: {} };

const names = async (world: TestWorld, of = page): Promise<readonly string[]> =>
  (await world.call('savedFilter.list', { page: of })).map(({ name }) => name);

test('a filter comes back as it was saved; each person and each list has its own', async () => {
  const world = await outletWorld();
  await world.call('savedFilter.save', { page, name: ' 急的 ', value });

  expect(await world.call('savedFilter.list', { page })).toEqual([{ name: '急的', value }]);
  expect(await names(world, 'events')).toEqual([]);
  world.as('head');
  expect(await names(world)).toEqual([]);
});

test('the same name replaces and keeps its place; renaming never swallows another', async () => {
  const world = await outletWorld();
  await world.call('savedFilter.save', { page, name: '甲', value });
  world.at('2025-06-13');
  await world.call('savedFilter.save', { page, name: '乙', value });
  await world.call('savedFilter.save', { page, name: '甲', value: nothing });

  expect(await world.call('savedFilter.list', { page })).toEqual([
    { name: '甲', value: nothing },
    { name: '乙', value },
  ]);
  expect(await world.refusal('savedFilter.rename', { page, name: '甲', to: '乙' })).toEqual({
    code: 'invalid',
    fields: { to: '已有同名的' },
  });
  await world.call('savedFilter.rename', { page, name: '甲', to: '丙' });
  expect(await names(world)).toEqual(['丙', '乙']);
  await world.call('savedFilter.drop', { page, name: '丙' });
  expect(await names(world)).toEqual(['乙']);
  expect(await world.refusal('savedFilter.rename', { page, name: '丙', to: '丁' })).toMatchObject({ code: 'notFound' });
});

test('what does not fit is refused with a reason', async () => {
  const world = await outletWorld();
  for (let n = 1; n <= 30; n += 1) await world.call('savedFilter.save', { page, name: `第${n}个`, value: nothing });

  expect(await world.refusal('savedFilter.save', { page, name: '多一个', value })).toMatchObject({
    fields: { name: '已有 30 个，请先删除不用的' },
  });
  expect(await world.refusal('savedFilter.save', { page, name: ' ', value })).toMatchObject({
    fields: { name: '请起个名字' },
  });
  const wide = { ...value, columnValues: { summary: Array.from({ length: 500 }, () => '长'.repeat(200)) } };
  expect(await world.refusal('savedFilter.save', { page, name: '第1个', value: wide })).toMatchObject({
    fields: { name: '勾选的值太多' },
  });
  await world.call('savedFilter.save', { page, name: '第1个', value });
  expect(await names(world)).toHaveLength(30);
});

test('it leaves no operation and no audit line: nothing of it can leave this PC', async () => {
  const world = await outletWorld();
  const count = (): unknown =>
    rows(world.db, 'SELECT (SELECT count(*) FROM op) AS ops, (SELECT count(*) FROM audit) AS lines');
  const before = count();

  await world.call('savedFilter.save', { page, name: '急的', value });
  await world.call('savedFilter.rename', { page, name: '急的', to: '更急的' });
  await world.call('savedFilter.drop', { page, name: '更急的' });

  expect(count()).toEqual(before);
});

test('erasing a customer takes along what names him, whoever saved it', async () => {
  const world = await outletWorld();
  const id = await registered(world, { customerName: '欧阳娜娜', phone: '13812345678' });
  await world.call('complaint.close', { id, ...closing });
  for (const [name, text] of [
    ['按姓', '欧阳'],
    ['按号', '5678'],
    ['按音', 'ouyang'],
    ['oynn的', ''],
    ['首字母', 'oynn 分期'],
    ['信用卡', 'xyk'],
    ['欧阳娜娜的件', ''],
    ['分期', '分期'],
    ['全部', ''],
  ] as const)
    await world.call('savedFilter.save', { page, name, value: { ...nothing, text } });
  world.as('head');
  await world.call('savedFilter.save', { page, name: '她', value: { ...nothing, text: '投诉人欧阳娜娜' } });

  world.as('director');
  await world.call('erasure.order', { complaint: id, reason: '客户本人要求删除' });

  world.as('clerk');
  expect((await names(world)).toSorted()).toEqual(['全部', '信用卡', '分期'].toSorted());
  world.as('head');
  expect(await names(world)).toEqual([]);
});
