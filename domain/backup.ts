/**
 * A backup that somebody carries away (备份):
 *
 *   消保台账备份_<centre or outlet>/
 *     <day>_<time>/     one backup: the database, its passwords, and backup.json, which is written last
 *     attachments/      contents of attachments, shared by all backups here
 *
 * Everything in it is encrypted as on the PC, and opens with the same passwords. No signing key is in it: what
 * is restored goes on under a new device number (docs/adr/0040), and a centre needs its keys from the safe.
 */
import * as z from 'zod/mini';
import { Failure } from './failure.ts';

/** How many backups stay in one place; older ones are removed. */
export const backupsKept = 14;
export const backupManifest = 'backup.json';
export const backupContents = 'attachments';

const count = z.int().check(z.minimum(0));

const Backup = z.object({
  format: z.literal(1),
  kind: z.literal('xiaobao-backup'),
  side: z.enum(['centre', 'outlet']),
  /** Milliseconds UTC. */
  madeAt: z.number(),
  /** Bank, branch and outlet, for people. */
  owner: z.string().check(z.maxLength(300)),
  records: z.object({ complaints: count, events: count, trainings: count }),
  attachments: count,
  database: z.object({ bytes: count, sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
});
export type Backup = z.infer<typeof Backup>;

export const backupFolderName = (node: string): string => `消保台账备份_${node === 'centre' ? '中心' : node}`;

/** `2026-11-27_130501`, in order of time. */
export const backupName = (day: string, time: string): string => `${day}_${time.replaceAll(':', '')}`;

export const isBackupName = (name: string): boolean => /^\d{4}-\d{2}-\d{2}_\d{6}$/.test(name);

/** @throws Failure notABackup for anything else, fileTooNew */
export function parseBackup(text: string): Backup {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notABackup();
  }
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
  if (typeof format === 'number' && format > 1)
    throw new Failure('fileTooNew', '这份备份由更新版本的软件制作，本机没有恢复。请先升级本机软件。');
  const parsed = Backup.safeParse(value);
  if (!parsed.success) throw notABackup();
  return parsed.data;
}

export const notABackup = (): Failure =>
  new Failure(
    'notABackup',
    '这里没有可用的备份，没有恢复任何内容。请选择名称以“消保台账备份”开头的文件夹；备份残缺的，请换一份。',
  );
