/** The two fields most short forms are made of: a line (or some lines) of text, and a choice of a few. */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { ChipPicker, type ChipOption } from './ChipPicker.tsx';
import { Field } from './Field.tsx';
import { WordsArea } from './WordsArea.tsx';

interface Common {
  readonly label: string;
  readonly name: string;
  readonly required?: boolean;
  readonly error: string | undefined;
  readonly hint?: ReactNode;
}

interface LineProps extends Common {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly most: number;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  readonly numeric?: boolean;
  /** More than one makes it a text area. */
  readonly rows?: number;
}

export function LineField(props: LineProps): ReactNode {
  const { label, name, required = false, error, hint, value, onChange, most, placeholder, rows = 1 } = props;
  return (
    <Field label={label} name={name} required={required} error={error} hint={hint}>
      {(control) =>
        rows > 1 ? (
          <WordsArea
            {...control}
            rows={rows}
            maxLength={most}
            placeholder={placeholder}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <Input
            {...control}
            autoFocus={props.autoFocus ?? false}
            {...(props.numeric === true ? { className: 'num', inputMode: 'numeric' as const } : {})}
            maxLength={most}
            placeholder={placeholder}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}

interface ChoiceProps<V extends string> extends Common {
  readonly value: V | null;
  readonly words: Readonly<Record<V, string>>;
  readonly onChange: (value: V) => void;
}

export function ChoiceField<V extends string>(props: ChoiceProps<V>): ReactNode {
  const { label, name, required = true, error, hint, value, words, onChange } = props;
  return (
    <Field label={label} name={name} required={required} error={error} hint={hint}>
      {(control) => (
        <ChipPicker
          control={control}
          label={label}
          options={optionsOf(words)}
          value={value}
          onChange={(picked) => {
            if (isIn(words, picked)) onChange(picked);
          }}
        />
      )}
    </Field>
  );
}

const isIn = <V extends string>(words: Readonly<Record<V, string>>, value: string): value is V =>
  Object.hasOwn(words, value);

/** Choices of a table of words. */
export const optionsOf = (words: Readonly<Record<string, string>>): readonly ChipOption[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** Whole number from what was typed; anything else goes on and comes back with its reason. */
export function typedCount(text: string): number {
  const plain = text.normalize('NFKC').replaceAll(/[,\s]/g, '');
  return /^\d+$/.test(plain) ? Number(plain) : Number.NaN;
}
