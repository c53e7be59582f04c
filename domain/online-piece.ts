/** What the branch publishes online (线上内容), and how often it was read, as counted on a day. */
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';

export const onlineChannels = { account: '公众号', video: '视频号', app: '手机银行', media: '外部媒体' } as const;
export type OnlineChannel = keyof typeof onlineChannels;

export const onlineForms = { article: '图文', picture: '长图', video: '短视频', live: '直播' } as const;
export type OnlineForm = keyof typeof onlineForms;

export const onlinePieceEntity = {
  name: 'online_piece',
  owner: 'centre',
  fields: {
    title: needed.text('B'),
    channel: needed.text<OnlineChannel>('B'),
    form: needed.text<OnlineForm>('B'),
    /** 消保小课堂, 以案说险 … */
    series: optional.text('B'),
    publishedOn: needed.text('B'),
  },
} as const;

export type OnlinePiece = RecordOf<typeof onlinePieceEntity>;

/** Total reads or plays of a piece on a day. The newest day counts; older ones show how it grew. */
export const onlineReadingEntity = {
  name: 'online_reading',
  owner: 'centre',
  fields: {
    piece: needed.text('A'),
    readOn: needed.text('A'),
    reads: needed.int('A'),
  },
} as const;

export type OnlineReading = RecordOf<typeof onlineReadingEntity>;

/** Reads as of a day: the newest count not after it; 0 when there is none. Of two on one day the larger. */
export function readsOn(readings: readonly Pick<OnlineReading, 'readOn' | 'reads'>[], day: string): number {
  const known = readings
    .filter(({ readOn }) => readOn <= day)
    .toSorted((a, b) => a.readOn.localeCompare(b.readOn) || a.reads - b.reads);
  return known.at(-1)?.reads ?? 0;
}
