/** The fields of an event's plan, in the order of the paper form. */
import { Input } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { isValidDate, isValidTime } from '#domain/dates.ts';
import type { FieldReasons } from '#domain/failure.ts';
import { SHEET_TEMPLATES } from '#domain/sign-in-sheet.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { DateField } from '#renderer/ui/DateField.tsx';
import { DictPicker } from '#renderer/ui/DictPicker.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { dayText } from '#renderer/ui/format.ts';
import { staffLines } from '#renderer/ui/staff-lines.ts';
import { TimeField } from '#renderer/ui/TimeField.tsx';
import { useCalendar } from '#renderer/ui/use-calendar.ts';
import { useDictOptions } from '#renderer/ui/use-dict-options.ts';
import { useDict } from '#renderer/ui/use-dict.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { useRead } from '#renderer/use-query.ts';
import { PartOfFields } from './PartOfFields.tsx';
import { templateOf, type PlanForm } from './plan.ts';

export interface PlanProps {
  readonly form: PlanForm;
  readonly update: (patch: Partial<PlanForm>) => void;
  readonly reasons: FieldReasons;
  /** The event being edited: it does not clash with itself. */
  readonly except: string | null;
}

export function PlanFields(props: PlanProps): ReactNode {
  return (
    <>
      <WhatFields {...props} />
      <WhenFields {...props} />
      <ForWhomFields {...props} />
      <WhoFields {...props} />
      <HowFields {...props} />
      <PartOfFields {...props} />
    </>
  );
}

const yesNo = { concentrated: ['集中宣传', '常态化'], publicGood: ['公益', '非公益'] } as const;
const isTemplate = (text: string): text is keyof typeof SHEET_TEMPLATES => Object.hasOwn(SHEET_TEMPLATES, text);

function WhatFields({ form, update, reasons }: PlanProps): ReactNode {
  const campaigns = useDict('campaign');
  const venues = useDictOptions('venue');
  return (
    <>
      <Field label="活动名称" name="title" required error={reasons['title']}>
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
      <Field label="主题活动" name="campaign" error={reasons['campaign']}>
        {(control) => (
          <DictPicker
            control={control}
            lines={campaigns}
            value={form.campaign}
            allowEmpty
            onChange={(campaign) => update({ campaign })}
            placeholder="所属的统一主题活动，可不选"
          />
        )}
      </Field>
      <Field label="场景" name="venue" required error={reasons['venue']}>
        {(control) => (
          <ChipPicker
            control={control}
            label="场景"
            options={venues}
            value={form.venue}
            onChange={(venue) => update({ venue })}
          />
        )}
      </Field>
    </>
  );
}

