/** Above a list: quick filters, search, saved filters, columns, export; with ticked rows what can be done with them. */
import { Button, Input, type InputRef } from 'antd';
import { useDeferredValue, useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useMay } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { ColumnMenu } from './ColumnMenu.tsx';
import { copyRows } from './copy-rows.ts';
import { thousands } from './format.ts';
import { keyLabel } from './key-names.ts';
import { useListState } from './list-store.ts';
import type { ListPageProps, ListView } from './list-view.ts';
import { SavedFilters } from './SavedFilters.tsx';

export function ListTools<Row>(
  props: ListPageProps<Row> & { readonly view: ListView<Row>; readonly box: React.RefObject<InputRef | null> },
): ReactNode {
  const { page, chips, view } = props;
  const mayExport = useMay('print.document');
  const { list } = view;
  return (
    <div className="list-tools">
      {chips !== undefined && (
        <Chips
          chips={chips}
          value={list.chip || (chips[0]?.key ?? '')}
          onChange={(chip) => list.set({ chip, selected: [] })}
        />
      )}
      {props.filters}
      {props.search !== undefined && <SearchBox page={page} placeholder={props.search} box={props.box} />}
      <SavedFilters page={page} chips={chips} columns={props.columns} />
      <ColumnMenu
        columns={props.columns}
        hidden={list.hiddenColumns}
        onChange={(hiddenColumns) => {
          list.set({ hiddenColumns });
        }}
      />
      {mayExport && (
        <Button onClick={view.exportNow} disabled={view.shown.length === 0}>
          导出<kbd>Ctrl+E</kbd>
        </Button>
      )}
    </div>
  );
}

function Chips(props: {
  readonly chips: NonNullable<ListPageProps<unknown>['chips']>;
  readonly value: string;
  readonly onChange: (chip: string) => void;
}): ReactNode {
  return (
    <div className="list-chips" role="group" aria-label="快捷筛选">
      {props.chips.map((chip) => (
        <button
          key={chip.key}
          type="button"
          className="list-chip"
          aria-pressed={chip.key === props.value}
          onClick={() => {
            props.onChange(chip.key);
          }}
        >
          {chip.label}
          {chip.count !== undefined && <span className="num"> {thousands(chip.count)}</span>}
        </button>
      ))}
    </div>
  );
}

/** Typing is answered at once in the box and after 150 ms in the list; pinyin being composed is not searched. */
function SearchBox(props: {
  readonly page: string;
  readonly placeholder: string;
  readonly box: React.RefObject<InputRef | null>;
}): ReactNode {
  const list = useListState(props.page);
  const [typed, setTyped] = useState(list.text);
  const [composing, setComposing] = useState(false);
  const { set, text } = list;
  const settled = useDeferredValue(typed);
  // What this box sent itself must not come back over letters typed since.
  const sent = useRef(text);
  useEffect(() => {
    if (text === sent.current) return;
    sent.current = text;
    setTyped(text);
  }, [text]);
  useEffect(() => {
    if (composing || settled === text) return;
    const timer = setTimeout(() => {
      sent.current = settled;
      set({ text: settled, selected: [] });
    }, 150);
    return () => {
      clearTimeout(timer);
    };
  }, [settled, composing, set, text]);
  // Who leaves sooner finds the list as the box stood; a scanner that leaves has taken its first letters back.
  const unsent = useRef<string>(undefined);
  useLayoutEffect(() => {
    unsent.current = composing || typed === text ? undefined : typed;
  }, [composing, typed, text]);
  useEffect(
    () => () => {
      if (unsent.current !== undefined) set({ text: unsent.current, selected: [] });
    },
    [set],
  );
  return (
    <Input
      ref={props.box}
      className="list-search"
      placeholder={`${props.placeholder} Ctrl+F`}
      aria-label={props.placeholder}
      allowClear
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
      }}
      onCompositionStart={() => {
        setComposing(true);
      }}
      onCompositionEnd={() => {
        setComposing(false);
      }}
    />
  );
}

/** What can be done with the ticked rows; copying always. */
export function BatchBar<Row>(props: ListPageProps<Row> & { readonly view: ListView<Row> }): ReactNode {
  const { batch = [], count, view } = props;
  const { chosen, list, shown } = view;
  if (chosen.length === 0) return null;
  return (
    <div className="list-batch" role="toolbar" aria-label="批量操作">
      <span>
        已选 <b className="num">{thousands(chosen.length)}</b> 项
        {/* Rows are read as they are scrolled to: 全选 ticks those that are there. */}
        {count !== undefined && chosen.length === shown.length && count > shown.length && (
          <span className="muted">，共 {thousands(count)} 项，其余往下滚动后可选</span>
        )}
      </span>
      {batch.map((each) => (
        <Button key={each.label} danger={each.danger ?? false} onClick={() => each.run(chosen)}>
          {each.label}
          {each.keyName !== undefined && <kbd>{keyLabel(each.keyName)}</kbd>}
        </Button>
      ))}
      <Button onClick={() => start(copyRows(chosen, view.visible))}>
        复制<kbd>Ctrl+C</kbd>
      </Button>
      <Button type="text" onClick={() => list.set({ selected: [] })}>
        取消选择<kbd>Esc</kbd>
      </Button>
    </div>
  );
}
