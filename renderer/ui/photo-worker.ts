/**
 * Runs in a thread of its own: a photo is decoded, shrunk and encoded anew, and what it looks like is taken
 * down. With a photo of 12 million pixels this takes longer than a frame; the screen must not wait for it.
 * Receives a Blob, answers with what became of it, or null when it is no picture.
 */
import { longestSide } from '#domain/attachment.ts';
import { greyCells, pictureHash } from '#domain/picture-hash.ts';

export interface Redrawn {
  /** A JPEG file. */
  readonly content: Uint8Array<ArrayBuffer>;
  readonly pictureHash: string | null;
}

const quality = 0.82;

async function redrawn(blob: Blob): Promise<Redrawn | null> {
  const picture = await decoded(blob);
  if (picture === null) return null;
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (pen === null) throw new Error('no canvas');
  // Transparent parts would come out black.
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(picture, 0, 0, width, height);
  picture.close();
  const hash = pictureHash(greyCells(pen.getImageData(0, 0, width, height)));
  const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality });
  return { content: new Uint8Array(await jpeg.arrayBuffer()), pictureHash: hash };
}

async function decoded(blob: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(blob);
  } catch {
    return null;
  }
}

/** What goes wrong here is an error of the thread: it ends, and whoever waits is told. */
globalThis.onmessage = ({ data }: MessageEvent<Blob>) => {
  redrawn(data).then(
    (answer) => {
      globalThis.postMessage(answer, answer === null ? {} : { transfer: [answer.content.buffer] });
    },
    (error: unknown) => {
      setTimeout(() => {
        throw error;
      });
    },
  );
};
