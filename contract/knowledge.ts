/** 知识库: wordings, banned sentences, typical cases, articles of rules. Kept by the centre, read by everybody. */
import * as z from 'zod/mini';
import { knowledgeKinds, type KnowledgeKind } from '#domain/knowledge.ts';
import { longestKeyword, mostKeywords } from '#domain/knowledge-table.ts';
import { day, filled, recordId, text, textOrNull } from './checks.ts';
import { command, query } from './define.ts';

const Kind = z.enum(Object.keys(knowledgeKinds) as [KnowledgeKind, ...KnowledgeKind[]]);

/** Dictionary ids; null: fits every one. */
const about = {
  business: z.nullable(z.string().check(z.maxLength(80))),
  cause: z.nullable(z.string().check(z.maxLength(80))),
};

export const PhraseFields = z.object({
  code: filled(12, '请填写代码'),
  title: filled(40, '请填写名称'),
  text: filled(1000, '请填写话术'),
  ...about,
});

export const BannedFields = z.object({
  sentence: filled(120, '请填写禁用语'),
  reason: filled(200, '请写明为什么不能说'),
  abolishedOn: day,
  instead: filled(300, '请写明改说什么'),
});

export const CaseFields = z.object({
  title: filled(60, '请填写标题'),
  happened: filled(2000, '请写明经过'),
  handled: filled(2000, '请写明怎样处理'),
  lesson: filled(1000, '请写明启示'),
  ...about,
});

export const ArticleFields = z.object({
  document: filled(80, '请填写制度名称'),
  article: textOrNull(40),
  text: filled(1000, '请填写要点'),
  keywords: z.array(filled(longestKeyword, '关键词不能空')).check(z.maxLength(mostKeywords, '关键词最多 20 个')),
  ...about,
});

const row = {
  id: z.string(),
  /** Initials and full pinyin of its name. */
  pinyin: z.string(),
  retiredOn: z.nullable(z.string()),
  inUse: z.boolean(),
};

export const PhraseRow = z.object({ ...PhraseFields.shape, ...row });
export type PhraseRow = z.output<typeof PhraseRow>;
export const BannedRow = z.object({ ...BannedFields.shape, ...row });
export type BannedRow = z.output<typeof BannedRow>;
export const CaseRow = z.object({ ...CaseFields.shape, ...row });
export type CaseRow = z.output<typeof CaseRow>;
export const ArticleRow = z.object({ ...ArticleFields.shape, ...row });
export type ArticleRow = z.output<typeof ArticleRow>;

/** Everything at once: some hundred short texts, searched in the window while somebody types. */
export const Knowledge = z.object({
  phrases: z.array(PhraseRow),
  banned: z.array(BannedRow),
  cases: z.array(CaseRow),
  articles: z.array(ArticleRow),
  /** Articles the program ships and this branch does not have yet. */
  unshipped: z.number(),
});
export type Knowledge = z.output<typeof Knowledge>;

const saved = z.object({ id: z.string() });
const changes = ['knowledge', 'exchange'] as const;
const id = z.nullable(recordId);

export const knowledge = {
  /** Also what is out of use; screens show or hide it. */
  'knowledge.all': query({ needs: 'knowledge.read', input: z.object({}), output: Knowledge }),
  'knowledge.savePhrase': command({
    needs: 'knowledge.write',
    input: z.object({ id, ...PhraseFields.shape }),
    output: saved,
    changes,
  }),
  'knowledge.saveBanned': command({
    needs: 'knowledge.write',
    input: z.object({ id, ...BannedFields.shape }),
    output: saved,
    changes,
  }),
  /** `complaint` is the closed case a new text is written from. `checked`: stored although a warning stands. */
  'knowledge.saveCase': command({
    needs: 'knowledge.write',
    input: z.object({
      id,
      complaint: id,
      checked: z._default(z.boolean(), false),
      ...CaseFields.shape,
    }),
    output: saved,
    changes: [...changes, 'complaint'],
  }),
  'knowledge.saveArticle': command({
    needs: 'knowledge.write',
    input: z.object({ id, ...ArticleFields.shape }),
    output: saved,
    changes,
  }),
  /** Out of use from today on, or back in use. Nothing is deleted. */
  'knowledge.setInUse': command({
    needs: 'knowledge.write',
    input: z.object({ kind: Kind, id: recordId, inUse: z.boolean() }),
    output: z.object({}),
    changes,
  }),
  'knowledge.check': query({
    needs: 'knowledge.write',
    input: z.object({ kind: Kind, text: text(400_000) }),
    output: z.array(z.object({ line: z.number(), cells: z.array(z.string()), problem: z.string() })),
  }),
  /** All lines or none. What is there already is corrected. */
  'knowledge.paste': command({
    needs: 'knowledge.write',
    input: z.object({ kind: Kind, text: text(400_000) }),
    output: z.object({ added: z.number(), changed: z.number() }),
    changes,
  }),
  /** The articles the program ships and this branch does not have: of an older branch, or of a newer program. */
  'knowledge.addShipped': command({
    needs: 'knowledge.write',
    input: z.object({}),
    output: z.object({ added: z.number() }),
    changes,
  }),
  /** What in the text of a case would tell whom it is about, by field. */
  'knowledge.personal': query({
    needs: 'knowledge.write',
    input: z.object({ id, complaint: id, texts: z.record(z.string(), text(2000)) }),
    output: z.record(z.string(), z.string()),
  }),
  /** The typical case written from a complaint; null when there is none. */
  'knowledge.ofComplaint': query({
    needs: 'knowledge.read',
    input: z.object({ complaint: recordId }),
    output: z.object({ id: z.nullable(z.string()) }),
  }),
};
