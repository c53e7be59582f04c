/** Dialogs for what cannot be undone: one asks for a reason, one for a typed word. */
import { Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { start } from '#renderer/start.ts';
import { useKeys } from './keys.ts';
import './form.css';

interface ReasonProps {
  readonly open: boolean;
  readonly title: string;
  readonly text?: ReactNode;
  /** Ready wordings, one press each. */
  readonly presets?: readonly string[];
  readonly required?: boolean;
  readonly okText: string;
  readonly danger?: boolean;
  readonly onOk: (reason: string) => Promise<unknown> | void;
  readonly onCancel: () => void;
}

export function ReasonDialog(props: ReasonProps): ReactNode {
  return props.open ? <OpenReason {...props} /> : null;
}

function OpenReason(props: ReasonProps): ReactNode {
  const { required = true } = props;
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const ready = !busy && (!required || reason.trim() !== '');
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      await props.onOk(reason.trim());
    } finally {
      setBusy(false);
    }
  };
  const ok = (): void => {
    if (ready) start(run());
  };
  useKeys(props.title, [{ key: 'Ctrl+Enter', label: props.okText, run: ok }, closeKey(props.onCancel)], {
    modal: true,
  });
  return (
    <Modal
      open
      title={props.title}
      okText={props.okText}
      cancelText="取消"
      okButtonProps={{ danger: props.danger ?? false, disabled: !ready, loading: busy }}
      onOk={ok}
      onCancel={props.onCancel}
      keyboard={false}
    >
      {props.text !== undefined && <div>{props.text}</div>}
      <div className="chip-picker" style={{ margin: '8px 0' }}>
        {props.presets?.map((preset) => (
          <button key={preset} type="button" className="chip" onClick={() => setReason(preset)}>
            {preset}
          </button>
        ))}
      </div>
      <Input.TextArea
        autoFocus
        rows={3}
        maxLength={200}
        showCount
        aria-label="原因"
        placeholder="写明原因"
        value={reason}
        onChange={(event) => {
          setReason(event.target.value);
        }}
      />
    </Modal>
  );
}

interface DangerProps {
  readonly open: boolean;
  readonly title: string;
  readonly text: ReactNode;
  /** Must be typed exactly before the button works. */
  readonly word: string;
  readonly okText: string;
  readonly onOk: () => Promise<unknown> | void;
  readonly onCancel: () => void;
}

export function DangerDialog(props: DangerProps): ReactNode {
  return props.open ? <OpenDanger {...props} /> : null;
}

function OpenDanger(props: DangerProps): ReactNode {
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      await props.onOk();
    } finally {
      setBusy(false);
    }
  };
  useKeys(props.title, [closeKey(props.onCancel)], { modal: true });
  return (
    <Modal
      open
      title={props.title}
      okText={props.okText}
      cancelText="取消"
      okButtonProps={{ danger: true, disabled: typed.trim() !== props.word || busy, loading: busy }}
      onOk={() => {
        start(run());
      }}
      onCancel={props.onCancel}
      keyboard={false}
    >
      <div>{props.text}</div>
      <p style={{ margin: '12px 0 4px' }}>
        请输入 <b>{props.word}</b> 确认：
      </p>
      <Input
        autoFocus
        aria-label={`输入 ${props.word} 确认`}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
    </Modal>
  );
}

const closeKey = (run: () => void): { key: string; label: string; run: () => void } => ({
  key: 'Escape',
  label: '取消',
  run,
});
