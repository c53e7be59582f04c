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
