/** The dependency set is pinned, and installing it tells nobody's address. */
import { describe, expect, it } from 'vitest';
import { textOf } from './small-project.ts';

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
interface LockFile {
  readonly packages: Readonly<Record<string, { resolved?: string; integrity?: string; version?: string }>>;
}

describe('packages', () => {
  const own = JSON.parse(textOf('package.json')) as Package;
  const lock = JSON.parse(textOf('package-lock.json')) as LockFile;
  const installed = Object.entries(lock.packages).filter(([path]) => path !== '');

  it('are asked for in one exact version', () => {
    const asked = Object.entries({ ...own.dependencies, ...own.devDependencies });

    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter(([, version]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('are locked by checksum', () => {
    expect(installed.filter(([, entry]) => entry.integrity === undefined).map(([path]) => path)).toEqual([]);
  });

  it('are locked without the address of a registry', () => {
    expect(installed.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([]);
  });
});
