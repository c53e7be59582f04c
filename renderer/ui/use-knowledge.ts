/** The 知识库 of this installation as pickers and panels use it: what is in use, folded for searching. */
import type { ArticleRow, BannedRow, CaseRow, PhraseRow } from '#contract/knowledge.ts';
import { indexed, type Indexed } from '#domain/knowledge.ts';
import { may } from '#domain/permissions.ts';
import type { Out } from '#contract/index.ts';
import { sessionStore } from '#renderer/session-store.ts';
import { useRead } from '#renderer/use-query.ts';

export interface UsableKnowledge {
  readonly phrases: readonly PhraseRow[];
  readonly banned: readonly BannedRow[];
  readonly cases: readonly CaseRow[];
  readonly articles: readonly ArticleRow[];
  readonly phraseIndex: readonly Indexed<PhraseRow>[];
  readonly caseIndex: readonly Indexed<CaseRow>[];
  readonly articleIndex: readonly Indexed<ArticleRow>[];
}

export const phraseFindable = ({ code, title, text, pinyin }: PhraseRow) => ({
  name: title,
  text: `${code} ${text}`,
  sounds: `${code} ${pinyin}`,
});
export const bannedFindable = ({ sentence, reason, instead, pinyin }: BannedRow) => ({
  name: sentence,
  text: `${reason} ${instead}`,
  sounds: pinyin,
});
export const caseFindable = ({ title, happened, handled, lesson, pinyin }: CaseRow) => ({
  name: title,
  text: `${happened} ${handled} ${lesson}`,
  sounds: pinyin,
});
export const articleFindable = ({ document, article, text, keywords, pinyin }: ArticleRow) => ({
  name: `${document} ${article ?? ''}`,
  text: `${text} ${keywords.join(' ')}`,
  sounds: pinyin,
});

const nothing = usable({ phrases: [], banned: [], cases: [], articles: [], unshipped: 0 });

/** Folded once per answer of the database, for all fields on the screen together. */
const made = new WeakMap<object, UsableKnowledge>();

function usable(all: Out<'knowledge.all'>): UsableKnowledge {
  const inUse = <T extends { readonly inUse: boolean }>(rows: readonly T[]): readonly T[] =>
    rows.filter((row) => row.inUse);
  const phrases = inUse(all.phrases);
  const cases = inUse(all.cases);
  const articles = inUse(all.articles);
  return {
    phrases,
    banned: inUse(all.banned),
    cases,
    articles,
    phraseIndex: indexed(phrases, phraseFindable),
    caseIndex: indexed(cases, caseFindable),
    articleIndex: indexed(articles, articleFindable),
  };
}

/** Empty until it is read, behind the lock, and for who may not see it. */
export function useKnowledge(enabled = true): UsableKnowledge {
  const role = sessionStore((store) => store.open?.user?.role);
  const mayRead = role !== undefined && may(role, 'knowledge.read');
  const { data } = useRead('knowledge.all', {}, { enabled: enabled && mayRead });
  if (data === undefined) return nothing;
  const known = made.get(data);
  if (known !== undefined) return known;
  const fresh = usable(data);
  made.set(data, fresh);
  return fresh;
}
