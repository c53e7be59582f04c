/**
 * The closed list of ways an action can fail in front of a user.
 *
 * A Failure is thrown by domain, db and services and becomes a reply exactly once, in
 * services/dispatch.ts. Anything else that is thrown is a bug and gets an incident number.
 * `message` is a Chinese sentence in the pattern 发生了什么 · 数据是否安全 · 下一步.
 */
export const failureCodes = {
  invalid: 'E-IN-01',
  forbidden: 'E-AU-01',
  locked: 'E-AU-02',
  wrongPassword: 'E-AU-03',
  tooManyTries: 'E-AU-04',
  weakPassword: 'E-AU-05',
  notFound: 'E-IN-02',
  conflict: 'E-IN-03',
  impossible: 'E-IN-04',
  databaseBusy: 'E-DB-11',
  databaseDamaged: 'E-DB-20',
  databaseTooNew: 'E-DB-21',
  databaseMissing: 'E-DB-22',
  notABackup: 'E-DB-24',
  auditBroken: 'E-DB-23',
  folderUnsuitable: 'E-DB-30',
  folderInUse: 'E-DB-31',
  clockBack: 'E-CK-01',
  diskFull: 'E-FS-01',
  readOnly: 'E-FS-02',
  targetGone: 'E-FS-03',
  fileUnreadable: 'E-FS-04',
  diskFailing: 'E-FS-05',
  fileDamaged: 'E-PK-01',
  badSignature: 'E-PK-02',
  wrongRecipient: 'E-PK-03',
  wrongBranch: 'E-PK-04',
  wrongCode: 'E-PK-05',
  fileTooNew: 'E-PK-06',
  fileTooLarge: 'E-PK-07',
  unknownSender: 'E-PK-08',
  notAPackage: 'E-PK-09',
  packOlder: 'E-PK-10',
  earlierMissing: 'E-PK-11',
  attachmentRefused: 'E-AT-01',
  attachmentMissing: 'E-AT-02',
  attachmentDamaged: 'E-AT-03',
  notPermitted: 'E-PK-13',
  massVoid: 'E-PK-14',
  revokedDevice: 'E-PK-15',
  branchKeysMissing: 'E-PK-16',
  noPrinter: 'E-PR-01',
  printFailed: 'E-PR-02',
  backendDown: 'E-SY-01',
  cancelled: 'E-SY-02',
  internal: 'E-SY-99',
} as const;

export type FailureCode = keyof typeof failureCodes;

/** Field-level reasons of an `invalid` failure: field path → Chinese reason. */
export type FieldReasons = Readonly<Record<string, string>>;

export class Failure extends Error {
  readonly code: FailureCode;
  readonly details: unknown;

  constructor(code: FailureCode, message: string, details?: unknown) {
    super(message);
    this.name = 'Failure';
    this.code = code;
    this.details = details;
  }
}

/** The short code a user reads out over the phone, e.g. `E-DB-20`. */
export const phoneCode = (code: FailureCode): string => failureCodes[code];

export const isFailure = (error: unknown): error is Failure => error instanceof Failure;

/** For values that cannot be absent; `why` is the reason a reader may rely on. */
export function must<T>(value: T | null | undefined, why: string): T {
  if (value === null || value === undefined) throw new Error(`must: ${why}`);
  return value;
}

export function assertNever(value: never): never {
  throw new Error(`unexpected value ${String(value)}`);
}
