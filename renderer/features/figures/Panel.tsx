/** A card with one chart: definition in the title, chart or table, the table to copy. */
import { useState, type ReactNode } from 'react';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { Term } from '#renderer/ui/Term.tsx';
import { tsvOf, type Column } from '#renderer/ui/rows.ts';

interface Props<Row> {
  readonly title: string;
  readonly definition: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly legend?: ReactNode;
  readonly chart?: ReactNode;
  readonly table: ReactNode;
  /** Nothing happened in either period. */
  readonly isEmpty: boolean;
  readonly wide?: boolean;
}

export function Panel<Row>(props: Props<Row>): ReactNode {
  const { title, definition, rows, columns, chart, isEmpty } = props;
  const [asTable, setAsTable] = useState(chart === undefined);
  return (
    <section className={`panel${props.wide === true ? ' panel-wide' : ''}`} aria-label={title}>
      <header className="panel-head">
        <h2 className="section-title">
          <Term definition={definition}>{title}</Term>
        </h2>
        {!asTable && !isEmpty && props.legend}
        <span className="panel-tools">
          {chart !== undefined && (
            <button type="button" className="plain-button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
              {asTable ? '看图' : '看表'}
            </button>
          )}
          <CopyButton text={tsvOf(rows, columns)} label="复制表格" />
        </span>
      </header>
      {isEmpty ? <div className="panel-none muted">本期无数据</div> : asTable ? props.table : chart}
    </section>
  );
}

/** Which colour is which period. */
export function Legend({ now, before }: { readonly now: string; readonly before: string }): ReactNode {
  return (
    <span className="legend">
      <i className="legend-now" />
      {now}
      <i className="legend-before" />
      {before}
    </span>
  );
}
