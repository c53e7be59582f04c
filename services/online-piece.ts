/** Online pieces of the branch and their reads; the centre's own records, which no outlet receives. */
import type { Parsed } from '#contract/index.ts';
import type { PieceRow } from '#contract/online-piece.ts';
import { findRecords, getRecord } from '#db/record.ts';
import { Failure } from '#domain/failure.ts';
import type { OnlinePiece } from '#domain/online-piece.ts';
import { onlinePieceEntity, onlineReadingEntity, readsOn } from '#domain/online-piece.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';

/** Stream of what stays at the centre. */
const here = 'centre';

function listPieces(ctx: Ctx, from: string | null, to: string | null): PieceRow[] {
  const today = ctx.today();
  const readings = Map.groupBy(
    findRecords(ctx.db, onlineReadingEntity, 'WHERE voided = 0 ORDER BY piece, read_on'),
    ({ piece }) => piece,
  );
  return findRecords(
    ctx.db,
    onlinePieceEntity,
    `WHERE voided = 0 AND published_on BETWEEN ? AND ? ORDER BY published_on DESC, id DESC`,
    from ?? '1900-01-01',
    to ?? '2200-12-31',
  ).map(({ id, title, channel, form, series, publishedOn }) => ({
    id,
    title,
    channel,
    form,
    series,
    publishedOn,
    reads: readsOn(readings.get(id) ?? [], today),
    readOn: readings.get(id)?.findLast(({ readOn }) => readOn <= today)?.readOn ?? null,
  }));
}

function findPiece(ctx: Ctx, id: string): OnlinePiece {
  const piece = getRecord(ctx.db, onlinePieceEntity, id);
  if (piece === null || piece.voided) throw new Failure('notFound', '没有找到这篇线上内容，没有保存。请刷新后再试。');
  return piece;
}

function countReads(ctx: Ctx, { id, readOn, reads }: Parsed<'onlinePiece.count'>): void {
  const { publishedOn } = findPiece(ctx, id);
  if (readOn < publishedOn) throw new Failure('invalid', '统计日早于发布日，没有保存。', { readOn: '早于发布日' });
  if (readOn > ctx.today()) throw new Failure('invalid', '统计日在今天之后，没有保存。', { readOn: '不能晚于今天' });
  ctx.write(onlineReadingEntity, ctx.newId(), { piece: id, readOn, reads }, here);
  ctx.note({ record: id, text: `阅读量 ${reads}` });
}

export const onlinePieceVerbs = {
  'onlinePiece.list': ({ from, to }, ctx) => listPieces(ctx, from, to),
  'onlinePiece.save': ({ id, fields }, ctx) => {
    if (id !== null) findPiece(ctx, id);
    const record = id ?? ctx.newId();
    ctx.write(onlinePieceEntity, record, fields, here);
    ctx.note({ record, text: '线上内容' });
    return { id: record };
  },
  'onlinePiece.count': (input, ctx) => {
    countReads(ctx, input);
    return {};
  },
} satisfies Verbs;
