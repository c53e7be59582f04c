/**
 * 知识库: what the centre writes down once and everybody at a counter can look up: standard wordings
 * (话术), sentences nobody may say any more (禁用语), desensitised cases (典型案例), articles of rules
 * (制度). The centre owns all four; they travel in the pack. Nothing is deleted: from a day on it is
 * out of use and no longer offered.
 */
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';

/** Dictionary choices it belongs to; both null: fits every case. What lies under a choice belongs to it. */
const about = { business: optional.text('B'), cause: optional.text('B') } as const;

/** Initials and full pinyin of its name, made at the centre; and from which day it is out of use. */
const common = { pinyin: needed.text('B'), retiredOn: optional.text('B') } as const;

export const phraseEntity = {
  name: 'phrase',
  owner: 'centre',
  fields: {
    /** Short sign people remember, unique among those in use. */
    code: needed.text('B'),
    title: needed.text('B'),
    /** May hold placeholders: domain/phrase.ts. */
    text: needed.text('B'),
    ...about,
    ...common,
  },
} as const;

export const bannedPhraseEntity = {
  name: 'banned_phrase',
  owner: 'centre',
  fields: {
    sentence: needed.text('B'),
    reason: needed.text('B'),
    abolishedOn: needed.text('B'),
    /** What to say instead. */
    instead: needed.text('B'),
    ...common,
  },
} as const;

export const typicalCaseEntity = {
  name: 'typical_case',
  owner: 'centre',
  fields: {
    title: needed.text('B'),
    happened: needed.text('B'),
    handled: needed.text('B'),
    lesson: needed.text('B'),
    ...about,
    ...common,
  },
} as const;

/** Which complaint a typical case was written from. Stays at the centre: outlets get the text alone. */
export const typicalCaseSourceEntity = {
  name: 'typical_case_source',
  owner: 'centre',
  fields: { typicalCase: needed.text('B'), complaint: needed.text('B') },
} as const;

export const ruleArticleEntity = {
  name: 'rule_article',
  owner: 'centre',
  fields: {
    document: needed.text('B'),
    /** 第十八条第一款; null where the number was not checked with the document. */
    article: optional.text('B'),
    /** What it says, in our own words: never a quotation. */
    text: needed.text('B'),
    keywords: needed.list<string>('B'),
    ...about,
    ...common,
  },
} as const;

export type Phrase = RecordOf<typeof phraseEntity>;
export type BannedPhrase = RecordOf<typeof bannedPhraseEntity>;
export type TypicalCase = RecordOf<typeof typicalCaseEntity>;
export type RuleArticle = RecordOf<typeof ruleArticleEntity>;

/** The four parts, in the order of the screens. */
export const knowledgeKinds = {
  phrase: { label: '话术', one: '话术', unit: '条' },
  banned: { label: '禁用语', one: '禁用语', unit: '句' },
  case: { label: '案例库', one: '案例', unit: '个' },
  article: { label: '制度', one: '制度', unit: '条' },
} as const;
export type KnowledgeKind = keyof typeof knowledgeKinds;

export const knowledgeEntities = {
  phrase: phraseEntity,
  banned: bannedPhraseEntity,
  case: typicalCaseEntity,
  article: ruleArticleEntity,
} as const;

export const isInUse = (item: { readonly retiredOn: string | null }, today: string): boolean =>
  item.retiredOn === null || today < item.retiredOn;

const digits = '零一二三四五六七八九';

/** 二十八 → 28; 0 for what is no number. Articles have at most three digits. */
export function chineseNumber(text: string): number {
  let sum = 0;
  let digit = 0;
  for (const sign of text) {
    const at = digits.indexOf(sign);
    if (at >= 0) digit = at;
    else if (sign === '十' || sign === '百') {
      sum += (digit === 0 ? 1 : digit) * (sign === '十' ? 10 : 100);
      digit = 0;
    } else return 0;
  }
  return sum + digit;
}

