/** Questions about materials. */
import type { Balance, Giving, StockMove } from '#domain/stock.ts';
import { balances, stockMoveEntity } from '#domain/stock.ts';
import { outreachEventEntity } from '#domain/outreach.ts';
import type { Db } from './open.ts';
import { findRecords } from './record.ts';

/** Newest first; of one outlet when given. */
export const stockMoves = (db: Db, outlet: string | null): readonly StockMove[] =>
  findRecords(
    db,
    stockMoveEntity,
    'WHERE voided = 0 AND (? IS NULL OR outlet = ?) ORDER BY moved_on DESC, id DESC',
    outlet,
    outlet,
  );

/** Events of an outlet that gave out materials by kind, without one that is being changed. */
const givings = (db: Db, outlet: string, except: string | null): readonly Giving[] =>
  findRecords(
    db,
    outreachEventEntity,
    `WHERE voided = 0 AND state <> 'cancelled' AND outlet = ? AND given_by_kind <> '[]' AND id IS NOT ?`,
    outlet,
    except,
  );

/** What an outlet has left, once `more` has been given out as well, in place of the event `except`. */
export const balanceOf = (
  db: Db,
  outlet: string,
  more: Giving | null = null,
  except: string | null = null,
): readonly Balance[] =>
  balances(stockMoves(db, outlet), [...givings(db, outlet, except), ...(more === null ? [] : [more])]);
