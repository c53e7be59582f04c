/**
 * Dictionaries: the choices offered in forms, as trees.
 *
 * A record stores an entry's id and never its label or official code, so that labels and codes can
 * be corrected later. Entries are never deleted, only retired from a day on; reports of the time
 * before keep their names. The codes of JR/T 0169—2018 shipped here are reconstructed from the
 * order of the columns of the statutory tables (待核对) until the centre has checked them.
 */
import * as z from 'zod/mini';

export const DICT_NAMES = {
  business: '投诉业务类别',
  channel: '投诉业务办理渠道',
  cause: '投诉原因（客户视角）',
  bankCause: '投诉原因（行方视角）',
  source: '投诉来源',
  nature: '工单性质',
  level: '投诉等级',
  urgency: '紧急程度',
  tag: '敏感标签',
  demand: '投诉诉求',
  measure: '主要措施',
  outcome: '处理结果',
  filerKind: '提出人身份',
  customerType: '客户类型',
  specialGroup: '特殊群体',
  satisfaction: '回访满意度',
  forwardedBy: '转办机关',
  noticeMeans: '告知方式',
  stepKind: '处理过程',
  venue: '活动场景',
  audience: '面向群体',
  topic: '宣传主题',
  form: '宣传形式',
  campaign: '主题活动',
  materialKind: '宣传资料',
  trainingCategory: '培训类别',
  trainingTier: '培训层级',
  trainingMode: '培训形式',
  post: '岗位',
} as const;

export type DictName = keyof typeof DICT_NAMES;

export const dictEntrySchema = z.readonly(
  z.object({
    /** Permanent, e.g. `biz.card.credit.use`. */
    id: z.string().check(z.regex(/^[a-z][A-Za-z0-9]*(\.[a-z0-9][A-Za-z0-9]*)+$/)),
    dict: z.string(),
    parent: z.nullable(z.string()),
    label: z.string().check(z.minLength(1)),
    shortLabel: z.nullable(z.string()),
    /** Code of the standard; null for entries the standard does not have. */
    stdCode: z.nullable(z.string()),
    /** False until the centre has compared `stdCode` with the standard (待核对). */
    stdCodeChecked: z.boolean(),
    synonyms: z.readonly(z.array(z.string())),
    sort: z.int(),
    retiredOn: z.nullable(z.string()),
  }),
);

export type DictEntry = z.infer<typeof dictEntrySchema>;

/** How a tree is written down in domain/data. `words` are search words, divided by spaces. */
export interface DictSeed {
  /** Last part of the id. */
  readonly key: string;
  readonly label: string;
  readonly code?: string;
  readonly short?: string;
  readonly words?: string;
  readonly children?: readonly DictSeed[];
}

/** Shown beside a code of the standard that nobody has compared with the standard yet. */
export const UNCHECKED_CODE_NOTE = '待核对';

/** Entries of a tree, parents before children. Ids are `prefix.key.key`. */
export function dictFrom(dict: DictName, prefix: string, seeds: readonly DictSeed[]): readonly DictEntry[] {
  return seedEntries(dict, { id: prefix, parent: null }, seeds);
}

/** A flat dictionary from `key: label` pairs, in their order. */
export function flatDict(
  dict: DictName,
  prefix: string,
  labels: Readonly<Record<string, string>>,
  words: Readonly<Record<string, string>> = {},
): readonly DictEntry[] {
  const seeds = Object.entries(labels).map(([key, label]) => ({ key, label, words: words[key] ?? '' }));
  return dictFrom(dict, prefix, seeds);
}

/** A dictionary prepared for questions about its tree. */
export interface DictTree {
  readonly byId: ReadonlyMap<string, DictEntry>;
  readonly children: ReadonlyMap<string | null, readonly DictEntry[]>;
}

/** Indexes entries (of one or several dictionaries). Children are in the order of `sort`. */
export function makeDictTree(entries: readonly DictEntry[]): DictTree {
  const children = new Map<string | null, DictEntry[]>();
  for (const entry of [...entries].sort((a, b) => a.sort - b.sort)) {
    const siblings = children.get(entry.parent);
    if (siblings === undefined) children.set(entry.parent, [entry]);
    else siblings.push(entry);
  }
  return { byId: new Map(entries.map((entry) => [entry.id, entry])), children };
}

export function childrenOf(tree: DictTree, id: string | null): readonly DictEntry[] {
  return tree.children.get(id) ?? [];
}

/** True for a known entry without children. Closing a case needs one (at registration the top is enough). */
export function isLeaf(tree: DictTree, id: string): boolean {
  return tree.byId.has(id) && childrenOf(tree, id).length === 0;
}

/** The leaves under an entry, itself if it is one; of the whole tree for null. */
export function leavesOf(tree: DictTree, id: string | null): readonly DictEntry[] {
  const children = childrenOf(tree, id);
  if (children.length > 0) return children.flatMap((child) => leavesOf(tree, child.id));
  const entry = id === null ? undefined : tree.byId.get(id);
  return entry === undefined ? [] : [entry];
}

/** Entries from the top down to and including this one; empty for an unknown id. */
export function pathOf(tree: DictTree, id: string): readonly DictEntry[] {
  const path: DictEntry[] = [];
  let entry = tree.byId.get(id);
  // A received dictionary could be circular; nothing may hang on it.
  while (entry !== undefined && !path.includes(entry)) {
    path.unshift(entry);
    entry = entry.parent === null ? undefined : tree.byId.get(entry.parent);
  }
  return path;
}

/** Entries above this one, from the top. */
export function ancestorsOf(tree: DictTree, id: string): readonly DictEntry[] {
  return pathOf(tree, id).slice(0, -1);
}

/** True when `id` is `ancestor` or lies under it. */
export function isWithin(tree: DictTree, id: string, ancestor: string): boolean {
  return pathOf(tree, id).some((entry) => entry.id === ancestor);
}

/** 银行卡 / 信用卡 / 信用卡使用和还款. An unknown id is shown as it is. */
export function pathLabel(tree: DictTree, id: string, separator = ' / '): string {
  const path = pathOf(tree, id);
  return path.length === 0 ? id : path.map((entry) => entry.label).join(separator);
}

/** Short label if there is one. An unknown id is shown as it is. */
export function shortLabelOf(tree: DictTree, id: string): string {
  const entry = tree.byId.get(id);
  return entry === undefined ? id : (entry.shortLabel ?? entry.label);
}

/** Whether an entry may be chosen for something that happened on this day. */
export function isActiveOn(entry: DictEntry, date: string): boolean {
  return entry.retiredOn === null || date < entry.retiredOn;
}

function seedEntries(
  dict: DictName,
  under: { readonly id: string; readonly parent: string | null },
  seeds: readonly DictSeed[],
): readonly DictEntry[] {
  return seeds.flatMap((seed, index) => {
    const id = `${under.id}.${seed.key}`;
    const entry: DictEntry = {
      id,
      dict,
      parent: under.parent,
      label: seed.label,
      shortLabel: seed.short ?? null,
      stdCode: seed.code ?? null,
      stdCodeChecked: false,
      synonyms: (seed.words ?? '').split(' ').filter((word) => word !== ''),
      sort: (index + 1) * 10,
      retiredOn: null,
    };
    return [entry, ...seedEntries(dict, { id, parent: id }, seed.children ?? [])];
  });
}
