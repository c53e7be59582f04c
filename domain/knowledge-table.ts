/** The four parts of the 知识库 as tables pasted from Excel or WPS: one line, one item, or the reason why not. */
import { shortestBanned, bareText } from './banned-phrase.ts';
import type { About, KnowledgeKind } from './knowledge.ts';
import { tableOf } from './outlet-list.ts';
import { unknownPlaceholders } from './phrase.ts';

export interface PhraseFields extends About {
  readonly code: string;
  readonly title: string;
  readonly text: string;
}

export interface BannedFields {
  readonly sentence: string;
  readonly reason: string;
  readonly abolishedOn: string;
  readonly instead: string;
}

export interface CaseFields extends About {
  readonly title: string;
  readonly happened: string;
  readonly handled: string;
  readonly lesson: string;
}

export interface ArticleFields extends About {
  readonly document: string;
  readonly article: string | null;
  readonly text: string;
  readonly keywords: readonly string[];
}

/** An article with a permanent id, as the program ships it. */
export interface KnownArticle extends ArticleFields {
  readonly id: string;
}

export interface FieldsByKind {
  readonly phrase: PhraseFields;
  readonly banned: BannedFields;
  readonly case: CaseFields;
  readonly article: ArticleFields;
}

interface Part {
  /** Headings, in the order in which a table has them. */
  readonly columns: readonly string[];
  /** Longest text of each field, in characters. */
  readonly most: Readonly<Record<string, number>>;
}

export const knowledgeParts: Readonly<Record<KnowledgeKind, Part>> = {
  phrase: {
    columns: ['代码', '名称', '话术', '业务类别', '投诉原因'],
    most: { code: 12, title: 40, text: 1000 },
  },
  banned: {
    columns: ['禁用语', '为什么不能说', '废止日期', '改说'],
    most: { sentence: 120, reason: 200, instead: 300 },
  },
  case: {
    columns: ['标题', '经过', '处理', '启示', '业务类别', '投诉原因'],
    most: { title: 60, happened: 2000, handled: 2000, lesson: 1000 },
  },
  article: {
    columns: ['制度名称', '条次', '要点', '关键词', '业务类别', '投诉原因'],
    most: { document: 80, article: 40, text: 1000 },
  },
};

/** At most this many search words, each at most so long. */
export const mostKeywords = 20;
export const longestKeyword = 20;

export const codePattern = /^[\p{L}\p{N}-]{1,12}$/u;

/** What the shape of a single field cannot say. Reasons by field. */
export function phraseFaults({ code, text }: Pick<PhraseFields, 'code' | 'text'>): Readonly<Record<string, string>> {
  const unknown = unknownPlaceholders(text);
  return {
    ...(codePattern.test(code) ? {} : { code: '代码用 1 至 12 个字母、数字或汉字' }),
    ...(unknown.length === 0 ? {} : { text: `“{${unknown.join('}”“{')}}”不能自动填，请改成文字` }),
  };
}

export function bannedFaults(fields: BannedFields, today: string): Readonly<Record<string, string>> {
  return {
    ...(bareText(fields.sentence).length < shortestBanned
      ? { sentence: `至少 ${shortestBanned} 个字，太短会误报` }
      : {}),
    ...(fields.abolishedOn > today ? { abolishedOn: '不能晚于今天' } : {}),
    ...(bareText(fields.instead).includes(bareText(fields.sentence)) ? { instead: '改说的话里还有这句禁用语' } : {}),
  };
}

/** How cells are understood: dates as people type them, dictionary entries by any of their names. */
export interface Reading {
  readonly today: string;
  readonly dateOf: (text: string) => string | null;
  /** Id of a dictionary entry; null when there is none of this name. */
  readonly choiceOf: (dict: 'business' | 'cause', label: string) => string | null;
}

export interface KnowledgeLine<K extends KnowledgeKind> {
  readonly line: number;
  readonly cells: readonly string[];
  /** '' when the line can be taken. */
  readonly problem: string;
  readonly fields: FieldsByKind[K] | null;
}

/** A pasted table, line by line. What cannot be read says why; nothing of such a line is taken. */
export function parseKnowledge<K extends KnowledgeKind>(
  kind: K,
  text: string,
  reading: Reading,
): readonly KnowledgeLine<K>[] {
  const seen = new Map<string, number>();
  return tableOf(text, headings[kind]).map(({ line, cells }) => {
    const read = readers[kind](cells, reading);
    if (typeof read === 'string') return { line, cells, problem: read, fields: null };
    const key = keyOf(kind, read);
    const before = seen.get(key);
    if (before !== undefined) return { line, cells, problem: `与第 ${before} 行重复`, fields: null };
    seen.set(key, line);
    return { line, cells, problem: '', fields: read };
  });
}

