/** Draws the toasts. Hovering or focusing one holds it; Ctrl+Z undoes the newest that can be undone. */
import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { CopyButton } from './CopyButton.tsx';
import { keyLabel } from './key-names.ts';
import { useKeys, type KeyBinding } from './keys.ts';
import { dismissToast, toastStore, type ToastItem } from './toast.ts';
import { useTopLayer } from './top-layer.ts';
import './parts.css';

const icons = { good: '✓', plain: '●', warn: '◔', bad: '▲' } as const;

export function Toasts(): ReactNode {
  const items = toastStore((store) => store.items);
  return createPortal(
    <div className="toasts" role="status" aria-live="polite">
      {items.length > 0 && <ToastKeys items={items} />}
      {items.map((item) => (
        <Toast key={item.id} item={item} />
      ))}
    </div>,
    useTopLayer(),
  );
}

/** Mounted with the first toast, so that its keys rank above those of the screen. */
function ToastKeys({ items }: { readonly items: readonly ToastItem[] }): ReactNode {
  useKeys('提示', bindingsOf(items));
  return null;
}

function bindingsOf(items: readonly ToastItem[]): KeyBinding[] {
  const newest = items.toReversed();
  const bindings: KeyBinding[] = [];
  const undoable = newest.find((item) => item.undo !== undefined);
  if (undoable !== undefined) {
    bindings.push({ key: 'Ctrl+Z', label: '撤销', run: () => act(undoable.id, undoable.undo) });
  }
  for (const item of newest) {
    for (const action of item.actions ?? []) {
      if (action.keyName === undefined) continue;
      bindings.push({ key: action.keyName, label: action.label, run: () => act(item.id, action.run) });
    }
  }
  return bindings;
}

function act(id: number, run: (() => void) | undefined): void {
  dismissToast(id);
  run?.();
}

function Toast({ item }: { readonly item: ToastItem }): ReactNode {
  const [held, setHeld] = useState(false);
  const tone = item.tone ?? 'plain';
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(
      () => {
        dismissToast(item.id);
      },
      (item.seconds ?? (item.undo === undefined && item.actions === undefined ? 5 : 10)) * 1000,
    );
    return () => {
      clearTimeout(timer);
    };
  }, [held, item]);
  const hold = (): void => {
    setHeld(true);
  };
  const release = (): void => {
    setHeld(false);
  };
  return (
    <div className={`toast toast-${tone}`} onMouseEnter={hold} onMouseLeave={release} onFocus={hold} onBlur={release}>
      <span aria-hidden="true" className="toast-icon">
        {icons[tone]}
      </span>
      <span className="toast-text">
        {item.text}
        {item.code !== undefined && <span className="failure-code"> 代码 {item.code}</span>}
      </span>
      {item.code !== undefined && <CopyButton text={`${item.code} ${item.text}`} />}
      {item.undo !== undefined && (
        <Button size="small" onClick={() => act(item.id, item.undo)}>
          撤销<kbd>Ctrl+Z</kbd>
        </Button>
      )}
      {item.actions?.map((action) => (
        <Button key={action.label} size="small" onClick={() => act(item.id, action.run)}>
          {action.label}
          {action.keyName !== undefined && <kbd>{keyLabel(action.keyName)}</kbd>}
        </Button>
      ))}
      <button type="button" className="plain-button" aria-label="关闭提示" onClick={() => dismissToast(item.id)}>
        ✕
      </button>
    </div>
  );
}
