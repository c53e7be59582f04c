/** A time of day by number pad: 930, 0930, 9:30, 14点, 现在. */
import { useId, useState, type ReactNode } from 'react';
import type { Control } from './Field.tsx';
import { isComposing } from './key-names.ts';
import { parseTime } from './read-time.ts';
import './form.css';

interface Props {
  readonly value: string | null;
  readonly onChange: (time: string | null) => void;
  /** `HH:mm` for 现在. */
  readonly now: string;
  readonly control?: Control;
  readonly label?: string;
}

export function TimeField({ value, onChange, now, control, label }: Props): ReactNode {
  const ownId = useId();
  const id = control?.id ?? ownId;
  const [typed, setTyped] = useState<string>();
  const [wrong, setWrong] = useState(false);
  const settle = (): void => {
    if (typed === undefined) return;
    const time = typed.trim() === '' ? null : parseTime(typed, now);
    setWrong(time === undefined);
    if (time === undefined) return;
    setTyped(undefined);
    if (time !== value) onChange(time);
  };
  return (
    <>
      <span className={`control${wrong ? ' control-error' : ''}`}>
        <input
          id={id}
          name={control?.name}
          autoComplete="off"
          placeholder="如 930"
          aria-label={control === undefined ? label : undefined}
          aria-invalid={(control?.['aria-invalid'] ?? false) || wrong}
          aria-required={control?.['aria-required']}
          aria-describedby={wrong ? `${id}-problem` : control?.['aria-describedby']}
          value={typed ?? value ?? ''}
          onFocus={(event) => {
            event.target.select();
          }}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
          onBlur={settle}
          onKeyDown={(event) => {
            if (!isComposing(event.nativeEvent) && event.key === 'Enter') settle();
          }}
        />
      </span>
      {wrong && (
        <p className="field-error" id={`${id}-problem`}>
          ▲ 不是时间，可以写 930 或 14:05
        </p>
      )}
    </>
  );
}
