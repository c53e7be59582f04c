/**
 * Events for the window. Files and notices must not be lost when they come before the screen is
 * there, so they wait for the first listener; the others only say "ask again".
 */
import type { BridgeEvent, BridgeEvents } from '#contract/bridge.ts';

export type Emit = <E extends BridgeEvent>(event: E, data: BridgeEvents[E]) => void;

export interface EventSender {
  readonly emit: Emit;
  /** The page now listens to this event. */
  readonly listening: (event: unknown) => void;
  /** The page starts afresh and listens to nothing. */
  readonly forget: () => void;
}

export function eventSender(send: (event: BridgeEvent, data: unknown) => void): EventSender {
  const kept: { readonly event: BridgeEvent; readonly data: unknown }[] = [];
  const listened = new Set<unknown>();
  return {
    emit: (event, data) => {
      if ((event === 'files' || event === 'notice') && !listened.has(event)) kept.push({ event, data });
      else send(event, data);
    },
    listening: (event) => {
      listened.add(event);
      for (const item of kept.splice(0)) {
        if (item.event === event) send(item.event, item.data);
        else kept.push(item);
      }
    },
    forget: () => {
      listened.clear();
    },
  };
}
