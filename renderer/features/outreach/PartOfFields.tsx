/** What an event is part of: a campaign, a base, another outlet's event. Left out where there is nothing to choose. */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { useRead } from '#renderer/use-query.ts';
import type { PlanProps } from './PlanFields.tsx';

export function PartOfFields({ form, update, reasons }: PlanProps): ReactNode {
  const campaigns = useRead('campaign.list', {});
  const bases = useRead('educationBase.list', {});
  const { today } = useNowOnce();
  const plans = (campaigns.data ?? []).filter(({ id, state }) => state !== 'over' || id === form.campaignPlan);
  const places = (bases.data ?? []).filter(
    ({ id, closedOn }) => closedOn === null || closedOn >= (form.heldOn ?? today) || id === form.base,
  );
  return (
    <>
      {plans.length > 0 && (
        <Field label="宣传任务" name="campaignPlan" error={reasons['campaignPlan']}>
          {(control) => (
            <ChipPicker
              control={control}
              label="宣传任务"
              options={withNone(plans.map(({ id, title }) => ({ value: id, label: title })))}
              value={form.campaignPlan ?? ''}
              onChange={(value) => update({ campaignPlan: value === '' ? null : value })}
            />
          )}
        </Field>
      )}
      {places.length > 0 && (
        <Field label="教育基地" name="base" error={reasons['base']}>
          {(control) => (
            <ChipPicker
              control={control}
              label="教育基地"
              options={withNone(places.map(({ id, name }) => ({ value: id, label: name })))}
              value={form.base ?? ''}
              onChange={(value) => update({ base: value === '' ? null : value })}
            />
          )}
        </Field>
      )}
      <Field
        label="联合活动"
        name="joint"
        error={reasons['joint']}
        hint="与别的网点联合举办、由对方牵头的，填对方签到表上的档案号，汇总时只算一场；自己牵头的不填"
      >
        {(control) => (
          <Input
            {...control}
            maxLength={40}
            placeholder="HD-…，可不填"
            value={form.joint}
            onChange={(event) => update({ joint: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

const withNone = (options: readonly { readonly value: string; readonly label: string }[]) => [
  { value: '', label: '不属于' },
  ...options,
];
