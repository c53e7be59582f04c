/** Which business and which cause it belongs to; neither: it fits every case. */
import type { ReactNode } from 'react';
import type { About } from '#domain/knowledge.ts';
import type { FieldReasons } from '#domain/failure.ts';
import { DictPicker } from '#renderer/ui/DictPicker.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { useDict } from '#renderer/ui/use-dict.ts';

interface Props {
  readonly value: About;
  readonly onChange: (patch: Partial<About>) => void;
  readonly reasons: FieldReasons;
}

export function AboutFields({ value, onChange, reasons }: Props): ReactNode {
  return (
    <>
      <AboutField label="业务类别" name="business" value={value.business} onChange={onChange} reasons={reasons} />
      <AboutField label="投诉原因" name="cause" value={value.cause} onChange={onChange} reasons={reasons} />
    </>
  );
}

function AboutField(props: {
  readonly label: string;
  readonly name: keyof About;
  readonly value: string | null;
  readonly onChange: (patch: Partial<About>) => void;
  readonly reasons: FieldReasons;
}): ReactNode {
  const { label, name, value, onChange, reasons } = props;
  const lines = useDict(name);
  return (
    <Field label={label} name={name} error={reasons[name]}>
      {(control) => (
        <DictPicker
          control={control}
          lines={lines}
          leavesOnly={false}
          allowEmpty
          placeholder="不选为通用；选上一级时下级都合用"
          value={value}
          onChange={(id) => onChange({ [name]: id })}
        />
      )}
    </Field>
  );
}
