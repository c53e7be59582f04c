/** The computers that report for an outlet (or are the centre), as the centre knows them. */
import * as z from 'zod/mini';
import { command, query } from './define.ts';

export const deviceStates = { active: '在用', replaced: '已换机', revoked: '已停用', unknown: '未登记' } as const;

export const DeviceLine = z.object({
  inc: z.string(),
  /** 8 characters to compare over the phone. */
  fingerprint: z.string(),
  state: z.enum(['active', 'replaced', 'revoked', 'unknown']),
  /** Milliseconds UTC: when it was registered; for an unknown one, when its first file came. */
  since: z.number(),
  /** Files of it that are held back. */
  heldBack: z.number(),
});
export type DeviceLine = z.infer<typeof DeviceLine>;

const inc = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const reason = z.string().check(z.trim(), z.minLength(2, '请写明原因'), z.maxLength(200));
const changes = ['exchange', 'inbox'] as const;

export const device = {
  'device.list': query({
    needs: 'exchange.read',
    input: z.object({ outlet: z.string() }),
    output: z.array(DeviceLine),
  }),
  /** Registers a computer whose fingerprint was compared; its files are merged at the next merge. */
  'device.admit': command({
    needs: 'device.manage',
    input: z.object({ inc, fingerprint: z.string(), reason }),
    output: DeviceLine,
    changes,
  }),
  /** Files of this computer are refused from now on. What was merged stays. */
  'device.revoke': command({
    needs: 'device.manage',
    input: z.object({ inc, reason }),
    output: DeviceLine,
    changes,
  }),
};
