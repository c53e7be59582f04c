/**
 * Printed sign-in sheets (签到表): which columns, which rows on which page.
 *
 * Paging is a pure function so that the preview, the print and the list in which attendance is
 * filled in afterwards have the same line under the same number. A row is never split; the head
 * repeats on every page; behind the known people come spare rows, and the last page is filled with
 * numbered empty rows, so that nobody signs in the margin.
 *
 * Paper is A4 portrait, 297 mm: margins 25 + 20, title block 40 on the first page and 12 on the
 * others, column head 10, footer 12. What is left is divided by the row height. A signature needs
 * 11 mm, so 12 is the normal row.
 */

export const SHEET_TEMPLATES = {
  T1: '培训、会议签到表',
  T2: '宣传活动签到表（公众）',
  T3: '校园活动确认单',
  T4: '工作人员签到表',
} as const;
export type SheetTemplate = keyof typeof SHEET_TEMPLATES;

export const SHEET_SIZES = { normal: '标准', large: '大字', compact: '紧凑' } as const;
export type SheetSize = keyof typeof SHEET_SIZES;

export const ROW_HEIGHT_MM: Readonly<Record<SheetSize, number>> = { normal: 12, large: 15, compact: 10 };

const PAGE_MM = 297;
const MARGINS_MM = 25 + 20;
const COLUMN_HEAD_MM = 10;
const FOOTER_MM = 12;
const TITLE_MM = { first: 40, next: 12 } as const;

export interface SheetColumn {
  readonly key: string;
  readonly label: string;
  /** The columns of a template are 170 mm together: 210 less margins of 22 and 18. */
  readonly widthMm: number;
  readonly align: 'left' | 'center';
  /** Filled from the roster; the others are written by hand. */
  readonly prefilled: boolean;
}

export interface SheetField {
  readonly key: string;
  readonly label: string;
}

export interface SheetDefinition {
  readonly template: SheetTemplate;
  readonly title: string;
  /** 表号 and version, printed in the footer. */
  readonly formNo: string;
  /** Lines above the table. */
  readonly head: readonly SheetField[];
  readonly columns: readonly SheetColumn[];
  /** Names to be signed below the table of the last page. */
  readonly signatures: readonly string[];
}

/** What is known of one line; keys are column keys. */
export type SheetCells = Readonly<Record<string, string>>;

export interface SheetRow {
  /** Running number over all pages, from 1. */
  readonly no: number;
  /** Empty for a spare row. */
  readonly cells: SheetCells;
}

export interface SheetPage {
  readonly page: number;
  readonly of: number;
  readonly rows: readonly SheetRow[];
}

export interface SheetInput {
  readonly size: SheetSize;
  /** In the order in which they are to be printed. */
  readonly people: readonly SheetCells[];
  /** People expected beyond those on the list; that many more empty rows. */
  readonly expected?: number;
}

const SHEETS: Readonly<Record<SheetTemplate, SheetDefinition>> = {
  T1: {
    template: 'T1',
    title: '培训签到表',
    formNo: 'P10-T1 第1版',
    head: [
      { key: 'topic', label: '培训主题' },
      { key: 'time', label: '时间' },
      { key: 'place', label: '地点' },
      { key: 'lecturer', label: '授课人' },
      { key: 'organiser', label: '主办' },
      { key: 'counts', label: '应到／实到／请假' },
      { key: 'archiveNo', label: '档案号' },
    ],
    columns: [
      written('no', '序号', 12),
      filled('unit', '部门／网点', 44),
      filled('name', '姓名', 26, 'center'),
      filled('post', '岗位', 28, 'center'),
      written('signature', '本人签名', 38),
      written('remark', '备注', 22),
    ],
    signatures: ['记录人', '审核人'],
  },
  T2: {
    template: 'T2',
    title: '宣传活动签到表',
    formNo: 'P07-T2 第1版',
    head: [
      { key: 'topic', label: '活动名称' },
      { key: 'time', label: '时间' },
      { key: 'place', label: '地点' },
      { key: 'organiser', label: '主办' },
      { key: 'archiveNo', label: '档案号' },
    ],
    columns: [
      written('no', '序号', 12),
      written('name', '姓名（可只写姓氏）', 32),
      written('contact', '联系方式（自愿，可只留后四位）', 40),
      written('unit', '所在社区／单位', 36),
      written('signature', '签名', 32),
      written('remark', '备注', 18),
    ],
    signatures: ['记录人', '审核人'],
  },
  T3: {
    template: 'T3',
    title: '校园活动确认单',
    formNo: 'P07-T3 第1版',
    head: [
      { key: 'topic', label: '活动名称' },
      { key: 'school', label: '学校' },
      { key: 'time', label: '时间' },
      { key: 'place', label: '地点' },
      { key: 'organiser', label: '主办' },
      { key: 'workers', label: '工作人员' },
      { key: 'archiveNo', label: '档案号' },
    ],
    columns: [
      written('no', '序号', 12),
      filled('grade', '年级／班级', 48),
      written('count', '学生人数', 26),
      written('signature', '带队教师签名', 50),
      written('remark', '备注', 34),
    ],
    signatures: ['学校（盖章）', '工作人员', '审核人'],
  },
  T4: {
    template: 'T4',
    title: '工作人员签到表',
    formNo: 'P07-T4 第1版',
    head: [
      { key: 'topic', label: '活动名称' },
      { key: 'time', label: '时间' },
      { key: 'place', label: '地点' },
      { key: 'organiser', label: '主办' },
      { key: 'archiveNo', label: '档案号' },
    ],
    columns: [
      written('no', '序号', 12),
      filled('unit', '网点', 40),
      filled('name', '姓名', 24, 'center'),
      filled('duty', '职责', 28, 'center'),
      written('arrived', '到岗时间', 18),
      written('left', '离岗时间', 18),
      written('signature', '签名', 30),
    ],
    signatures: ['负责人', '审核人'],
  },
};

