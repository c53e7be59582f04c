/** Columns of the four lists. */
import type { ArticleRow, BannedRow, CaseRow, PhraseRow } from '#contract/knowledge.ts';
import type { Column } from '#renderer/ui/ListPage.tsx';
import { StateTag } from '#renderer/ui/StateTag.tsx';

type Short = (id: string | null) => string;

const orNone = (id: string | null, short: Short): string => (id === null ? '通用' : short(id));

const aboutColumns = <Row extends { readonly business: string | null; readonly cause: string | null }>(
  short: Short,
): readonly Column<Row>[] => [
  { key: 'business', title: '业务类别', width: 120, text: (row) => orNone(row.business, short), filter: true },
  { key: 'cause', title: '投诉原因', width: 120, text: (row) => orNone(row.cause, short), filter: true },
];

const stateColumn = <Row extends { readonly inUse: boolean; readonly retiredOn: string | null }>(): Column<Row> => ({
  key: 'state',
  title: '状态',
  width: 128,
  text: (row) => (row.inUse ? '在用' : `${row.retiredOn ?? ''} 停用`),
  render: (row) =>
    row.inUse ? <StateTag tone="active">在用</StateTag> : <StateTag tone="idle">{row.retiredOn} 停用</StateTag>,
});

export const phraseColumns = (short: Short): readonly Column<PhraseRow>[] => [
  { key: 'code', title: '代码', width: 84, text: (row) => row.code, sort: 'text' },
  { key: 'title', title: '名称', width: 170, text: (row) => row.title, sort: 'text' },
  { key: 'text', title: '话术', width: 260, grow: true, text: (row) => row.text },
  ...aboutColumns<PhraseRow>(short),
  stateColumn(),
];

export const bannedColumns: readonly Column<BannedRow>[] = [
  { key: 'sentence', title: '禁用语', width: 220, grow: true, text: (row) => row.sentence, sort: 'text' },
  { key: 'reason', title: '为什么不能说', width: 180, text: (row) => row.reason },
  { key: 'instead', title: '改说', width: 240, grow: true, text: (row) => row.instead },
  { key: 'abolishedOn', title: '废止日期', width: 110, text: (row) => row.abolishedOn, sort: 'text' },
  stateColumn(),
];

export const caseColumns = (short: Short): readonly Column<CaseRow>[] => [
  { key: 'title', title: '标题', width: 240, grow: true, text: (row) => row.title, sort: 'text' },
  { key: 'lesson', title: '启示', width: 260, grow: true, text: (row) => row.lesson },
  ...aboutColumns<CaseRow>(short),
  stateColumn(),
];

export const articleColumns = (short: Short): readonly Column<ArticleRow>[] => [
  { key: 'document', title: '制度名称', width: 220, text: (row) => row.document, filter: true },
  { key: 'article', title: '条次', width: 124, text: (row) => row.article ?? '（未核对）' },
  { key: 'text', title: '要点（非原文）', width: 280, grow: true, text: (row) => row.text },
  { key: 'keywords', title: '关键词', width: 160, text: (row) => row.keywords.join('、'), hidden: true },
  ...aboutColumns<ArticleRow>(short),
  stateColumn(),
];
