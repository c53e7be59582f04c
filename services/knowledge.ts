/** 知识库: kept at the centre, read everywhere. Its operations are for all outlets. */
import type { Parsed } from '#contract/index.ts';
import type { Knowledge } from '#contract/knowledge.ts';
import {
  bannedPhrasesOf,
  phrasesOf,
  ruleArticlesOf,
  sourceOfCase,
  typicalCaseFrom,
  typicalCasesOf,
} from '#db/knowledge.ts';
import { getRecord } from '#db/record.ts';
import type { KnownPersonal } from '#domain/desensitise.ts';
import { personalIn } from '#domain/desensitise.ts';
import { Failure } from '#domain/failure.ts';
import type { KnowledgeKind } from '#domain/knowledge.ts';
import { isInUse, knowledgeEntities, knowledgeKinds, typicalCaseSourceEntity } from '#domain/knowledge.ts';
import { bannedFaults, keyOf, phraseFaults } from '#domain/knowledge-table.ts';
import type { FieldsByKind } from '#domain/knowledge-table.ts';
import { findComplaint } from './complaint-view.ts';
import type { Ctx } from './context.ts';
import { choiceFaults, refuseFaults } from './dictionary.ts';
import type { Verbs } from './dispatch.ts';
import { checkKnowledge, pasteKnowledge } from './knowledge-paste.ts';
import { addShipped, forAll, itemsInUse, unshipped, writeKnowledge } from './knowledge-write.ts';

/** Which complaint a text comes from concerns no outlet. */
const centreOnly = 'centre';

interface Retirable {
  readonly retiredOn: string | null;
}

/** Without the marks every record has. */
function rowOf<T extends { readonly head: string; readonly voided: boolean; readonly voidReason: string | null }>(
  { head: _head, voided: _voided, voidReason: _reason, ...fields }: T,
  today: string,
) {
  return { ...fields, inUse: isInUse(fields as unknown as Retirable, today) };
}

function everything(ctx: Ctx): Knowledge {
  const today = ctx.today();
  return {
    phrases: phrasesOf(ctx.db).map((each) => rowOf(each, today)),
    banned: bannedPhrasesOf(ctx.db).map((each) => rowOf(each, today)),
    cases: typicalCasesOf(ctx.db).map((each) => rowOf(each, today)),
    articles: ruleArticlesOf(ctx.db).map((each) => ({ ...rowOf(each, today), keywords: [...each.keywords] })),
    unshipped: unshipped(ctx).length,
  };
}

/** @throws Failure notFound */
function findItem<K extends KnowledgeKind>(ctx: Ctx, kind: K, id: string): FieldsByKind[K] & Retirable {
  const found = getRecord(ctx.db, knowledgeEntities[kind], id);
  if (found === null || found.voided)
    throw new Failure('notFound', `没有找到这${knowledgeKinds[kind].unit}内容，没有保存。请刷新后再试。`);
  return found as unknown as FieldsByKind[K] & Retirable;
}

/** Reasons when the same thing is there already, beside the field that names it. */
function twice<K extends KnowledgeKind>(
  ctx: Ctx,
  kind: K,
  id: string | null,
  fields: FieldsByKind[K],
): Record<string, string> {
  const key = keyOf(kind, fields);
  const same = itemsInUse(ctx, kind).some((other) => other.id !== id && keyOf(kind, other) === key);
  const field = { phrase: 'code', banned: 'sentence', case: 'title', article: 'text' }[kind];
  return same ? { [field]: '已有同样的一条，请在列表里修改它' } : {};
}

function classFaults(
  ctx: Ctx,
  { business, cause }: { readonly business: string | null; readonly cause: string | null },
) {
  const dicts = { business: 'business', cause: 'cause' };
  return choiceFaults(ctx.db, { dicts, values: { business, cause }, day: ctx.today() });
}

function saveItem<K extends KnowledgeKind>(
  ctx: Ctx,
  kind: K,
  given: string | null,
  fields: FieldsByKind[K],
  faults: Readonly<Record<string, string>>,
): { id: string } {
  if (given !== null) findItem(ctx, kind, given);
  refuseFaults({ ...twice(ctx, kind, given, fields), ...faults });
  const id = given ?? ctx.newId();
  writeKnowledge(ctx, kind, id, fields);
  ctx.note({ record: id, text: given === null ? '新增' : '修改' });
  return { id };
}

