/**
 * How a request is declared: one definition gives the name, who may ask, what may be sent and
 * what comes back. The types of both sides and the run-time check are derived from it.
 */
import type * as z from 'zod/mini';
import type { Permission } from '#domain/permissions.ts';

/** Topics of the `changed` event: screens showing one of them ask again. */
export type Topic =
  | 'session'
  | 'complaint'
  | 'outreach'
  | 'training'
  | 'attachment'
  | 'attendance'
  | 'organisation'
  | 'dictionary'
  | 'user'
  | 'draft'
  | 'savedFilter'
  | 'exchange'
  | 'conflict'
  | 'ledger'
  | 'knowledge'
  | 'inbox'
  | 'figures'
  | 'setting'
  | 'audit';

export interface Endpoint<I extends z.core.$ZodType = z.core.$ZodType, O extends z.core.$ZodType = z.core.$ZodType> {
  /** A query never writes. A command runs in one transaction and leaves one audit line. */
  readonly kind: 'query' | 'command';
  /** `shell` is answered by the main process (dialogs, printers), `backend` by the database process. */
  readonly where: 'backend' | 'shell';
  /** `anyone` needs no session, `session` any logged-in user, else a permission of the role table. */
  readonly needs: Permission | 'anyone' | 'session';
  readonly input: I;
  readonly output: O;
  readonly changes: readonly Topic[];
}

type Parts<I extends z.core.$ZodType, O extends z.core.$ZodType> = {
  readonly where?: 'backend' | 'shell';
  readonly needs: Permission | 'anyone' | 'session';
  readonly input: I;
  readonly output: O;
  readonly changes?: readonly Topic[];
};

export function query<I extends z.core.$ZodType, O extends z.core.$ZodType>(parts: Parts<I, O>): Endpoint<I, O> {
  return { where: 'backend', changes: [], ...parts, kind: 'query' };
}

export function command<I extends z.core.$ZodType, O extends z.core.$ZodType>(parts: Parts<I, O>): Endpoint<I, O> {
  return { where: 'backend', changes: [], ...parts, kind: 'command' };
}

/** What travels back over the process boundary. Errors lose their class there, so they go as data. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      readonly details?: unknown;
      readonly incident?: string;
    };

/** Sent by the backend while a long command runs. */
export interface Progress {
  readonly job: string;
  readonly done: number;
  readonly total: number;
  readonly label: string;
}
