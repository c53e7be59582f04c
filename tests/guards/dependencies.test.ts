/** The list of dependencies tells the truth: names, versions, licences. */
import { describe, expect, it } from 'vitest';
import { textOf } from './small-project.ts';

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
interface Locked {
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

describe('docs/dependencies.md', () => {
  const own = JSON.parse(textOf('package.json')) as Package;
  const lock = (JSON.parse(textOf('package-lock.json')) as { packages: Readonly<Record<string, Locked>> }).packages;
  const [head = '', ...sections] = textOf('docs/dependencies.md').split('\n## ');
  const [inApp = [], forBuild = [], licences = []] = sections.map(rowsOf);
  const named = [...inApp, ...forBuild].map(([name = '', version = '', licence = '']) => ({
    name: name.replaceAll('`', ''),
    version,
    licence,
  }));

  it('lists what package.json asks for, in that version', () => {
    const asked = Object.entries({ ...own.dependencies, ...own.devDependencies });

    expect(head).toContain('# Dependencies');
    expect(named.map(({ name, version }) => `${name} ${version}`).sort()).toEqual(
      asked.map(([name, version]) => `${name} ${version.replace(/^npm:.*@/, '')}`).sort(),
    );
  });

  it('gives the licence that stands in the package', () => {
    const found = named.map(({ name }) => ({
      name,
      licence: (JSON.parse(textOf(`node_modules/${name}/package.json`)) as { license: string }).license,
    }));

    expect(named.map(({ name, licence }) => ({ name, licence }))).toEqual(found);
  });

  it('sums up the licences of everything behind them', () => {
    const all = Object.keys(lock).filter((path) => path !== '');
    // Electron is not bundled: it is the runtime, with licences of its own.
    const app = reachable(
      lock,
      inApp.map(([name = '']) => name.replaceAll('`', '')).filter((name) => name !== 'electron'),
    );
    const kinds = (paths: readonly string[]): readonly string[] =>
      [...new Set(paths.map((path) => lock[path]?.license ?? 'none'))].sort();
    const listed = (column: number): readonly string[] =>
      licences.flatMap((row) => (row[column] === '✓' ? [row[0] ?? ''] : [])).sort();

    expect(app.size).toBeGreaterThan(50);
    expect(listed(1)).toEqual(kinds([...app]));
    expect(listed(2)).toEqual(kinds(all.filter((path) => !app.has(path))));
  });
});

/** Cells of the rows of a section's table, without its head. */
function rowsOf(section: string): readonly (readonly string[])[] {
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** Paths in the lock file of the packages and of all they depend on. */
function reachable(lock: Readonly<Record<string, Locked>>, names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string, from: string): void => {
    const path = placeOf(lock, name, from);
    if (path === null || found.has(path)) return;
    found.add(path);
    const { dependencies, optionalDependencies } = lock[path] ?? {};
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) visit(next, path);
  };
  for (const name of names) visit(name, '');
  return found;
}

/** Where Node finds `name` when a package at `from` asks for it; null for an optional one that is missing. */
function placeOf(lock: Readonly<Record<string, Locked>>, name: string, from: string): string | null {
  const path = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (path in lock) return path;
  if (from === '') return null;
  const above = from.lastIndexOf('/node_modules/');
  return placeOf(lock, name, above === -1 ? '' : from.slice(0, above));
}
