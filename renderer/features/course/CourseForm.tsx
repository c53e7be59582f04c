/** 布置培训: by post, or for people named by staff number. */
import { useState, type ReactNode } from 'react';
import type { FieldReasons } from '#domain/failure.ts';
import { posts, type Post } from '#domain/organisation.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { DateField } from '#renderer/ui/DateField.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { FormSheet } from '#renderer/ui/FormSheet.tsx';
import { LineField, optionsOf, typedCount } from '#renderer/ui/LineField.tsx';
import { TrainingTimes } from '#renderer/ui/TrainingTimes.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useCalendar } from '#renderer/ui/use-calendar.ts';
import { useDictOptions } from '#renderer/ui/use-dict-options.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { useAct } from '#renderer/use-query.ts';

interface Form {
  readonly title: string;
  readonly series: string;
  readonly category: string | null;
  readonly mode: string | null;
  readonly heldOn: string | null;
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly hours: string;
  readonly place: string;
  readonly lecturer: string;
  readonly targetPosts: readonly string[];
  readonly named: string;
  readonly passMark: string;
  readonly dueOn: string | null;
  readonly demands: string;
}

interface FieldsProps {
  readonly form: Form;
  readonly set: (patch: Partial<Form>) => void;
  readonly reasons: FieldReasons;
}

export function CourseForm({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [form, setForm] = useState<Form>({
    title: '',
    series: '',
    category: null,
    mode: 'mode.onsite',
    heldOn: null,
    startTime: '14:00',
    endTime: '17:00',
    hours: '3',
    place: '',
    lecturer: '',
    targetPosts: [],
    named: '',
    passMark: '',
    dueOn: null,
    demands: '',
  });
  const act = useAct('course.set', { onFailure: () => true });
  const reasons = act.failure?.fields ?? {};
  const set = (patch: Partial<Form>): void => setForm({ ...form, ...patch });
  const save = async (): Promise<void> => {
    const { hours, passMark, ...rest } = form;
    const done = await act.run({
      ...rest,
      category: form.category ?? '',
      mode: form.mode ?? '',
      heldOn: form.heldOn ?? '',
      startTime: form.startTime ?? '',
      endTime: form.endTime ?? '',
      dueOn: form.dueOn ?? form.heldOn ?? '',
      hours10: /^\d+(\.\d)?$/.test(hours.trim()) ? Math.round(Number(hours) * 10) : Number.NaN,
      targetPosts: form.targetPosts.filter((post): post is Post => Object.hasOwn(posts, post)),
      hasExam: passMark.trim() !== '',
      passMark: passMark.trim() === '' ? null : typedCount(passMark),
    });
    if (done === undefined) return;
    toast({ text: `${form.title} 已布置，生成配置包后下发到网点`, tone: 'good' });
    onClose();
  };
  return (
    <FormSheet title="布置培训" width={680} busy={act.busy} failure={act.failure} onSave={save} onClose={onClose}>
      <WhatFields form={form} set={set} reasons={reasons} />
      <WhenFields form={form} set={set} reasons={reasons} />
      <WhoFields form={form} set={set} reasons={reasons} />
    </FormSheet>
  );
}

type TextName = 'title' | 'series' | 'place' | 'lecturer' | 'hours' | 'passMark';

function Line(
  props: FieldsProps & {
    readonly label: string;
    readonly name: TextName;
    readonly most: number;
    readonly hint?: string;
    readonly reason?: string;
  },
): ReactNode {
  const { form, set, reasons, label, name, most, hint, reason } = props;
  return (
    <LineField
      label={label}
      name={name}
      required={name !== 'passMark'}
      error={reasons[reason ?? name]}
      hint={hint}
      most={most}
      autoFocus={name === 'title'}
      value={form[name]}
      onChange={(value) => set({ [name]: value })}
    />
  );
}

function WhatFields(props: FieldsProps): ReactNode {
  const { form, set, reasons } = props;
  const categories = useDictOptions('trainingCategory');
  const modes = useDictOptions('trainingMode');
  return (
    <>
      <Line {...props} label="培训主题" name="title" most={60} />
      <Line
        {...props}
        label="统一编号"
        name="series"
        most={40}
        hint="各网点的培训都带这个编号，汇总时只算一次，例如 PX-2025-04"
      />
      <Field label="类别" name="category" required error={reasons['category']}>
        {(control) => (
          <ChipPicker
            control={control}
            label="类别"
            options={categories}
            value={form.category}
            onChange={(category) => set({ category })}
          />
        )}
      </Field>
      <Field label="形式" name="mode" required error={reasons['mode']}>
        {(control) => (
          <ChipPicker
            control={control}
            label="形式"
            options={modes}
            value={form.mode}
            onChange={(mode) => set({ mode })}
          />
        )}
      </Field>
    </>
  );
}

function WhenFields(props: FieldsProps): ReactNode {
  const { form, set, reasons } = props;
  const { today } = useNowOnce();
  const { marks } = useCalendar();
  return (
    <>
      <TrainingTimes form={form} set={set} reasons={reasons} />
      <Line {...props} label="课时" name="hours" most={5} reason="hours10" hint="只考试的填 0" />
      <Line {...props} label="地点" name="place" most={80} />
      <Line {...props} label="授课人" name="lecturer" most={40} />
      <Field label="完成期限" name="dueOn" error={reasons['dueOn']} hint="网点完成并上报的最后一天，不填为培训当天">
        {(control) => (
          <DateField
            control={control}
            value={form.dueOn}
            today={today}
            marks={marks}
            onChange={(dueOn) => set({ dueOn })}
          />
        )}
      </Field>
    </>
  );
}

function WhoFields(props: FieldsProps): ReactNode {
  const { form, set, reasons } = props;
  return (
    <>
      <Field label="对象岗位" name="targetPosts" error={reasons['targetPosts']}>
        {(control) => (
          <ChipPicker
            control={control}
            label="对象岗位"
            multiple
            options={optionsOf(posts)}
            value={form.targetPosts}
            onChange={(targetPosts) => set({ targetPosts })}
          />
        )}
      </Field>
      <LineField
        label="点名"
        name="named"
        error={reasons['named']}
        hint="只要部分人参加时粘贴工号，可从 Excel 复制一列"
        most={20_000}
        rows={2}
        value={form.named}
        onChange={(named) => set({ named })}
      />
      <Line {...props} label="及格线" name="passMark" most={4} hint="没有考试的不填" />
      <LineField
        label="要求"
        name="demands"
        error={reasons['demands']}
        most={1000}
        rows={2}
        value={form.demands}
        onChange={(demands) => set({ demands })}
      />
    </>
  );
}
