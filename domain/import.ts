/**
 * Lists of other systems as complaints: which column is which field, and what one row says.
 * Reading a row only turns cells into the values a form would send; whether these are right is
 * decided by the same rules as at the counter (domain/complaint-draft.ts, services/complaint.ts).
 */
import type { Cell, Read } from './cell.ts';
import { cellFen, cellFlag, cellMoment, cellParts, cellText, cellTime, hasLostDigits } from './cell.ts';
import { normalizeCell } from './normalize.ts';

/** Where a list comes from. `source` is what its rows are unless a column says otherwise. */
export const importKinds = {
  ledger: { label: '历史台账', source: 'src.site', forwarded: false },
  hotline: { label: '客服工单', source: 'src.hotline', forwarded: false },
  line12378: { label: '12378 转办', source: 'src.line12378', forwarded: true },
  line12345: { label: '12345 工单', source: 'src.line12345', forwarded: false },
  platform: { label: '消保服务平台', source: 'src.platform', forwarded: false },
  other: { label: '其他来源', source: 'src.other', forwarded: false },
} as const;
export type ImportKind = keyof typeof importKinds;

/** Rows of one list, and columns: enough for years of an outlet, little enough for an old PC. */
export const importLimits = {
  bytes: 20 * 1024 * 1024,
  unpacked: 200 * 1024 * 1024,
  rows: 20_000,
  columns: 200,
} as const;

type Kind =
  | 'text'
  | 'long'
  | 'moment'
  | 'day'
  | 'time'
  | 'fen'
  | 'flag'
  | 'choice'
  | 'choices'
  | 'outlet'
  | 'staff'
  | 'liability';

interface ImportField {
  readonly label: string;
  readonly kind: Kind;
  /** Headings that mean it, besides the label. */
  readonly heads: readonly string[];
  /** Belongs to the closing, not to the registration. */
  readonly closing?: boolean;
  readonly personal?: boolean;
}

