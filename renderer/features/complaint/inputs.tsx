/** The fields of the registration form: a label, a control, and the reason when something is wrong. */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import type { FieldReasons } from '#domain/failure.ts';
import { ChipPicker, type ChipOption } from '#renderer/ui/ChipPicker.tsx';
import { DateField } from '#renderer/ui/DateField.tsx';
import { DictPicker } from '#renderer/ui/DictPicker.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { WordsArea } from '#renderer/ui/WordsArea.tsx';
import { useCalendar } from '#renderer/ui/use-calendar.ts';
import { useDict } from '#renderer/ui/use-dict.ts';
import type { FormBody, ListKey, PickKey, TextKey } from './form-model.ts';

export interface FormAccess {
  readonly body: FormBody;
  readonly update: (patch: Partial<FormBody>) => void;
  readonly reasons: FieldReasons;
}

interface Common {
  readonly form: FormAccess;
  readonly label: string;
  readonly required?: boolean;
  readonly hint?: ReactNode;
}

const shown = (hint: ReactNode): { readonly hint?: ReactNode } =>
  hint === undefined || hint === '' || hint === null ? {} : { hint };

interface TextProps extends Common {
  readonly name: TextKey;
  readonly placeholder?: string;
  readonly max?: number;
  readonly numeric?: boolean;
  readonly rows?: number;
}

export function TextInput({ form, label, name, required = false, hint, ...more }: TextProps): ReactNode {
  const change = (event: { readonly target: { readonly value: string } }): void => {
    form.update({ [name]: event.target.value });
  };
  const { placeholder = '', max = 100, numeric = false, rows } = more;
  return (
    <Field label={label} name={name} required={required} error={form.reasons[name]} {...shown(hint)}>
      {(control) =>
        rows === undefined ? (
          <Input
            {...control}
            autoComplete="off"
            inputMode={numeric ? 'numeric' : 'text'}
            maxLength={max}
            placeholder={placeholder}
            value={form.body[name]}
            onChange={change}
          />
        ) : (
          <WordsArea
            {...control}
            rows={rows}
            // Too much is said, not cut off: a pasted letter must not lose its end unseen.
            count={{ show: true, max }}
            placeholder={placeholder}
            value={form.body[name]}
            onChange={change}
          />
        )
      }
    </Field>
  );
}

interface PickProps extends Common {
  readonly name: PickKey;
  readonly dict: string;
  readonly placeholder?: string;
  readonly leavesOnly?: boolean;
  readonly allowEmpty?: boolean;
}

export function PickInput({ form, label, name, dict, required = false, hint, ...more }: PickProps): ReactNode {
  const lines = useDict(dict);
  return (
    <Field label={label} name={name} required={required} error={form.reasons[name]} {...shown(hint)}>
      {(control) => (
        <DictPicker
          control={control}
          lines={lines}
          leavesOnly={more.leavesOnly ?? false}
          allowEmpty={more.allowEmpty ?? false}
          placeholder={more.placeholder ?? '中文、拼音首字母或编码'}
          value={form.body[name]}
          onChange={(id) => {
            form.update({ [name]: id });
          }}
        />
      )}
    </Field>
  );
}

/** The choices of a dictionary in its own order, so that a digit always means the same. */
export function useChips(dict: string, wanted?: readonly string[]): readonly ChipOption[] {
  const lines = useDict(dict);
  const inUse = lines.filter((line) => line.retiredOn === null);
  const picked =
    wanted === undefined
      ? inUse.toSorted((a, b) => a.sort - b.sort)
      : wanted.flatMap((id) => inUse.filter((line) => line.id === id));
  return picked.map((line) => ({ value: line.id, label: line.shortLabel === '' ? line.label : line.shortLabel }));
}

interface ListProps extends Common {
  readonly name: ListKey;
  readonly dict: string;
}

export function ChipsInput({ form, label, name, dict, hint }: ListProps): ReactNode {
  const options = useChips(dict);
  return (
    <Field label={label} name={name} error={form.reasons[name]} {...shown(hint)}>
      {(control) => (
        <ChipPicker
          control={control}
          label={label}
          multiple
          options={options}
          value={form.body[name]}
          onChange={(value) => {
            form.update({ [name]: value });
          }}
        />
      )}
    </Field>
  );
}

interface DayProps extends Common {
  readonly name: 'receivedOn' | 'forwardedOn' | 'letterDueOn';
  readonly today: string;
  readonly max?: string;
  readonly year?: 'past' | 'future' | 'nearest';
  readonly beside?: ReactNode;
}

export function DayInput({ form, label, name, required = false, hint, today, max, year, beside }: DayProps): ReactNode {
  const { marks } = useCalendar();
  return (
    <Field label={label} name={name} required={required} error={form.reasons[name]} {...shown(hint)}>
      {(control) => (
        <div className="side-by-side">
          <DateField
            control={control}
            value={form.body[name]}
            today={today}
            marks={marks}
            {...(max === undefined ? {} : { max })}
            {...(year === undefined ? {} : { year })}
            onChange={(day) => {
              form.update({ [name]: name === 'receivedOn' ? (day ?? today) : day });
            }}
          />
          {beside}
        </div>
      )}
    </Field>
  );
}
