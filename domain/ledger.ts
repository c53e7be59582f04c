/**
 * 中心台账: what only the centre records and the half-year report counts: rules, meetings, reviews of
 * products, checks and what they mended, services for particular groups, dealings with the regulator.
 * One kind of record for all books; each book says which counts it keeps. What the branch publishes
 * online has a register of its own (`domain/online-piece.ts`).
 */
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';
import { tableOf } from './outlet-list.ts';

/** Every count any book keeps, in the order of the screens. */
export const ledgerCounts = {
  people: '人数',
  items: '事项',
  done: '已落实',
  suggestions: '意见建议',
  adopted: '已采纳',
  classes: '问题类别',
  points: '风险点',
  hazards: '风险隐患',
  gaps: '管理漏洞',
  rectified: '已整改',
  contracts: '修订合同文本',
  scripts: '废止话术',
  outlets: '网点数',
  bases: '合作单位',
} as const;
export type LedgerCount = keyof typeof ledgerCounts;

export interface LedgerBook {
  readonly label: string;
  /** What its title and its date are called. */
  readonly title: string;
  readonly date: string;
  readonly kinds: readonly string[];
  /** Reference number: 文号, 期数. */
  readonly number: string;
  readonly counts: readonly LedgerCount[];
  /** What one entry is called when they are counted. */
  readonly unit: string;
}

export const ledgerBooks = {
  rule: {
    label: '制度修订',
    title: '制度名称',
    date: '印发日期',
    kinds: ['新订', '修订', '废止'],
    number: '文号',
    counts: [],
    unit: '项',
  },
  meeting: {
    label: '会议',
    title: '会议名称',
    date: '召开日期',
    kinds: ['消保工作委员会', '专题会', '协调会'],
    number: '纪要编号',
    counts: ['people', 'items', 'done'],
    unit: '次',
  },
  review: {
    label: '消保审查',
    title: '产品或服务',
    date: '审查日期',
    kinds: ['产品', '业务', '系统', '营销宣传', '协议文本'],
    number: '审查编号',
    counts: ['suggestions', 'adopted'],
    unit: '项',
  },
  check: {
    label: '排查与整改',
    title: '排查名称',
    date: '结束日期',
    kinds: ['专项排查', '回头看', '日常检查'],
    number: '报告编号',
    counts: ['classes', 'points', 'hazards', 'gaps', 'rectified', 'contracts', 'scripts'],
    unit: '次',
  },
  care: {
    label: '特殊群体服务',
    title: '服务内容',
    date: '日期',
    kinds: ['老年人', '青少年', '新市民', '残障人士'],
    number: '编号',
    counts: ['outlets', 'bases', 'people'],
    unit: '项',
  },
  regulator: {
    label: '监管沟通',
    title: '事由',
    date: '日期',
    kinds: ['报告', '约谈', '现场检查', '通报', '其他'],
    number: '文号',
    counts: ['items', 'done'],
    unit: '次',
  },
} as const satisfies Readonly<Record<string, LedgerBook>>;
export type LedgerBookName = keyof typeof ledgerBooks;

export const bookOf = (name: LedgerBookName): LedgerBook => ledgerBooks[name];

export const ledgerEntryEntity = {
  name: 'ledger_entry',
  owner: 'centre',
  fields: {
    book: needed.text<LedgerBookName>('B'),
    heldOn: needed.text('B'),
    title: needed.text('B'),
    kind: optional.text('B'),
    number: optional.text('B'),
    /** Department or person in charge, as written. */
    owner: needed.text('B'),
    note: optional.text('B'),
    people: optional.int('B'),
    items: optional.int('B'),
    done: optional.int('B'),
    suggestions: optional.int('B'),
    adopted: optional.int('B'),
    classes: optional.int('B'),
    points: optional.int('B'),
    hazards: optional.int('B'),
    gaps: optional.int('B'),
    rectified: optional.int('B'),
    contracts: optional.int('B'),
    scripts: optional.int('B'),
    outlets: optional.int('B'),
    bases: optional.int('B'),
  },
} as const;

