/** Somebody who reads a code out over the telephone finds it in the manual. */
import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureCodes } from '#domain/failure.ts';
import { projectRoot, textOf } from './small-project.ts';

const folder = 'docs/manual';
const pages = readdirSync(join(projectRoot, folder)).map((name) => ({ name, text: textOf(`${folder}/${name}`) }));

describe('the manual', () => {
  it('explains every code once, and no other', () => {
    const explained = [...textOf(`${folder}/messages.md`).matchAll(/^\| (E-[A-Z]+-\d+) \|/gm)].map(
      ([, code = '']) => code,
    );

    expect(explained.toSorted()).toEqual(Object.values(failureCodes).toSorted());
  });

  it('links only to pages that are there', () => {
    const targets = pages.flatMap(({ text }) =>
      [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, to = '']) => to),
    );
    const names = new Set(pages.map(({ name }) => name));

    expect(targets.length).toBeGreaterThan(5);
    expect(targets.filter((to) => !names.has(posix.normalize(to)))).toEqual([]);
  });
});
