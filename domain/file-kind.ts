/**
 * What a file is, by its content. The name's ending is never believed: a program that is called
 * `照片.jpg` is still a program. Only kinds on this list are taken in.
 */

export interface FileKind {
  readonly mime: string;
  /** With dot; what a saved copy ends in. */
  readonly extension: string;
  readonly label: string;
}

const kind = (mime: string, extension: string, label: string): FileKind => ({ mime, extension, label });

const jpeg = kind('image/jpeg', '.jpg', 'JPEG 图片');
const png = kind('image/png', '.png', 'PNG 图片');
const webp = kind('image/webp', '.webp', 'WebP 图片');
const gif = kind('image/gif', '.gif', 'GIF 图片');
const bmp = kind('image/bmp', '.bmp', 'BMP 图片');
const pdf = kind('application/pdf', '.pdf', 'PDF 文件');
const docx = kind('application/vnd.openxmlformats-officedocument.wordprocessingml.document', '.docx', 'Word 文档');
const xlsx = kind('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', '.xlsx', 'Excel 表格');
const pptx = kind('application/vnd.openxmlformats-officedocument.presentationml.presentation', '.pptx', '演示文稿');
const ofd = kind('application/ofd', '.ofd', 'OFD 文件');
const oldOffice = kind('application/x-ole-storage', '.doc', '旧版 Office 文件');

const all = [jpeg, png, webp, gif, bmp, pdf, docx, xlsx, pptx, ofd, oldOffice];

/** Entries that only stand in the directory of that kind of ZIP file. */
const zipMarks: readonly (readonly [string, FileKind])[] = [
  ['word/document.xml', docx],
  ['xl/workbook.xml', xlsx],
  ['ppt/presentation.xml', pptx],
  ['OFD.xml', ofd],
];

/** Old Office formats differ inside only; the name decides how a copy is called, nothing else. */
const oldEndings = ['.doc', '.xls', '.ppt', '.wps', '.et', '.dps'];

export type Refusal = 'empty' | 'program' | 'heic' | 'unknown';

export const refusalSentences: Readonly<Record<Refusal, string>> = {
  empty: '文件是空的，没有存入。请核对是不是选错了文件。',
  program: '这是一个程序，不是照片或文档（不看文件名，看内容），没有存入。请不要打开它，核对文件来源。',
  heic: '这是苹果手机的 HEIC 照片，没有存入。请在手机上选“兼容性最佳”格式，或导出为 JPG 后再添加。',
  unknown: '不收这种文件，没有存入。可以添加照片（JPG、PNG）、PDF、OFD、Word、Excel、PPT 文件。',
};

/** The kind, or why it is not taken in. */
export function fileKindOf(bytes: Uint8Array): FileKind | Refusal {
  if (bytes.length === 0) return 'empty';
  if (starts(bytes, [0xff, 0xd8, 0xff])) return jpeg;
  if (starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return png;
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 4) === 'WEBP') return webp;
  if (/^GIF8[79]a/.test(text(bytes, 0, 6))) return gif;
  if (isBitmap(bytes)) return bmp;
  if (text(bytes, 0, 5) === '%PDF-') return pdf;
  if (starts(bytes, [0x50, 0x4b, 0x03, 0x04])) return zipKind(bytes);
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return oldOffice;
  if (text(bytes, 4, 4) === 'ftyp' && /^(heic|heix|mif1|msf1|hevc)/.test(text(bytes, 8, 4))) return 'heic';
  return isProgram(bytes) ? 'program' : 'unknown';
}

export const isRefusal = (found: FileKind | Refusal): found is Refusal => typeof found === 'string';

/** Ending for a saved copy. */
export function extensionOf(mime: string, name: string | null): string {
  const ending = /\.[a-z]+$/i.exec(name ?? '')?.[0].toLowerCase() ?? '';
  if (mime === oldOffice.mime && oldEndings.includes(ending)) return ending;
  return all.find((each) => each.mime === mime)?.extension ?? '.bin';
}

export const kindLabel = (mime: string): string => all.find((each) => each.mime === mime)?.label ?? '文件';

const starts = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((value, index) => bytes[index] === value);

const text = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** `BM` alone begins many texts: the header's own length has to be one of those there are. */
const isBitmap = (bytes: Uint8Array): boolean =>
  text(bytes, 0, 2) === 'BM' && [40, 52, 56, 108, 124].includes(bytes[14] ?? 0) && bytes[15] === 0;

/** Windows, Linux and macOS programs, scripts, shortcuts, installers. */
const isProgram = (bytes: Uint8Array): boolean =>
  text(bytes, 0, 2) === 'MZ' ||
  starts(bytes, [0x7f, 0x45, 0x4c, 0x46]) ||
  starts(bytes, [0xcf, 0xfa, 0xed, 0xfe]) ||
  starts(bytes, [0xca, 0xfe, 0xba, 0xbe]) ||
  starts(bytes, [0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00]) ||
  text(bytes, 0, 2) === '#!';

/** Names stand uncompressed in the directory at the end of a ZIP file. */
function zipKind(bytes: Uint8Array): FileKind | Refusal {
  const directory = bytes.subarray(Math.max(0, bytes.length - 256 * 1024));
  return zipMarks.find(([name]) => holds(directory, name))?.[1] ?? 'unknown';
}

function holds(bytes: Uint8Array, name: string): boolean {
  const first = name.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (text(bytes, at, name.length) === name) return true;
  }
  return false;
}
