/** Listens to the SQL of a connection, to run the same statements again with nothing around them. */
import type { Db } from '#db/open.ts';
import type { Statement } from '#db/statements.ts';
import { elapsed } from './measure.ts';

interface Call {
  readonly sql: string;
  readonly how: 'run' | 'get' | 'all';
  readonly params: readonly unknown[];
}

export interface Tap {
  /** The calls made while `body` ran. */
  readonly listen: (body: () => Promise<unknown>) => Promise<readonly Call[]>;
  /** Milliseconds to run them again, prepared beforehand. */
  readonly replay: (calls: readonly Call[]) => number;
}

/** Call right after opening: statements prepared before are not heard. */
export function tapSql(db: Db): Tap {
  const prepare: (sql: string) => Statement = db.prepare.bind(db);
  let heard: Call[] | null = null;
  const listening = (sql: string): Statement => {
    const statement = prepare(sql);
    const through =
      (how: Call['how']) =>
      (...params: readonly unknown[]): never => {
        heard?.push({ sql, how, params });
        return statement[how](...params) as never;
      };
    return { run: through('run'), get: through('get'), all: through('all') };
  };
  Object.defineProperty(db, 'prepare', { value: listening });
  return {
    listen: async (body) => {
      const calls: Call[] = [];
      heard = calls;
      await body();
      heard = null;
      return calls;
    },
    replay: (calls) => {
      const statements = new Map(calls.map(({ sql }) => [sql, prepare(sql)]));
      return elapsed(() => {
        for (const { sql, how, params } of calls) statements.get(sql)?.[how](...params);
      });
    },
  };
}
