/** A word with its definition: numbers and legal words explain themselves on hover, focus or click. */
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { anchorName, anchorStyle, Floating } from './Floating.tsx';
import './parts.css';

interface Props {
  readonly children: ReactNode;
  readonly definition: ReactNode;
}

/** A pointer passing over a row of words is not to make panels flicker. */
const hoverDelay = 350;

export function Term({ children, definition }: Props): ReactNode {
  const id = useId();
  const [open, setOpen] = useState(false);
  const pinned = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const anchor = anchorName(id);
  const close = (): void => {
    clearTimeout(timer.current);
    pinned.current = false;
    setOpen(false);
  };
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  return (
    <span
      className="term"
      onMouseEnter={() => {
        timer.current = setTimeout(() => {
          setOpen(true);
        }, hoverDelay);
      }}
      onMouseLeave={() => {
        clearTimeout(timer.current);
        if (!pinned.current) setOpen(false);
      }}
    >
      <button
        type="button"
        className="term-word"
        style={anchorStyle(id)}
        data-anchor={anchor}
        aria-expanded={open}
        aria-describedby={open ? `${id}-definition` : undefined}
        onClick={() => {
          if (pinned.current) close();
          else {
            pinned.current = true;
            setOpen(true);
          }
        }}
        onBlur={close}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !open) return;
          event.stopPropagation();
          close();
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
