import { describe, expect, test } from 'vitest';
import { SHIPPED_DICTS } from '#domain/data/dictionaries.ts';
import { MANAGEMENT_GROUPS } from '#domain/data/management-groups.ts';
import {
  ancestorsOf,
  DICT_NAMES,
  dictEntrySchema,
  isActiveOn,
  isLeaf,
  isWithin,
  leavesOf,
  makeDictTree,
  pathLabel,
  pathOf,
  shortLabelOf,
} from '#domain/dictionary.ts';
import type { DictEntry } from '#domain/dictionary.ts';
import { GROUP_PURPOSES, groupDescription, groupOf } from '#domain/management-group.ts';
import type { GroupPurpose } from '#domain/management-group.ts';
import { posts } from '#domain/organisation.ts';

const tree = makeDictTree(SHIPPED_DICTS);
const ofDict = (dict: string): readonly DictEntry[] => SHIPPED_DICTS.filter((entry) => entry.dict === dict);
const pairs = SHIPPED_DICTS.filter((entry) => entry.parent !== null).map((entry) => ({
  entry,
  parent: tree.byId.get(entry.parent ?? ''),
}));
const purposes = Object.keys(GROUP_PURPOSES) as GroupPurpose[];

describe('the shipped entries', () => {
  test('fit the schema and have ids of their own', () => {
    for (const entry of SHIPPED_DICTS) expect(dictEntrySchema.parse(entry)).toEqual(entry);
    expect(new Set(SHIPPED_DICTS.map((entry) => entry.id)).size).toBe(SHIPPED_DICTS.length);
  });

  test('fill every dictionary, and stand under a parent of the same one', () => {
    expect(new Set(SHIPPED_DICTS.map((entry) => entry.dict))).toEqual(new Set(Object.keys(DICT_NAMES)));
    for (const { entry, parent } of pairs) expect(parent?.dict).toBe(entry.dict);
  });

  test('have different labels among siblings, and no synonym twice', () => {
    for (const siblings of tree.children.values()) {
      const labels = siblings.map((entry) => `${entry.dict} ${entry.label}`);
      expect(new Set(labels).size).toBe(labels.length);
    }
    for (const entry of SHIPPED_DICTS) expect(new Set(entry.synonyms).size).toBe(entry.synonyms.length);
  });

  test('carry codes of the standard in the three standard dimensions only, all unchecked', () => {
    const coded = SHIPPED_DICTS.filter((entry) => entry.stdCode !== null);

    expect(new Set(coded.map((entry) => entry.dict))).toEqual(new Set(['business', 'channel', 'cause']));
    expect(coded.every((entry) => !entry.stdCodeChecked)).toBe(true);
    expect(new Set(coded.map((entry) => entry.stdCode)).size).toBe(coded.length);
    const codedPairs = pairs.filter(({ entry }) => entry.stdCode !== null);
    for (const { entry, parent } of codedPairs) expect(entry.stdCode).toMatch(new RegExp(`^${parent?.stdCode}\\d`));
  });

  test('have the 14 business classes, 13 causes and 2 channel classes of the standard', () => {
    const tops = (dict: string): readonly (string | null)[] =>
      ofDict(dict)
        .filter((entry) => entry.parent === null)
        .map((entry) => entry.stdCode);

    expect(tops('business')).toEqual('B01 B02 B03 B04 B05 B06 B07 B08 B09 B10 B11 B12 B13 B99'.split(' '));
    expect(tops('cause')).toEqual('C01 C02 C03 C04 C05 C06 C07 C08 C09 C10 C11 C12 C99'.split(' '));
    expect(tops('channel')).toEqual(['A01', 'A02']);
    expect(leavesOf(tree, 'biz.card')).toHaveLength(6 + 8 + 1);
  });

  test('name the posts like the staff list', () => {
    expect(Object.fromEntries(ofDict('post').map((entry) => [entry.id.slice('post.'.length), entry.label]))).toEqual(
      posts,
    );
  });

  test('are found by the words customers use', () => {
    const found = (word: string): readonly string[] =>
      SHIPPED_DICTS.filter((entry) => entry.synonyms.includes(word)).map((entry) => entry.id);

    expect(found('扣年费')).toEqual(['biz.card.debit.fee', 'biz.card.credit.market', 'cause.pricing']);
    expect(found('停息挂账')).toEqual(['biz.card.credit.use', 'demand.instalment']);
  });
});

