/** Who handles the case, and which outlet it is about. */
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { posts } from '#domain/organisation.ts';
import { useUser } from '#renderer/session-store.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { useRead } from '#renderer/use-query.ts';
import type { FormAccess } from './inputs.tsx';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** Everybody at work here, the person at the keyboard first. */
export function useHandlers(): readonly Option[] {
  const me = useUser();
  const { data } = useRead('organisation.staff', {});
  const others = (data ?? [])
    .filter((person) => person.leftOn === null && person.staffNo !== me.staffNo)
    .map((person) => ({ value: person.staffNo, label: `${person.name} ${person.staffNo} · ${posts[person.post]}` }));
  return [{ value: me.staffNo, label: `${me.name}（我）` }, ...others];
}

export function useOutlets(): readonly Option[] {
  const { data } = useRead('organisation.outlets', {});
  return (data ?? [])
    .filter((outlet) => outlet.closedOn === null)
    .map((outlet) => ({ value: outlet.code, label: `${outlet.code} ${outlet.name}` }));
}

interface Props {
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (value: string) => void;
  readonly control: { readonly id: string; readonly status: '' | 'error' };
  readonly label: string;
}

/** People and outlets are no dictionary: looked for by number and name. */
export function OptionPick({ options, value, onChange, control, label }: Props): ReactNode {
  return (
    <Select
      id={control.id}
      status={control.status}
      aria-label={label}
      className="full-width"
      placeholder="编号或名称"
      showSearch={{ optionFilterProp: 'label' }}
      options={[...options]}
      value={value}
      onChange={onChange}
    />
  );
}

export function PersonPick({ form }: { readonly form: FormAccess }): ReactNode {
  const me = useUser();
  const options = useHandlers();
  return (
    <Field label="承办人" name="handler" required error={form.reasons['handler']}>
      {(control) => (
        <OptionPick
          control={control}
          label="承办人"
          options={options}
          value={form.body.handler ?? me.staffNo}
          onChange={(handler) => {
            form.update({ handler });
          }}
        />
      )}
    </Field>
  );
}

export function OutletPick({
  form,
  required = false,
}: {
  readonly form: FormAccess;
  /** At the centre: the case has no outlet of its own. */
  readonly required?: boolean;
}): ReactNode {
  const options = useOutlets();
  return (
    <Field
      label="被投诉网点"
      name="complainedOutlet"
      required={required}
      error={form.reasons['complainedOutlet']}
      hint={required ? '考核按被投诉网点计' : '不是本网点时才选；考核按被投诉网点计'}
    >
      {(control) => (
        <OptionPick
          control={control}
          label="被投诉网点"
          options={options}
          value={form.body.complainedOutlet}
          onChange={(complainedOutlet) => {
            form.update({ complainedOutlet });
          }}
        />
      )}
    </Field>
  );
}
