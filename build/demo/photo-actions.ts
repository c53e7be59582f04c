/** Photos of the demo's newer events. One outlet uses a photo of its earlier event a second time, smaller. */
import type { Action } from './action.ts';
import type { DemoEvent } from './outreach-plan.ts';
import type { PhotoWish } from './photo.ts';
import { drawnPhoto } from './photo.ts';
import { chanceOf } from './random.ts';

/** An event with what is done about it, in order. */
export interface PlannedEvent {
  readonly event: DemoEvent;
  readonly actions: readonly Action[];
}

const photosFrom = '2025-01-01';
/** These outlets keep complete archives; the first of them reuses a photo. */
const careful = ['0037', '0003', '0064'];

const names = ['横幅全景.png', '讲解特写.png', '群众互动.png'];

/** Photos of one outlet's events, some minutes after the figures of each were filled in. */
export function photoActions(planned: readonly PlannedEvent[]): readonly Action[] {
  const shown = planned
    .filter(({ event }) => event.heldOn >= photosFrom && !event.cancelled)
    .toSorted((a, b) => (a.event.heldOn < b.event.heldOn ? -1 : 1));
  return shown.flatMap(({ event, actions }, place) => {
    const chance = chanceOf(`photos/${event.key}`);
    const share = chance.hit(0.25) ? chance.int(1, 2) : 0;
    const count = careful.includes(event.outlet.code) ? names.length : share;
    const filledAt = actions.at(-1)?.at ?? 0;
    const earlier = event.outlet.code === careful[0] && place === 1 ? shown[0]?.event.key : undefined;
    return names.slice(0, count).map((name, index): Action => {
      const isReused = earlier !== undefined && index === 0;
      const photo: PhotoWish = isReused
        ? { scene: `${earlier}/0`, width: 320 }
        : { scene: `${event.key}/${index}`, width: 480 };
      return {
        name: 'attachment.add',
        at: filledAt + (index + 1) * 60_000,
        by: 'clerk',
        key: null,
        refs: { ofId: event.key },
        input: { ofKind: 'outreach', kind: 'photo', name, takenOn: event.heldOn, photo },
      };
    });
  });
}

/** The plan names what a photo shows; it is drawn when it is handed over. */
export function withDrawnPhoto(input: Action['input']): Action['input'] {
  const { photo, ...rest } = input;
  return photo === undefined ? input : { ...rest, ...drawnPhoto(photo as PhotoWish) };
}
