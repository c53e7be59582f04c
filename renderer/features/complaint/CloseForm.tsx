/** 办结: result, liability, last-level classes, measures, findings and resolution. */
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ComplaintView } from '#contract/complaint.ts';
import { remedies, type Remedy } from '#domain/complaint.ts';
import type { FieldReasons } from '#domain/failure.ts';
import { liabilities } from '#domain/complaint-labels.ts';
import { OUTCOME_WITHDRAWN } from '#domain/complaint-state.ts';
import { start } from '#renderer/start.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { DictPicker } from '#renderer/ui/DictPicker.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { useDict } from '#renderer/ui/use-dict.ts';
import { useAct } from '#renderer/use-query.ts';
import { fenOf } from './form-model.ts';
import { useChips } from './inputs.tsx';
import {
  ChoiceChips,
  happened,
  MoveFrame,
  now,
  WhenFields,
  WordsField,
  type MoveProps,
  type When,
} from './move-parts.tsx';

interface Closing {
  readonly outcome: string | null;
  readonly liability: 'bank' | 'none' | null;
  readonly bankCause: string | null;
  readonly business: string | null;
  readonly cause: string | null;
  readonly channel: string | null;
  readonly measures: readonly string[];
  readonly amount: string;
  readonly findings: string;
  readonly resolution: string;
  readonly basis: string;
  readonly rootCause: string;
  readonly corrective: string;
  readonly remedies: readonly Remedy[];
  readonly when: When;
}

const blankOf = (view: ComplaintView): Closing => ({
  outcome: null,
  liability: null,
  bankCause: null,
  business: view.business,
  cause: view.cause,
  channel: view.channel,
  measures: [],
  amount: '',
  findings: '',
  resolution: '',
  basis: '',
  rootCause: '',
  corrective: '',
  remedies: [],
  when: now,
});

interface Part {
  readonly body: Closing;
  readonly update: (patch: Partial<Closing>) => void;
  readonly reasons: FieldReasons;
}

export function CloseForm({
  view,
  id,
  from,
  onDone,
  onClose,
}: MoveProps & { readonly view: ComplaintView }): ReactNode {
  const [body, setBody] = useState(() => blankOf(view));
  const [amountWrong, setAmountWrong] = useState(false);
  const act = useAct('complaint.close', { onFailure: () => true });
  const fields = act.failure?.fields ?? {};
  const reasons: FieldReasons = amountWrong ? { ...fields, amount: '金额不正确' } : fields;
  const update = (patch: Partial<Closing>): void => setBody((before) => ({ ...before, ...patch }));
  const part = { body, update, reasons };
  const save = async (): Promise<void> => {
    const compensationFen = fenOf(body.amount);
    setAmountWrong(Number.isNaN(compensationFen));
    if (Number.isNaN(compensationFen)) return;
    const saved = await act.run({
      id,
      ...happened(body.when),
      outcome: body.outcome ?? '',
      // An answer left out is refused with its reason, like every other field.
      liability: body.liability as 'bank' | 'none',
      bankCause: body.liability === 'bank' ? body.bankCause : null,
      ...(body.business === null ? {} : { business: body.business }),
      ...(body.cause === null ? {} : { cause: body.cause }),
      ...(body.channel === null ? {} : { channel: body.channel }),
      measures: body.measures,
      compensationFen,
      findings: body.findings,
      resolution: body.resolution,
      basis: body.basis,
      rootCause: body.rootCause,
      corrective: body.corrective,
      remedies: [...body.remedies],
    });
    if (saved !== undefined) onDone(saved.state);
  };
  const onSpot = view.contactedOn === null ? '还没有联系和方案记录：办结即视为当场联系、当场给出方案' : undefined;
  return (
    <MoveFrame
      title="办结"
      okText="办结"
      width={720}
      busy={act.busy}
      reasons={reasons}
      failure={act.failure}
      onSave={() => start(save())}
      onClose={onClose}
      {...(onSpot === undefined ? {} : { note: onSpot })}
    >
      <ResultFields {...part} />
      <ClassFields {...part} view={view} />
      <WordsField
        label="核实情况"
        name="findings"
        required
        value={body.findings}
        onChange={(findings) => update({ findings })}
        reasons={reasons}
        placeholder="查到了什么"
      />
      <WordsField
        label="处理意见"
        name="resolution"
        required
        value={body.resolution}
        onChange={(resolution) => update({ resolution })}
        reasons={reasons}
        placeholder="怎样处理、依据、是否已告知客户"
      />
      <AnswerFields {...part} />
      <WhenFields when={body.when} from={from} reasons={reasons} onChange={(when) => update({ when })} />
    </MoveFrame>
  );
}

