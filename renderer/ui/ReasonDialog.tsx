/** Dialogs for what cannot be undone: one asks for a reason, one for a typed word. */
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { start } from '#renderer/start.ts';
import { useKeys } from './keys.ts';
import { Sheet } from './Sheet.tsx';
import { WordsArea } from './WordsArea.tsx';
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
  return (
    <Sheet
      title={props.title}
      onClose={props.onCancel}
      width={480}
      footer={
        <>
          <Button onClick={props.onCancel}>取消</Button>
          <Button type="primary" danger={props.danger ?? false} disabled={!ready} loading={busy} onClick={ok}>
            {props.okText}
            <kbd>Ctrl+Enter</kbd>
          </Button>
        </>
      }
    >
      <SaveKey label={props.okText} run={ok} />
      {props.text !== undefined && <div>{props.text}</div>}
      <div className="chip-picker" style={{ margin: '8px 0' }}>
        {props.presets?.map((preset) => (
          <button key={preset} type="button" className="chip" onClick={() => setReason(preset)}>
            {preset}
          </button>
        ))}
      </div>
      <WordsArea
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
    </Sheet>
  );
}

/** Inside the dialog, so that its key ranks above the dialog's own. */
function SaveKey({ label, run }: { readonly label: string; readonly run: () => void }): ReactNode {
  useKeys(label, [{ key: 'Ctrl+Enter', label, run }]);
  return null;
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
  return (
    <Sheet
      title={props.title}
      onClose={props.onCancel}
      width={480}
      footer={
        <>
          <Button onClick={props.onCancel}>取消</Button>
          <Button
            type="primary"
            danger
            disabled={typed.trim() !== props.word || busy}
            loading={busy}
            onClick={() => {
              start(run());
            }}
          >
            {props.okText}
          </Button>
        </>
      }
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
    </Sheet>
  );
}
