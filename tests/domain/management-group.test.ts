import { describe, expect, it } from 'vitest';
import { SHIPPED_DICTS } from '#domain/data/dictionaries.ts';
import { MANAGEMENT_GROUPS } from '#domain/data/management-groups.ts';
import { leavesOf, makeDictTree } from '#domain/dictionary.ts';
import type { GroupDraft } from '#domain/management-group.ts';
import { groupFaults, groupOf, groupsWith } from '#domain/management-group.ts';

const tree = makeDictTree(SHIPPED_DICTS.filter(({ dict }) => dict === 'business'));
const draft = (change: Partial<GroupDraft>): GroupDraft => ({
  id: null,
  purpose: 'bank',
  label: '外汇',
  members: ['biz.forex'],
  ...change,
});
const faults = (change: Partial<GroupDraft>) => groupFaults(tree, MANAGEMENT_GROUPS, draft(change));

describe('a management group', () => {
  it('may take what no other group of its purpose has', () => {
    expect(faults({})).toEqual({});
    expect(faults({ id: 'bank.loan', label: '个人贷款', members: ['biz.loan'] })).toEqual({});
  });

  it('is refused where a complaint would be counted twice', () => {
    expect(faults({ members: ['biz.collection.card'] })).toEqual({
      members: '“信用卡债务催收”与分组“信用卡（含催收）”重叠',
    });
    expect(faults({ members: ['biz.card'] }).members).toContain('重叠');
    expect(faults({ members: ['biz.forex', 'biz.forex.exchange'] })).toEqual({
      members: '“个人结售汇”已含在“外汇”里，选一个即可',
    });
  });

  it('needs a name of its own, known classes, and some', () => {
    expect(faults({ label: '其他', members: ['biz.nothing'] })).toEqual({
      label: '这个口径已有同名的分组',
      members: '有不存在的业务类别，请重新选择',
    });
    expect(faults({ members: [] })).toEqual({ members: '请至少选一个业务类别' });
    expect(faults({ id: 'bank.other', label: '其他', members: ['biz.forex'] })).toEqual({
      members: '这一组收其余全部类别，不单列类别',
    });
  });

  it('that is new stands before the rest, and every class still belongs to exactly one group', () => {
    const groups = groupsWith(MANAGEMENT_GROUPS, draft({}), 'bank.new');

    const bank = groups.filter(({ purpose }) => purpose === 'bank').toSorted((a, b) => a.sort - b.sort);
    expect(bank.slice(-2).map(({ label }) => label)).toEqual(['外汇', '其他']);
    expect(groupOf(tree, groups, 'bank', 'biz.forex.exchange')?.id).toBe('bank.new');
    expect(leavesOf(tree, null).filter(({ id }) => groupOf(tree, groups, 'bank', id) === null)).toEqual([]);
    expect(groups.filter(({ purpose }) => purpose !== 'bank')).toEqual(
      MANAGEMENT_GROUPS.filter(({ purpose }) => purpose !== 'bank'),
    );
  });
});
