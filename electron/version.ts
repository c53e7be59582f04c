/** The program's version as package.json states it, for what runs outside the window. */
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');

export const programVersion: string = (JSON.parse(text) as { readonly version: string }).version;
