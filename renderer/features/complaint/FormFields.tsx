/** The fields of 登记投诉 in the order a conversation goes; what is rarely needed is folded away. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { INTENTION } from '#domain/complaint.ts';
import { GROUP_MAJOR, numbersInText, oddPair, proposeLevel, proposeUrgency } from '#domain/complaint-proposal.ts';
import { useSide } from '#renderer/session-store.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { DictPicker } from '#renderer/ui/DictPicker.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { TimeField } from '#renderer/ui/TimeField.tsx';
import { useDict, useShortLabel } from '#renderer/ui/use-dict.ts';
import { useRead } from '#renderer/use-query.ts';
import { ConcernedFields } from './ConcernedFields.tsx';
import { isAgency, sourceChosen } from './form-model.ts';
import { ChipsInput, DayInput, PickInput, TextInput, useChips, type FormAccess } from './inputs.tsx';
import { OutletPick, PersonPick } from './people.tsx';

interface Props {
  readonly form: FormAccess;
  readonly today: string;
  readonly now: string;
}

/** Digits 1–8 of the counter's everyday sources; the ninth opens the rest. */
const everydaySources = [
  'src.site',
  'src.hotline',
  'src.box',
  'src.line12378',
  'src.nfra',
  'src.line12345',
  'src.letter',
  'src.online',
];
const otherSource = 'other';

function SourceInput({ form }: { readonly form: FormAccess }): ReactNode {
  const lines = useDict('source');
  const chips = useChips('source', everydaySources);
  const { source } = form.body;
  const known = chips.some((chip) => chip.value === source);
  const [asked, setAsked] = useState(false);
  const open = asked || (source !== null && !known);
  const choose = (value: string): void => {
    setAsked(value === otherSource);
    if (value === otherSource) form.update({ source: null });
    else form.update(sourceChosen(value));
  };
  return (
    <Field label="来源" name="source" required error={form.reasons['source']}>
      {(control) => (
        <>
          <ChipPicker
            control={control}
            label="来源"
            options={[...chips, { value: otherSource, label: '其他…' }]}
            value={open ? otherSource : source}
            onChange={choose}
          />
          {open && (
            <div className="below-chips">
              <DictPicker
                lines={lines}
                label="其他来源"
                value={source}
                placeholder="其他来源：中文或拼音首字母"
                autoFocus
                onChange={(id) => {
                  form.update(id === null ? { source: null } : sourceChosen(id));
                }}
              />
            </div>
          )}
        </>
      )}
    </Field>
  );
}

function LetterFields({ form, today }: { readonly form: FormAccess; readonly today: string }): ReactNode {
  return (
    <>
      <PickInput form={form} label="转办机关" name="forwardedBy" dict="forwardedBy" required />
      <TextInput form={form} label="转办文号" name="letterNo" required max={60} placeholder="如 金监转〔2025〕12号" />
      <DayInput form={form} label="转办日期" name="forwardedOn" today={today} max={today} year="past" />
      <DayInput
        form={form}
        label="要求反馈日"
        name="letterDueOn"
        required
        today={today}
        year="nearest"
        hint="按转办函填写，不推算；与行内、法定时限取最早"
      />
    </>
  );
}

export function MainFields({ form, today, now }: Props): ReactNode {
  const side = useSide();
  const { body } = form;
  const oddity = oddPair(body.business, body.cause);
  return (
    <>
      <SourceInput form={form} />
      {body.forwarded && <LetterFields form={form} today={today} />}
      {side === 'centre' && <OutletPick form={form} required />}
      <PickInput
        form={form}
        label="业务类别"
        name="business"
        dict="business"
        required
        placeholder="如 xyk、房贷、扣年费"
      />
      <PickInput
        form={form}
        label="投诉原因"
        name="cause"
        dict="cause"
        required
        placeholder="如 收费、态度、sf"
        hint={oddity === null ? undefined : <Doubt text={oddity} />}
      />
      <TextInput form={form} label="客户姓名" name="customerName" required max={50} placeholder="不愿提供的填“匿名”" />
      <TextInput
        form={form}
        label="联系电话"
        name="phone"
        required
        max={30}
        numeric
        placeholder="手机，或带区号的座机"
        hint={<KnownNumber phone={body.phone} />}
      />
      <TextInput
        form={form}
        label="诉求摘要"
        name="summary"
        required
        rows={4}
        max={2000}
        placeholder="客户说了什么、要求什么（至少 10 个字）"
        hint={<Doubt text={numbersInText(body.summary)} />}
      />
      <ChipsInput form={form} label="客户诉求" name="demands" dict="demand" />
      <TextInput form={form} label="涉及金额" name="amount" max={20} numeric placeholder="元，可不填" />
      <ChipsInput form={form} label="特殊群体" name="specialGroups" dict="specialGroup" />
      {isAgency(body.business) && (
        <TextInput form={form} label="合作机构" name="partner" placeholder="代销产品的发行或管理机构" />
      )}
      <PickInput form={form} label="办理渠道" name="channel" dict="channel" required />
      <DayInput
        form={form}
        label="收到时间"
        name="receivedOn"
        required
        today={today}
        max={today}
        year="past"
        beside={
          <TimeField
            label="收到的钟点"
            value={body.receivedTime}
            now={now}
            onChange={(time) => {
              form.update({ receivedTime: time ?? now });
            }}
          />
        }
        hint={form.reasons['receivedTime']}
      />
      <LateReason form={form} today={today} />
      <PersonPick form={form} />
    </>
  );
}

