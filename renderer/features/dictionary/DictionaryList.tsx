/** 字典: names, codes of the standard and search words of every choice. The ids behind them never change. */
import { Select } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { DictLine } from '#contract/dictionary.ts';
import { DICT_NAMES, UNCHECKED_CODE_NOTE } from '#domain/dictionary.ts';
import { useMay } from '#renderer/session-store.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListPage, type Column } from '#renderer/ui/ListPage.tsx';
import { useListState } from '#renderer/ui/list-store.ts';
import { StateTag } from '#renderer/ui/StateTag.tsx';
import { useRead } from '#renderer/use-query.ts';
import { DictionaryTabs } from './DictionaryTabs.tsx';
import { EntryForm } from './EntryForm.tsx';

interface Row extends DictLine {
  readonly path: string;
}

const columns: readonly Column<Row>[] = [
  { key: 'path', title: '名称', width: 240, grow: true, text: (row) => row.path },
  { key: 'short', title: '简称', width: 140, text: (row) => row.shortLabel },
  {
    key: 'code',
    title: '标准编码',
    width: 150,
    text: (row) => row.stdCode,
    sort: 'text',
    render: (row) => (
      <span className="num">
        {row.stdCode}
        {row.stdCode !== '' && !row.stdCodeChecked && <span className="doubt"> ◔ {UNCHECKED_CODE_NOTE}</span>}
      </span>
    ),
  },
  { key: 'words', title: '搜索词', width: 180, text: (row) => row.synonyms.join(' ') },
  {
    key: 'state',
    title: '状态',
    width: 130,
    text: (row) => (row.retiredOn === null ? '在用' : `${row.retiredOn} 起停用`),
    render: (row) =>
      row.retiredOn === null ? (
        <StateTag tone="active">在用</StateTag>
      ) : (
        <StateTag tone="idle">{row.retiredOn} 停用</StateTag>
      ),
  },
];

const rowId = (row: Row): string => row.id;

/** Parents before their children, each with its whole path. */
function treeOf(lines: readonly DictLine[]): readonly Row[] {
  const below = (parent: string | null, path: string): readonly Row[] =>
    lines
      .filter((line) => line.parent === parent)
      .toSorted((a, b) => a.sort - b.sort)
      .flatMap((line) => {
        const whole = path === '' ? line.label : `${path} / ${line.label}`;
        return [{ ...line, path: whole }, ...below(line.id, whole)];
      });
  return below(null, '');
}

export function DictionaryList(): ReactNode {
  const mayWrite = useMay('dictionary.write');
  const found = useRead('dictionary.all', {});
  const list = useListState('dictionary', { chip: 'all', filters: { dict: 'business' } });
  const [open, setOpen] = useState<DictLine>();
  const dict = list.filters['dict'] ?? 'business';
  const tree = useMemo(() => treeOf((found.data ?? []).filter((line) => line.dict === dict)), [found.data, dict]);
  const typed = list.text.trim().toLowerCase();
  const fits = (row: Row): boolean =>
    `${row.path} ${row.stdCode} ${row.pinyin} ${row.synonyms.join(' ')}`.toLowerCase().includes(typed);
  const unchecked = (row: Row): boolean => row.stdCode !== '' && !row.stdCodeChecked;
  const rows = tree.filter((row) => fits(row) && (list.chip === 'all' || unchecked(row)));
  return (
    <>
      <ListPage
        page="dictionary"
        title="字典"
        tabs={<DictionaryTabs current="/dictionary" />}
        count={rows.length}
        chips={[
          { key: 'all', label: '全部', count: tree.length },
          { key: 'unchecked', label: '编码待核对', count: tree.filter(unchecked).length },
        ]}
        search="名称、编码、拼音"
        filters={
          <Select
            aria-label="哪一部字典"
            style={{ minWidth: 200 }}
            value={dict}
            showSearch={{ optionFilterProp: 'label' }}
            options={Object.entries(DICT_NAMES).map(([value, label]) => ({ value, label }))}
            onChange={(value) => list.set({ filters: { dict: value } })}
          />
        }
        rows={found.data === undefined ? undefined : rows}
        rowId={rowId}
        columns={columns}
        loading={found.loading}
        failure={found.failure}
        onRetry={found.reload}
        {...(mayWrite ? { onOpen: setOpen } : {})}
        emptyFirst={<EmptyState title="这部字典还没有内容">字典在建立分行时写入。</EmptyState>}
      />
      {open !== undefined && <EntryForm entry={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}