/** What is stored with the complaint a text is written from. */
function knownOf(ctx: Ctx, complaint: string | null): readonly KnownPersonal[] {
  if (complaint === null) return [];
  const { customerName, phone, accountTail, representatives, caseNo, externalNo } = findComplaint(ctx, complaint);
  return [
    { label: '客户姓名', value: customerName === '匿名' ? '' : customerName },
    { label: '联系电话', value: phone },
    { label: '账户末四位', value: accountTail ?? '' },
    ...representatives.map((value) => ({ label: '代表人姓名', value })),
    { label: '投诉编号', value: caseNo },
    { label: '外部编号', value: externalNo ?? '' },
  ];
}

/** The complaint a text was written from, new or long ago. */
const sourceOf = (ctx: Ctx, id: string | null, complaint: string | null): string | null =>
  complaint ?? (id === null ? null : sourceOfCase(ctx.db, id));

function saveCase(ctx: Ctx, { id, complaint, checked, ...fields }: Parsed<'knowledge.saveCase'>): { id: string } {
  const { business: _business, cause: _cause, ...texts } = fields;
  if (complaint !== null) refuseSource(ctx, complaint, id);
  const found = checked ? {} : personalIn(texts, knownOf(ctx, sourceOf(ctx, id, complaint)));
  const warnings = Object.fromEntries(
    Object.entries(found).map(([field, reason]) => [field, `${reason}，请改写；确已核对可勾选“已核对”再保存`]),
  );
  const saved = saveItem(ctx, 'case', id, fields, { ...classFaults(ctx, fields), ...warnings });
  if (complaint !== null && typicalCaseFrom(ctx.db, complaint) === null)
    ctx.write(typicalCaseSourceEntity, ctx.newId(), { typicalCase: saved.id, complaint }, centreOnly);
  return saved;
}

/** @throws Failure notFound; impossible while the case is open; conflict when a text was written from it already */
function refuseSource(ctx: Ctx, complaint: string, id: string | null): void {
  const found = findComplaint(ctx, complaint);
  if (found.closedOn === null || found.voided)
    throw new Failure('impossible', '这件投诉还没有办结，不能列为典型案例，没有保存。请办结后再写。');
  const before = typicalCaseFrom(ctx.db, complaint);
  if (before !== null && before !== id)
    throw new Failure('conflict', '这件投诉已经写成典型案例，没有重复保存。请在案例库里修改它。');
}

function setInUse(ctx: Ctx, { kind, id, inUse }: Parsed<'knowledge.setInUse'>): Record<string, never> {
  const found = findItem(ctx, kind, id);
  if (inUse && Object.keys(twice(ctx, kind, id, found)).length > 0)
    throw new Failure('conflict', '已有同样的一条在用，没有恢复。请先停用那一条，或直接修改它。');
  if (isInUse(found, ctx.today()) !== inUse)
    ctx.write(knowledgeEntities[kind], id, { retiredOn: inUse ? null : ctx.today() }, forAll);
  ctx.note({ record: id, text: `${knowledgeKinds[kind].label}${inUse ? '恢复使用' : '停用'}` });
  return {};
}

export const knowledgeVerbs = {
  'knowledge.all': (_input, ctx) => everything(ctx),
  'knowledge.savePhrase': ({ id, ...fields }, ctx) =>
    saveItem(ctx, 'phrase', id, fields, { ...classFaults(ctx, fields), ...phraseFaults(fields) }),
  'knowledge.saveBanned': ({ id, ...fields }, ctx) =>
    saveItem(ctx, 'banned', id, fields, bannedFaults(fields, ctx.today())),
  'knowledge.saveCase': (input, ctx) => saveCase(ctx, input),
  'knowledge.saveArticle': ({ id, ...fields }, ctx) => saveItem(ctx, 'article', id, fields, classFaults(ctx, fields)),
  'knowledge.setInUse': (input, ctx) => setInUse(ctx, input),
  'knowledge.check': ({ kind, text }, ctx) => checkKnowledge(ctx, kind, text),
  'knowledge.paste': ({ kind, text }, ctx) => pasteKnowledge(ctx, kind, text),
  'knowledge.addShipped': (_input, ctx) => {
    const done = addShipped(ctx);
    ctx.note({ text: `${done.added} 条` });
    return done;
  },
  'knowledge.personal': ({ id, complaint, texts }, ctx) =>
    personalIn(texts, knownOf(ctx, sourceOf(ctx, id, complaint))),
  'knowledge.ofComplaint': ({ complaint }, ctx) => ({ id: typicalCaseFrom(ctx.db, complaint) }),
} satisfies Verbs;
