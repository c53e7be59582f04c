/**
 * One photo in two records (重复照片): found over the whole branch by what pictures look like, decided by a
 * person at the centre. A decision is about two photos, not about two records: another photo that turns up
 * in both is asked about again.
 */
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';
import { countBits, pictureWords, samePictureBits } from './picture-hash.ts';

export const reuseVerdicts = { same: '同一活动', reused: '确为重复' } as const;
export type ReuseVerdict = keyof typeof reuseVerdicts;

export const photoReuseEntity = {
  name: 'photo_reuse',
  owner: 'centre',
  fields: {
    /** Attachment ids, the smaller first. */
    one: needed.text('B'),
    other: needed.text('B'),
    verdict: needed.text<ReuseVerdict>('B'),
    note: optional.text('B'),
    decidedOn: needed.text('B'),
    /** Staff number. */
    decidedBy: needed.text('B'),
  },
} as const;

export type PhotoReuse = RecordOf<typeof photoReuseEntity>;

export interface ComparedPhoto {
  readonly id: string;
  /** Record it belongs to; photos of one record are not compared. */
  readonly ofId: string;
  readonly pictureHash: string;
}

export interface PhotoPair<P extends ComparedPhoto> {
  /** The one with the smaller id. */
  readonly one: P;
  readonly other: P;
  /** Differing bits of 512. */
  readonly bits: number;
}

/**
 * Pairs of different records that look the same, of which at least one photo is wanted. Every wanted photo
 * is compared with all others; a pair is given up at the first word that shows it to be two pictures, nearly
 * always the third or fourth. 1 000 wanted of 20 000 take about a second.
 */
export function pairsAmong<P extends ComparedPhoto>(
  photos: readonly P[],
  isWanted: (photo: P) => boolean,
): readonly PhotoPair<P>[] {
  const wanted = photos.filter(isWanted);
  const others = photos.filter((photo) => !isWanted(photo));
  const all = [...wanted, ...others];
  const bitsApart = comparer(all.map(({ pictureHash }) => pictureHash));
  const pairs: PhotoPair<P>[] = [];
  for (const [at, photo] of wanted.entries()) {
    for (let next = at + 1; next < all.length; next += 1) {
      const bits = bitsApart(at, next);
      const partner = bits > samePictureBits ? undefined : all[next];
      if (partner !== undefined && partner.ofId !== photo.ofId) pairs.push(ordered(photo, partner, bits));
    }
  }
  return pairs;
}

/** Differing bits of two pictures by their places; counted no further than to know that there are too many. */
function comparer(hashes: readonly string[]): (a: number, b: number) => number {
  const [first] = hashes;
  const length = first === undefined ? 0 : pictureWords(first).length;
  // One block instead of an object a picture: this loop is run some ten million times.
  const words = new Int32Array(hashes.length * length);
  for (const [at, hash] of hashes.entries()) words.set(pictureWords(hash), at * length);
  return (a, b) => {
    let bits = 0;
    for (let at = 0; at < length && bits <= samePictureBits; at += 1)
      bits += countBits((words[a * length + at] ?? 0) ^ (words[b * length + at] ?? 0));
    return bits;
  };
}

const ordered = <P extends ComparedPhoto>(a: P, b: P, bits: number): PhotoPair<P> =>
  a.id < b.id ? { one: a, other: b, bits } : { one: b, other: a, bits };
