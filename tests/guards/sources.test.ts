/** Rules about the sources themselves that neither compiler nor linter can express. */
import { readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, textOf } from './small-project.ts';

const folders = ['domain', 'contract', 'db', 'services', 'electron', 'renderer', 'build', 'tests'];
const longest = 400;

const sources = folders.flatMap((folder) =>
  readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|css)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length).replaceAll('\\', '/')),
);

describe('sources', () => {
  it('are found at all', () => {
    expect(sources).toContain('build/run.mjs');
    expect(sources).toContain('domain/failure.ts');
  });

  it(`have at most ${String(longest)} lines`, () => {
    const tooLong = sources
      .map((path) => ({ path, lines: textOf(path).trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > longest);

    expect(tooLong).toEqual([]);
  });

  it('in domain take the instant as an argument', () => {
    expect(sources.filter((path) => path.startsWith('domain/')).filter((path) => readsClock(textOf(path)))).toEqual([]);
  });

  it('of one feature do not import another feature', () => {
    const features = sources.filter((path) => path.startsWith('renderer/features/'));

    expect(features.flatMap((path) => foreignFeatures(path, textOf(path)))).toEqual([]);
  });
});

describe('the rules about sources', () => {
  it.each(['new Date()', 'new Date( )', 'new Date', 'Date.now()', 'Math.random()', 'performance.now()', 'Date()'])(
    'see the clock or chance in: %s',
    (text) => {
      expect(readsClock(`const a = ${text};`)).toBe(true);
    },
  );

  it.each(['new Date(instant)', 'toDate()', '// new Date() is not allowed here', '/* Date.now() */', 'z.date()'])(
    'see no clock in: %s',
    (text) => {
      expect(readsClock(`const a = 1; ${text}\n`)).toBe(false);
    },
  );

  it('see a feature that reaches into its neighbour', () => {
    const path = 'renderer/features/training/Page.tsx';

    expect(foreignFeatures(path, `import { A } from '../complaint/A.tsx';`)).toEqual([`${path} imports complaint`]);
    expect(foreignFeatures(path, `import { B } from './list/B.tsx';\nimport x from '#renderer/ui/X.tsx';`)).toEqual([]);
  });
});

function readsClock(text: string): boolean {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
  return /\bnew Date\b(?!\s*\(\s*[^\s)])|(?<![\w.]|new )Date\(\s*\)|\b(Date|performance)\.now\b|\bMath\.random\b/.test(
    code,
  );
}

function foreignFeatures(path: string, text: string): readonly string[] {
  const featureOf = (file: string): string | undefined => /^renderer\/features\/([^/]+)\//.exec(file)?.[1];
  return [...text.matchAll(/from '(\.[^']+)'|import\('(\.[^']+)'\)/g)]
    .map(([, fixed, lazy]) => featureOf(posix.join(dirname(path), fixed ?? lazy ?? '')))
    .filter((feature) => feature !== undefined && feature !== featureOf(path))
    .map((feature) => `${path} imports ${String(feature)}`);
}
