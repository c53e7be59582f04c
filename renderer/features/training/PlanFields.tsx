/** The fields of a training. */
import { Input } from 'antd';
import { useMemo, type ReactNode } from 'react';
import type { FieldReasons } from '#domain/failure.ts';
import { posts } from '#domain/organisation.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { DateField } from '#renderer/ui/DateField.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { TimeField } from '#renderer/ui/TimeField.tsx';
import { useCalendar } from '#renderer/ui/use-calendar.ts';
import { useDict } from '#renderer/ui/use-dict.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
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

function useOptions(dict: string): readonly { value: string; label: string }[] {
  const lines = useDict(dict);
  return useMemo(
    () =>
      lines
        .filter((line) => line.retiredOn === null)
        .toSorted((a, b) => a.sort - b.sort)
        .map(({ id, label }) => ({ value: id, label })),
    [lines],
  );
}

function WhatFields({ form, update, reasons }: Props): ReactNode {
  const categories = useOptions('trainingCategory');
  const tiers = useOptions('trainingTier');
  const modes = useOptions('trainingMode');
  return (
    <>
      <Field label="培训主题" name="title" required error={reasons['title']}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={60}
            value={form.title}
            onChange={(event) => update({ title: event.target.value })}
          />
        )}
      </Field>
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
        <Field
          label="统一编号"
          name="series"
          error={reasons['series']}
          hint="分行、支行统一组织、分几处举办的培训填同一编号，汇总时只算一次"
        >
          {(control) => (
            <Input
              {...control}
              maxLength={40}
              value={form.series}
              onChange={(event) => update({ series: event.target.value })}
            />
          )}
        </Field>
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
  const { today, time } = useNowOnce();
  const { marks } = useCalendar();
  const counted = hours10Between(form.startTime, form.endTime);
  return (
    <>
      <Field label="日期" name="heldOn" required error={reasons['heldOn']}>
        {(control) => (
          <div className="field-row">
            <DateField
              control={control}
              value={form.heldOn}
              today={today}
              marks={marks}
              onChange={(heldOn) => update({ heldOn })}
            />
          </div>
        )}
      </Field>
      <Field label="时间" name="startTime" required error={reasons['startTime'] ?? reasons['endTime']}>
        {(control) => (
          <div className="field-row">
            <TimeField
              control={control}
              value={form.startTime}
              now={time}
              onChange={(startTime) => update({ startTime })}
            />
            <span className="muted">至</span>
            <TimeField label="结束时间" value={form.endTime} now={time} onChange={(endTime) => update({ endTime })} />
          </div>
        )}
      </Field>
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
      <Field label="地点" name="place" required error={reasons['place']}>
        {(control) => (
          <Input
            {...control}
            maxLength={80}
            value={form.place}
            onChange={(event) => update({ place: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

function WhoFields({ form, update, reasons }: Props): ReactNode {
  return (
    <>
      <Field label="授课人" name="lecturer" required error={reasons['lecturer']}>
        {(control) => (
          <Input
            {...control}
            maxLength={40}
            value={form.lecturer}
            onChange={(event) => update({ lecturer: event.target.value })}
          />
        )}
      </Field>
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
