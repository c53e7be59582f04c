/** The passphrase of a backup of the branch's keys. */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { Field } from '#renderer/ui/Field.tsx';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
  readonly hint?: string;
  readonly autoFocus?: boolean;
}

export function PassphraseField({ value, onChange, autoFocus = false, ...field }: Props): ReactNode {
  return (
    <Field {...field} required>
      {(control) => (
        <Input.Password
          {...control}
          autoFocus={autoFocus}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
