/** The frame of a step in a case: what is asked first, what was said, when it happened; saving tells the case. */
import { useState, type ReactNode } from 'react';
import type { FieldReasons } from '#domain/failure.ts';
import type { RequestFailure } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';
import { happened, MoveFrame, now, WhenFields, WordsField, type MoveProps, type When } from './move-parts.tsx';

/** What every step tells the backend. */
interface Said {
  readonly id: string;
  readonly on?: string;
  readonly time?: string;
  readonly text: string;
}

interface Props extends MoveProps {
  readonly title: string;
  readonly okText?: string;
  readonly note?: string;
  readonly act: { readonly busy: boolean; readonly failure: RequestFailure | undefined };
  /** Where they are not simply those of the failure. */
  readonly reasons?: FieldReasons;
  /** The field of the words. */
  readonly words: {
    readonly label: string;
    readonly required?: boolean;
    readonly rows?: number;
    readonly placeholder?: string;
  };
  /** Undefined when it was refused. */
  readonly save: (said: Said) => Promise<{ readonly state: string } | undefined>;
  /** What is asked before the words. */
  readonly children?: ReactNode;
}

/** A refusal is said in the form, not in a toast. */
export const saidInForm = { onFailure: () => true };

export function StepForm({
  id,
  from,
  onDone,
  onClose,
  title,
  okText = '保存',
  act,
  words,
  ...props
}: Props): ReactNode {
  const [when, setWhen] = useState<When>(now);
  const [text, setText] = useState('');
  const reasons = props.reasons ?? act.failure?.fields ?? {};
  const save = async (): Promise<void> => {
    const saved = await props.save({ id, ...happened(when), text });
    if (saved !== undefined) onDone(saved.state);
  };
  return (
    <MoveFrame
      title={title}
      okText={okText}
      busy={act.busy}
      reasons={reasons}
      failure={act.failure}
      onSave={() => start(save())}
      onClose={onClose}
      {...(props.note === undefined ? {} : { note: props.note })}
    >
      {props.children}
      <WordsField {...words} name="text" value={text} onChange={setText} reasons={reasons} />
      <WhenFields when={when} from={from} reasons={reasons} onChange={setWhen} />
    </MoveFrame>
  );
}
