/** Materials given out at events, by kind, and what an outlet has left of them (物料). */
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';

export const materialKinds = {
  leaflet: '折页',
  largePrint: '大字版折页',
  comic: '漫画',
  handbook: '手册',
  poster: '海报展板',
  gift: '宣传礼品',
} as const;
export type MaterialKind = keyof typeof materialKinds;

export const stockCauses = { received: '领入', returned: '退回中心', lost: '损毁作废', counted: '盘点调整' } as const;
export type StockCause = keyof typeof stockCauses;

/** One movement, written once; a wrong one is voided and entered again. What events gave out is on the event. */
export const stockMoveEntity = {
  name: 'stock_move',
  owner: 'outlet',
  fields: {
    outlet: needed.text('B'),
    kind: needed.text<MaterialKind>('A'),
    cause: needed.text<StockCause>('A'),
    movedOn: needed.text('A'),
    /** Signed: what comes in is above zero. */
    quantity: needed.int('A'),
    note: optional.text('A'),
  },
} as const;

export type StockMove = RecordOf<typeof stockMoveEntity>;

export interface GivenMaterial {
  readonly kind: MaterialKind;
  readonly count: number;
}

export interface Giving {
  readonly heldOn: string;
  readonly givenByKind: readonly GivenMaterial[];
}

export interface Balance {
  readonly kind: MaterialKind;
  /** False: no movement was ever entered; nothing is said about what is left. */
  readonly kept: boolean;
  readonly received: number;
  readonly given: number;
  readonly left: number;
}

/**
 * What is left per kind: all movements, less what events gave out from the day of the kind's first
 * movement on. What was given before anybody kept count is not taken off.
 */
export function balances(
  moves: readonly Pick<StockMove, 'kind' | 'movedOn' | 'quantity' | 'cause'>[],
  events: readonly Giving[],
): readonly Balance[] {
  return Object.keys(materialKinds).map((name) => {
    const kind = name as MaterialKind;
    const own = moves.filter((move) => move.kind === kind);
    const first = own.map(({ movedOn }) => movedOn).toSorted()[0];
    const given =
      first === undefined ? 0 : sum(events.filter(({ heldOn }) => heldOn >= first).map((each) => givenOf(each, kind)));
    return {
      kind,
      kept: first !== undefined,
      received: sum(own.filter(({ cause }) => cause === 'received').map(({ quantity }) => quantity)),
      given,
      left: sum(own.map(({ quantity }) => quantity)) - given,
    };
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const givenOf = ({ givenByKind }: Giving, kind: MaterialKind): number =>
  sum(givenByKind.filter((each) => each.kind === kind).map(({ count }) => count));

/** Kinds of which more was given than there was, as sentences. */
export const shortages = (after: readonly Balance[]): readonly string[] =>
  after
    .filter(({ kept, left }) => kept && left < 0)
    .map(({ kind, left }) => `${materialKinds[kind]}超出结存 ${-left} 份`);
