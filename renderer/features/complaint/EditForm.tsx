/** Corrections: only what is changed is sent. Personal data is typed anew or left as it is. */
import { Input } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { In, Out } from '#contract/index.ts';
import type { ComplaintView } from '#contract/complaint.ts';
import { complexities } from '#domain/complaint-labels.ts';
import type { FieldReasons } from '#domain/failure.ts';
import { reportedFields } from '#domain/period-lock.ts';
import { useUser } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import { fenOf } from './closing-model.ts';
import { ConcernedFields } from './ConcernedFields.tsx';
import { blankForm, draftOf, isAgency, onForm, type FormBody } from './form-model.ts';
import { ChipsInput, DayInput, PickInput, TextInput, type FormAccess } from './inputs.tsx';
import { MoveFrame, WordsField } from './move-parts.tsx';
import { OutletPick, PersonPick } from './people.tsx';

/** What can be shown as it is; the personal fields start empty. */
const bodyOf = (view: ComplaintView): FormBody => ({
  ...blankForm(view.receivedOn, view.receivedTime, view.source),
  business: view.business,
  cause: view.cause,
  channel: view.channel,
  demands: view.demands,
  amount: view.amountFen === null ? '' : String(view.amountFen / 100),
  specialGroups: view.specialGroups,
  partner: view.partner ?? '',
  handler: view.handler,
  forwarded: view.forwarded,
  forwardedBy: view.forwardedBy,
  letterNo: view.letterNo ?? '',
  forwardedOn: view.forwardedOn,
  letterDueOn: view.letterDueOn,
  externalNo: view.externalNo ?? '',
  filerKind: view.filerKind,
  customerType: view.customerType,
  complainedStaff: view.complainedStaff.join('、'),
  nature: view.nature,
  complainedOutlet: view.complainedOutlet,
  level: view.level,
  urgency: view.urgency,
  tags: view.tags,
  groupSize: view.groupSize === null ? '' : String(view.groupSize),
  product: view.product ?? '',
  repeatOf: view.repeatOf,
});

type Fields = In<'complaint.update'>['fields'];

/** Fields of the form that were touched, as the request wants them. Empty personal fields mean "as it is". */
function fieldsOf(body: FormBody, touched: ReadonlySet<string>, complexity: 'normal' | 'complex' | undefined): Fields {
  const whole = { ...draftOf(body), amountFen: fenOf(body.amount) } as Readonly<Record<string, unknown>>;
  const personal: readonly string[] = [
    'customerName',
    'phone',
    'summary',
    'accountTail',
    'representatives',
    'agent',
    'mandate',
  ];
  const names = [...touched].map((name) => (name === 'amount' ? 'amountFen' : name));
  const letter = touched.has('forwarded') ? ['forwardedBy', 'letterNo', 'forwardedOn', 'letterDueOn'] : [];
  const sent = [...names, ...letter].filter((name) => {
    const value = whole[name];
    const blank = value === '' || value === null || (Array.isArray(value) && value.length === 0);
    return name in whole && !(blank && personal.includes(name));
  });
  const fields = Object.fromEntries(sent.map((name) => [name, whole[name]]));
  return { ...fields, ...(complexity === undefined ? {} : { complexity }) };
}

interface Props {
  readonly view: ComplaintView;
  readonly onClose: () => void;
}

