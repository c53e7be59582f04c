/**
 * One line of an operation log, and the private line that may belong to it.
 *
 * A line is hashed as it stands: the exact text that the writer made travels in packages and is
 * kept, and nobody ever builds it again from its parsed value. So field order, spacing and fields
 * this version does not know all survive. docs/sync-format.md describes the text and its hashing.
 *
 *   op line       {"s":seq,"t":hlc,"x":first seq of the transaction,"u":user,"e":entity,
 *                  "r":record id,"a":[op ids],"f":{fields},"p":commitment?,"v":1}
 *   private line  {"s":seq,"n":salt,"f":{personal fields}}
 *
 * Personal fields stand only in the private line. The op line holds the SHA-256 of the private
 * line, so a private line can be erased later and the chain still verifies; the random salt keeps
 * anybody from guessing an erased name by hashing candidates.
 */
import { Failure } from '#domain/failure.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export type JsonFields = Readonly<Record<string, JsonValue>>;

export type Op = {
  /** Position in its chain, from 1, without gaps. */
  readonly seq: number;
  /** Hybrid clock: max(last + 1, milliseconds × 1000). Orders the display, decides nothing. */
  readonly hlc: number;
  /** `seq` of the first op of the same transaction; equals `seq` for that op. */
  readonly firstSeq: number;
  /** Staff number of the person who acted. */
  readonly user: string;
  readonly entity: string;
  readonly recordId: string;
  /** Ids of the ops that were the record's heads for the author; empty for a new record. */
  readonly after: readonly string[];
  readonly fields: JsonFields;
  /** base64url SHA-256 of the private line, or null when the op has none. */
  readonly commitment: string | null;
};

export type PrivatePart = {
  readonly seq: number;
  /** 16 random bytes, base64url. */
  readonly salt: string;
  readonly fields: JsonFields;
};

/** Version of the line shape (field `v`); a reader refuses a higher one as too new. */
export const opLineVersion = 1;

/** Longest line, in bytes of UTF-8, without its line feed. */
export const maxLineBytes = 1024 * 1024;

const maxAfter = 1000;
const maxNameLength = 100;

/** The first link of a chain is the SHA-256 of this text's UTF-8 bytes. */
export const genesisText = (inc: string, stream: string): string => `xiaobao-chain-1\n${inc}\n${stream}`;

/** The exact text of an op line. Throws Failure `invalid` when it would be too long. */
export function opLine(op: Op): string {
  const start = {
    s: op.seq,
    t: op.hlc,
    x: op.firstSeq,
    u: op.user,
    e: op.entity,
    r: op.recordId,
    a: op.after,
    f: op.fields,
  };
  const commitment = op.commitment === null ? {} : { p: op.commitment };
  return withinLimit(JSON.stringify({ ...start, ...commitment, v: opLineVersion }));
}

/** The exact text of a private line. Throws Failure `invalid` when it would be too long. */
export const privateLine = (part: PrivatePart): string =>
  withinLimit(JSON.stringify({ s: part.seq, n: part.salt, f: part.fields }));

/** Reads an op line. Throws Failure `fileDamaged` or `fileTooNew`. */
export function parseOpLine(line: string): Op {
  const json = jsonObject(line);
  const version = json['v'];
  if (isPosition(version) && version > opLineVersion) {
    throw new Failure('fileTooNew', tooNewSentence, { line: 'op', version });
  }
  const op: Op = {
    seq: json['s'] as number,
    hlc: json['t'] as number,
    firstSeq: json['x'] as number,
    user: json['u'] as string,
    entity: json['e'] as string,
    recordId: json['r'] as string,
    after: json['a'] as readonly string[],
    fields: json['f'] as JsonFields,
    commitment: (json['p'] ?? null) as string | null,
  };
  const fault = version === opLineVersion ? opFault(op) : 'v';
  if (fault !== null) throw damaged('op', fault);
  return op;
}

/** Reads a private line. Throws Failure `fileDamaged`. */
export function parsePrivateLine(line: string): PrivatePart {
  const json = jsonObject(line);
  const { s, n, f } = json;
  if (!isPosition(s)) throw damaged('private', 's');
  if (typeof n !== 'string' || !saltPattern.test(n)) throw damaged('private', 'n');
  if (!isFields(f)) throw damaged('private', 'f');
  return { seq: s, salt: n, fields: f };
}

/** Length in bytes of the UTF-8 form; `limit` lets long texts stop early. */
export function utf8Length(text: string, limit = Number.POSITIVE_INFINITY): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
    if (bytes > limit) return bytes;
  }
  return bytes;
}

const tooNewSentence =
  '文件由更新版本的软件制作，本机暂时读不了。已有数据不受影响，文件原样保留。请先升级本机软件，再导入。';

// 22 base64url characters hold 16 bytes, 43 hold 32; the last one carries only the bits left over.
const opIdPattern = /^[A-Za-z0-9_-]{21}[AQgw]$/;
const saltPattern = opIdPattern;
const hashPattern = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/** Name of the first wrong field, or null. */
function opFault(op: Op): string | null {
  if (!isPosition(op.seq)) return 's';
  if (!isPosition(op.hlc)) return 't';
  if (!isPosition(op.firstSeq) || op.firstSeq > op.seq) return 'x';
  if (!isName(op.user)) return 'u';
  if (!isName(op.entity)) return 'e';
  if (!isName(op.recordId)) return 'r';
  if (!isAfter(op.after)) return 'a';
  if (!isFields(op.fields)) return 'f';
  return op.commitment === null || isMatch(op.commitment, hashPattern) ? null : 'p';
}

const isPosition = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;

const isName = (value: unknown): boolean =>
  typeof value === 'string' && value.length >= 1 && value.length <= maxNameLength;

const isMatch = (value: unknown, pattern: RegExp): boolean => typeof value === 'string' && pattern.test(value);

const isAfter = (value: unknown): boolean =>
  Array.isArray(value) && value.length <= maxAfter && value.every((id) => isMatch(id, opIdPattern));

const isFields = (value: unknown): value is JsonFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function jsonObject(line: string): Record<string, unknown> {
  if (isTooLong(line)) throw damaged('any', 'length');
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw damaged('any', 'json');
  }
  if (!isFields(value)) throw damaged('any', 'object');
  return value;
}

function withinLimit(line: string): string {
  if (isTooLong(line)) {
    throw new Failure('invalid', '这条记录的内容太长，没有保存。请缩短文字后重试。');
  }
  return line;
}

// One UTF-16 unit is at most three bytes, so nearly every line is settled without counting.
const isTooLong = (line: string): boolean =>
  line.length * 3 > maxLineBytes && utf8Length(line, maxLineBytes) > maxLineBytes;

const damaged = (line: string, field: string): Failure =>
  new Failure('fileDamaged', '文件内容不合格式，未导入任何内容，已有数据不受影响。请对方重新导出后再试。', {
    line,
    field,
  });