/** Title, head lines, columns and signatures of a template. */
export function sheetDefinition(template: SheetTemplate): SheetDefinition {
  return SHEETS[template];
}

/**
 * The notice under the title, or null where none is needed. A sheet for the public is a list of
 * personal data: purpose, free choice and period of storage must stand on it (PIPL 17). No pupil is
 * named on the school form: under 14 the data are sensitive and need a guardian (PIPL 28, 31).
 */
export function sheetNotice(template: SheetTemplate, retentionYears: number | null): string | null {
  const years = retentionYears === null ? '____' : String(retentionYears);
  switch (template) {
    case 'T1':
    case 'T4':
      return null;
    case 'T2':
      return `本表仅用于本次公益宣传活动留档与统计，信息自愿填写，保存至活动后${years}年销毁，不用于营销。`;
    case 'T3':
      return '本单只登记班级和人数，不登记学生姓名、联系方式等个人信息，由带队教师签名、学校盖章确认。';
  }
}

/** Rows that fit a page. */
export function pageCapacity(size: SheetSize, page: number): number {
  const titleMm = page === 1 ? TITLE_MM.first : TITLE_MM.next;
  return Math.floor((PAGE_MM - MARGINS_MM - titleMm - COLUMN_HEAD_MM - FOOTER_MM) / ROW_HEIGHT_MM[size]);
}

/** Empty rows for people who were not on the list: 5, or a tenth of the list if that is more. */
export function spareRows(people: number): number {
  return Math.max(5, Math.ceil(people / 10));
}

/** The pages of a sheet. Without people and without an event it is a blank form of one page. */
export function layoutSheet(input: SheetInput): readonly SheetPage[] {
  const listed = input.people.length + Math.max(0, input.expected ?? 0);
  const needed = listed === 0 ? 1 : listed + spareRows(listed);
  const capacities = pageCapacities(input.size, needed);
  let no = 0;
  return capacities.map((capacity, index) => ({
    page: index + 1,
    of: capacities.length,
    rows: Array.from({ length: capacity }, () => {
      no += 1;
      return { no, cells: input.people[no - 1] ?? {} };
    }),
  }));
}

/** What a sheet is called in the preview and in the log: `宣传活动签到表（大字版） HD-…`. */
export const sheetTitle = (template: SheetTemplate, number: string | null, large: boolean): string =>
  `${SHEETS[template].title}${large ? '（大字版）' : ''}${number === null ? '（空白）' : ` ${number}`}`;

/** Reads a title back out of a line of the log; null when it names no sheet. */
export function parseSheetTitle(text: string): {
  readonly template: SheetTemplate;
  readonly large: boolean;
  readonly kind: 'outreach' | 'training' | 'blank';
} | null {
  const match = /(\S+?)(（大字版）)?(（空白）| (HD|PX)-)/u.exec(text.replace(/^(生成|打印|另存) /u, ''));
  const template = Object.keys(SHEETS)
    .filter(isTemplate)
    .find((each) => SHEETS[each].title === match?.[1]);
  if (match === null || template === undefined) return null;
  const kind = match[4] === undefined ? 'blank' : match[4] === 'HD' ? 'outreach' : 'training';
  return { template, large: match[2] !== undefined, kind };
}

/**
 * What stands in the code on each page, so that a scan finds its event: number, template, page.
 * No personal data. A blank form has no number yet: null.
 */
export function pageCode(number: string | null, template: SheetTemplate, page: SheetPage): string | null {
  return number === null ? null : `${number}/${template}/${page.page}-${page.of}`;
}

/** Reads a page code; null for any other text. */
export function parsePageCode(
  code: string,
): { readonly number: string; readonly template: SheetTemplate; readonly page: number; readonly of: number } | null {
  const match = /^([^/]+)\/(T[1-4])\/(\d{1,4})-(\d{1,4})$/.exec(code.trim());
  if (match === null) return null;
  const [, number = '', template = '', page, of] = match;
  if (!isTemplate(template)) return null;
  return { number, template, page: Number(page), of: Number(of) };
}

function pageCapacities(size: SheetSize, needed: number): readonly number[] {
  const capacities: number[] = [];
  for (let room = 0; room < needed;) {
    const capacity = pageCapacity(size, capacities.length + 1);
    capacities.push(capacity);
    room += capacity;
  }
  return capacities;
}

function isTemplate(text: string): text is SheetTemplate {
  return Object.hasOwn(SHEET_TEMPLATES, text);
}

function filled(key: string, label: string, widthMm: number, align: 'left' | 'center' = 'left'): SheetColumn {
  return { key, label, widthMm, align, prefilled: true };
}

function written(key: string, label: string, widthMm: number): SheetColumn {
  return { key, label, widthMm, align: 'center', prefilled: false };
}
