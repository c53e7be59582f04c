/** A screen in a file of its own, fetched when it is first shown. */
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/** React wants lazy modules with a default export; ours name their screens. */
export function screen<M, K extends keyof M>(load: () => Promise<M>, name: K): LazyExoticComponent<ComponentType> {
  return lazy(async () => ({ default: (await load())[name] as ComponentType }));
}
