/** A panel in the browser's top layer, placed beside its anchor: no z-index, no measuring, flips at the edge. */
import { useEffect, useLayoutEffect, useRef, type CSSProperties, type ReactNode } from 'react';

interface Props {
  /** CSS anchor name, see anchorName(). */
  readonly anchor: string;
  readonly children: ReactNode;
  /** Called on a press outside the panel and its anchor. */
  readonly onClose: () => void;
  readonly width?: number | 'anchor';
  readonly role?: string;
  readonly label?: string;
  readonly id?: string;
  /** Moves the focus to the first button or field inside. */
  readonly focusFirst?: boolean;
}

export const anchorName = (id: string): string => `--a${id.replaceAll(/[^a-zA-Z0-9_-]/g, '_')}`;

export const anchorStyle = (id: string): CSSProperties => ({ anchorName: anchorName(id) });

export function Floating({ anchor, children, onClose, width, role, label, id, focusFirst = false }: Props): ReactNode {
  const panel = useRef<HTMLSpanElement>(null);
  const close = useRef(onClose);
  useLayoutEffect(() => {
    close.current = onClose;
  });
  // Before the effects of what is inside: a calendar focuses its day, which must be on screen by then.
  useLayoutEffect(() => {
    panel.current?.showPopover();
    if (focusFirst) panel.current?.querySelector<HTMLElement>('button, input')?.focus();
  }, [focusFirst]);
  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      const target = event.target instanceof Element ? event.target : null;
      if (target === null || panel.current?.contains(target) === true) return;
      if (target.closest(`[data-anchor="${anchor}"]`) !== null) return;
      close.current();
    };
    document.addEventListener('pointerdown', outside, true);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
    };
  }, [anchor]);
  const style = {
    positionAnchor: anchor,
    ...(width === undefined ? {} : { minWidth: width === 'anchor' ? 'anchor-size(width)' : width }),
  } as CSSProperties;
  return (
    // A span, so that a definition may stand inside a paragraph.
    <span ref={panel} popover="manual" className="floating" style={style} role={role} aria-label={label} id={id}>
      {children}
    </span>
  );
}
