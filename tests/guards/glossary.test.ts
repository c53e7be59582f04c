/** One word per idea: what the code names, the glossary explains. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contract } from '#contract/index.ts';
import { entities } from '#domain/entities.ts';
import { roles } from '#domain/permissions.ts';
import { projectRoot, textOf } from './small-project.ts';

describe('the glossary', () => {
  const lines = textOf('docs/glossary.md')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const words = new Set(lines.flatMap(([, , word = '']) => codesIn(word)));
  const places = lines.flatMap(([, , , , place = '']) => codesIn(place));

  it('has every entity', () => {
    expect(entities.map(({ name }) => name).filter((name) => !words.has(name))).toEqual([]);
  });

  it('has every noun that requests are about', () => {
    const nouns = new Set(Object.keys(contract).map((name) => name.split('.')[0] ?? ''));

    expect([...nouns].filter((noun) => !words.has(noun))).toEqual([]);
  });

  it('has every role', () => {
    expect(Object.keys(roles).filter((role) => !words.has(role))).toEqual([]);
  });

  it('names files that exist', () => {
    expect(places.length).toBeGreaterThan(50);
    expect(places.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
  });
});

const codesIn = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
