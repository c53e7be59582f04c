/** A native modal dialog: focus kept inside, Esc closes, the keys of the screen below are off. */
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useKeys } from './keys.ts';
import './sheet.css';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly width?: number;
  /** Shows no title line; it is still read out. */
  readonly bare?: boolean;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

export function Sheet({ title, onClose, width = 560, bare = false, children, footer }: Props): ReactNode {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useKeys(title, [{ key: 'Escape', label: '关闭', run: onClose }], { modal: true });
  useEffect(() => {
    const before = document.activeElement;
    const wanted = dialog.current?.contains(before) === true ? before : firstField(dialog.current);
    dialog.current?.showModal();
    // showModal() focuses the first button; the field that asked for the focus is to have it.
    if (wanted instanceof HTMLElement) wanted.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="sheet"
      style={{ width }}
      aria-labelledby={id}
      onCancel={(event) => {
        // Esc goes through useKeys, which knows about input methods.
        event.preventDefault();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className="sheet-inner">
        <header className={bare ? 'sr-only' : 'sheet-head'}>
          <h2 id={id} className="sheet-title">
            {title}
          </h2>
          {!bare && (
            <button type="button" className="plain-button" aria-label="关闭" onClick={onClose}>
              ✕
            </button>
          )}
        </header>
        <div className="sheet-body">{children}</div>
        {footer !== undefined && <footer className="sheet-foot">{footer}</footer>}
      </div>
    </dialog>
  );
}

const firstField = (dialog: HTMLElement | null): Element | null =>
  dialog?.querySelector('.sheet-body :is(input, textarea, [role=radio][tabindex="0"]), .sheet-foot .ant-btn-primary') ??
  null;
