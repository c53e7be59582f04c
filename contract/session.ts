/** Who is at the keyboard. */
import * as z from 'zod/mini';
import type { Role } from '#domain/permissions.ts';
import { command, query } from './define.ts';

const role = z.enum(['clerk', 'head', 'analyst', 'director', 'admin'] satisfies readonly Role[]);

export const SessionUser = z.object({ staffNo: z.string(), name: z.string(), role, mustChangePassword: z.boolean() });
export type SessionUser = z.infer<typeof SessionUser>;

export const SessionState = z.object({
  /** `new`: nothing set up yet, show the wizard. `locked`: a database is there, log in. `open`: ready. */
  phase: z.enum(['new', 'locked', 'open']),
  /** Which kind of installation, known from the file name before anybody logs in. */
  side: z.nullable(z.enum(['outlet', 'centre'])),
  user: z.nullable(SessionUser),
  /** Known after log-in. `outlet` is empty at the centre. */
  bankName: z.string(),
  branchName: z.string(),
  outletCode: z.string(),
  outletName: z.string(),
  demo: z.boolean(),
  /** By how much a practice branch lives behind the clock of the PC, in milliseconds; 0 in real work. */
  clockLag: z.number(),
  /** Minutes without input after which the app locks itself. */
  idleMinutes: z.number(),
  /** Sentences to show once after opening, e.g. 上次异常关闭，数据完整。 */
  notices: z.array(z.string()),
});
export type SessionState = z.infer<typeof SessionState>;

export const session = {
  'session.state': query({ needs: 'anyone', input: z.object({}), output: SessionState }),
  'session.login': command({
    needs: 'anyone',
    input: z.object({ staffNo: z.string(), password: z.string(), confirmClock: z._default(z.boolean(), false) }),
    output: SessionState,
    changes: ['session'],
  }),
  /** Forgets the key and closes the database; the next person logs in. */
  'session.logout': command({ needs: 'session', input: z.object({}), output: SessionState, changes: ['session'] }),
  /** Asks the running job (merge, export, packs) to stop at the next safe point. */
  'session.cancelJob': query({ needs: 'session', input: z.object({}), output: z.object({}) }),
  'session.changePassword': command({
    needs: 'session',
    input: z.object({ oldPassword: z.string(), newPassword: z.string() }),
    output: SessionState,
    changes: ['session'],
  }),
};
