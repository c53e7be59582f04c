/** A record beside its list: Esc goes back to the same row, Ctrl+↓ goes on to the next one. */
import { Button } from 'antd';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useKeys } from './keys.ts';
import './drawer.css';

interface Props {
  readonly open: boolean;
  readonly title: ReactNode;
  readonly sub?: ReactNode;
  readonly onClose: () => void;
  readonly onNext?: (() => void) | undefined;
  readonly onPrevious?: (() => void) | undefined;
  readonly actions?: ReactNode;
  readonly footer?: ReactNode;
  readonly width?: number;
  readonly children: ReactNode;
}

export function DetailDrawer(props: Props): ReactNode {
  return props.open ? <OpenDrawer {...props} /> : null;
}

function OpenDrawer({
  title,
  sub,
  onClose,
  onNext,
  onPrevious,
  actions,
  footer,
  width = 560,
  children,
}: Props): ReactNode {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  useKeys('详情', [
    { key: 'Escape', label: '返回列表', run: onClose },
    { key: 'Ctrl+ArrowDown', label: '下一件', run: () => onNext?.(), when: onNext !== undefined },
    { key: 'Ctrl+ArrowUp', label: '上一件', run: () => onPrevious?.(), when: onPrevious !== undefined },
  ]);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <div ref={panel} className="drawer" style={{ width }} role="dialog" aria-labelledby={id} tabIndex={-1}>
      <header className="drawer-head">
        <div className="drawer-names">
          <h2 id={id} className="drawer-title">
            {title}
          </h2>
          {sub !== undefined && <div className="muted">{sub}</div>}
        </div>
        {actions}
        {onPrevious !== undefined && (
          <Button type="text" onClick={onPrevious} aria-label="上一件" title="上一件 Ctrl+↑">
            ↑
          </Button>
        )}
        {onNext !== undefined && (
          <Button type="text" onClick={onNext} aria-label="下一件" title="下一件 Ctrl+↓">
            ↓
          </Button>
        )}
        <Button type="text" onClick={onClose} aria-label="关闭" title="关闭 Esc">
          ✕
        </Button>
      </header>
      <div className="drawer-body">{children}</div>
      {footer !== undefined && <footer className="drawer-foot">{footer}</footer>}
    </div>
  );
}