/** Only where the day of receipt lies in a locked period (封账). */
function LateReason({ form, today }: Omit<Props, 'now'>): ReactNode {
  const { receivedOn } = form.body;
  const { data } = useRead('complaint.preview', { receivedOn: receivedOn <= today ? receivedOn : today });
  const hint = data?.receivedOn === receivedOn ? data.lateHint : '';
  if (hint === '') return null;
  return (
    <TextInput
      form={form}
      label="补报原因"
      name="lateReason"
      required
      max={200}
      placeholder="为什么封账后才登记"
      hint={form.reasons['lateReason'] === undefined ? <Doubt text={hint} /> : undefined}
    />
  );
}

/** Where the panel beside the form lies below the fold, this is what is noticed. */
function KnownNumber({ phone }: { readonly phone: string }): ReactNode {
  const { data } = useRead('complaint.hint', { phone }, { enabled: phone.trim().length >= 7, keep: false });
  return <Doubt text={data === undefined || data.cases.length === 0 ? '' : `这个号码此前有 ${data.cases.length} 件`} />;
}

const Doubt = ({ text }: { readonly text: string }): ReactNode =>
  text === '' ? null : <span className="doubt">◔ {text}</span>;

export function MoreFields({ form }: Pick<Props, 'form'>): ReactNode {
  const side = useSide();
  const { body } = form;
  const short = useShortLabel();
  const size = Number(body.groupSize);
  const facts = {
    forwarded: body.forwarded,
    tags: body.tags,
    groupSize: Number.isInteger(size) && size > 0 ? size : null,
  };
  const level = proposeLevel(facts);
  const urgency = proposeUrgency(facts);
  const proposal = (value: string, why: string): string => `不选则为“${short(value)}”${why === '' ? '' : `：${why}`}`;
  return (
    <>
      <Field label="监管转办" name="forwarded">
        {(control) => (
          <ChipPicker
            control={control}
            label="监管转办"
            options={[
              { value: 'no', label: '否' },
              { value: 'yes', label: '是' },
            ]}
            value={body.forwarded ? 'yes' : 'no'}
            onChange={(value) => {
              form.update({ forwarded: value === 'yes' });
            }}
          />
        )}
      </Field>
      <TextInput form={form} label="外部编号" name="externalNo" max={60} placeholder="12378、12345 或客服工单号" />
      <PickInput
        form={form}
        label="工单性质"
        name="nature"
        dict="nature"
        required
        hint={body.nature === INTENTION ? '投诉意向只作预防记录，不计入投诉件数' : undefined}
      />
      <ConcernedFields form={form} />
      <PickInput form={form} label="客户类型" name="customerType" dict="customerType" required />
      {side === 'outlet' && <OutletPick form={form} />}
      <TextInput form={form} label="产品名称" name="product" />
      <TextInput form={form} label="账户末四位" name="accountTail" max={4} numeric placeholder="不要填完整卡号" />
      <ChipsInput form={form} label="敏感标签" name="tags" dict="tag" />
      <TextInput form={form} label="群体人数" name="groupSize" max={6} numeric placeholder="单人投诉不填" />
      <TextInput
        form={form}
        label="代表人"
        name="representatives"
        max={200}
        placeholder="最多 5 名，用顿号分开"
        hint={groupHint(facts.groupSize)}
      />
      <PickInput
        form={form}
        label="投诉等级"
        name="level"
        dict="level"
        allowEmpty
        hint={proposal(level.value, level.why)}
      />
      <PickInput
        form={form}
        label="紧急程度"
        name="urgency"
        dict="urgency"
        allowEmpty
        hint={proposal(urgency.value, urgency.why)}
      />
      {body.repeatOf !== null && <RepeatLine form={form} id={body.repeatOf} />}
    </>
  );
}

/** From this size on a joint visit is a major complaint, with a plan of its own. */
const groupHint = (size: number | null): string | undefined =>
  size !== null && size >= GROUP_MAJOR
    ? `${GROUP_MAJOR} 人以上集体来访为重大投诉：启动应急预案，报支行和分行消保中心；由代表人（最多 5 名）面谈`
    : undefined;

function RepeatLine({ form, id }: { readonly form: FormAccess; readonly id: string }): ReactNode {
  const hint = useRead('complaint.hint', { phone: form.body.phone });
  const found = hint.data?.cases.find((each) => each.id === id);
  return (
    <Field label="重复投诉" name="repeatOf" error={form.reasons['repeatOf']}>
      {() => (
        <span className="side-by-side">
          <span className="num">与 {found?.caseNo ?? '已选的一件'} 重复</span>
          <Button
            size="small"
            onClick={() => {
              form.update({ repeatOf: null });
            }}
          >
            取消
          </Button>
        </span>
      )}
    </Field>
  );
}
