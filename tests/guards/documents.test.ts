/** What the documents name is there: scripts, terminal verbs, files, decisions. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verbs } from '#electron/xb-verbs.ts';
import { projectRoot, textOf } from './small-project.ts';

const documents = [
  'README.md',
  ...readdirSync(join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`),
];
const readme = textOf('README.md');

describe('the README', () => {
  it('has every npm script', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: Readonly<Record<string, string>> };

    expect(Object.keys(scripts).filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it('shows every terminal verb, and no other', () => {
    const shown = [...readme.matchAll(/^npm run -s xb -- ([a-z-]+)/gm)].map(([, verb = '']) => verb);

    expect(shown.sort()).toEqual(Object.keys(verbs).sort());
  });
});

describe.each(documents)('%s', (path) => {
  it('names only files that are there', () => {
    expect(namedFiles(path, textOf(path)).filter((file) => !existsSync(join(projectRoot, file)))).toEqual([]);
  });
});

describe('the decisions', () => {
  const names = readdirSync(join(projectRoot, 'docs/adr'));
  const pages = names.map((name) => textOf(`docs/adr/${name}`));

  it('have a number each, without gaps', () => {
    expect(names.toSorted().map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1));
  });

  it.each(['Status: ', '## Context', '## Options', '## Decision', '## What it costs'])('have a part “%s”', (part) => {
    expect(names.filter((_, index) => pages[index]?.includes(`\n${part}`) !== true)).toEqual([]);
  });
});

/** Targets of links (pictures are made by `npm run demo`) and source files in code marks, from the project's root. */
function namedFiles(path: string, text: string): readonly string[] {
  const links = [...text.matchAll(/(?<!!)\[[^\]]*\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, to = '']) =>
    posix.join(dirname(path), to),
  );
  const marked = [
    ...text.matchAll(/`((?:domain|contract|db|services|electron|renderer|build|tests|docs)\/[\w./-]+)`/g),
  ].map(([, file = '']) => file);
  return [...links, ...marked];
}
