import { expect, test } from 'vitest';
import { SHIPPED_ARTICLES } from '#domain/data/rule-articles.ts';
import { moveLabels } from '#domain/complaint-state.ts';
import { topicsOf } from '#renderer/features/complaint/topics.ts';

test('what a form prefers is a keyword of some rule, or of the branch’s own', () => {
  const own = ['首问负责', '3-5-10', '提级会商'];
  const known = new Set([...SHIPPED_ARTICLES.flatMap(({ keywords }) => keywords), ...own]);
  const wanted = ['登记投诉', ...Object.values(moveLabels)].flatMap(topicsOf);

  expect(wanted.length).toBeGreaterThan(20);
  expect(wanted.filter((word) => !known.has(word))).toEqual([]);
});
