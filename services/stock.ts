/** Materials: movements typed in, and what is left of each kind. */
import type { Parsed } from '#contract/index.ts';
import type { StockLine } from '#contract/stock.ts';
import { getRecord } from '#db/record.ts';
import { outletsById } from '#db/staff.ts';
import { balanceOf, stockMoves } from '#db/stock.ts';
import { Failure } from '#domain/failure.ts';
import type { Balance } from '#domain/stock.ts';
import { balances, materialKinds, shortages, stockCauses, stockMoveEntity } from '#domain/stock.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';
import { ownOutlet } from './outreach.ts';

/** At the centre all outlets together: each keeps count from its own first day on. */
function shown(ctx: Ctx): StockLine[] {
  if (ctx.identity.side === 'outlet') return [...balanceOf(ctx.db, ctx.identity.node)];
  const all = [...new Set(stockMoves(ctx.db, null).map(({ outlet }) => outlet))].map((outlet) =>
    balanceOf(ctx.db, outlet),
  );
  return balances([], []).map((empty, index) =>
    all.reduce<StockLine>((total, each) => added(total, each[index]), empty),
  );
}

const added = (total: StockLine, each: Balance | undefined): StockLine =>
  each === undefined
    ? total
    : {
        kind: total.kind,
        kept: total.kept || each.kept,
        received: total.received + each.received,
        given: total.given + each.given,
        left: total.left + each.left,
      };

const signs = { received: 1, returned: -1, lost: -1 } as const;

function move(ctx: Ctx, { kind, cause, movedOn, quantity, note }: Parsed<'stock.move'>): void {
  const outlet = ownOutlet(ctx);
  if (movedOn > ctx.today()) throw new Failure('invalid', '日期在今天之后，没有保存。', { movedOn: '不能晚于今天' });
  const left = balanceOf(ctx.db, outlet).find((each) => each.kind === kind)?.left ?? 0;
  const change = cause === 'counted' ? quantity - left : signs[cause] * quantity;
  if (change === 0)
    throw new Failure('invalid', '数量没有变化，没有保存。', {
      quantity: cause === 'counted' ? '与账面结存相同' : '请填写数量',
    });
  if (left + change < 0 && note === null)
    throw new Failure('invalid', `${materialKinds[kind]}结存只有 ${left} 份，没有保存。属实请写明原因。`, {
      note: '超出结存，请写明原因',
    });
  const id = ctx.newId();
  ctx.write(stockMoveEntity, id, { outlet, kind, cause, movedOn, quantity: change, note });
  ctx.note({ record: id, text: `${materialKinds[kind]} ${stockCauses[cause]} ${change}` });
}

function voidMove(ctx: Ctx, id: string, reason: string): void {
  const outlet = ownOutlet(ctx);
  const found = getRecord(ctx.db, stockMoveEntity, id);
  if (found === null || found.voided) throw new Failure('notFound', '没有找到这笔物料记录，可能已作废。请刷新。');
  ctx.write(stockMoveEntity, id, { voided: true, voidReason: reason });
  const short = shortages(balanceOf(ctx.db, outlet));
  ctx.note({ record: id, text: `作废物料记录：${[reason, ...short].join('；')}` });
}

export const stockVerbs = {
  'stock.balance': (_input, ctx) => shown(ctx),
  'stock.moves': (_input, ctx) => {
    const outlets = outletsById(ctx.db);
    return stockMoves(ctx.db, null).map(({ id, outlet, kind, cause, movedOn, quantity, note }) => ({
      id,
      outlet,
      outletName: outlets.get(outlet)?.name ?? outlet,
      kind,
      cause,
      movedOn,
      quantity,
      note,
    }));
  },
  'stock.move': (input, ctx) => {
    move(ctx, input);
    return shown(ctx);
  },
  'stock.void': ({ id, reason }, ctx) => {
    voidMove(ctx, id, reason);
    return shown(ctx);
  },
} satisfies Verbs;
