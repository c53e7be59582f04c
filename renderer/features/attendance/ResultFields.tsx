/** The figures of an event beside its sheet; what the sheet already says is offered, never filled in unasked. */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { archiveParts, missingInArchive, resultDoubts } from '#domain/outreach.ts';
import type { ArchivePart, FileCounts } from '#domain/outreach.ts';
import type { FieldReasons } from '#domain/failure.ts';
import { Completeness } from '#renderer/ui/Completeness.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { LineField } from '#renderer/ui/LineField.tsx';
import { Section } from '#renderer/ui/Page.tsx';
import { WordsArea } from '#renderer/ui/WordsArea.tsx';
import type { FigureName, ResultForm } from './result.ts';
import { resultOf } from './result.ts';
import { ResultParts } from './ResultParts.tsx';

interface Props {
  readonly form: ResultForm;
  readonly update: (patch: Partial<ResultForm>) => void;
  readonly reasons: FieldReasons;
  readonly readOnly: boolean;
  /** Groups the event was meant for. */
  readonly audiences: readonly string[];
  readonly files: FileCounts;
  /** Where files are added. */
  readonly onFiles: () => void;
  /** Figures the sheets give. */
  readonly offered: Partial<Readonly<Record<FigureName, number>>>;
}

const figures: readonly (readonly [FigureName, string, string])[] = [
  ['signedPages', '签到表页数', '页'],
  ['signedCount', '签名数', '个'],
  ['reachedPeople', '覆盖人次', '人次'],
  ['materialsGiven', '发放资料', '份'],
  ['consultations', '咨询人次', '人次'],
  ['workers', '工作人员', '人次'],
];

export function ResultFields(props: Props): ReactNode {
  const { form, update, reasons, readOnly, offered, audiences, files, onFiles } = props;
  const result = resultOf(form);
  const doubts = resultDoubts(result);
  return (
    <Section title="活动结果">
      <Completeness
        parts={archiveParts}
        missing={missingInArchive(result, files)}
        onGo={readOnly ? undefined : (part) => (part === 'photos' || part === 'scan' ? onFiles() : focusField(part))}
      />
      <div className="result-form">
        {figures.map(([name, label, unit]) => (
          <Field
            key={name}
            label={label}
            name={name}
            error={reasons[name]}
            hint={
              <Offer
                value={offered[name]}
                now={form[name]}
                readOnly={readOnly}
                onUse={(value) => update({ [name]: value })}
              />
            }
          >
            {(control) => (
              <Input
                {...control}
                className="num"
                inputMode="numeric"
                maxLength={9}
                suffix={unit}
                readOnly={readOnly}
                value={form[name]}
                onChange={(event) => update({ [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <ResultParts form={form} update={update} readOnly={readOnly} audiences={audiences} />
        <Field label="小结" name="summary" error={reasons['summary']}>
          {(control) => (
            <WordsArea
              {...control}
              rows={5}
              maxLength={2000}
              showCount
              readOnly={readOnly}
              placeholder="怎么办的、讲了什么、群众反映、问题和打算"
              value={form.summary}
              onChange={(event) => update({ summary: event.target.value })}
            />
          )}
        </Field>
        {doubts.length > 0 && !readOnly && <Reason form={form} update={update} reasons={reasons} doubts={doubts} />}
      </div>
    </Section>
  );
}

const fieldOf: Readonly<Record<Exclude<ArchivePart, 'photos' | 'scan'>, keyof ResultForm>> = {
  people: 'reachedPeople',
  workers: 'workers',
  materials: 'materialsGiven',
  sheet: 'signedPages',
  summary: 'summary',
};

function focusField(part: keyof typeof fieldOf): void {
  document.querySelector<HTMLElement>(`.result-form [name="${fieldOf[part]}"]`)?.focus();
}

function Reason(props: Pick<Props, 'form' | 'update' | 'reasons'> & { readonly doubts: readonly string[] }): ReactNode {
  const { form, update, reasons, doubts } = props;
  return (
    <LineField
      label="说明"
      name="reason"
      required
      error={reasons['reason']}
      hint={doubts.map((doubt) => `◔ ${doubt}`).join('；')}
      most={200}
      rows={2}
      placeholder="数字属实的，写明原因"
      value={form.reason}
      onChange={(reason) => update({ reason })}
    />
  );
}

function Offer(props: {
  readonly value: number | undefined;
  readonly now: string;
  readonly readOnly: boolean;
  readonly onUse: (value: string) => void;
}): ReactNode {
  const { value, now, readOnly, onUse } = props;
  if (value === undefined || value === 0 || readOnly || now === String(value)) return undefined;
  return (
    <button type="button" className="result-use" onClick={() => onUse(String(value))}>
      签到表上 {value}，采用
    </button>
  );
}
