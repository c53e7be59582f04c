/** Who may log in on this installation. */
import * as z from 'zod/mini';
import { command, query } from './define.ts';
import { SessionUser } from './session.ts';

const role = SessionUser.shape.role;
export const UserLine = z.object({
  staffNo: z.string(),
  name: z.string(),
  role,
  active: z.boolean(),
  lastLoginAt: z.nullable(z.number()),
});
export type UserLine = z.infer<typeof UserLine>;

export const user = {
  'user.list': query({ needs: 'session', input: z.object({}), output: z.array(UserLine) }),
  /** The first password is told to the person and must be changed at the first log-in. */
  'user.create': command({
    needs: 'user.manage',
    input: z.object({ staffNo: z.string(), name: z.string(), role, password: z.string() }),
    output: UserLine,
    changes: ['user'],
  }),
  'user.resetPassword': command({
    needs: 'user.manage',
    input: z.object({ staffNo: z.string(), password: z.string() }),
    output: z.object({}),
    changes: ['user'],
  }),
  'user.retire': command({
    needs: 'user.manage',
    input: z.object({ staffNo: z.string() }),
    output: z.object({}),
    changes: ['user'],
  }),
};
