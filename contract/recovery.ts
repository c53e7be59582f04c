/**
 * 找回口令: when nobody at an outlet knows a password any more. The database key was wrapped for the
 * branch when the outlet enrolled; it travels to the centre and back in two small files, and the
 * centre tells the code of the second one by telephone.
 */
import * as z from 'zod/mini';
import { command, query } from './define.ts';
import { SessionState } from './session.ts';

/** What the centre can tell of a request before it answers. */
export const RecoveryFace = z.object({
  /** Milliseconds UTC, by the clock of the outlet's PC. */
  madeAt: z.number(),
  /** Outlet whose computer proved that the key is its own; empty when the request proves nothing. */
  outlet: z.string(),
  outletName: z.string(),
  /** Of that computer; empty as above. */
  fingerprint: z.string(),
});
export type RecoveryFace = z.infer<typeof RecoveryFace>;

const path = z.string();

export const recovery = {
  /** At a locked outlet: writes the request into `folder`. */
  'recovery.ask': command({
    needs: 'anyone',
    input: z.object({ folder: z.string() }),
    output: z.object({ path: z.string() }),
  }),
  /** At the centre: opens a request and checks whose it is. */
  'recovery.inspect': query({ needs: 'recovery.answer', input: z.object({ path }), output: RecoveryFace }),
  /** At the centre: writes the answer into `folder`; it opens with `code`, which is shown once. */
  'recovery.answer': command({
    needs: 'recovery.answer',
    input: z.object({
      path,
      folder: z.string(),
      reason: z.string().check(z.trim(), z.minLength(2, '请写明如何核实'), z.maxLength(200)),
    }),
    output: z.object({ path: z.string(), code: z.string() }),
  }),
  /** At the locked outlet: its head chooses a new password and is logged in. */
  'recovery.use': command({
    needs: 'anyone',
    input: z.object({ path, code: z.string(), staffNo: z.string(), password: z.string() }),
    output: SessionState,
    changes: ['session'],
  }),
};
