/** Outlets and staff: pasted lists checked line by line, then written for those they concern. */
import { findRecords } from '#db/record.ts';
import { row } from '#db/statements.ts';
import { Failure } from '#domain/failure.ts';
import type { Outlet, Post, Staff } from '#domain/organisation.ts';
import { outletEntity, staffEntity } from '#domain/organisation.ts';
import { parseOutletList, parseStaffList } from '#domain/outlet-list.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';

export const listOutlets = (ctx: Pick<Ctx, 'db'>): readonly Outlet[] =>
  findRecords(ctx.db, outletEntity, 'WHERE voided = 0 ORDER BY sort, id');

export const listStaff = (ctx: Pick<Ctx, 'db'>, outlet: string | undefined): readonly Staff[] =>
  outlet === undefined
    ? findRecords(ctx.db, staffEntity, 'WHERE voided = 0 ORDER BY outlet, staff_no')
    : findRecords(ctx.db, staffEntity, 'WHERE voided = 0 AND outlet = ? ORDER BY staff_no', outlet);

/**
 * Adds or renames outlets from a pasted list. All or nothing: one bad line and nothing is written.
 * @throws Failure invalid with the first problems
 */
export function addOutlets(ctx: Ctx, text: string): { added: number; renamed: number; same: number } {
  const lines = parseOutletList(text);
  refuseProblems(lines);
  if (lines.length === 0)
    throw new Failure('invalid', '名单里没有网点，没有写入。请粘贴“网点号、名称、支行、区县”。', { text: '名单为空' });
  const known = new Map(listOutlets(ctx).map((outlet) => [outlet.code, outlet]));
  const result = { added: 0, renamed: 0, same: 0 };
  lines.forEach(({ code, name, subBranch, district }, index) => {
    const before = known.get(code);
    if (before === undefined) result.added += 1;
    else if (before.name === name && before.subBranch === subBranch && before.district === district) result.same += 1;
    else result.renamed += 1;
    ctx.write(
      outletEntity,
      code,
      { code, name, subBranch, district, ...(before === undefined ? { sort: known.size + index + 1 } : {}) },
      'all',
    );
  });
  ctx.note({ text: `网点名单 ${lines.length} 行` });
  return result;
}

function knownOutlet(ctx: Pick<Ctx, 'db'>, code: string): Outlet {
  const found = listOutlets(ctx).find((outlet) => outlet.code === code);
  if (found === undefined) throw new Failure('notFound', '没有这个网点，没有改动。请刷新后再看。');
  return found;
}

/** Returns how many of its cases are still open: somebody must take them over. @throws Failure notFound, invalid */
function closeOutlet(
  ctx: Ctx,
  {
    code,
    closedOn,
    mergedInto,
  }: { readonly code: string; readonly closedOn: string; readonly mergedInto: string | null },
): { openCases: number } {
  knownOutlet(ctx, code);
  const heir = mergedInto === null ? null : knownOutlet(ctx, mergedInto);
  if (heir !== null && (heir.code === code || heir.closedOn !== null)) {
    throw new Failure('invalid', '承接网点应为另一个营业中的网点。没有改动。', {
      mergedInto: '请另选一个营业中的网点',
    });
  }
  ctx.write(outletEntity, code, { closedOn, mergedInto }, 'all');
  ctx.note({ record: code, text: mergedInto === null ? '撤销网点' : `并入 ${mergedInto}` });
  const open = row<{ n: number }>(
    ctx.db,
    'SELECT count(*) AS n FROM complaint WHERE outlet = ? AND voided = 0 AND closed_on IS NULL',
    code,
  );
  return { openCases: open?.n ?? 0 };
}

/** Adds or changes staff from a pasted list; each person is written for the own outlet only. */
function saveStaff(ctx: Ctx, text: string): { added: number; changed: number; same: number } {
  const lines = parseStaffList(text, new Set(listOutlets(ctx).map(({ code }) => code)));
  refuseProblems(lines);
  const known = new Map(listStaff(ctx, undefined).map((person) => [person.staffNo, person]));
  const result = { added: 0, changed: 0, same: 0 };
  for (const { outlet, staffNo, name, post, joinedOn } of lines) {
    const before = known.get(staffNo);
    if (before !== undefined && before.outlet !== outlet) moveAway(ctx, before);
    const stays = before !== undefined && before.outlet === outlet;
    const next = { outlet, staffNo, name, post: post as Post, joinedOn: joinedOn === '' ? null : joinedOn };
    if (!stays) result.added += 1;
    else if (before.name === name && before.post === post && before.joinedOn === next.joinedOn) result.same += 1;
    else result.changed += 1;
    ctx.write(
      staffEntity,
      stays ? before.id : `${outlet}-${staffNo}`,
      stays ? next : { ...next, leftOn: null },
      outlet,
    );
  }
  ctx.note({ text: `人员名单 ${lines.length} 行` });
  return result;
}

/** Who moves to another outlet leaves the old one's roster; past records keep pointing at the old entry. */
const moveAway = (ctx: Ctx, person: Staff): void =>
  ctx.write(staffEntity, person.id, { leftOn: ctx.today() }, person.outlet);

function refuseProblems(lines: readonly { readonly line: number; readonly problem: string }[]): void {
  const bad = lines.filter(({ problem }) => problem !== '');
  const first = bad[0];
  if (first === undefined) return;
  const reasons = Object.fromEntries(bad.slice(0, 100).map(({ line, problem }) => [`line${line}`, problem]));
  throw new Failure(
    'invalid',
    `名单有 ${bad.length} 行需要修改，没有写入任何一行。第 ${first.line} 行：${first.problem}。`,
    reasons,
  );
}

export function checkedOutlets(text: string) {
  const lines = [...parseOutletList(text)];
  const bad = lines.filter(({ problem }) => problem !== '').length;
  return { lines, good: lines.length - bad, bad };
}

export const organisationVerbs = {
  'organisation.outlets': (_input, ctx) =>
    listOutlets(ctx).map(({ code, name, subBranch, district, closedOn, mergedInto }) => ({
      code,
      name,
      subBranch,
      district,
      closedOn,
      mergedInto,
    })),
  'organisation.closeOutlet': (input, ctx) => closeOutlet(ctx, input),
  'organisation.reopenOutlet': ({ code }, ctx) => {
    knownOutlet(ctx, code);
    ctx.write(outletEntity, code, { closedOn: null, mergedInto: null }, 'all');
    ctx.note({ record: code, text: '恢复营业' });
    return {};
  },
  'organisation.addOutlets': ({ text }, ctx) => addOutlets(ctx, text),
  'organisation.staff': ({ outlet }, ctx) =>
    listStaff(ctx, ctx.identity.side === 'outlet' ? ctx.identity.node : outlet).map(
      ({ id, outlet: at, staffNo, name, post, joinedOn, leftOn }) => ({
        id,
        outlet: at,
        staffNo,
        name,
        post,
        joinedOn,
        leftOn,
      }),
    ),
  'organisation.checkStaff': ({ text }, ctx) => {
    const lines = [...parseStaffList(text, new Set(listOutlets(ctx).map(({ code }) => code)))];
    const bad = lines.filter(({ problem }) => problem !== '').length;
    return { lines, good: lines.length - bad, bad };
  },
  'organisation.saveStaff': ({ text }, ctx) => saveStaff(ctx, text),
} satisfies Verbs;