export type LedgerEntry = RecordOf<typeof ledgerEntryEntity>;
type Counts = Readonly<Record<LedgerCount, number | null>>;

/** A part cannot exceed its whole. Reasons by field. */
export function ledgerFaults(counts: Partial<Counts>): Partial<Record<LedgerCount, string>> {
  const sum = (...names: readonly LedgerCount[]): number => names.reduce((all, name) => all + (counts[name] ?? 0), 0);
  const faults: Partial<Record<LedgerCount, string>> = {};
  if (sum('adopted') > sum('suggestions')) faults.adopted = '不能多于意见建议';
  if (sum('done') > sum('items')) faults.done = '不能多于事项';
  if (sum('rectified') > sum('points', 'hazards', 'gaps')) faults.rectified = '不能多于发现的问题';
  return faults;
}

export interface LedgerFields extends Counts {
  readonly heldOn: string;
  readonly title: string;
  readonly kind: string | null;
  readonly number: string | null;
  readonly owner: string;
  readonly note: string | null;
}

export interface LedgerLine {
  readonly line: number;
  readonly cells: readonly string[];
  /** '' when the line can be taken. */
  readonly problem: string;
  readonly fields: LedgerFields | null;
}

/** Columns of a pasted list: date, title, kind, number, the counts of the book, owner, note. */
export const ledgerColumns = (book: LedgerBook): readonly string[] => [
  book.date,
  book.title,
  '类别',
  book.number,
  ...book.counts.map((count) => ledgerCounts[count]),
  '负责人',
  '备注',
];

const most = { title: 120, owner: 60, note: 300, number: 60 };

export const noCounts = Object.fromEntries(Object.keys(ledgerCounts).map((name) => [name, null])) as Counts;

/** A pasted list, line by line. `dateOf` reads dates as people type them. */
export function parseLedger(
  text: string,
  book: LedgerBook,
  dateOf: (text: string) => string | null,
): readonly LedgerLine[] {
  return tableOf(text, /日期|名称|事由|负责人/).map(({ line, cells }) => {
    const read = readLine(cells, book, dateOf);
    return typeof read === 'string'
      ? { line, cells, problem: read, fields: null }
      : { line, cells, problem: '', fields: read };
  });
}

const isTooLong = ([name, value]: readonly [string, string]): boolean =>
  [...value].length > most[name as keyof typeof most];

const orNull = (value: string): string | null => (value === '' ? null : value);

function readLine(
  cells: readonly string[],
  book: LedgerBook,
  dateOf: (text: string) => string | null,
): LedgerFields | string {
  const [date = '', title = '', kind = '', number = ''] = cells;
  const numbers = book.counts.map((name, index) => [name, cells[4 + index] ?? ''] as const);
  const [owner = '', note = ''] = cells.slice(4 + book.counts.length);
  const heldOn = dateOf(date);
  if (heldOn === null) return `${book.date}“${date.slice(0, 12)}”看不懂`;
  if (title === '') return `缺少${book.title}`;
  if (kind !== '' && !book.kinds.includes(kind)) return `类别应为：${book.kinds.join('、')}`;
  const wrong = numbers.find(([, cell]) => cell !== '' && !/^\d{1,7}$/.test(cell));
  if (wrong !== undefined) return `${ledgerCounts[wrong[0]]}“${wrong[1].slice(0, 12)}”不是整数`;
  if (owner === '') return '缺少负责人';
  const long = Object.entries({ title, owner, note, number }).find(isTooLong);
  if (long !== undefined) return `第 ${cells.indexOf(long[1]) + 1} 列太长`;
  const counts = Object.fromEntries(numbers.map(([name, cell]) => [name, cell === '' ? null : Number(cell)]));
  const [fault] = Object.entries(ledgerFaults(counts));
  if (fault !== undefined) return `${ledgerCounts[fault[0] as LedgerCount]}${fault[1]}`;
  return {
    ...noCounts,
    ...counts,
    heldOn,
    title,
    kind: orNull(kind),
    number: orNull(number),
    owner,
    note: orNull(note),
  };
}
