/**
 * 管理口径分组: named sets of business classes above the standard.
 *
 * What a manager calls 信用卡投诉 includes card debt collection, which the standard files under
 * 债务催收. Groups exist per purpose, because the bank, the NFRA and the PBoC cut differently. A
 * printed figure names its group and the codes in it (`groupDescription`).
 */
import type { DictTree } from './dictionary.ts';
import { isWithin, pathOf } from './dictionary.ts';

export const GROUP_PURPOSES = { bank: '行内口径', nfra: '金监口径', pbc: '人行口径' } as const;
export type GroupPurpose = keyof typeof GROUP_PURPOSES;

export interface ManagementGroup {
  /** Permanent, e.g. `bank.creditCard`. */
  readonly id: string;
  readonly purpose: GroupPurpose;
  readonly label: string;
  /** Business entries; what lies under one belongs to the group. Empty: everything no other group has. */
  readonly members: readonly string[];
  readonly sort: number;
}

/** The group of a business entry under one purpose; null for an entry above all groups or unknown. */
export function groupOf(
  tree: DictTree,
  groups: readonly ManagementGroup[],
  purpose: GroupPurpose,
  businessId: string,
): ManagementGroup | null {
  if (!tree.byId.has(businessId)) return null;
  const sameCut = groups.filter((group) => group.purpose === purpose);
  const named = sameCut.find((group) => group.members.some((member) => isWithin(tree, businessId, member)));
  if (named !== undefined) return named;
  // 银行卡 alone (before the leaf is chosen) holds members of several groups: not 其他, but undecided.
  const holdsMembers = sameCut.some((group) => group.members.some((member) => isWithin(tree, member, businessId)));
  return holdsMembers ? null : (sameCut.find((group) => group.members.length === 0) ?? null);
}

/** 信用卡（含催收）：B0302 信用卡、B1201 信用卡债务催收. For printing under a figure. */
export function groupDescription(tree: DictTree, group: ManagementGroup): string {
  if (group.members.length === 0) return `${group.label}：未列入其他分组的业务类别`;
  const parts = group.members.map((id) => {
    const entry = pathOf(tree, id).at(-1);
    return entry === undefined ? id : `${entry.stdCode ?? ''} ${entry.label}`.trim();
  });
  return `${group.label}：${parts.join('、')}`;
}

export interface GroupDraft {
  readonly id: string | null;
  readonly purpose: GroupPurpose;
  readonly label: string;
  readonly members: readonly string[];
}

/** A group that would make a complaint count twice, or in no group that can be named. Reasons by field. */
export function groupFaults(
  tree: DictTree,
  groups: readonly ManagementGroup[],
  draft: GroupDraft,
): Readonly<Record<string, string>> {
  const others = groups.filter(({ id, purpose }) => id !== draft.id && purpose === draft.purpose);
  const labelOf = (id: string): string => tree.byId.get(id)?.label ?? id;
  const name = others.some(({ label }) => label === draft.label) ? { label: '这个口径已有同名的分组' } : {};
  if (draft.members.length === 0)
    return others.some(({ members }) => members.length === 0) ? { ...name, members: '请至少选一个业务类别' } : name;
  const unknown = draft.members.find((id) => !tree.byId.has(id));
  if (unknown !== undefined) return { ...name, members: '有不存在的业务类别，请重新选择' };
  if (groups.some(({ id, members }) => id === draft.id && members.length === 0))
    return { ...name, members: '这一组收其余全部类别，不单列类别' };
  for (const member of draft.members) {
    const above = draft.members.find((other) => other !== member && isWithin(tree, member, other));
    if (above !== undefined) return { ...name, members: `“${labelOf(member)}”已含在“${labelOf(above)}”里，选一个即可` };
    const owner = others.find(({ members }) =>
      members.some((other) => isWithin(tree, member, other) || isWithin(tree, other, member)),
    );
    if (owner !== undefined) return { ...name, members: `“${labelOf(member)}”与分组“${owner.label}”重叠` };
  }
  return name;
}

/** With the draft in its place: a corrected group where it was, a new one before the group of the rest. */
export function groupsWith(
  groups: readonly ManagementGroup[],
  draft: GroupDraft,
  newId: string,
): readonly ManagementGroup[] {
  const { purpose, label, members } = draft;
  if (draft.id !== null) return groups.map((group) => (group.id === draft.id ? { ...group, label, members } : group));
  const same = groups.filter((group) => group.purpose === purpose);
  const before = same.filter((group) => group.members.length > 0);
  const sort = Math.max(0, ...before.map((group) => group.sort)) + 10;
  const made = { id: newId, purpose, label, members, sort };
  const rest = same
    .filter((group) => group.members.length === 0)
    .map((group) => ({ ...group, sort: Math.max(group.sort, sort + 10) }));
  return [...groups.filter((group) => group.purpose !== purpose), ...before, made, ...rest];
}
