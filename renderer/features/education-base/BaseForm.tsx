/** 登记基地 / 修改基地. */
import { useState, type ReactNode } from 'react';
import type { BaseRow } from '#contract/education-base.ts';
import { baseKinds, type BaseKind } from '#domain/education-base.ts';
import type { FieldReasons } from '#domain/failure.ts';
import { DateField } from '#renderer/ui/DateField.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { FormSheet } from '#renderer/ui/FormSheet.tsx';
import { ChoiceField, LineField } from '#renderer/ui/LineField.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useCalendar } from '#renderer/ui/use-calendar.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { useAct } from '#renderer/use-query.ts';

interface Form {
  readonly name: string;
  readonly kind: BaseKind;
  readonly address: string;
  readonly partner: string;
  readonly sinceOn: string | null;
  readonly closedOn: string | null;
  readonly note: string;
}

const empty = (today: string): Form => ({
  name: '',
  kind: 'school',
  address: '',
  partner: '',
  sinceOn: today,
  closedOn: null,
  note: '',
});
const formOf = (row: BaseRow): Form => ({ ...row, partner: row.partner ?? '', note: row.note ?? '' });

interface Props {
  readonly row?: BaseRow;
  readonly onClose: () => void;
}

export function BaseForm({ row, onClose }: Props): ReactNode {
  const { today } = useNowOnce();
  const [form, setForm] = useState<Form>(() => (row === undefined ? empty(today) : formOf(row)));
  const act = useAct('educationBase.save', { onFailure: () => true });
  const save = async (): Promise<void> => {
    const { name, kind, address, partner, sinceOn, closedOn, note } = form;
    const fields = { name, kind, address, partner, sinceOn: sinceOn ?? '', closedOn, note };
    if ((await act.run({ id: row?.id ?? null, fields })) === undefined) return;
    toast({ text: `${name} 已保存`, tone: 'good' });
    onClose();
  };
  return (
    <FormSheet
      title={row === undefined ? '登记教育基地' : '修改教育基地'}
      busy={act.busy}
      failure={act.failure}
      onSave={save}
      onClose={onClose}
    >
      <BaseFields
        form={form}
        set={(patch) => setForm({ ...form, ...patch })}
        reasons={act.failure?.fields ?? {}}
        isOld={row !== undefined}
      />
    </FormSheet>
  );
}

function BaseFields(props: {
  readonly form: Form;
  readonly set: (patch: Partial<Form>) => void;
  readonly reasons: FieldReasons;
  readonly isOld: boolean;
}): ReactNode {
  const { form, set, reasons, isOld } = props;
  const reason = (name: string): string | undefined => reasons[name] ?? reasons[`fields.${name}`];
  const line = (label: string, name: 'name' | 'address' | 'partner' | 'note', most: number, required: boolean) => (
    <LineField
      label={label}
      name={name}
      required={required}
      error={reason(name)}
      most={most}
      autoFocus={name === 'name'}
      value={form[name]}
      onChange={(value) => set({ [name]: value })}
    />
  );
  return (
    <>
      {line('基地名称', 'name', 60, true)}
      <ChoiceField
        label="类别"
        name="kind"
        error={reason('kind')}
        words={baseKinds}
        value={form.kind}
        onChange={(kind) => set({ kind })}
      />
      {line('地址', 'address', 80, true)}
      {line('共建单位', 'partner', 80, false)}
      <Days {...props} error={reason('sinceOn') ?? reason('closedOn')} isOld={isOld} />
      {line('说明', 'note', 200, false)}
    </>
  );
}

function Days(props: {
  readonly form: Form;
  readonly set: (patch: Partial<Form>) => void;
  readonly error: string | undefined;
  readonly isOld: boolean;
}): ReactNode {
  const { form, set, error, isOld } = props;
  const { today } = useNowOnce();
  const { marks } = useCalendar();
  const common = { today, marks };
  return (
    <Field label="建立日期" name="sinceOn" required error={error}>
      {(control) => (
        <div className="field-row">
          <DateField control={control} {...common} value={form.sinceOn} onChange={(sinceOn) => set({ sinceOn })} />
          {isOld && (
            <>
              <span className="muted">撤销</span>
              <DateField
                label="撤销日期，仍在用的不填"
                {...common}
                value={form.closedOn}
                onChange={(closedOn) => set({ closedOn })}
              />
            </>
          )}
        </div>
      )}
    </Field>
  );
}
