/** 现场即时化解: the customer is still there, so registration and closing are one screen. */
import type { ReactNode } from 'react';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { ClosingFields } from './ClosingFields.tsx';
import type { FormAccess } from './inputs.tsx';

export function SolvedFields({ form }: { readonly form: FormAccess }): ReactNode {
  const { solved, closing } = form.body;
  return (
    <>
      <Field
        label="现场化解"
        name="solved"
        hint={solved ? '保存时一并办结：联系、方案、办结都记在今天；业务、原因、渠道须选到最末一级' : undefined}
      >
        {(control) => (
          <ChipPicker
            control={control}
            label="现场化解"
            options={[
              { value: 'no', label: '否，之后办理' },
              { value: 'yes', label: '是，当场已解决' },
            ]}
            value={solved ? 'yes' : 'no'}
            onChange={(value) => {
              form.update({ solved: value === 'yes' });
            }}
          />
        )}
      </Field>
      {solved && (
        <ClosingFields
          brief
          body={closing}
          update={(patch) => form.update({ closing: { ...closing, ...patch } })}
          reasons={form.reasons}
        />
      )}
    </>
  );
}
