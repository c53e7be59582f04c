/** What a locked period (封账) asks of a case: a reason for registering late, a second person for changing its figures. */
import { locksInForce } from '#db/period-lock.ts';
import type { Complaint } from '#domain/complaint.ts';
import type { ComplaintDraft } from '#domain/complaint-draft.ts';
import { labelOf } from '#domain/complaint-labels.ts';
import { isWithin, shortLabelOf } from '#domain/dictionary.ts';
import { Failure } from '#domain/failure.ts';
import { lateHint, lockedChange, lockedWords, lockOver } from '#domain/period-lock.ts';
import type { Ctx } from './context.ts';
import { readDict } from './reference.ts';

type Changed = Readonly<Record<string, unknown>>;

/** Said where a case received on this day would be 补报; else empty. */
export function lateHintOn({ db }: Pick<Ctx, 'db'>, day: string): string {
  const lock = lockOver(locksInForce(db), day);
  return lock === null ? '' : lateHint(lock);
}

/** A case is registered however late it is, with the reason. */
export function lateFaults(ctx: Ctx, { receivedOn, lateReason }: ComplaintDraft): Record<string, string> {
  const hint = lateHintOn(ctx, receivedOn);
  return hint === '' || filled(lateReason) ? {} : { lateReason: hint };
}

const filled = (text: string | null): boolean => text !== null && text !== '';

/** Whether a change touches figures that are final, so that one person cannot make it. */
export const touchesLock = ({ db }: Ctx, before: Complaint, changed: Changed): boolean =>
  lockedChange(before, changed, locksInForce(db)) !== null;

const byTwo = '提交更正申请，由另一位有审批权限的人同意后生效。';

type Case = Pick<Complaint, 'receivedOn'>;

/** @throws Failure forbidden, with the way out */
export const refuseLocked = (ctx: Ctx, before: Case, changed: Changed): void =>
  refuseFinal(ctx, before, changed, `一人不能改。没有改动任何内容。请${byTwo}`);

/** As for a change: a decision between two values must not put the other one into figures that are final. */
export const refuseLockedChoice = (ctx: Ctx, before: Case, changed: Changed): void =>
  refuseFinal(
    ctx,
    before,
    changed,
    `核对时不能换成另一个值。没有改动任何内容。请选现在显示的值；确要更正的，再在这件投诉上${byTwo}`,
  );

function refuseFinal({ db }: Ctx, before: Case, changed: Changed, way: string): void {
  const found = lockedChange(before, changed, locksInForce(db));
  if (found === null) return;
  const names = found.fields.map(labelOf).join('、');
  throw new Failure('forbidden', `${lockedWords(found.lock)}，${names}计入已上报的数字，${way}`);
}

/**
 * Taking back a file takes its cases out of figures that were locked with them in it.
 * @throws Failure impossible
 */
export function refuseLockedUndo({ db }: Ctx, cases: readonly Case[], mergedAt: number): void {
  const locks = locksInForce(db);
  const locked = cases.flatMap(({ receivedOn }) => lockOver(locks, receivedOn) ?? []);
  const final = locked.filter(({ lockedAt }) => mergedAt <= lockedAt);
  const [first] = final;
  if (first === undefined) return;
  throw new Failure(
    'impossible',
    `${lockedWords(first)}，这份文件里有 ${final.length} 件投诉计入已上报的数字，不能整批撤销，没有改动任何内容。请在这些投诉里逐条申请更正或作废，由另一位有审批权限的人同意后生效。`,
  );
}

type Classes = Pick<Complaint, 'business' | 'cause' | 'channel'>;
const classNames = ['business', 'cause', 'channel'] as const;

/** A closing names the last level of a class; in a locked period only below the one that was counted. */
export function lockedClassFaults(ctx: Ctx, complaint: Complaint, classes: Classes): Record<string, string> {
  const lock = lockOver(locksInForce(ctx.db), complaint.receivedOn);
  if (lock === null) return {};
  const faults: Record<string, string> = {};
  for (const name of classNames) {
    const before = complaint[name];
    if (classes[name] === before) continue;
    const tree = readDict(ctx.db, name);
    if (!isWithin(tree, classes[name], before))
      faults[name] =
        `${lockedWords(lock)}，办结时只能细分到“${shortLabelOf(tree, before)}”以下；要换成别的，请先提交更正申请，由另一位有审批权限的人同意`;
  }
  return faults;
}
