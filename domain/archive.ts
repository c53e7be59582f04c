/**
 * The archive of one event or training (一键归档): a ZIP file whose names say what is in it, in the order
 * a supervisor's evaluation asks for it, with a manifest that proves it whole.
 *
 *   00目录.pdf  01方案.pdf  01方案/  02签到表.pdf  02签到表/  03照片/  04资料样张/
 *   05总结.docx  05总结/  06其他/  99清单.json
 */
import type { AttachmentKind } from './attachment.ts';

export const archiveLimits = {
  /** Everything is put together in memory. */
  bytes: 400 * 1024 * 1024,
} as const;

export const folderOf: Readonly<Record<AttachmentKind, string>> = {
  plan: '01方案',
  sheet: '02签到表',
  photo: '03照片',
  material: '04资料样张',
  summary: '05总结',
  evidence: '06其他',
  other: '06其他',
};

export const indexName = '00目录.pdf';
export const planName = '01方案.pdf';
/** A training has one sheet; an event one of the public and one of its staff. */
export const sheetName = (of: 'outreach' | 'training', sheet: 'public' | 'staff'): string =>
  of === 'outreach' && sheet === 'staff' ? '02签到表_工作人员.pdf' : '02签到表.pdf';
export const summaryName = '05总结.docx';
export const manifestName = '99清单.json';

export interface ArchiveEntry {
  readonly path: string;
  readonly bytes: number;
  /** Of the file in the archive, 64 hex digits. */
  readonly sha256: string;
}

export interface Manifest {
  readonly format: 1;
  readonly number: string;
  readonly title: string;
  readonly outlet: string;
  /** `YYYY-MM-DD HH:mm` */
  readonly madeAt: string;
  readonly madeBy: string;
  /** Every file but the manifest itself, in order. */
  readonly files: readonly ArchiveEntry[];
  /** Attachments whose file is not on this PC. */
  readonly missing: readonly string[];
}

/** `03照片/01.jpg`: numbered within its folder, because names of files may hold names of people. */
export function placesOf<T extends { readonly kind: AttachmentKind; readonly extension: string }>(
  attachments: readonly T[],
): readonly { readonly of: T; readonly path: string }[] {
  const counts = new Map<string, number>();
  const placed = attachments.map((of) => {
    const folder = folderOf[of.kind];
    const number = (counts.get(folder) ?? 0) + 1;
    counts.set(folder, number);
    return { of, path: `${folder}/${String(number).padStart(2, '0')}${of.extension}` };
  });
  return placed.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** `HD-0037-20250612-A001-3_活动名.zip`, without what a file system may refuse. */
export const archiveFileName = (number: string, title: string): string =>
  `${number}_${title.replace(/[\\/:*?"<>|\s\p{Cc}]/gu, '_').slice(0, 40)}.zip`;

/** What a complete archive has, in words for the index; the rest is named as missing there. */
export function lacking(
  kinds: ReadonlySet<AttachmentKind>,
  has: { readonly sheet: boolean; readonly summary: boolean },
) {
  const gaps: string[] = [];
  if (!has.sheet && !kinds.has('sheet')) gaps.push('签到表');
  if (!kinds.has('photo')) gaps.push('照片');
  if (!has.summary && !kinds.has('summary')) gaps.push('总结');
  return gaps;
}
