/** The four parts of the 知识库 as rows. */
import type { BannedPhrase, Phrase, RuleArticle, TypicalCase } from '#domain/knowledge.ts';
import {
  articlePlace,
  bannedPhraseEntity,
  phraseEntity,
  ruleArticleEntity,
  typicalCaseEntity,
} from '#domain/knowledge.ts';
import type { Db } from './open.ts';
import { findRecords } from './record.ts';
import { row } from './statements.ts';

export const phrasesOf = (db: Db): readonly Phrase[] =>
  findRecords(db, phraseEntity, 'WHERE voided = 0 ORDER BY code, id');

/** Abolished last comes first. */
export const bannedPhrasesOf = (db: Db): readonly BannedPhrase[] =>
  findRecords(db, bannedPhraseEntity, 'WHERE voided = 0 ORDER BY abolished_on DESC, sentence, id');

export const typicalCasesOf = (db: Db): readonly TypicalCase[] =>
  findRecords(db, typicalCaseEntity, 'WHERE voided = 0 ORDER BY title, id');

export const ruleArticlesOf = (db: Db): readonly RuleArticle[] =>
  findRecords(db, ruleArticleEntity, 'WHERE voided = 0 ORDER BY document, id').toSorted(
    (a, b) => a.document.localeCompare(b.document) || articlePlace(a.article) - articlePlace(b.article),
  );

/** The typical case that was written from a complaint. Known at the centre only. */
export const typicalCaseFrom = (db: Db, complaint: string): string | null =>
  row<{ id: string }>(
    db,
    'SELECT typical_case AS id FROM typical_case_source WHERE complaint = ? AND voided = 0 ORDER BY id LIMIT 1',
    complaint,
  )?.id ?? null;

/** The complaint a typical case was written from. Known at the centre only. */
export const sourceOfCase = (db: Db, typicalCase: string): string | null =>
  row<{ complaint: string }>(
    db,
    'SELECT complaint FROM typical_case_source WHERE typical_case = ? AND voided = 0 ORDER BY id LIMIT 1',
    typicalCase,
  )?.complaint ?? null;