/** Where an article stands in its document: 第十八条第二款 after 第十八条第一款; without a number at the end. */
export function articlePlace(article: string | null): number {
  const found = /第([零一二三四五六七八九十百]+|\d+)条(?:第([零一二三四五六七八九十]+|\d+)款)?/.exec(article ?? '');
  const valueOf = (text = ''): number => (/^\d+$/.test(text) ? Number(text) : chineseNumber(text));
  return found === null ? Number.MAX_SAFE_INTEGER : valueOf(found[1]) * 100 + valueOf(found[2]);
}

export interface About {
  readonly business: string | null;
  readonly cause: string | null;
}

/** Ids of dictionary entries are paths: what lies under one begins with it. */
const isUnder = (id: string, top: string): boolean => id === top || id.startsWith(`${top}.`);

/** 0: speaks against it; 3: the choice is this or lies under it; 1: the choice is not that fine yet; null: says nothing. */
function facetFit(own: string | null, chosen: string | null): number | null {
  if (own === null || chosen === null) return null;
  if (isUnder(chosen, own)) return 3;
  return isUnder(own, chosen) ? 1 : 0;
}

/**
 * How well something fits what was chosen in a form: 0 not at all, 1 because it fits every case, above
 * that because of business or cause, most because of both.
 */
export function fitOf(item: About, chosen: About): number {
  if (item.business === null && item.cause === null) return 1;
  const facets = [facetFit(item.business, chosen.business), facetFit(item.cause, chosen.cause)].filter(
    (fit) => fit !== null,
  );
  if (facets.length === 0 || facets.includes(0)) return 0;
  return 1 + facets.reduce((sum, fit) => sum + fit, 0);
}

/** What fits, best first; of equal ones those a form prefers, then in their order. */
export const fitting = <T extends About>(
  items: readonly T[],
  chosen: About,
  prefers: (item: T) => boolean = () => false,
): readonly T[] =>
  items
    .map((item) => ({ item, fit: fitOf(item, chosen) + (fitOf(item, chosen) > 0 && prefers(item) ? 0.5 : 0) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((a, b) => b.fit - a.fit)
    .map(({ item }) => item);

/** What something is found by. */
export interface Findable {
  readonly name: string;
  readonly text: string;
  /** Initials and full pinyin, divided by spaces. */
  readonly sounds: string;
}

export interface Indexed<T> {
  readonly item: T;
  readonly name: string;
  readonly text: string;
  readonly sounds: readonly string[];
}

/** As it is compared: half-width, lower case, without spaces. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');

/** Folds everything once, so that a search per keystroke only compares. */
export const indexed = <T>(items: readonly T[], findable: (item: T) => Findable): readonly Indexed<T>[] =>
  items.map((item) => {
    const { name, text, sounds } = findable(item);
    return {
      item,
      name: folded(name),
      text: folded(text),
      sounds: sounds
        .toLowerCase()
        .split(/\s+/)
        .filter((sound) => sound !== ''),
    };
  });

/** 0 is best; undefined: this part of what was typed is not in it. */
function rankOf({ name, text, sounds }: Indexed<unknown>, part: string): number | undefined {
  if (name.startsWith(part)) return 0;
  if (name.includes(part)) return 1;
  if (sounds.some((sound) => sound.startsWith(part))) return 2;
  if (text.includes(part)) return 3;
  return sounds.some((sound) => sound.includes(part)) ? 4 : undefined;
}

/** What holds every part that was typed, by Chinese or by pinyin, best first. Nothing typed finds everything. */
export function find<T>(index: readonly Indexed<T>[], typed: string): readonly T[] {
  const parts = typed
    .normalize('NFKC')
    .trim()
    .split(/\s+/)
    .map(folded)
    .filter((part) => part !== '');
  return index
    .flatMap((entry) => {
      let sum = 0;
      for (const part of parts) {
        const rank = rankOf(entry, part);
        if (rank === undefined) return [];
        sum += rank;
      }
      return [{ item: entry.item, sum }];
    })
    .toSorted((a, b) => a.sum - b.sum)
    .map(({ item }) => item);
}