export function EditForm({ view, onClose }: Props): ReactNode {
  const isHead = useUser().role === 'head';
  const [first] = useState(() => bodyOf(view));
  const [body, setBody] = useState(first);
  const now = useRead('complaint.preview', { receivedOn: body.receivedOn });
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [complexity, setComplexity] = useState<'normal' | 'complex'>();
  const [reason, setReason] = useState('');
  // What the person saw when he began; what others change meanwhile is not overwritten.
  const [seen] = useState(view.head);
  const isClosed = view.closedOn !== null;
  const isFinal = touchesLock(view, { before: first, after: body }, now.data);
  const isAsked = isClosed || isFinal;
  const edit = useAct('complaint.update', { onFailure: () => true });
  const ask = useAct('complaint.ask', { onFailure: () => true });
  const act = isAsked ? ask : edit;
  const reasons: FieldReasons = useMemo(() => onForm(unnested(act.failure?.fields ?? {})), [act.failure]);
  const update = (patch: Partial<FormBody>): void => {
    setBody((before) => ({ ...before, ...patch }));
    setTouched((before) => new Set([...before, ...Object.keys(patch)]));
  };
  const save = async (): Promise<void> => {
    const fields = fieldsOf(body, touched, complexity);
    const saved = isAsked
      ? await ask.run({ id: view.id, kind: 'change', fields, reason })
      : await edit.run({ id: view.id, fields, reason, seen });
    if (saved === undefined) return;
    toast({ text: isAsked ? '已提交更正申请，等待审批' : '已保存修改', tone: 'good' });
    onClose();
  };
  const form = { body, update, reasons };
  const today = now.data?.today;
  if (today === undefined) return null;
  return (
    <MoveFrame
      title={`${isAsked ? '申请更正' : '修改'} ${view.caseNo}`}
      okText={isAsked ? '提交申请' : '保存'}
      {...noteOf({ isClosed, isFinal, isMoved: seen !== view.head, lockWords: view.lockWords })}
      width={760}
      busy={act.busy}
      reasons={reasons}
      failure={act.failure}
      onSave={() => start(save())}
      onClose={onClose}
    >
      <ClassEdits form={form} />
      <PersonalEdits form={form} view={view} />
      <LetterEdits form={form} today={today} />
      <OtherEdits form={form} />
      {isAsked && (
        <WordsField
          label="更正原因"
          name="reason"
          required
          rows={2}
          value={reason}
          onChange={setReason}
          reasons={reasons}
          placeholder="为什么要更正"
        />
      )}
      {isHead && !isClosed && (
        <ClockEdits
          form={form}
          today={today}
          view={view}
          complexity={complexity}
          onComplexity={setComplexity}
          reason={reason}
          onReason={setReason}
          isAsked={isAsked}
        />
      )}
    </MoveFrame>
  );
}

interface Standing {
  readonly isClosed: boolean;
  readonly isFinal: boolean;
  readonly isMoved: boolean;
  readonly lockWords: string;
}

function noteOf({ isClosed, isFinal, isMoved, lockWords }: Standing): { readonly note?: string } {
  if (isMoved) return { note: '此件刚被别人修改过；您保存时会核对，不会覆盖对方改的内容' };
  if (isClosed) return { note: '此件已办结：更正由另一位有审批权限的人同意后生效' };
  if (isFinal)
    return { note: `${lockWords === '' ? '报告期已封账' : lockWords}：更正由另一位有审批权限的人同意后生效` };
  return lockWords === '' ? {} : { note: `${lockWords}：类别、渠道、来源、收到日等计入数字的内容，改动要另一位同意` };
}

/** What was reported of a locked period is changed by two people, and so is a move into one. */
function touchesLock(
  { lockWords }: ComplaintView,
  { before, after }: { readonly before: FormBody; readonly after: FormBody },
  day: Out<'complaint.preview'> | undefined,
): boolean {
  const old: Readonly<Record<string, unknown>> = { ...before };
  const now: Readonly<Record<string, unknown>> = { ...after };
  const isChanged = (field: string): boolean => JSON.stringify(old[field]) !== JSON.stringify(now[field]);
  if (lockWords !== '') return reportedFields.some(isChanged);
  return isChanged('receivedOn') && (day?.lateHint ?? '') !== '';
}

/** `fields.phone` of the request is `phone` on the form. */
const unnested = (reasons: FieldReasons): FieldReasons =>
  Object.fromEntries(Object.entries(reasons).map(([field, why]) => [field.replace(/^fields\./, ''), why]));

function ClassEdits({ form }: { readonly form: FormAccess }): ReactNode {
  return (
    <>
      <PickInput form={form} label="业务类别" name="business" dict="business" required />
      <PickInput form={form} label="投诉原因" name="cause" dict="cause" required />
      <PickInput form={form} label="办理渠道" name="channel" dict="channel" required />
      <PickInput form={form} label="来源" name="source" dict="source" required />
      <ChipsInput form={form} label="客户诉求" name="demands" dict="demand" />
      <ChipsInput form={form} label="特殊群体" name="specialGroups" dict="specialGroup" />
      <PersonPick form={form} />
    </>
  );
}

