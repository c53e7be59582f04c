/** Parts of the forms that move a case on: when it happened, how, and what was said. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { FieldReasons } from '#domain/failure.ts';
import type { RequestFailure } from '#renderer/api.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { DateField } from '#renderer/ui/DateField.tsx';
import { EnterForm } from '#renderer/ui/EnterForm.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { KnowledgePanel, useSidePanel } from '#renderer/ui/KnowledgePanel.tsx';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { TimeField } from '#renderer/ui/TimeField.tsx';
import { WordsArea } from '#renderer/ui/WordsArea.tsx';
import { useCalendar } from '#renderer/ui/use-calendar.ts';
import { useRead } from '#renderer/use-query.ts';
import { useChips } from './inputs.tsx';
import { topicsOf } from './topics.ts';

export interface MoveProps {
  readonly id: string;
  /** First day on which it can have happened. */
  readonly from: string;
  readonly onDone: (state: string) => void;
  readonly onClose: () => void;
}

/** Empty means now: then the backend takes its own clock. */
export interface When {
  readonly on: string | null;
  readonly time: string | null;
}

export const now: When = { on: null, time: null };

export const happened = ({ on, time }: When): { readonly on?: string; readonly time?: string } => ({
  ...(on === null ? {} : { on }),
  ...(time === null ? {} : { time }),
});

interface WhenProps {
  readonly when: When;
  readonly from: string;
  readonly reasons: FieldReasons;
  readonly onChange: (when: When) => void;
}

export function WhenFields({ when, from, reasons, onChange }: WhenProps): ReactNode {
  const { marks } = useCalendar();
  const { data } = useRead('complaint.preview', {});
  if (data === undefined) return null;
  return (
    <Field label="时间" name="on" error={reasons['on'] ?? reasons['time']}>
      {(control) => (
        <div className="side-by-side">
          <DateField
            control={control}
            value={when.on ?? data.today}
            today={data.today}
            marks={marks}
            min={from}
            max={data.today}
            year="past"
            onChange={(on) => onChange({ ...when, on })}
          />
          <TimeField
            label="钟点"
            value={when.time ?? data.time}
            now={data.time}
            onChange={(time) => onChange({ ...when, time })}
          />
        </div>
      )}
    </Field>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly name: string;
  readonly dict: string;
  readonly value: string | null;
  readonly onChange: (value: string) => void;
  readonly reasons: FieldReasons;
  readonly only?: (id: string) => boolean;
}

export function ChoiceChips({ label, name, dict, value, onChange, reasons, only }: ChoiceProps): ReactNode {
  const options = useChips(dict).filter((option) => only?.(option.value) !== false);
  return (
    <Field label={label} name={name} required error={reasons[name]}>
      {(control) => <ChipPicker control={control} label={label} options={options} value={value} onChange={onChange} />}
    </Field>
  );
}

interface WordsProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly reasons: FieldReasons;
  readonly required?: boolean;
  readonly rows?: number;
  readonly placeholder?: string;
}

export function WordsField({
  label,
  name,
  value,
  onChange,
  reasons,
  required = false,
  rows = 3,
  placeholder = '',
}: WordsProps): ReactNode {
  return (
    <Field label={label} name={name} required={required} error={reasons[name]}>
      {(control) => (
        <WordsArea
          {...control}
          rows={rows}
          count={{ show: true, max: 2000 }}
          placeholder={placeholder}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}

interface FrameProps {
  readonly title: string;
  readonly okText: string;
  readonly busy: boolean;
  readonly reasons: FieldReasons;
  readonly failure: RequestFailure | undefined;
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly note?: string;
  readonly width?: number;
  readonly children: ReactNode;
}

/** The column beside the form, and what divides them. */
const panelWidth = 340;

/** A form over the case: Ctrl+Enter saves, Esc leaves everything as it was. */
export function MoveFrame(props: FrameProps): ReactNode {
  const { title, okText, busy, reasons, failure, onSave, onClose, note, width = 640, children } = props;
  const [helped, setHelped] = useSidePanel();
  return (
    <Sheet title={title} onClose={onClose} width={helped === true ? width + panelWidth : width}>
      {note !== undefined && <p className="doubt move-note">◔ {note}</p>}
      <div className={`move-columns${helped === true ? ' move-beside' : ''}`}>
        <EnterForm label={title} onSave={onSave} errors={reasons} busy={busy}>
          {children}
          {failure !== undefined && Object.keys(failure.fields).length === 0 && <FailureNote failure={failure} />}
          <div className="form-foot">
            <Button onClick={onClose}>取消</Button>
            <Button type="primary" htmlType="submit" loading={busy}>
              {okText}
              <kbd>Ctrl+Enter</kbd>
            </Button>
          </div>
        </EnterForm>
        {helped !== undefined && <KnowledgePanel open={helped} onOpen={setHelped} topics={topicsOf(title)} />}
      </div>
    </Sheet>
  );
}
