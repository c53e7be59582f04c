/** Where the window was, and where it can be now: a second screen may be gone since. Pure. */

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const smallest = { width: 1024, height: 600 } as const;
const usual = { width: 1366, height: 768 } as const;
/** At least this much of the title bar must be on a screen to be dragged. */
const graspable = 120;

/**
 * @param areas the work areas of all screens, the main one first
 * @returns where to open: as it was when its title bar can be reached, else centred on the main screen
 */
export function placeWindow(was: Rectangle | null, areas: readonly Rectangle[]): Rectangle {
  const main = areas[0] ?? { x: 0, y: 0, ...usual };
  const home = was === null ? undefined : areas.find((area) => isReachable(was, area));
  const area = home ?? main;
  const wanted = was ?? usual;
  const width = Math.max(smallest.width, Math.min(wanted.width, area.width));
  const height = Math.max(smallest.height, Math.min(wanted.height, area.height));
  if (was !== null && home !== undefined) return { x: was.x, y: was.y, width, height };
  const middle = (start: number, room: number, size: number): number =>
    start + Math.max(0, Math.round((room - size) / 2));
  return { x: middle(area.x, area.width, width), y: middle(area.y, area.height, height), width, height };
}

function isReachable(window: Rectangle, area: Rectangle): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return across >= graspable && window.y >= area.y && window.y < area.y + area.height - 40;
}