describe('the tree', () => {
  test('knows paths, ancestors and leaves', () => {
    expect(pathLabel(tree, 'biz.card.credit.use')).toBe('银行卡 / 信用卡 / 信用卡使用和还款');
    expect(ancestorsOf(tree, 'biz.card.credit.use').map((entry) => entry.id)).toEqual(['biz.card', 'biz.card.credit']);
    expect([isLeaf(tree, 'biz.card.credit.use'), isLeaf(tree, 'biz.card'), isLeaf(tree, 'nothing')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([isWithin(tree, 'biz.card.credit.use', 'biz.card'), isWithin(tree, 'biz.card', 'biz.card.credit')]).toEqual([
      true,
      false,
    ]);
    expect(leavesOf(tree, 'biz.saving').map((entry) => entry.id)).toEqual(['biz.saving']);
    expect(tree.byId.get('cause.facility')?.label).toBe('因金融机构服务设施、设备、业务系统引起的投诉');
    expect(shortLabelOf(tree, 'cause.facility')).toBe('服务设施、设备、业务系统');
  });

  test('shows an unknown id as it is, and survives a circle', () => {
    const entry = ofDict('nature')[0]!;
    const circle = makeDictTree([
      { ...entry, id: 'nature.a', parent: 'nature.b' },
      { ...entry, id: 'nature.b', parent: 'nature.a' },
    ]);

    expect([pathLabel(tree, 'biz.gone'), shortLabelOf(tree, 'biz.gone'), leavesOf(tree, 'biz.gone')]).toEqual([
      'biz.gone',
      'biz.gone',
      [],
    ]);
    expect(pathOf(circle, 'nature.a')).toHaveLength(2);
  });

  test('an entry can be chosen until the day it is retired', () => {
    const entry = { ...ofDict('nature')[0]!, retiredOn: '2026-01-01' };

    expect([isActiveOn(entry, '2025-12-31'), isActiveOn(entry, '2026-01-01')]).toEqual([true, false]);
  });
});

describe('management groups', () => {
  test.each(purposes)('%s puts every leaf into exactly one group', (purpose) => {
    const groups = MANAGEMENT_GROUPS.filter((group) => group.purpose === purpose);

    expect(groups.filter((group) => group.members.length === 0)).toHaveLength(1);
    for (const group of groups) for (const member of group.members) expect(tree.byId.has(member)).toBe(true);
    for (const leaf of leavesOf(makeDictTree(ofDict('business')), null)) {
      const holding = groups.filter((group) => group.members.some((member) => isWithin(tree, leaf.id, member)));
      expect(holding.length).toBeLessThanOrEqual(1);
      expect(groupOf(tree, MANAGEMENT_GROUPS, purpose, leaf.id)).not.toBeNull();
    }
  });

  test('count card debt collection as credit card, as managers do', () => {
    const label = (id: string): string | undefined => groupOf(tree, MANAGEMENT_GROUPS, 'bank', id)?.label;

    expect(label('biz.collection.card')).toBe('信用卡（含催收）');
    expect(label('biz.collection.loan')).toBe('个人贷款（含催收）');
    expect(label('biz.agency.insurance')).toBe('代理销售');
    expect(label('biz.agency.bank')).toBe('其他');
    expect(label('biz.forex.exchange')).toBe('其他');
    expect([label('biz.card'), label('biz.gone')]).toEqual([undefined, undefined]);
  });

  test('say which codes they hold', () => {
    const [creditCard] = MANAGEMENT_GROUPS;
    const other = MANAGEMENT_GROUPS.find((group) => group.id === 'bank.other')!;

    expect(groupDescription(tree, creditCard!)).toBe('信用卡（含催收）：B0302 信用卡、B1201 信用卡债务催收');
    expect(groupDescription(tree, other)).toBe('其他：未列入其他分组的业务类别');
  });
});
