/** A native modal dialog: focus kept inside, Esc closes, the keys of the screen below are off. */
import { useContext, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { Covered } from './cover.ts';
import { useKeys } from './keys.ts';
import { enterTopLayer } from './top-layer.ts';
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
  const covered = useContext(Covered);
  // Before this dialog is drawn the focus is still where it was opened from.
  const [opener] = useState(() => document.activeElement);
  useLayoutEffect(() => {
    const element = dialog.current;
    // A modal dialog behind the lock would keep the log-in page from being used.
    if (covered || element === null) return;
    const focused = document.activeElement;
    const wanted = element.contains(focused) ? focused : firstField(element);
    element.showModal();
    // showModal() focuses the first button; the field that asked for the focus is to have it.
    if (wanted instanceof HTMLElement) wanted.focus();
    const leave = enterTopLayer(element);
    return () => {
      leave();
      element.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    };
  }, [covered, opener]);
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

/** The first text box or choice, else the main button. */
const firstField = (dialog: HTMLElement): Element | null =>
  dialog.querySelector('.sheet-body :is(input:not([type=checkbox]), textarea, [role=radio][tabindex="0"])') ??
  dialog.querySelector('.sheet-foot .ant-btn-primary');
