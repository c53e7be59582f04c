/** A word with its definition: numbers and legal words explain themselves on hover, focus or click. */
import { useId, useState, type ReactNode } from 'react';
import { anchorName, anchorStyle, Floating } from './Floating.tsx';
import './parts.css';

interface Props {
  readonly children: ReactNode;
  readonly definition: ReactNode;
}

export function Term({ children, definition }: Props): ReactNode {
  const id = useId();
  const [open, setOpen] = useState(false);
  const anchor = anchorName(id);
  const close = (): void => {
    setOpen(false);
  };
  return (
    <span className="term">
      <button
        type="button"
        className="term-word"
        style={anchorStyle(id)}
        data-anchor={anchor}
        aria-expanded={open}
        aria-describedby={open ? `${id}-definition` : undefined}
        onClick={() => {
          setOpen(!open);
        }}
        onBlur={close}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && open) {
            event.stopPropagation();
            close();
          }
        }}
      >
        {children}
      </button>
      {open && (
        <Floating anchor={anchor} onClose={close} id={`${id}-definition`} role="note">
          <span className="definition">{definition}</span>
        </Floating>
      )}
    </span>
  );
}
