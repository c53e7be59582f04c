/**
 * What happens to a file before it is handed over: pictures are decoded in the sandbox, in a thread of their
 * own, shrunk to 1600 pixels and encoded anew, so that nothing of the original but what it shows goes on
 * (ADR 0028).
 * Everything else is passed on as it is; the database process looks at its content again.
 */
import { attachmentLimits } from '#domain/attachment.ts';
import { fileKindOf, isRefusal, refusalSentences } from '#domain/file-kind.ts';
import { pictureSize, takenOnOf } from '#domain/image-metadata.ts';
import { RequestFailure } from '#renderer/api.ts';
import type { Redrawn } from './photo-worker.ts';

export interface PreparedFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly takenOn: string | null;
  readonly pictureHash: string | null;
}

/** @throws RequestFailure with the sentence for this file */
export async function prepareFile(file: File): Promise<PreparedFile> {
  if (file.size > attachmentLimits.photoBytes) throw tooLarge(file.size);
  const bytes = new Uint8Array(await readAll(file));
  const kind = fileKindOf(bytes);
  if (isRefusal(kind)) throw new RequestFailure('attachmentRefused', refusalSentences[kind]);
  if (!kind.mime.startsWith('image/')) {
    if (bytes.length > attachmentLimits.fileBytes) throw tooLarge(bytes.length);
    return { name: file.name, content: bytes, takenOn: null, pictureHash: null };
  }
  const size = pictureSize(bytes, kind.mime);
  if (size !== null && size.width * size.height > attachmentLimits.photoPixels) {
    throw new RequestFailure(
      'fileTooLarge',
      '照片的像素太多（超过 1.2 亿），没有存入。请先用手机或看图软件缩小后再添加。',
    );
  }
  const takenOn = kind.mime === 'image/jpeg' ? takenOnOf(bytes) : null;
  return { name: file.name, takenOn, ...(await redrawn(new Blob([bytes], { type: kind.mime }))) };
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);

const tooLarge = (bytes: number): RequestFailure =>
  new RequestFailure(
    'fileTooLarge',
    `文件有 ${megabytes(bytes)} MB，没有存入。照片最大 ${megabytes(attachmentLimits.photoBytes)} MB（存入时自动缩小），其他文件最大 ${megabytes(attachmentLimits.fileBytes)} MB。请压缩后再添加。`,
  );

/** A stick that was pulled, a file another program holds. */
async function readAll(file: File): Promise<ArrayBuffer> {
  try {
    return await file.arrayBuffer();
  } catch {
    throw new RequestFailure(
      'fileUnreadable',
      '文件读不出来，没有存入。U 盘可能已拔出，请重新插入，或把文件复制到本机再添加。',
    );
  }
}

/** One thread, started with the first photo and kept: photos come in one after the other. */
let worker: Worker | undefined;

async function redrawn(blob: Blob): Promise<Redrawn> {
  worker ??= new Worker(new URL('./photo-worker.ts', import.meta.url), { type: 'module' });
  const thread = worker;
  const answer = await new Promise<Redrawn | null>((resolve, reject) => {
    thread.onmessage = ({ data }: MessageEvent<Redrawn | null>) => resolve(data);
    thread.onerror = (event) => {
      // The next photo gets a fresh thread.
      worker = undefined;
      thread.terminate();
      reject(new Error(event.message));
    };
    thread.postMessage(blob);
  });
  if (answer !== null) return answer;
  throw new RequestFailure(
    'fileUnreadable',
    '照片打不开，可能已损坏或没有拷贝完整，没有存入。请用看图软件核对，或重新拷贝后再添加。',
  );
}
