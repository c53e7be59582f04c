/** The fields of a training. */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import type { FieldReasons } from '#domain/failure.ts';
import { posts } from '#domain/organisation.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { LineField } from '#renderer/ui/LineField.tsx';
import { TrainingTimes } from '#renderer/ui/TrainingTimes.tsx';
import { useDictOptions } from '#renderer/ui/use-dict-options.ts';
import { hours10Between, type PlanForm } from './plan.ts';

interface Props {
  readonly form: PlanForm;
  readonly update: (patch: Partial<PlanForm>) => void;
  readonly reasons: FieldReasons;
}

const examChoices = [
  { value: 'no', label: '没有考试' },
  { value: 'yes', label: '有考试' },
];
const postChoices = Object.entries(posts).map(([value, label]) => ({ value, label }));

export function PlanFields(props: Props): ReactNode {
  return (
    <>
      <WhatFields {...props} />
      <WhenFields {...props} />
      <WhoFields {...props} />
    </>
  );
}

function WhatFields({ form, update, reasons }: Props): ReactNode {
  const categories = useDictOptions('trainingCategory');
  const tiers = useDictOptions('trainingTier');
  const modes = useDictOptions('trainingMode');
  return (
    <>
      <LineField
        label="培训主题"
        name="title"
        required
        error={reasons['title']}
        most={60}
        autoFocus
        value={form.title}
        onChange={(title) => update({ title })}
      />
      <Field label="类别" name="category" required error={reasons['category']}>
        {(control) => (
          <ChipPicker
            control={control}
            label="类别"
            options={categories}
            value={form.category}
            onChange={(category) => update({ category })}
          />
        )}
      </Field>
      <Field label="层级" name="tier" required error={reasons['tier']}>
        {(control) => (
          <ChipPicker
            control={control}
            label="层级"
            options={tiers}
            value={form.tier}
            onChange={(tier) => update({ tier })}
          />
        )}
      </Field>
      {form.tier !== 'tier.outlet' && (
        <LineField
          label="统一编号"
          name="series"
          error={reasons['series']}
          most={40}
          hint="分行、支行统一组织、分几处举办的培训填同一编号，汇总时只算一次"
          value={form.series}
          onChange={(series) => update({ series })}
        />
      )}
      <Field label="形式" name="mode" required error={reasons['mode']}>
        {(control) => (
          <ChipPicker
            control={control}
            label="形式"
            options={modes}
            value={form.mode}
            onChange={(mode) => update({ mode })}
          />
        )}
      </Field>
    </>
  );
}

function WhenFields({ form, update, reasons }: Props): ReactNode {
  const counted = hours10Between(form.startTime, form.endTime);
  return (
    <>
      <TrainingTimes form={form} set={update} reasons={reasons} />
      <Field label="课时" name="hours10" error={reasons['hours10']} hint="不填时按起止时间计算">
        {(control) => (
          <Input
            {...control}
            className="training-hours num"
            inputMode="decimal"
            maxLength={5}
            placeholder={counted === null ? '' : String(counted / 10)}
            value={form.hours}
            onChange={(event) => update({ hours: event.target.value })}
          />
        )}
      </Field>
      <LineField
        label="地点"
        name="place"
        required
        error={reasons['place']}
        most={80}
        value={form.place}
        onChange={(place) => update({ place })}
      />
    </>
  );
}

function WhoFields({ form, update, reasons }: Props): ReactNode {
  return (
    <>
      <LineField
        label="授课人"
        name="lecturer"
        required
        error={reasons['lecturer']}
        most={40}
        value={form.lecturer}
        onChange={(lecturer) => update({ lecturer })}
      />
      <Field
        label="对象岗位"
        name="targetPosts"
        required
        error={reasons['targetPosts']}
        hint="保存后按岗位从名册生成名单"
      >
        {(control) => (
          <ChipPicker
            control={control}
            label="对象岗位"
            multiple
            options={postChoices}
            value={form.targetPosts}
            onChange={(targetPosts) => update({ targetPosts })}
          />
        )}
      </Field>
      <Field label="考试" name="hasExam">
        {(control) => (
          <ChipPicker
            control={control}
            label="考试"
            options={examChoices}
            value={form.hasExam}
            onChange={(hasExam) => update({ hasExam })}
          />
        )}
      </Field>
      {form.hasExam === 'yes' && (
        <Field label="及格线" name="passMark" required error={reasons['passMark']}>
          {(control) => (
            <Input
              {...control}
              className="training-hours num"
              inputMode="numeric"
              maxLength={4}
              suffix="分"
              value={form.passMark}
              onChange={(event) => update({ passMark: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}
