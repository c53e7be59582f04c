/** What a closing says, as it is typed: at the closing itself, and at the counter for 现场即时化解. */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { remedies, type Remedy } from '#domain/complaint.ts';
import { liabilities } from '#domain/complaint-labels.ts';
import { OUTCOME_WITHDRAWN } from '#domain/complaint-state.ts';
import type { FieldReasons } from '#domain/failure.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { DictPicker } from '#renderer/ui/DictPicker.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { useDict } from '#renderer/ui/use-dict.ts';
import type { Closing } from './closing-model.ts';
import { useChips } from './inputs.tsx';
import { ChoiceChips, WordsField } from './move-parts.tsx';

export interface ClosingPart {
  readonly body: Closing;
  readonly update: (patch: Partial<Closing>) => void;
  readonly reasons: FieldReasons;
}

export function ClosingFields({
  body,
  update,
  reasons,
  between,
  brief,
}: ClosingPart & {
  readonly between?: ReactNode;
  /** At the counter, while the customer waits. */
  readonly brief?: boolean;
}): ReactNode {
  const part = { body, update, reasons };
  return (
    <>
      <ResultFields {...part} />
      {between}
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
      {brief !== true && <AnswerFields {...part} />}
    </>
  );
}

function ResultFields({ body, update, reasons }: ClosingPart): ReactNode {
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
      <Field label="补偿金额" name="compensation" error={reasons['compensation'] ?? reasons['compensationFen']}>
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            maxLength={20}
            placeholder="元，没有可不填"
            value={body.compensation}
            onChange={(event) => {
              update({ compensation: event.target.value });
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
function AnswerFields({ body, update, reasons }: ClosingPart): ReactNode {
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