export const importFields = {
  externalNo: {
    label: '外部编号',
    kind: 'text',
    heads: ['工单号', '工单编号', '投诉单号', '受理编号', '来电编号', '流水号', '编号', '转办单号'],
  },
  receivedOn: {
    label: '收到日期',
    kind: 'moment',
    heads: [
      '投诉日期',
      '投诉时间',
      '受理日期',
      '受理时间',
      '登记日期',
      '登记时间',
      '来电时间',
      '接收时间',
      '收到时间',
      '创建时间',
      '日期',
    ],
  },
  receivedTime: { label: '收到时间', kind: 'time', heads: ['时间', '来电时刻'] },
  customerName: {
    label: '客户姓名',
    kind: 'text',
    heads: ['姓名', '投诉人', '投诉人姓名', '客户名称', '来电人', '诉求人'],
    personal: true,
  },
  phone: {
    label: '联系电话',
    kind: 'text',
    heads: ['电话', '手机', '手机号', '手机号码', '联系方式', '来电号码', '投诉人电话', '客户电话'],
    personal: true,
  },
  summary: {
    label: '诉求摘要',
    kind: 'long',
    heads: ['投诉内容', '诉求内容', '工单内容', '问题描述', '投诉描述', '投诉事项', '内容', '摘要', '事由', '诉求描述'],
    personal: true,
  },
  business: { label: '业务类别', kind: 'choice', heads: ['业务类型', '投诉业务', '投诉业务类别', '业务', '产品类型'] },
  cause: { label: '投诉原因', kind: 'choice', heads: ['原因', '投诉原因分类', '原因分类', '投诉类型'] },
  channel: { label: '办理渠道', kind: 'choice', heads: ['渠道', '业务办理渠道', '投诉业务办理渠道'] },
  source: { label: '投诉来源', kind: 'choice', heads: ['来源', '受理渠道', '接收途径', '来源渠道'] },
  nature: { label: '工单性质', kind: 'choice', heads: ['工单类型', '性质'] },
  complainedOutlet: {
    label: '被投诉网点',
    kind: 'outlet',
    heads: ['网点', '机构', '被投诉机构', '涉及网点', '责任机构', '承办网点', '网点名称', '机构名称', '网点号'],
  },
  forwarded: { label: '监管转办', kind: 'flag', heads: ['是否监管转办', '是否转办'] },
  forwardedBy: { label: '转办机关', kind: 'choice', heads: ['转办单位', '转办机构'] },
  letterNo: { label: '转办文号', kind: 'text', heads: ['文号', '转办函号', '转办函文号'] },
  forwardedOn: { label: '转办日期', kind: 'day', heads: ['转办日', '转办时间'] },
  letterDueOn: {
    label: '要求反馈日',
    kind: 'day',
    heads: ['办理期限', '反馈期限', '要求反馈日期', '要求反馈时间', '截止日期', '办结期限', '限办日期'],
  },
  filerKind: { label: '提出人身份', kind: 'choice', heads: ['投诉人身份'] },
  agent: { label: '代理人及与客户关系', kind: 'text', heads: ['代理人', '代理人姓名'], personal: true },
  mandate: { label: '所见授权证明', kind: 'text', heads: ['授权委托书', '授权证明'], personal: true },
  customerType: { label: '客户类型', kind: 'choice', heads: [] },
  specialGroups: { label: '特殊群体', kind: 'choices', heads: ['特殊人群'] },
  accountTail: { label: '账户末四位', kind: 'text', heads: ['卡号末四位', '账号末四位', '卡号后四位'], personal: true },
  product: { label: '产品名称', kind: 'text', heads: ['产品', '涉及产品'] },
  amountFen: { label: '涉及金额', kind: 'fen', heads: ['金额', '涉诉金额', '涉及金额元', '金额元'] },
  demands: { label: '客户诉求', kind: 'choices', heads: ['诉求', '诉求类型', '投诉诉求', '诉求分类'] },
  tags: { label: '敏感标签', kind: 'choices', heads: ['标签'] },
  partner: { label: '合作机构', kind: 'text', heads: ['合作方', '第三方机构'] },
  handler: { label: '承办人', kind: 'staff', heads: ['承办人工号', '处理人', '主办人', '经办人'] },
  closedOn: {
    label: '办结日期',
    kind: 'day',
    heads: ['办结日', '办结时间', '结案日期', '结案时间', '完成时间', '办理完成日期'],
    closing: true,
  },
  outcome: { label: '处理结果', kind: 'choice', heads: ['结果', '办理结果', '处理情况'], closing: true },
  liability: { label: '责任认定', kind: 'liability', heads: ['责任', '是否有责', '是否属实'], closing: true },
  bankCause: { label: '行方原因', kind: 'choice', heads: [], closing: true },
  measures: { label: '主要措施', kind: 'choices', heads: ['措施', '处理措施'], closing: true },
  findings: {
    label: '核实情况',
    kind: 'long',
    heads: ['调查情况', '核查情况', '核实结果'],
    closing: true,
    personal: true,
  },
  resolution: {
    label: '处理意见',
    kind: 'long',
    heads: ['处理过程', '办理意见', '答复意见', '答复内容', '处理说明'],
    closing: true,
    personal: true,
  },
  compensationFen: { label: '补偿金额', kind: 'fen', heads: ['赔偿金额', '退费金额'], closing: true },
} as const satisfies Readonly<Record<string, ImportField>>;

export type ImportName = keyof typeof importFields;
export const importNames = Object.keys(importFields) as readonly ImportName[];
export const importField = (name: ImportName): ImportField => importFields[name];

/** What every row needs: as a column, or as one value for the whole list. */
export const NEEDED_COLUMNS: readonly ImportName[] = [
  'receivedOn',
  'customerName',
  'phone',
  'summary',
  'business',
  'cause',
];
/** These can be said once for all rows. */
export const FIXABLE: readonly ImportName[] = ['source', 'business', 'cause', 'channel', 'outcome', 'measures'];

/** Column (from 0) → field; columns that mean nothing are left out. */
export type Mapping = Readonly<Record<string, ImportName>>;

const bare = (heading: string): string =>
  normalizeCell(heading)
    .toLowerCase()
    .replace(/[（(].*?[)）]|[\s*＊:：_\-/、.]|必填/g, '');

const nameByHead: ReadonlyMap<string, ImportName> = new Map(
  importNames.toReversed().flatMap((name) => {
    const { label, heads } = importField(name);
    return [label, ...heads].map((head) => [bare(head), name] as const);
  }),
);

/** The row that names the columns: the one among the first with most known words. 0 when there is none. */
export function headingRow(rows: readonly (readonly Cell[])[]): number {
  let best = { at: 0, known: 0 };
  rows.slice(0, 15).forEach((row, at) => {
    const known = new Set(row.map((cell) => nameByHead.get(bare(cellText(cell)))).filter((name) => name !== undefined))
      .size;
    if (known > best.known) best = { at, known };
  });
  return best.at;
}

