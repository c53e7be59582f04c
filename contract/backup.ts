/** Backups that are carried away, and making a new PC what one of them says. */
import * as z from 'zod/mini';
import { command, query } from './define.ts';
import { SessionState } from './session.ts';

export const BackupState = z.object({
  /** The newest backup made on this PC: when, and into which folder. */
  last: z.nullable(z.object({ at: z.number(), folder: z.string() })),
});
export type BackupState = z.infer<typeof BackupState>;

export const MadeBackup = z.object({
  path: z.string(),
  /** Of the database. */
  bytes: z.number(),
  attachments: z.number(),
});
export type MadeBackup = z.infer<typeof MadeBackup>;

/** What can be said of a backup without a password. */
export const FoundBackup = z.object({
  path: z.string(),
  madeAt: z.number(),
  owner: z.string(),
  records: z.object({ complaints: z.number(), events: z.number(), trainings: z.number() }),
  attachments: z.number(),
  bytes: z.number(),
});
export type FoundBackup = z.infer<typeof FoundBackup>;

export const backup = {
  'backup.state': query({ needs: 'session', input: z.object({}), output: BackupState }),
  /** Everything, encrypted as it is here, into a folder of that folder. */
  'backup.make': command({
    needs: 'backup.make',
    input: z.object({ folder: z.string().check(z.minLength(1)) }),
    output: MadeBackup,
    changes: ['setting'],
  }),
  /** Backups in a folder somebody chose, newest first. */
  'restore.find': query({ needs: 'anyone', input: z.object({ folder: z.string() }), output: z.array(FoundBackup) }),
  /** Only where there is no ledger yet. Then people log in with their passwords of that day. */
  'restore.run': command({
    needs: 'anyone',
    input: z.object({ path: z.string() }),
    // Told to nobody: the door says that it is done before it opens to the log-in page.
    output: SessionState,
  }),
};
