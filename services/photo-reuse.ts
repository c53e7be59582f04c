/** Photos that stand in two records of the branch, and what the centre decides about them. */
import type { Parsed } from '#contract/index.ts';
import type { ReuseRow, ReuseSide } from '#contract/photo-reuse.ts';
import type { Picture } from '#db/attachment.ts';
import { allPictures } from '#db/attachment.ts';
import { decisionsAbout, reuseDecisions } from '#db/photo-reuse.ts';
import { outletsById, staffNames } from '#db/staff.ts';
import type { Attachment } from '#domain/attachment.ts';
import { Failure } from '#domain/failure.ts';
import type { PhotoPair, PhotoReuse } from '#domain/photo-reuse.ts';
import { pairsAmong, photoReuseEntity, reuseVerdicts } from '#domain/photo-reuse.ts';
import { ownerFacts, type OwnerFacts } from './attachment-owner.ts';
import { findAttachment } from './attachment.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';

/** Stream of what concerns nobody but the centre: it is sent to no outlet. */
const here = 'centre';

function listReuse(ctx: Ctx, { from, to }: Parsed<'photoReuse.list'>): ReuseRow[] {
  const owners = new Map<string, OwnerFacts | null>();
  const ownerOf = ({ ofKind, ofId }: Picture): OwnerFacts | null => {
    if (!owners.has(ofId)) owners.set(ofId, ownerFacts(ctx, ofKind, ofId));
    return owners.get(ofId) ?? null;
  };
  const isIn = (photo: Picture): boolean => {
    const owner = ownerOf(photo);
    return owner !== null && (from === null || owner.to >= from) && (to === null || owner.from <= to);
  };
  const photos = allPictures(ctx.db).filter((photo) => ownerOf(photo)?.live === true);
  const pairs = pairsAmong(photos, isIn);
  const outlets = outletsById(ctx.db);
  const sideOf = (photo: Picture): ReuseSide => {
    const owner = ownerOf(photo);
    return {
      ofKind: photo.ofKind,
      ofId: photo.ofId,
      number: owner?.number ?? '',
      title: owner?.title ?? '',
      outletName: outlets.get(owner?.outlet ?? '')?.name ?? '',
      heldOn: owner?.from ?? '',
    };
  };
  return rowsOf(ctx, pairs, sideOf).toSorted(inOrder);
}

const keyOf = (one: string, other: string): string => `${one} ${other}`;

/** Two records with several photos in common are one row. */
function rowsOf(
  ctx: Ctx,
  pairs: readonly PhotoPair<Picture>[],
  sideOf: (photo: Picture) => ReuseSide,
): readonly ReuseRow[] {
  const names = staffNames(ctx.db);
  const decided = new Map(reuseDecisions(ctx.db).map((each) => [keyOf(each.one, each.other), each]));
  const byRecords = Map.groupBy(pairs.map(byRecord), ({ one, other }) => keyOf(one.ofId, other.ofId));
  return [...byRecords].flatMap(([id, all]) => {
    const [first] = all;
    if (first === undefined) return [];
    const found = all.map(({ one, other, bits }) => ({ one, other, bits, decision: decisionOn(decided, one, other) }));
    const open = found.some(({ decision }) => decision === undefined);
    const last = found.map(({ decision }) => decision).findLast((decision) => decision !== undefined);
    return {
      id,
      one: sideOf(first.one),
      other: sideOf(first.other),
      photos: found.map(({ one, other, bits, decision }) => ({
        one: one.id,
        other: other.id,
        bits,
        verdict: decision?.verdict ?? null,
      })),
      verdict: open ? null : (last?.verdict ?? null),
      decidedOn: last?.decidedOn ?? '',
      decidedByName: last === undefined ? '' : (names.get(last.decidedBy) ?? last.decidedBy),
      note: last?.note ?? '',
    };
  });
}

/** The same two records stand in the same order, whichever photo came first. */
const byRecord = (pair: PhotoPair<Picture>): PhotoPair<Picture> =>
  pair.one.ofId < pair.other.ofId ? pair : { one: pair.other, other: pair.one, bits: pair.bits };

const decisionOn = (decided: ReadonlyMap<string, PhotoReuse>, a: Picture, b: Picture): PhotoReuse | undefined =>
  decided.get(a.id < b.id ? keyOf(a.id, b.id) : keyOf(b.id, a.id));

/** Undecided ones first, then the newest record. */
function inOrder(a: ReuseRow, b: ReuseRow): number {
  if ((a.verdict === null) !== (b.verdict === null)) return a.verdict === null ? -1 : 1;
  const day = ({ one, other }: ReuseRow): string => (one.heldOn > other.heldOn ? one.heldOn : other.heldOn);
  return day(a) === day(b) ? (a.id < b.id ? -1 : 1) : day(a) > day(b) ? -1 : 1;
}

type Pair = Parsed<'photoReuse.reopen'>['pairs'][number];

/** @throws Failure notFound, invalid */
function photosOf(ctx: Ctx, { one, other }: Pair): readonly [Attachment, Attachment] {
  const both = [findAttachment(ctx, one), findAttachment(ctx, other)].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const [first, second] = both;
  if (first === undefined || second === undefined || first.ofId === second.ofId)
    throw new Failure('invalid', '这两张照片属于同一条记录，没有认定。请刷新后再试。');
  return [first, second];
}

function decide(ctx: Ctx, { pairs, verdict, note }: Parsed<'photoReuse.decide'>): number {
  for (const pair of pairs) {
    const [one, other] = photosOf(ctx, pair);
    const [known] = decisionsAbout(ctx.db, one.id, other.id);
    const fields = { verdict, note, decidedOn: ctx.today(), decidedBy: ctx.user.staffNo };
    if (known === undefined)
      ctx.write(photoReuseEntity, ctx.newId(), { one: one.id, other: other.id, ...fields }, here);
    else ctx.write(photoReuseEntity, known.id, { ...fields, voided: false, voidReason: null }, here);
    const numbers = [one, other].map(({ ofKind, ofId }) => ownerFacts(ctx, ofKind, ofId)?.number ?? '');
    ctx.note({ record: one.ofId, text: `照片 ${numbers.join(' 与 ')}：${reuseVerdicts[verdict]}` });
  }
  return pairs.length;
}

function reopen(ctx: Ctx, pairs: readonly Pair[]): number {
  const standing = pairs.flatMap((pair) => {
    const [one, other] = photosOf(ctx, pair);
    return decisionsAbout(ctx.db, one.id, other.id).filter(({ voided }) => !voided);
  });
  for (const { id } of standing) ctx.write(photoReuseEntity, id, { voided: true, voidReason: '撤回认定' }, here);
  ctx.note({ text: `撤回照片认定 ${standing.length} 对` });
  return standing.length;
}

export const photoReuseVerbs = {
  'photoReuse.list': (input, ctx) => listReuse(ctx, input),
  'photoReuse.decide': (input, ctx) => ({ decided: decide(ctx, input) }),
  'photoReuse.reopen': ({ pairs }, ctx) => ({ reopened: reopen(ctx, pairs) }),
} satisfies Verbs;
