/** Writing the 知识库: one item with its sounds, and the articles the program ships. For all outlets. */
import { bannedPhrasesOf, phrasesOf, ruleArticlesOf, typicalCasesOf } from '#db/knowledge.ts';
import { pinyinOf } from '#db/pinyin.ts';
import { getRecord } from '#db/record.ts';
import { SHIPPED_ARTICLES } from '#domain/data/rule-articles.ts';
import type { KnowledgeKind } from '#domain/knowledge.ts';
import { isInUse, knowledgeEntities } from '#domain/knowledge.ts';
import type { FieldsByKind, KnownArticle } from '#domain/knowledge-table.ts';
import type { Ctx } from './context.ts';

export const forAll = 'all';

/** Writes one item, new or corrected; nothing when it is as it was. */
export function writeKnowledge<K extends KnowledgeKind>(
  ctx: Pick<Ctx, 'write'>,
  kind: K,
  id: string,
  fields: FieldsByKind[K],
): void {
  ctx.write(knowledgeEntities[kind], id, { ...fields, pinyin: soundsOf(kind, fields) }, forAll);
}

/** How it is found by its sound: names and search words, not whole texts. */
function soundsOf<K extends KnowledgeKind>(kind: K, fields: FieldsByKind[K]): string {
  const named: { readonly [P in KnowledgeKind]: (of: FieldsByKind[P]) => readonly string[] } = {
    phrase: ({ title }) => [title],
    banned: ({ sentence }) => [sentence],
    case: ({ title }) => [title],
    article: ({ document, keywords }) => [document, ...keywords],
  };
  return named[kind](fields)
    .map((name) => pinyinOf(name.replaceAll(/[^\p{L}\p{N}]/gu, '')))
    .join(' ');
}

const readers = {
  phrase: phrasesOf,
  banned: bannedPhrasesOf,
  case: typicalCasesOf,
  article: ruleArticlesOf,
} as const;

/** What of one part is in use today. */
export function itemsInUse<K extends KnowledgeKind>(
  ctx: Pick<Ctx, 'db' | 'today'>,
  kind: K,
): readonly (FieldsByKind[K] & { readonly id: string })[] {
  const today = ctx.today();
  const all: readonly { readonly id: string; readonly retiredOn: string | null }[] = readers[kind](ctx.db);
  return all.filter((item) => isInUse(item, today)) as unknown as readonly (FieldsByKind[K] & {
    readonly id: string;
  })[];
}

/** Articles of the program that this branch does not have. */
export const unshipped = (ctx: Pick<Ctx, 'db' | 'identity'>): readonly KnownArticle[] =>
  ctx.identity.side === 'centre'
    ? SHIPPED_ARTICLES.filter(({ id }) => getRecord(ctx.db, knowledgeEntities.article, id) === null)
    : [];

/** Writes what is missing; what the centre has made of the others stays as it is. */
export function addShipped(ctx: Ctx): { added: number } {
  const missing = unshipped(ctx);
  for (const { id, ...fields } of missing) writeKnowledge(ctx, 'article', id, fields);
  return { added: missing.length };
}