function ResultFields({ body, update, reasons }: Part): ReactNode {
  const bankCauses = useDict('bankCause');
  const measures = useChips('measure');
  return (
    <>
      <ChoiceChips
        label="处理结果"
        name="outcome"
        dict="outcome"
        value={body.outcome}
        only={(id) => id !== OUTCOME_WITHDRAWN}
        onChange={(outcome) => update({ outcome })}
        reasons={reasons}
      />
      <Field label="责任认定" name="liability" required error={reasons['liability']}>
        {(control) => (
          <ChipPicker
            control={control}
            label="责任认定"
            options={Object.entries(liabilities).map(([value, label]) => ({ value, label }))}
            value={body.liability}
            onChange={(value) => update({ liability: value === 'bank' ? 'bank' : 'none' })}
          />
        )}
      </Field>
      {body.liability === 'bank' && (
        <Field label="行方原因" name="bankCause" required error={reasons['bankCause']}>
          {(control) => (
            <DictPicker
              control={control}
              lines={bankCauses}
              value={body.bankCause}
              onChange={(bankCause) => update({ bankCause })}
            />
          )}
        </Field>
      )}
      <Field label="主要措施" name="measures" required error={reasons['measures']}>
        {(control) => (
          <ChipPicker
            control={control}
            label="主要措施"
            multiple
            options={measures}
            value={body.measures}
            onChange={(value) => update({ measures: value })}
          />
        )}
      </Field>
      <Field label="补偿金额" name="amount" error={reasons['amount'] ?? reasons['compensationFen']}>
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            maxLength={20}
            placeholder="元，没有可不填"
            value={body.amount}
            onChange={(event) => {
              update({ amount: event.target.value });
            }}
          />
        )}
      </Field>
    </>
  );
}

const remedyOptions = Object.entries(remedies).map(([value, label]) => ({ value, label }));
const isRemedy = (text: string): text is Remedy => Object.hasOwn(remedies, text);

/** What the written answer needs (art. 19), and what follows for the bank. */
function AnswerFields({ body, update, reasons }: Part): ReactNode {
  return (
    <>
      <WordsField
        label="处理依据"
        name="basis"
        rows={2}
        value={body.basis}
        onChange={(basis) => update({ basis })}
        reasons={reasons}
        placeholder="合同条款、规章、监管规定；要出书面答复时必填"
      />
      <Field
        label="已告知救济"
        name="remedies"
        error={reasons['remedies']}
        hint="告知处理决定时，应说明客户还可以怎样做"
      >
        {(control) => (
          <ChipPicker
            control={control}
            label="已告知救济"
            multiple
            options={remedyOptions}
            value={body.remedies}
            onChange={(value) => update({ remedies: value.filter(isRemedy) })}
          />
        )}
      </Field>
      <WordsField
        label="问题根源"
        name="rootCause"
        rows={2}
        value={body.rootCause}
        onChange={(rootCause) => update({ rootCause })}
        reasons={reasons}
        placeholder="产品、制度、流程、人员哪里出了问题；没有可不填"
      />
      <WordsField
        label="整改措施"
        name="corrective"
        rows={2}
        value={body.corrective}
        onChange={(corrective) => update({ corrective })}
        reasons={reasons}
        placeholder="要改什么、谁来改、何时改完；没有可不填"
      />
    </>
  );
}

const classes = [
  ['business', '业务类别'],
  ['cause', '投诉原因'],
  ['channel', '办理渠道'],
] as const;

/** Registration may be content with the class; closing needs the last level. */
function ClassFields({ body, update, reasons, view }: Part & { readonly view: ComplaintView }): ReactNode {
  const lines = { business: useDict('business'), cause: useDict('cause'), channel: useDict('channel') };
  // As it was registered: the field stays in sight after the choice.
  const isCoarse = (name: (typeof classes)[number][0]): boolean =>
    lines[name].some((line) => line.parent === view[name] && line.retiredOn === null);
  return classes
    .filter(([name]) => isCoarse(name) || reasons[name] !== undefined)
    .map(([name, label]) => (
      <Field key={name} label={label} name={name} required error={reasons[name]} hint="办结时请选到最末一级">
        {(control) => (
          <DictPicker
            control={control}
            lines={lines[name]}
            value={body[name]}
            onChange={(value) => update({ [name]: value })}
          />
        )}
      </Field>
    ));
}
