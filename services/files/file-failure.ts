/** What the system says about a file, as a Failure with a sentence a user can act on. */
import { constants } from 'node:os';
import { asFailure } from '#db/open.ts';
import { Failure, isFailure, type FailureCode } from '#domain/failure.ts';

type FileAction = 'read' | 'write';

const codeByErrno: Readonly<Record<string, FailureCode>> = {
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  EFBIG: 'diskFull',
  EROFS: 'readOnly',
  EACCES: 'readOnly',
  EPERM: 'readOnly',
  ENOENT: 'targetGone',
  ENOTDIR: 'targetGone',
  ENODEV: 'targetGone',
  ENXIO: 'targetGone',
  EIO: 'targetGone',
  ESTALE: 'targetGone',
  ENOTCONN: 'targetGone',
  EHOSTDOWN: 'targetGone',
  EHOSTUNREACH: 'targetGone',
  ENETDOWN: 'targetGone',
  ENETUNREACH: 'targetGone',
  ECONNRESET: 'targetGone',
  ETIMEDOUT: 'targetGone',
  ENOMEDIUM: 'targetGone',
  EREMOTEIO: 'targetGone',
};

const writeSentences: Partial<Record<FailureCode, string>> = {
  diskFull: '目标位置空间不足，文件没有写成。台账数据安全。请清理空间，或换一个 U 盘或文件夹后重试。',
  readOnly: '目标位置不能写入（只读或没有权限），文件没有写成。台账数据安全。请打开 U 盘写保护开关，或换一个文件夹。',
  targetGone:
    '文件未写完：U 盘、共享文件夹或磁盘已不可用。台账数据安全。残缺文件的扩展名是 .part，可直接删除。请重新插入或重新连接后再试。',
};

const readSentences: Partial<Record<FailureCode, string>> = {
  readOnly: '没有读取这个文件的权限，未导入。已有数据不受影响。请检查文件权限，或把文件复制到本机再选。',
  targetGone:
    '找不到这个文件，或 U 盘已拔出、共享文件夹已断开，未导入。已有数据不受影响。请重新插入或重新连接后再选择文件。',
};

/** Turns a system error into a Failure; a Failure passes as it is. */
export function fileFailure(error: unknown, action: FileAction): Failure {
  if (isFailure(error)) return error;
  const errno = errnoOf(error);
  const code = codeByErrno[errno];
  const sentence = code && (action === 'write' ? writeSentences[code] : readSentences[code]);
  if (code && sentence)
    return new Failure(action === 'read' && code === 'readOnly' ? 'fileUnreadable' : code, sentence, { errno });
  const other =
    action === 'write'
      ? '文件没有写成。台账数据安全。请换一个 U 盘或文件夹后重试。'
      : '文件读不出来，未导入。已有数据不受影响。请把文件复制到本机后再选。';
  return new Failure(action === 'write' ? 'targetGone' : 'fileUnreadable', other, { errno });
}

/** What SQLite says when it writes a copy elsewhere is about that place, not about the disk of the ledger. */
const codeOfCopy: Partial<Record<FailureCode, FailureCode>> = {
  diskFull: 'diskFull',
  readOnly: 'readOnly',
  diskFailing: 'targetGone',
  folderUnsuitable: 'targetGone',
};

/** Turns whatever was thrown while a copy of the database was written into a Failure about its target. */
export function copyFailure(error: unknown): Failure {
  const failure = asFailure(error);
  const code = isFailure(failure) ? codeOfCopy[failure.code] : undefined;
  const sentence = code && writeSentences[code];
  return code && sentence ? new Failure(code, sentence) : fileFailure(failure, 'write');
}

/** 'ENOSPC' and the like; '' for anything that is not a system error. */
export function errnoOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return '';
  // A stale share, a full quota, an empty card reader: Node has no name for these.
  if (error.code !== 'UNKNOWN' && !error.code.startsWith('Unknown system error')) return error.code;
  const number = 'errno' in error ? -Number(error.errno) : 0;
  return unnamed.get(number) ?? '';
}

const linuxOnly = process.platform === 'linux' ? ([[123, 'ENOMEDIUM']] as const) : [];
const unnamed = new Map<number, string>([
  [constants.errno.ESTALE, 'ESTALE'],
  [constants.errno.EDQUOT, 'EDQUOT'],
  ...linuxOnly,
]);
