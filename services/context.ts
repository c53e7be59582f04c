/**
 * What a verb may use. Clock, randomness and ids come in through here, so that the same verb gives
 * the same result in a test, in the demo and at a counter.
 */
import { randomBytes as systemRandom } from 'node:crypto';
import type { SessionUser } from '#contract/session.ts';
import type { Progress, Topic } from '#contract/define.ts';
import type { Entity } from '#domain/entity.ts';
import { dateOfInstant } from '#domain/dates.ts';
import type { Identity } from '#db/identity.ts';
import { refold } from '#db/merge.ts';
import type { Work } from '#db/op-log.ts';
import { touchRecord, writeRecord } from '#db/op-log.ts';
import type { Db } from '#db/open.ts';
import type { Keys } from './keys.ts';

/** The outside world. Real in the app; fixed in tests; driven in the demo. */
export interface World {
  /** Milliseconds UTC. */
  readonly now: () => number;
  readonly randomBytes: (count: number) => Buffer;
}

export const realWorld: World = { now: () => Date.now(), randomBytes: (count) => systemRandom(count) };

/** An installation that somebody has unlocked. */
export interface Installation {
  readonly folder: string;
  readonly db: Db;
  readonly identity: Identity;
  readonly keys: Keys;
}

export interface Ctx {
  readonly db: Db;
  readonly identity: Identity;
  readonly installation: Installation;
  readonly user: SessionUser;
  readonly world: World;
  readonly now: () => number;
  /** Business date here (Asia/Shanghai), `YYYY-MM-DD`. */
  readonly today: () => string;
  /** New record id: `<node>.<time><random>`, ordered per node, unique without trusting the clock. */
  readonly newId: () => string;
  /** Writes one record with its operation. `stream` is who it is for; an outlet always writes for the centre. */
  readonly write: (entity: Entity, id: string, fields: Readonly<Record<string, unknown>>, stream?: string) => void;
  /** The same for a choice between contested values: written even when it is the value shown already. */
  readonly decide: (entity: Entity, id: string, fields: Readonly<Record<string, unknown>>, stream: string) => void;
  /** Folds a record anew behind an operation that sets nothing, after its personal values were erased. */
  readonly refold: (entity: Entity, id: string, stream: string) => void;
  /** Adds to the audit line of this action: record id, and a note without customer data. */
  readonly note: (note: { readonly record?: string; readonly text?: string }) => void;
  readonly progress: (progress: Progress) => void;
  readonly changed: (topics: readonly Topic[]) => void;
  /** True once the user asked to stop this job. Checked between files. */
  readonly cancelled: () => boolean;
  readonly appVersion: string;
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Time-ordered unique id: 10 characters of time, 10 of randomness. */
export function makeId(node: string, world: World): string {
  let time = '';
  let rest = world.now();
  for (let place = 0; place < 10; place += 1) {
    time = `${crockford[rest % 32] ?? '0'}${time}`;
    rest = Math.floor(rest / 32);
  }
  const random = [...world.randomBytes(10)].map((byte) => crockford[byte % 32] ?? '0').join('');
  return `${node}.${time}${random}`;
}

/** What the command's audit line will say. */
export interface AuditNote {
  record?: string;
  texts: string[];
}

export interface UnitOfWork {
  readonly ctx: Ctx;
  readonly work: Work;
  readonly audit: AuditNote;
}

export interface Surroundings {
  readonly installation: Installation;
  readonly user: SessionUser;
  readonly world: World;
  readonly appVersion: string;
  readonly progress: (progress: Progress) => void;
  readonly changed: (topics: readonly Topic[]) => void;
  readonly cancelled: () => boolean;
}

/** A fresh unit of work: what is written through its ctx shares one transaction mark and one audit line. */
export function beginWork(around: Surroundings): UnitOfWork {
  const { installation, user, world } = around;
  const { db, identity } = installation;
  const work: Work = {
    inc: identity.inc,
    node: identity.node,
    user: user.staffNo,
    now: world.now,
    randomBytes: world.randomBytes,
    firstSeq: new Map(),
  };
  const audit: AuditNote = { texts: [] };
  const streamFor = (stream: string): string => (identity.side === 'outlet' ? 'centre' : stream);
  const ctx: Ctx = {
    ...around,
    db,
    identity,
    now: world.now,
    today: () => dateOfInstant(world.now()),
    newId: () => makeId(identity.node, world),
    write: (entity, id, fields, stream) => {
      writeRecord(db, work, streamFor(stream ?? 'all'), entity, id, fields);
    },
    decide: (entity, id, fields, stream) => {
      writeRecord(db, work, streamFor(stream), entity, id, fields, true);
    },
    refold: (entity, id, stream) => {
      const at = touchRecord(db, work, stream, entity, id);
      if (at !== null) refold(db, entity, id, at, world.now());
    },
    note: ({ record, text }) => {
      if (record !== undefined) audit.record = record;
      if (text !== undefined) audit.texts.push(text);
    },
  };
  return { ctx, work, audit };
}
