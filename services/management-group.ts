/** 管理口径分组: which business classes are counted together, per purpose. Travels in the pack as a rule. */
import type { GroupLine } from '#contract/dictionary.ts';
import type { Parsed } from '#contract/index.ts';
import { Failure } from '#domain/failure.ts';
import type { GroupPurpose } from '#domain/management-group.ts';
import { GROUP_PURPOSES, groupDescription, groupFaults, groupsWith } from '#domain/management-group.ts';
import { ruleEntity } from '#domain/reference-data.ts';
import type { Ctx } from './context.ts';
import { refuseFaults } from './dictionary.ts';
import type { Verbs } from './dispatch.ts';
import { readDict, readGroups } from './reference.ts';

function listGroups({ db }: Ctx): GroupLine[] {
  const tree = readDict(db, 'business');
  const purposes = Object.keys(GROUP_PURPOSES) as readonly GroupPurpose[];
  const groups = readGroups(db).toSorted((a, b) => a.sort - b.sort);
  return purposes.flatMap((purpose) =>
    groups
      .filter((group) => group.purpose === purpose)
      .map((group) => ({
        id: group.id,
        purpose,
        label: group.label,
        members: [...group.members],
        words: groupDescription(tree, group),
      })),
  );
}

/** @throws Failure notFound, invalid */
function saveGroup(ctx: Ctx, { id, purpose, label, members }: Parsed<'dictionary.saveGroup'>): { id: string } {
  const groups = readGroups(ctx.db);
  if (id !== null && !groups.some((group) => group.id === id && group.purpose === purpose))
    throw new Failure('notFound', '没有找到这个分组，没有保存。请刷新后再试。');
  const draft = { id, purpose, label, members: [...new Set(members)] };
  refuseFaults(groupFaults(readDict(ctx.db, 'business'), groups, draft));
  const newId = `${purpose}.${ctx.newId()}`;
  ctx.write(ruleEntity, 'managementGroups', { value: groupsWith(groups, draft, newId) }, 'all');
  ctx.note({ record: id ?? newId, text: `${GROUP_PURPOSES[purpose]}：${label}` });
  return { id: id ?? newId };
}

export const managementGroupVerbs = {
  'dictionary.groups': (_input, ctx) => listGroups(ctx),
  'dictionary.saveGroup': (input, ctx) => saveGroup(ctx, input),
} satisfies Verbs;
