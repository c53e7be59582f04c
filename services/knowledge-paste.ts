/** Tables pasted into the 知识库: checked line by line, taken whole or not at all. */
import type { Out } from '#contract/index.ts';
import { allDictEntries } from '#db/dictionary.ts';
import { Failure } from '#domain/failure.ts';
import type { KnowledgeKind } from '#domain/knowledge.ts';
import { knowledgeKinds } from '#domain/knowledge.ts';
import type { KnowledgeLine, Reading } from '#domain/knowledge-table.ts';
import { keyOf, parseKnowledge } from '#domain/knowledge-table.ts';
import { personalIn } from '#domain/desensitise.ts';
import { parseTypedDate } from '#domain/typed-date.ts';
import type { Ctx } from './context.ts';
import { itemsInUse, writeKnowledge } from './knowledge-write.ts';

/** Dictionary entries by name, short name, code and id; retired ones cannot be chosen any more. */
function readingOf(ctx: Ctx): Reading {
  const today = ctx.today();
  const ids = new Map<string, string>();
  const entries = allDictEntries(ctx.db).filter(({ retiredOn }) => retiredOn === null || today < retiredOn);
  for (const { id, dict, label, shortLabel, stdCode } of entries)
    for (const name of [label, shortLabel, stdCode, id])
      if (name !== null && name !== '' && !ids.has(`${dict} ${name}`)) ids.set(`${dict} ${name}`, id);
  return {
    today,
    dateOf: (typed) => parseTypedDate(typed, today, 'past'),
    choiceOf: (dict, label) => ids.get(`${dict} ${label}`) ?? null,
  };
}

/** A case that tells whom it is about is written anew, not pasted. */
function withoutPersonal<K extends KnowledgeKind>(kind: K, line: KnowledgeLine<K>): KnowledgeLine<K> {
  if (kind !== 'case' || line.problem !== '') return line;
  const [found] = Object.values(personalIn({ line: line.cells.join('\n') }, []));
  return found === undefined ? line : { ...line, problem: `${found}，请改写`, fields: null };
}

const read = <K extends KnowledgeKind>(ctx: Ctx, kind: K, text: string): readonly KnowledgeLine<K>[] =>
  parseKnowledge(kind, text, readingOf(ctx)).map((line) => withoutPersonal(kind, line));

export const checkKnowledge = (ctx: Ctx, kind: KnowledgeKind, text: string): Out<'knowledge.check'> =>
  read(ctx, kind, text).map(({ line, cells, problem }) => ({ line, cells: [...cells], problem }));

/** @throws Failure invalid when a single line cannot be taken */
export function pasteKnowledge<K extends KnowledgeKind>(
  ctx: Ctx,
  kind: K,
  text: string,
): { added: number; changed: number } {
  const lines = read(ctx, kind, text);
  const bad = lines.filter(({ problem }) => problem !== '');
  if (lines.length === 0 || bad.length > 0) {
    const first = bad[0] === undefined ? '没有可用的行' : `第 ${bad[0].line} 行：${bad[0].problem}`;
    throw new Failure('invalid', `${first}。没有写入任何一行，请改好再粘贴。`, { text: first });
  }
  const known = new Map(itemsInUse(ctx, kind).map((item) => [keyOf(kind, item), item.id]));
  const fields = lines.flatMap((line) => (line.fields === null ? [] : [line.fields]));
  const changed = fields.filter((each) => known.has(keyOf(kind, each))).length;
  for (const each of fields) writeKnowledge(ctx, kind, known.get(keyOf(kind, each)) ?? ctx.newId(), each);
  ctx.note({ text: `${knowledgeKinds[kind].label}：新增 ${fields.length - changed}，更新 ${changed}` });
  return { added: fields.length - changed, changed };
}