/** Remembered headings first, then what the words say. A field is proposed for one column only. */
export function proposeMapping(headings: readonly string[], saved: Readonly<Record<string, string>>): Mapping {
  const taken = new Set<ImportName>();
  const mapping: Record<string, ImportName> = {};
  const claim = (of: (heading: string) => string | undefined): void => {
    headings.forEach((heading, at) => {
      const name = of(heading);
      if (name === undefined || !isImportName(name) || taken.has(name) || mapping[at] !== undefined) return;
      mapping[at] = name;
      taken.add(name);
    });
  };
  claim((heading) => saved[bare(heading)]);
  // A remembered list says of every heading what it is, also that it is nothing.
  const isNews = (heading: string): boolean => !Object.hasOwn(saved, bare(heading));
  claim((heading) => (isNews(heading) && bare(heading) !== '' ? nameByHead.get(bare(heading)) : undefined));
  return mapping;
}

/** Heading → field, '' for a column that means nothing: what is remembered for the next list. */
export function rememberMapping(headings: readonly string[], mapping: Mapping): Readonly<Record<string, string>> {
  return Object.fromEntries(
    headings.map((heading, at) => [bare(heading), mapping[at] ?? ''] as const).filter(([heading]) => heading !== ''),
  );
}

export const isImportName = (name: string): name is ImportName => Object.hasOwn(importFields, name);

/** Finds the entry a cell names; a reason when none or several are meant. */
export interface Lookups {
  readonly choice: (name: ImportName, text: string) => Read<string>;
  readonly outlet: (text: string) => Read<string>;
  readonly staff: (text: string) => Read<string>;
}

/** What a row says; `faults` by field. Fields without a column or with an empty cell are left out. */
export interface RowRead {
  readonly values: Readonly<Partial<Record<ImportName, unknown>>>;
  readonly faults: Readonly<Partial<Record<ImportName, string>>>;
}

export function readRow(row: readonly Cell[], mapping: Mapping, lookups: Lookups): RowRead {
  const values: Partial<Record<ImportName, unknown>> = {};
  const faults: Partial<Record<ImportName, string>> = {};
  for (const [at, name] of Object.entries(mapping)) {
    const read = readCell(name, row[Number(at)] ?? null, lookups);
    if (!read.ok) faults[name] = read.reason;
    else if (read.value !== null) values[name] = read.value;
  }
  const received = values.receivedOn as { readonly on: string; readonly time: string | null } | undefined;
  if (received !== undefined) {
    values.receivedOn = received.on;
    if (received.time !== null) values.receivedTime ??= received.time;
  }
  return { values, faults };
}

export const isEmptyRow = (row: readonly Cell[]): boolean => row.every((cell) => cellText(cell) === '');

function readCell(name: ImportName, cell: Cell, lookups: Lookups): Read<unknown> {
  const { kind } = importField(name);
  const reader = readers[kind];
  if (reader !== undefined) return reader(cell);
  const text = cellText(cell, kind === 'long');
  if (text === '') return { ok: true, value: null };
  if (kind === 'choice') return lookups.choice(name, text);
  if (kind === 'choices') return all(cellParts(cell).map((part) => lookups.choice(name, part)));
  if (kind === 'outlet') return lookups.outlet(text);
  if (kind === 'staff') return lookups.staff(text);
  if (hasLostDigits(cell)) return { ok: false, reason: 'Excel 截短了这个长数字，请在原系统里按文本重新导出' };
  return { ok: true, value: name === 'accountTail' && /^\d{1,3}$/.test(text) ? text.padStart(4, '0') : text };
}

/** Kinds that need no dictionary. */
const readers: Partial<Record<Kind, (cell: Cell) => Read<unknown>>> = {
  moment: cellMoment,
  time: cellTime,
  fen: cellFen,
  flag: cellFlag,
  day: (cell) => {
    const moment = cellMoment(cell);
    return moment.ok ? { ok: true, value: moment.value?.on ?? null } : moment;
  },
  liability: liabilityOf,
};

function all(reads: readonly Read<string>[]): Read<readonly string[]> {
  const values: string[] = [];
  for (const read of reads) {
    if (!read.ok) return read;
    if (!values.includes(read.value)) values.push(read.value);
  }
  return { ok: true, value: values };
}

function liabilityOf(cell: Cell): Read<string | null> {
  const text = cellText(cell);
  if (text === '') return { ok: true, value: null };
  if (/无责|不属实|^(?:否|无)$/.test(text)) return { ok: true, value: 'none' };
  if (/有责|属实|^(?:是|有)$/.test(text)) return { ok: true, value: 'bank' };
  return { ok: false, reason: '请写“银行有责”或“银行无责”' };
}

/** 0 → A, 26 → AA: how Excel names a column. */
export function columnLetter(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : columnLetter(Math.floor(at / 26) - 1) + last;
}