/** What makes two items the same thing: pasted again, the one that is there is corrected. */
export function keyOf<K extends KnowledgeKind>(kind: K, fields: FieldsByKind[K]): string {
  const key: { readonly [P in KnowledgeKind]: (of: FieldsByKind[P]) => readonly string[] } = {
    phrase: ({ code }) => [code.toLowerCase()],
    banned: ({ sentence }) => [bareText(sentence)],
    case: ({ title }) => [bareText(title)],
    article: ({ document, article, text: says }) => [
      bareText(document),
      bareText(article ?? ''),
      // One article may be told in several points.
      article === null ? bareText(says) : bareText(says).slice(0, 12),
    ],
  };
  return JSON.stringify(key[kind](fields));
}

const headings: Readonly<Record<KnowledgeKind, RegExp>> = {
  phrase: /^(代码|名称|话术)$/,
  banned: /^(禁用语|废止日期|改说)$/,
  case: /^(标题|经过|启示)$/,
  article: /^(制度名称|条次|要点)$/,
};

type Reader<K extends KnowledgeKind> = (cells: readonly string[], reading: Reading) => FieldsByKind[K] | string;

const readers: { readonly [K in KnowledgeKind]: Reader<K> } = {
  phrase: ([code = '', title = '', text = '', ...names], reading) => {
    const about = readAbout(names, reading);
    if (typeof about === 'string') return about;
    const fields = { code, title, text, ...about };
    return lacking('phrase', fields, ['code', 'title', 'text']) ?? first(phraseFaults(fields)) ?? fields;
  },
  banned: ([sentence = '', reason = '', day = '', instead = ''], reading) => {
    const abolishedOn = reading.dateOf(day);
    if (abolishedOn === null) return `废止日期“${day.slice(0, 12)}”看不懂`;
    const fields = { sentence, reason, abolishedOn, instead };
    return (
      lacking('banned', fields, ['sentence', 'reason', 'instead']) ??
      first(bannedFaults(fields, reading.today)) ??
      fields
    );
  },
  case: ([title = '', happened = '', handled = '', lesson = '', ...names], reading) => {
    const about = readAbout(names, reading);
    if (typeof about === 'string') return about;
    const fields = { title, happened, handled, lesson, ...about };
    return lacking('case', fields, ['title', 'happened', 'handled', 'lesson']) ?? fields;
  },
  article: ([name = '', article = '', text = '', words = '', ...names], reading) => {
    const about = readAbout(names, reading);
    if (typeof about === 'string') return about;
    const keywords = words.split(/[\s、，,;；]+/).filter((word) => word !== '');
    if (keywords.length > mostKeywords) return `关键词最多 ${mostKeywords} 个`;
    if (keywords.some((word) => [...word].length > longestKeyword)) return `关键词最多 ${longestKeyword} 个字`;
    const fields = {
      document: name.replaceAll(/^《|》$/g, ''),
      article: article === '' ? null : article,
      text,
      keywords,
      ...about,
    };
    return lacking('article', fields, ['document', 'text']) ?? fields;
  },
};

const first = (faults: Readonly<Record<string, string>>): string | undefined => Object.values(faults)[0];

function readAbout([business = '', cause = '']: readonly string[], { choiceOf }: Reading): About | string {
  const ids = { business: null, cause: null } as { business: string | null; cause: string | null };
  if (business !== '') {
    ids.business = choiceOf('business', business);
    if (ids.business === null) return `没有业务类别“${business.slice(0, 20)}”`;
  }
  if (cause !== '') {
    ids.cause = choiceOf('cause', cause);
    if (ids.cause === null) return `没有投诉原因“${cause.slice(0, 20)}”`;
  }
  return ids;
}

/** The first field that is empty or too long, in words. */
function lacking(kind: KnowledgeKind, fields: object, required: readonly string[]): string | undefined {
  const { columns, most } = knowledgeParts[kind];
  const names = Object.keys(fields);
  const wordOf = (name: string): string => columns[names.indexOf(name)] ?? name;
  const texts = Object.entries(fields).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  const empty = texts.find(([name, value]) => required.includes(name) && value === '');
  if (empty !== undefined) return `缺少${wordOf(empty[0])}`;
  const long = texts.find(([name, value]) => [...value].length > (most[name] ?? Number.POSITIVE_INFINITY));
  return long === undefined ? undefined : `${wordOf(long[0])}超过 ${most[long[0]]} 个字`;
}
