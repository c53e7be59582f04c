import { describe, expect, test } from 'vitest';
import { centreWorld } from '#tests/helpers/world.ts';

const entry = {
  id: 'biz.card.credit.use',
  label: '信用卡用卡和还款',
  shortLabel: '用卡还款',
  stdCode: 'B03022',
  stdCodeChecked: true,
  synonyms: ['扣款', '逾期'],
  retiredOn: null,
};

describe('the dictionary', () => {
  test('labels and codes change, the id stays; search follows; only the director decides', async () => {
    const world = await centreWorld();
    expect(await world.refusal('dictionary.save', entry)).toMatchObject({ code: 'forbidden' });
    world.as('director');
    await world.call('dictionary.save', entry);

    const found = (await world.call('dictionary.all', {})).find(({ id }) => id === entry.id);
    expect(found).toMatchObject({ ...entry, dict: 'business', parent: 'biz.card.credit' });
    expect(found?.pinyin).toContain('xykykhhk');
  });

  test('no two entries share a code, none is unknown, and a code is no free text', async () => {
    const world = await centreWorld();
    world.as('director');

    expect(await world.refusal('dictionary.save', { ...entry, stdCode: 'B03023' })).toMatchObject({
      fields: { stdCode: '已有别的项用这个编码' },
    });
    expect(await world.refusal('dictionary.save', { ...entry, stdCode: '随便' })).toMatchObject({
      fields: { stdCode: '编码如 B03022，没有的留空' },
    });
    expect(await world.refusal('dictionary.save', { ...entry, label: '信用卡账单服务' })).toMatchObject({
      fields: { label: '已有同名的项' },
    });
    expect(await world.refusal('dictionary.save', { ...entry, id: 'biz.nothing' })).toMatchObject({ code: 'notFound' });
  });

  test('a retired entry keeps its place but is not checked without a code', async () => {
    const world = await centreWorld();
    world.as('director');
    await world.call('dictionary.save', { ...entry, stdCode: '', retiredOn: '2025-07-01' });

    expect((await world.call('dictionary.all', {})).find(({ id }) => id === entry.id)).toMatchObject({
      stdCodeChecked: false,
      retiredOn: '2025-07-01',
    });
  });
});