function WhenFields({ form, update, reasons }: PlanProps): ReactNode {
  const { today, time } = useNowOnce();
  const { marks } = useCalendar();
  return (
    <>
      <Field label="日期" name="heldOn" required error={reasons['heldOn'] ?? reasons['endsOn']}>
        {(control) => (
          <div className="field-row">
            <DateField
              control={control}
              value={form.heldOn}
              today={today}
              marks={marks}
              onChange={(heldOn) => update({ heldOn })}
            />
            <span className="muted">至</span>
            <DateField
              label="结束日期，一天的活动不用填"
              value={form.endsOn}
              today={today}
              marks={marks}
              onChange={(endsOn) => update({ endsOn })}
            />
            <span className="muted">一天的活动不填</span>
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

function ForWhomFields({ form, update, reasons }: PlanProps): ReactNode {
  const audiences = useDictOptions('audience');
  const topics = useDictOptions('topic');
  const forms = useDictOptions('form');
  return (
    <>
      <Field label="面向对象" name="audiences" required error={reasons['audiences']}>
        {(control) => (
          <ChipPicker
            control={control}
            label="面向对象"
            multiple
            options={audiences}
            value={form.audiences}
            onChange={(value) => update({ audiences: value })}
          />
        )}
      </Field>
      <Field label="宣传内容" name="topics" error={reasons['topics']}>
        {(control) => (
          <ChipPicker
            control={control}
            label="宣传内容"
            multiple
            options={topics}
            value={form.topics}
            onChange={(value) => update({ topics: value })}
          />
        )}
      </Field>
      <Field label="形式" name="forms" error={reasons['forms']}>
        {(control) => (
          <ChipPicker
            control={control}
            label="形式"
            multiple
            options={forms}
            value={form.forms}
            onChange={(value) => update({ forms: value })}
          />
        )}
      </Field>
    </>
  );
}

function WhoFields({ form, update, reasons, except }: PlanProps): ReactNode {
  const { today } = useNowOnce();
  const people = useRead('training.roster', { on: form.heldOn ?? today, posts: [] });
  const lines = useMemo(() => staffLines(people.data ?? []), [people.data]);
  return (
    <>
      <Field
        label="协办单位"
        name="partner"
        error={reasons['partner']}
        hint={form.venue === 'venue.school' ? '学校名称填在这里，会印在校园活动确认单上' : undefined}
      >
        {(control) => (
          <Input
            {...control}
            maxLength={80}
            value={form.partner}
            placeholder="社区、学校、企业、街道等，可不填"
            onChange={(event) => update({ partner: event.target.value })}
          />
        )}
      </Field>
      <Field label="负责人" name="leader" required error={reasons['leader']}>
        {(control) => (
          <DictPicker
            control={control}
            lines={lines}
            value={form.leader}
            onChange={(leader) => update({ leader })}
            placeholder="姓名或工号"
          />
        )}
      </Field>
      <Clashes form={form} except={except} />
      <Field
        label="计划人数"
        name="plannedPeople"
        required
        error={reasons['plannedPeople']}
        hint="签到表按这个人数印空行，另加备用行"
      >
        {(control) => (
          <Input
            {...control}
            className="count-input num"
            inputMode="numeric"
            maxLength={6}
            value={form.plannedPeople}
            onChange={(event) => update({ plannedPeople: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

function HowFields({ form, update }: PlanProps): ReactNode {
  return (
    <>
      <Field label="性质" name="concentrated">
        {(control) => (
          <div className="field-row">
            <Choice
              control={control}
              label="集中或常态化"
              words={yesNo.concentrated}
              value={form.concentrated}
              onChange={(concentrated) => update({ concentrated })}
            />
            <Choice
              label="公益性质"
              words={yesNo.publicGood}
              value={form.publicGood}
              onChange={(publicGood) => update({ publicGood })}
            />
          </div>
        )}
      </Field>
      <Field label="签到表" name="sheetTemplate">
        {(control) => (
          <ChipPicker
            control={control}
            label="签到表"
            options={(['T2', 'T3', 'T4'] as const).map((value) => ({ value, label: SHEET_TEMPLATES[value] }))}
            value={templateOf(form)}
            onChange={(value) => {
              if (isTemplate(value)) update({ sheetTemplate: value });
            }}
          />
        )}
      </Field>
    </>
  );
}

function Choice(props: {
  readonly control?: Parameters<Parameters<typeof Field>[0]['children']>[0];
  readonly label: string;
  readonly words: readonly [string, string];
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { control, label, words, value, onChange } = props;
  const options = [
    { value: 'yes', label: words[0] },
    { value: 'no', label: words[1] },
  ];
  return (
    <ChipPicker
      {...(control === undefined ? {} : { control })}
      label={label}
      options={options}
      value={value}
      onChange={onChange}
    />
  );
}

/** A warning, not a ban: two small events can be one person's afternoon. */
function Clashes({ form, except }: { readonly form: PlanForm; readonly except: string | null }): ReactNode {
  const { heldOn, startTime, endTime, leader } = form;
  const asked = {
    heldOn: heldOn ?? '',
    endsOn: form.endsOn ?? heldOn ?? '',
    startTime: startTime ?? '',
    endTime: endTime ?? '',
    leader: leader ?? '',
    except,
  };
  const isComplete =
    [asked.heldOn, asked.endsOn].every(isValidDate) &&
    [asked.startTime, asked.endTime].every(isValidTime) &&
    asked.leader !== '';
  const found = useRead('outreach.clashes', asked, { enabled: isComplete, keep: false });
  if (!isComplete || found.data === undefined || found.data.length === 0) return null;
  return (
    <p className="clash" role="status">
      ◔ 负责人同一时间还有：
      {found.data.map((each) => `${dayText(each.heldOn)} ${each.hours} ${each.title}`).join('；')}
    </p>
  );
}
