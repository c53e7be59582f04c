/** A panel in the browser's top layer, placed beside its anchor: no z-index, no measuring, flips at the edge. */
import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react';

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
}

export const anchorName = (id: string): string => `--a${id.replaceAll(/[^a-zA-Z0-9_-]/g, '_')}`;

export const anchorStyle = (id: string): CSSProperties => ({ anchorName: anchorName(id) });

export function Floating({ anchor, children, onClose, width, role, label, id }: Props): ReactNode {
  const panel = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    panel.current?.showPopover();
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
    <div ref={panel} popover="manual" className="floating" style={style} role={role} aria-label={label} id={id}>
      {children}
    </div>
  );
}
