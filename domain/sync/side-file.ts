/**
 * A side file: the content of one attachment on its way to the centre, or to who handles its case (`.xbatt`).
 *
 *   offset      size  content
 *   ----------  ----  -------------------------------------------------------------
 *   0              8  magic "XBATT1\r\n" = 58 42 41 54 54 31 0D 0A
 *   8              4  H, length of the header in bytes, unsigned, big-endian
 *   12             H  header: one JSON object, UTF-8; readable without any key
 *   12+H           P  payload: one age file (binary form); P is header.payload.bytes
 *
 * It carries no signature and needs none: a signed operation names the SHA-256 of the
 * content, and only a content with that hash is ever taken. The file's own name is for people.
 */
import * as z from 'zod/mini';
import { Failure } from '#domain/failure.ts';
import { attachmentLimits } from '#domain/attachment.ts';

export const sideFileExtension = '.xbatt';
export const sideFileMagic = 'XBATT1\r\n';
export const sideFileFormat = 1;
export const sidePrefixBytes = 12;

export const sideFileLimits = {
  headerBytes: 4096,
  /** Content, and what age adds to it: 16 bytes per 64 KiB and a head. */
  payloadBytes: attachmentLimits.fileBytes + 64 * 1024,
  get fileBytes(): number {
    return sidePrefixBytes + this.headerBytes + this.payloadBytes;
  },
} as const;

const name = z.string().check(z.minLength(1), z.maxLength(100));
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const length = (most: number) => z.int().check(z.minimum(1), z.maximum(most));

const SideHeader = z.object({
  format: z.literal(sideFileFormat),
  branch: z.object({ id: name, name }),
  from: name,
  to: name,
  /** Of the plain content, and its length. */
  sha256,
  bytes: length(attachmentLimits.fileBytes),
  payload: z.object({ bytes: length(sideFileLimits.payloadBytes), sha256 }),
});
export type SideHeader = z.infer<typeof SideHeader>;

/** `<sha256>.xbatt` */
export const sideFileName = (of: Pick<SideHeader, 'sha256'>): string => `${of.sha256}${sideFileExtension}`;

/** The header's text. Unknown fields are ignored. @throws Failure fileDamaged, fileTooNew */
export function parseSideHeader(text: string): SideHeader {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw sideDamaged('header');
  }
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
  if (typeof format === 'number' && format > sideFileFormat) {
    throw new Failure(
      'fileTooNew',
      '附件文件由更新版本的软件制作，本机暂时读不了，没有存入。已有数据不受影响。请先升级本机软件，再合并一次。',
    );
  }
  const parsed = SideHeader.safeParse(value);
  if (!parsed.success) throw sideDamaged('header');
  return parsed.data;
}

export const sideDamaged = (part: string): Failure =>
  new Failure(
    'fileDamaged',
    '附件文件已损坏或不完整，没有存入。已有数据不受影响。不用处理：下一次交换会再带来这一个。',
    { part },
  );
