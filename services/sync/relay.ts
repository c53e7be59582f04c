/**
 * At the centre: passes on the operations of a case that another outlet handles (domain/relay.ts).
 * What an outlet lacks is computed from the log each time a pack is made and never remembered, so that
 * a lost pack, a restored centre or a file that came late costs nothing but another copy.
 */
import type { Chain } from '#db/chain.ts';
import { chainsWhere } from '#db/chain.ts';
import { purgeValues } from '#db/erased.ts';
import { opsOfRecords } from '#db/merge.ts';
import type { Db } from '#db/open.ts';
import { findRecords } from '#db/record.ts';
import type { StoredOp } from '#db/segment.ts';
import { rows } from '#db/statements.ts';
import { CENTRE } from '#domain/complaint.ts';
import { holderOf, originOf } from '#domain/complaint-holder.ts';
import { erasureEntity } from '#domain/erasure.ts';
import type { Relay } from '#domain/relay.ts';
import { relayEntity } from '#domain/relay.ts';
import { opLine, parseOpLine, privateLine } from '#domain/sync/op-line.ts';
import type { Ctx } from '../context.ts';

type Carried = Omit<Relay, 'id' | 'head' | 'voided' | 'voidReason'>;
type Concerned = { readonly id: string; readonly transferredTo: string | null };

/** Writes for this outlet what it lacks of the cases that concern it. Returns how many operations that were. */
export function relayTo(ctx: Ctx, outlet: string): number {
  const due = concerning(ctx.db, outlet).flatMap((complaint) => lackingOf(ctx.db, complaint, outlet));
  for (const carried of due) ctx.write(relayEntity, ctx.newId(), { ...carried, voided: false }, outlet);
  return due.length + eraseForgotten(ctx, outlet);
}

/**
 * Orders for copies this centre did not know of when it erased what they carry: it had been set back to
 * before it passed them on. Returns how many.
 */
function eraseForgotten(ctx: Ctx, outlet: string): number {
  const copies = findRecords(
    ctx.db,
    relayEntity,
    `WHERE outlet = ? AND op IN (SELECT op FROM erased)
       AND id NOT IN (SELECT record FROM erasure WHERE entity = 'relay') ORDER BY id`,
    outlet,
    // One that never carried personal values has nothing to forget.
  ).filter(({ id }) => (opsOfRecords(ctx.db, [id]).get(id) ?? []).some(({ op }) => op.commitment !== null));
  for (const copy of copies) {
    const reason = '补发：删除客户信息';
    const own = { entity: relayEntity.name, record: copy.id, ops: copy.head.split(',') };
    const { entity } = parseOpLine(copy.line);
    for (const order of [own, { entity, record: copy.record, ops: [copy.op] }])
      ctx.write(erasureEntity, ctx.newId(), { outlet, ...order, reason, orderedAt: ctx.now(), voided: false }, outlet);
    purgeValues(ctx.db, own);
    ctx.refold(relayEntity, copy.id, outlet);
  }
  return copies.length;
}

/** Whether there is any case to look at. */
export const hasCases = (db: Db, outlet: string): boolean => concerning(db, outlet).length > 0;

/**
 * Whether a new pack would bring this outlet news of such a case. Mostly the newest operation of each
 * record says that it would not; only where it does not, the log is read.
 */
export const isRelayDue = (db: Db, outlet: string): boolean =>
  concerning(db, outlet).some((complaint) => {
    const family = familyOf(db, complaint, isFull(complaint, outlet));
    const isAllKnown = family.every(({ head, chain }) => isKnown(db, head.split(','), chain, outlet));
    return !isAllKnown && lackingOf(db, complaint, outlet).length > 0;
  });

function isKnown(db: Db, heads: readonly string[], chain: number, outlet: string): boolean {
  const relayed = rows<{ op: string }>(
    db,
    'SELECT DISTINCT op FROM relay WHERE outlet = ? AND op IN (SELECT value FROM json_each(?))',
    outlet,
    JSON.stringify(heads),
  );
  if (relayed.length === heads.length) return true;
  return heads.length === 1 && chainsWhere(db, 'id = ?', chain).some((each) => reaches(each, outlet));
}

/** Operations of these chains come to the outlet by themselves. */
const reaches = ({ node, stream }: Chain, outlet: string): boolean =>
  node === outlet || (node === CENTRE && (stream === 'all' || stream === outlet));

