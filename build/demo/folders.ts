/** Where the demo lies. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
export const demoFolder = join(projectRoot, 'out', 'demo');

export interface DemoFolders {
  readonly centre: string;
  readonly outlets: string;
  readonly packs: string;
  readonly inbox: string;
  readonly prints: string;
  readonly screens: string;
  readonly figures: string;
}

export const foldersIn = (base: string): DemoFolders => ({
  centre: join(base, 'centre'),
  outlets: join(base, 'outlets'),
  packs: join(base, 'packs'),
  inbox: join(base, 'inbox'),
  prints: join(base, 'prints'),
  screens: join(base, 'screens'),
  figures: join(base, 'figures.json'),
});
