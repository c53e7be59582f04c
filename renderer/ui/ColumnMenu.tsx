/** Which columns are shown. */
import { Button } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { anchorName, anchorStyle, Floating } from './Floating.tsx';
import { toggled } from './grid-keys.ts';
import type { Column } from './rows.ts';

interface Props<Row> {
  readonly columns: readonly Column<Row>[];
  readonly hidden: readonly string[] | null;
  readonly onChange: (hidden: readonly string[]) => void;
}

export function ColumnMenu<Row>({ columns, hidden, onChange }: Props<Row>): ReactNode {
  const id = useId();
  const anchor = anchorName(id);
  const [open, setOpen] = useState(false);
  const now = hidden ?? columns.filter((column) => column.hidden === true).map((column) => column.key);
  const close = (): void => {
    setOpen(false);
  };
  return (
    <>
      <Button
        style={anchorStyle(id)}
        data-anchor={anchor}
        aria-expanded={open}
        title={now.length > 0 ? `隐藏了 ${now.length} 列` : '显示的列'}
        onClick={() => {
          setOpen(!open);
        }}
      >
        列
      </Button>
      {open && (
        <Floating anchor={anchor} onClose={close} role="group" label="显示的列" focusFirst>
          <div
            className="dt-values"
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.stopPropagation();
              close();
            }}
          >
            {columns.map((column) => (
              <label key={column.key} className="dt-value">
                <input
                  type="checkbox"
                  checked={!now.includes(column.key)}
                  disabled={!now.includes(column.key) && columns.length - now.length <= 1}
                  onChange={() => {
                    onChange(toggled(now, column.key));
                  }}
                />
                <span>{column.title}</span>
              </label>
            ))}
          </div>
        </Floating>
      )}
    </>
  );
}