/** Cases the outlet handles, has handled, or began and gave away; also those the centre worked on since. */
function concerning(db: Db, outlet: string): readonly Concerned[] {
  return rows<Concerned>(
    db,
    `SELECT id, transferred_to AS transferredTo FROM complaint
     WHERE id IN (SELECT id FROM complaint WHERE transferred_to = :outlet
       UNION SELECT complaint FROM relay WHERE outlet = :outlet
       UNION SELECT value FROM (
         SELECT id AS value FROM complaint WHERE transferred_to IS NOT NULL
         UNION SELECT complaint FROM relay
         UNION SELECT op.record FROM op JOIN chain ON chain.id = op.chain
           WHERE chain.own = 1 AND chain.stream = 'centre' AND op.entity = 'complaint'
       ) WHERE value >= :outlet || '.' AND value < :outlet || '/')
     ORDER BY id`,
    { outlet },
  );
}

/** Who handles a case or began it gets all of it; who passed it on hears how it goes on, without the customer. */
const isFull = (complaint: Concerned, outlet: string): boolean =>
  holderOf(complaint) === outlet || originOf(complaint) === outlet;

/** Cases that this outlet is given whole. */
export const casesInFull = (db: Db, outlet: string): readonly string[] =>
  concerning(db, outlet)
    .filter((complaint) => isFull(complaint, outlet))
    .map(({ id }) => id);

interface Member {
  readonly id: string;
  readonly head: string;
  readonly chain: number;
}

/** The case, and with it everything that belongs to it; parents first. */
function familyOf(db: Db, { id }: Concerned, isWhole: boolean): readonly Member[] {
  const of = (table: string, where: string): readonly Member[] =>
    rows<Member>(db, `SELECT id, head, chain FROM ${table} WHERE ${where} ORDER BY rowid`, id);
  const own = of('complaint', 'id = ?');
  if (!isWhole) return own;
  return [
    ...own,
    ...['complaint_step', 'complaint_pause', 'complaint_request'].flatMap((table) => of(table, 'complaint = ?')),
    ...of('attachment', `of_kind = 'complaint' AND of_id = ?`),
  ];
}

function lackingOf(db: Db, complaint: Concerned, outlet: string): readonly Carried[] {
  const isWhole = isFull(complaint, outlet);
  const family = familyOf(db, complaint, isWhole).map(({ id }) => id);
  const chains = new Map(chainsWhere(db, 'true').map((chain) => [chain.id, chain]));
  const relayed = relayedTo(db, complaint.id, outlet);
  const ops = opsOfRecords(db, family);
  return family.flatMap((record) =>
    (ops.get(record) ?? []).toSorted(oldestFirst).flatMap((stored) => {
      const chain = chains.get(stored.chain);
      if (chain === undefined) return [];
      // The outlet's own, too, where only a copy is left: it was set back, and so was this centre.
      if (stored.from === undefined && reaches(chain, outlet)) return [];
      const has = relayed.get(stored.id);
      if (has !== undefined && (has || !isWhole || stored.private === null)) return [];
      const from = stored.from ?? { node: chain.node, inc: chain.inc };
      return [carried(stored, { complaint: complaint.id, outlet, isWhole, from })];
    }),
  );
}

/** By the writers' clocks, so that a record begins before it changes; any other order would do as well. */
const oldestFirst = (a: StoredOp, b: StoredOp): number =>
  a.op.after.length === 0 ? -1 : b.op.after.length === 0 ? 1 : a.op.hlc - b.op.hlc || (a.id < b.id ? -1 : 1);

/** Operation → whether it was passed on with its personal values. */
function relayedTo(db: Db, complaint: string, outlet: string): ReadonlyMap<string, boolean> {
  const found = rows<{ op: string; whole: number }>(
    db,
    'SELECT op, max(secret IS NOT NULL) AS whole FROM relay WHERE complaint = ? AND outlet = ? GROUP BY op',
    complaint,
    outlet,
  );
  return new Map(found.map(({ op, whole }) => [op, whole === 1]));
}

function carried(
  { id, op, private: secret }: StoredOp,
  to: {
    readonly complaint: string;
    readonly outlet: string;
    readonly isWhole: boolean;
    readonly from: { readonly node: string; readonly inc: string };
  },
): Carried {
  return {
    outlet: to.outlet,
    complaint: to.complaint,
    op: id,
    node: to.from.node,
    inc: to.from.inc,
    record: op.recordId,
    line: opLine(op),
    secret: secret === null || !to.isWhole ? null : privateLine(secret),
  };
}
