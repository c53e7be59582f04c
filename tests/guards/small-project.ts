import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

const layers = ['domain', 'contract', 'db', 'services', 'electron', 'electron/preload', 'renderer'];
const configurations = [
  'package.json',
  'tsconfig.base.json',
  '.oxlintrc.json',
  ...layers.map((l) => `${l}/tsconfig.json`),
];

/** One file per layer, each using everything its layer may use. */
export const rightFiles: Readonly<Record<string, string>> = {
  'domain/colour.ts': `
    import { z } from 'zod/mini';
    export const Colour = z.enum(['red', 'blue']);
    export type Colour = z.infer<typeof Colour>;
    export const yearOf = (instant: number): number => new Date(instant).getUTCFullYear();`,
  'contract/colour.ts': `
    import type { Colour } from '#domain/colour.ts';
    export type Paint = { readonly colour: Colour };`,
  'db/colour.ts': `
    import { existsSync } from 'node:fs';
    import Database from 'better-sqlite3';
    import { pinyin } from 'pinyin-pro';
    import type { Colour } from '#domain/colour.ts';
    export const soundOf = (name: string): string => pinyin(name);
    export const openFor = (_colour: Colour, path: string): Database.Database | null =>
      existsSync(path) ? new Database(path) : null;`,
  'services/colour.ts': `
    import { randomUUID } from 'node:crypto';
    import type { Paint } from '#contract/colour.ts';
    import { openFor } from '#db/colour.ts';
    export const store = (paint: Paint): string => \`\${randomUUID()} \${openFor(paint.colour, 'x')?.name ?? ''}\`;`,
  'electron/backend.ts': `
    import { store } from '#services/colour.ts';
    export const start = (): string => store({ colour: 'red' });`,
  'electron/main.ts': `
    import { app } from 'electron';
    export const ready = async (): Promise<void> => { await app.whenReady(); };`,
  'electron/preload/index.ts': `
    import { contextBridge } from 'electron';
    import type { Paint } from '#contract/colour.ts';
    contextBridge.exposeInMainWorld('bridge', { width: (_paint: Paint): number => window.innerWidth });`,
  'renderer/features/wall/Wall.tsx': `
    import type { ReactNode } from 'react';
    import type { Paint } from '#contract/colour.ts';
    export function Wall({ colour }: Paint): ReactNode {
      return <p lang="en">{colour}</p>;
    }`,
};

export interface Finding {
  readonly file: string;
  readonly text: string;
}

/**
 * A copy of this project's own configuration around a few small files, away from the real sources.
 * It lies outside the repository, because the linter passes over what git ignores.
 */
export class SmallProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'xiaobao-guard-'));

  constructor(files: Readonly<Record<string, string>>) {
    for (const path of configurations) cpSync(join(projectRoot, path), this.at(path));
    // 'junction' needs no special right on Windows and means nothing elsewhere.
    symlinkSync(join(projectRoot, 'node_modules'), this.at('node_modules'), 'junction');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(this.at(path)), { recursive: true });
      writeFileSync(this.at(path), text);
    }
  }

  /** What the compiler says about these layers and those they build on. */
  types(of: readonly string[] = layers): readonly Finding[] {
    const { output } = this.#run('typescript/bin/tsc', ['-b', '--pretty', 'false', ...of]);
    return output
      .split('\n')
      .map((line) => /^(?<file>[^\s(]+)\(\d+,\d+\): (?<text>.*)$/.exec(line)?.groups)
      .filter((groups) => groups !== undefined)
      .map(({ file = '', text = '' }) => ({ file, text }));
  }

  /** What the linter says. */
  lint(): readonly Finding[] {
    const { output } = this.#run('oxlint/bin/oxlint', ['--type-aware', '--format=json', '.']);
    const report = JSON.parse(output) as {
      diagnostics: { filename: string; code: string; message: string; help?: string }[];
    };
    return report.diagnostics.map((d) => ({ file: d.filename, text: `${d.code}: ${d.message} ${d.help ?? ''}` }));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  at(path: string): string {
    return join(this.folder, path);
  }

  #run(tool: string, args: readonly string[]): { readonly output: string } {
    const done = spawnSync(process.execPath, [join(projectRoot, 'node_modules', tool), ...args], {
      cwd: this.folder,
      encoding: 'utf8',
    });
    if (done.error) throw done.error;
    return { output: done.stdout };
  }
}

export function textOf(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}