function PersonalEdits({ form, view }: { readonly form: FormAccess; readonly view: ComplaintView }): ReactNode {
  const kept = (masked: string | null): string => (masked === null || masked === '' ? '' : `${masked}，不改则留空`);
  return (
    <>
      <TextInput form={form} label="客户姓名" name="customerName" max={50} placeholder={kept(view.customerName)} />
      <TextInput form={form} label="联系电话" name="phone" max={30} numeric placeholder={kept(view.phone)} />
      <TextInput
        form={form}
        label="诉求摘要"
        name="summary"
        rows={3}
        max={2000}
        placeholder="不改则留空；填写后替换原文"
      />
      <TextInput
        form={form}
        label="账户末四位"
        name="accountTail"
        max={4}
        numeric
        placeholder={kept(view.accountTail)}
      />
      <ConcernedFields form={form} kept={{ agent: kept(view.agent), mandate: kept(view.mandate) }} />
    </>
  );
}

function LetterEdits({ form, today }: { readonly form: FormAccess; readonly today: string }): ReactNode {
  return (
    <>
      <Field label="监管转办" name="forwarded" error={form.reasons['forwarded']}>
        {(control) => (
          <ChipPicker
            control={control}
            label="监管转办"
            options={[
              { value: 'no', label: '否' },
              { value: 'yes', label: '是' },
            ]}
            value={form.body.forwarded ? 'yes' : 'no'}
            onChange={(value) => form.update({ forwarded: value === 'yes' })}
          />
        )}
      </Field>
      {form.body.forwarded && (
        <>
          <PickInput form={form} label="转办机关" name="forwardedBy" dict="forwardedBy" required />
          <TextInput form={form} label="转办文号" name="letterNo" required max={60} />
          <DayInput form={form} label="转办日期" name="forwardedOn" today={today} max={today} year="past" />
          <DayInput form={form} label="要求反馈日" name="letterDueOn" required today={today} />
        </>
      )}
    </>
  );
}

function OtherEdits({ form }: { readonly form: FormAccess }): ReactNode {
  return (
    <>
      <TextInput form={form} label="外部编号" name="externalNo" max={60} />
      <TextInput form={form} label="涉及金额" name="amount" max={20} numeric placeholder="元" />
      <TextInput form={form} label="产品名称" name="product" />
      {isAgency(form.body.business) && <TextInput form={form} label="合作机构" name="partner" />}
      <PickInput form={form} label="投诉等级" name="level" dict="level" required />
      <PickInput form={form} label="紧急程度" name="urgency" dict="urgency" required />
      <ChipsInput form={form} label="敏感标签" name="tags" dict="tag" />
      <TextInput form={form} label="群体人数" name="groupSize" max={6} numeric />
      <OutletPick form={form} />
    </>
  );
}

interface ClockProps {
  readonly form: FormAccess;
  readonly today: string;
  readonly view: ComplaintView;
  readonly complexity: 'normal' | 'complex' | undefined;
  readonly onComplexity: (complexity: 'normal' | 'complex') => void;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  /** The whole is asked for, with the one reason above. */
  readonly isAsked: boolean;
}

/** What moves the clocks; for the head of the outlet, with a reason that stands in the timeline. */
function ClockEdits({ form, today, view, complexity, onComplexity, reason, onReason, isAsked }: ClockProps): ReactNode {
  return (
    <>
      <DayInput
        form={form}
        label="收到日期"
        name="receivedOn"
        today={today}
        max={today}
        year="past"
        beside={
          <Input
            aria-label="收到钟点"
            maxLength={5}
            value={form.body.receivedTime}
            onChange={(event) => {
              form.update({ receivedTime: event.target.value });
            }}
          />
        }
      />
      <Field
        label="法定时限"
        name="complexity"
        error={form.reasons['complexity']}
        hint="情况复杂须经网点负责人批准，并告知投诉人"
      >
        {(control) => (
          <ChipPicker
            control={control}
            label="法定时限"
            options={[
              { value: 'normal', label: complexities.normal },
              { value: 'complex', label: complexities.complex },
            ]}
            value={complexity ?? view.complexity}
            onChange={(value) => onComplexity(value === 'complex' ? 'complex' : 'normal')}
          />
        )}
      </Field>
      {!isAsked && (
        <WordsField
          label="更正原因"
          name="reason"
          rows={2}
          value={reason}
          onChange={onReason}
          reasons={form.reasons}
          placeholder="改收到日期或法定时限时必填"
        />
      )}
    </>
  );
}
