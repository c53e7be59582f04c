/** The walls between the layers still stand: each is run against a small file that breaks it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Finding, rightFiles, SmallProject } from './small-project.ts';

const wrongTypes: readonly (readonly [title: string, file: string, text: string, message: RegExp])[] = [
  [
    'domain may not read files',
    'domain/wrong-node.ts',
    `import 'node:fs'; export const a = process.pid;`,
    /TS2591.*'process'/,
  ],
  ['domain may not touch the page', 'domain/wrong-page.ts', `export const a = document.title;`, /TS2584.*'document'/],
  [
    'domain may not write to the console',
    'domain/wrong-console.ts',
    `console.log('x'); export const a = 1;`,
    /TS2584.*'console'/,
  ],
  [
    'domain may not import contract',
    'domain/wrong-contract.ts',
    `export type { Paint } from '#contract/colour.ts';`,
    /TS6307/,
  ],
  [
    'contract may not import services',
    'contract/wrong-services.ts',
    `export { store } from '#services/colour.ts';`,
    /TS6307/,
  ],
  ['db may not import services', 'db/wrong-services.ts', `export { store } from '#services/colour.ts';`, /TS6307/],
  [
    'services may not import the renderer',
    'services/wrong-renderer.ts',
    `export { Wall } from '#renderer/features/wall/Wall.tsx';`,
    /TS6/,
  ],
  ['renderer may not import db', 'renderer/wrong-db.ts', `export { openFor } from '#db/colour.ts';`, /TS6307/],
  ['renderer may not use Node', 'renderer/wrong-node.ts', `export const a = process.pid;`, /TS2591.*'process'/],
  [
    'enums are refused, because Node runs the files as they are',
    'domain/wrong-enum.ts',
    `export enum Colour { red }`,
    /TS1294/,
  ],
];

const wrongLint: readonly (readonly [title: string, file: string, text: string, message: RegExp])[] = [
  [
    'a promise that nobody waits for',
    'services/wrong-promise.ts',
    `const save = async (): Promise<void> => { await Promise.resolve(); };\nexport const close = (): void => { save(); };`,
    /no-floating-promises.*must be awaited/,
  ],
  [
    'a promise thrown away with void',
    'services/wrong-void.ts',
    `const save = async (): Promise<void> => { await Promise.resolve(); };\nexport const close = (): void => { void save(); };`,
    /no-floating-promises/,
  ],
  [
    'an async function where none is awaited',
    'services/wrong-misused.ts',
    `export const all = (xs: readonly string[]): void => { xs.forEach(async (x) => { await Promise.resolve(x); }); };`,
    /no-misused-promises/,
  ],
  [
    'a switch that forgets a case',
    'domain/wrong-switch.ts',
    `export const f = (c: 'a' | 'b'): number => { switch (c) { case 'a': return 1; } return 2; };`,
    /switch-exhaustiveness-check.*"b"/,
  ],
  ['an explicit any', 'db/wrong-any.ts', `export const f = (x: any): void => { String(x); };`, /no-explicit-any/],
  [
    'an unsafe call',
    'db/wrong-unsafe.ts',
    `export const f = (text: string): number => JSON.parse(text).length;`,
    /no-unsafe-(return|member-access)/,
  ],
  ['a default export', 'services/wrong-default.ts', `export default 1;`, /no-default-export/],
  ['a line on the console', 'services/wrong-console.ts', `console.log(1); export const a = 1;`, /no-console/],
  [
    'the clock in domain',
    'domain/wrong-clock.ts',
    `export const f = (): number => Date.now();`,
    /no-restricted-properties.*has no clock/,
  ],
  [
    'chance in domain',
    'domain/wrong-chance.ts',
    `export const f = (): number => Math.random();`,
    /no-restricted-properties.*has no chance/,
  ],
  [
    'node in domain',
    'domain/wrong-fs.ts',
    `import 'node:fs'; export const a = 1;`,
    /no-restricted-imports.*domain\/ is pure/,
  ],
  [
    'the large zod in domain',
    'domain/wrong-zod.ts',
    `import { z } from 'zod'; export const A = z.string();`,
    /no-restricted-imports.*zod\/mini/,
  ],
  [
    'the large zod elsewhere',
    'services/wrong-zod.ts',
    `import { z } from 'zod'; export const A = z.string();`,
    /no-restricted-imports.*several times larger/,
  ],
  [
    'services in contract',
    'contract/wrong-import.ts',
    `export { store } from '#services/colour.ts';`,
    /no-restricted-imports.*only declares/,
  ],
  [
    'services in db',
    'db/wrong-import.ts',
    `export { store } from '#services/colour.ts';`,
    /no-restricted-imports.*only keeps/,
  ],
  [
    'electron in services',
    'services/wrong-electron.ts',
    `import { app } from 'electron'; export const a = app.name;`,
    /no-restricted-imports.*knows no window/,
  ],
  [
    'the database in the main process',
    'electron/wrong-db.ts',
    `import { openFor } from '#db/colour.ts'; export const a = openFor;`,
    /no-restricted-imports.*ask through the broker/,
  ],
  [
    'code in the preload',
    'electron/preload/wrong-code.ts',
    `import { Colour } from '#domain/colour.ts'; export const a = Colour;`,
    /no-restricted-imports.*types only/,
  ],
  [
    'the database in a screen',
    'renderer/wrong-import.ts',
    `import { openFor } from '#db/colour.ts'; export const a = openFor;`,
    /no-restricted-imports.*renderer\/api\.ts/,
  ],
  [
    'one feature in another',
    'renderer/features/roof/wrong-feature.tsx',
    `export { Wall } from '#renderer/features/wall/Wall.tsx';`,
    /no-restricted-imports.*renderer\/ui/,
  ],
  [
    'a path that climbs into another layer',
    'services/wrong-climb.ts',
    `export { Colour } from '../domain/colour.ts';`,
    /no-restricted-imports.*Name the layer/,
  ],
  [
    'two files that import each other',
    'domain/wrong-circle.ts',
    `import { b } from './wrong-circle-b.ts'; export const a = (): number => b();`,
    /no-cycle/,
  ],
  [
    'a hook in a branch',
    'renderer/wrong-hook.tsx',
    `import { useState } from 'react';\nexport function A({ on }: { on: boolean }): number { if (on) { const [n] = useState(1); return n; } return 0; }`,
    /rules-of-hooks/,
  ],
  [
    'a file of more than 400 lines',
    'domain/wrong-length.ts',
    `export const a = 1;\n${'\n'.repeat(400)}`,
    /max-lines.*400/,
  ],
  [
    'a function of more than 80 lines',
    'domain/wrong-function.ts',
    `export function f(): number {\n${'\n'.repeat(80)}return 1;\n}`,
    /max-lines-per-function/,
  ],
  [
    'a function with too many branches',
    'domain/wrong-branches.ts',
    `export const f = (n: number): number => ${Array.from({ length: 16 }, (_, i) => `n === ${String(i)} ? ${String(i)} : `).join('')}0;`,
    /complexity/,
  ],
];

const circleBack: Readonly<Record<string, string>> = {
  'domain/wrong-circle-b.ts': `import { a } from './wrong-circle.ts'; export const b = (): number => a();`,
};

describe('right files', () => {
  const project = new SmallProject(rightFiles);
  afterAll(() => {
    project.remove();
  });

  it('pass the compiler', () => {
    expect(project.types()).toEqual([]);
  });

  it('pass the linter', () => {
    expect(project.lint()).toEqual([]);
  });
});

describe('the compiler refuses', () => {
  // Each alone: one wrong import would carry Node's types into its neighbours.
  it.each(wrongTypes)('%s', (_title, file, text, message) => {
    const findings = look({ [file]: text }, (project) => project.types([layerOf(file)]));

    expect(sayings(findings, file)).toMatch(message);
  });
});

describe('the linter refuses', () => {
  let findings: readonly Finding[] = [];
  beforeAll(() => {
    const wrong = Object.fromEntries(wrongLint.map(([, file, text]) => [file, text]));
    findings = look({ ...wrong, ...circleBack }, (project) => project.lint());
  });

  it.each(wrongLint)('%s', (_title, file, _text, message) => {
    expect(sayings(findings, file)).toMatch(message);
  });

  it('nothing in the right files beside them', () => {
    expect(findings.filter(({ file }) => !file.includes('wrong-'))).toEqual([]);
  });
});

function look(
  wrong: Readonly<Record<string, string>>,
  examine: (project: SmallProject) => readonly Finding[],
): readonly Finding[] {
  const project = new SmallProject({ ...rightFiles, ...wrong });
  try {
    return examine(project);
  } finally {
    project.remove();
  }
}

function layerOf(file: string): string {
  return file.split('/')[0] ?? file;
}

function sayings(findings: readonly Finding[], file: string): string {
  return findings
    .filter((finding) => finding.file === file)
    .map((finding) => finding.text)
    .join('\n');
}
