/**
 * A typical case, desensitised: written from a closed complaint, or freely. While it is written, what
 * would tell whom it is about is named beside its field.
 */
import { Checkbox } from 'antd';
import { useDeferredValue, useState, type ReactNode } from 'react';
import type { CaseRow } from '#contract/knowledge.ts';
import type { About } from '#domain/knowledge.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { FormSheet } from '#renderer/ui/FormSheet.tsx';
import { LineField } from '#renderer/ui/LineField.tsx';
import { Waiting } from '#renderer/ui/ListPage.tsx';
import { useAct, useRead } from '#renderer/use-query.ts';
import { AboutFields } from './AboutFields.tsx';
import { savedToast } from './saved-toast.ts';

interface Props {
  readonly row?: CaseRow;
  readonly complaint: string | null;
  readonly onClose: () => void;
}

export function CaseForm(props: Props): ReactNode {
  const { complaint } = props;
  const source = useRead('complaint.get', { id: complaint ?? '' }, { enabled: complaint !== null });
  if (complaint !== null && source.data === undefined && source.failure === undefined) return <Waiting />;
  const { business = null, cause = null, caseNo } = source.data ?? {};
  return <OpenCase {...props} about={{ business, cause }} caseNo={caseNo} />;
}

const parts = [
  { name: 'happened', label: '经过', rows: 5, most: 2000, placeholder: '发生了什么；客户写“客户”，网点写“某网点”' },
  { name: 'handled', label: '处理', rows: 4, most: 2000, placeholder: '怎样核实、怎样答复、结果如何' },
  { name: 'lesson', label: '启示', rows: 3, most: 1000, placeholder: '下次该怎样做' },
] as const;

const textsOf = (row: CaseRow | undefined) => {
  const { title = '', happened = '', handled = '', lesson = '' } = row ?? {};
  return { title, happened, handled, lesson };
};

function OpenCase({
  row,
  complaint,
  about,
  caseNo,
  onClose,
}: Props & { readonly about: About; readonly caseNo: string | undefined }): ReactNode {
  const [texts, setTexts] = useState(() => textsOf(row));
  const id = row?.id ?? null;
  const [fits, setFits] = useState<About>(row ?? about);
  const [checked, setChecked] = useState(false);
  const settled = useDeferredValue(texts);
  const personal = useRead('knowledge.personal', { id, complaint, texts: settled });
  const warnings = personal.data ?? {};
  const act = useAct('knowledge.saveCase', { onFailure: () => true });
  const reasons = act.failure?.fields ?? {};
  const save = async (): Promise<void> => {
    const { business, cause } = fits;
    const done = await act.run({ id, complaint, checked, ...texts, business, cause });
    if (done === undefined) return;
    savedToast(texts.title);
    onClose();
  };
  const warningOf = (name: string): ReactNode =>
    warnings[name] === undefined ? undefined : <span className="doubt">◔ {warnings[name]}</span>;
  return (
    <FormSheet
      title={row === undefined ? '新增典型案例' : '修改典型案例'}
      width={760}
      busy={act.busy}
      failure={act.failure}
      onSave={save}
      onClose={onClose}
    >
      {caseNo !== undefined && <p className="muted">由 {caseNo} 写成；编号和客户信息只留在中心，不随案例下发。</p>}
      <LineField
        label="标题"
        name="title"
        required
        autoFocus
        error={reasons['title']}
        hint={warningOf('title')}
        most={60}
        value={texts.title}
        onChange={(title) => setTexts((now) => ({ ...now, title }))}
      />
      {parts.map(({ name, label, rows, most, placeholder }) => (
        <LineField
          key={name}
          label={label}
          name={name}
          required
          rows={rows}
          error={reasons[name]}
          hint={warningOf(name)}
          most={most}
          placeholder={placeholder}
          value={texts[name]}
          onChange={(text) => setTexts((now) => ({ ...now, [name]: text }))}
        />
      ))}
      <AboutFields value={fits} onChange={(patch) => setFits((now) => ({ ...now, ...patch }))} reasons={reasons} />
      {Object.keys(warnings).length > 0 && (
        <Field label="脱敏核对" name="checked">
          {(control) => (
            <Checkbox id={control.id} checked={checked} onChange={(event) => setChecked(event.target.checked)}>
              已核对：提示的内容不指向任何客户
            </Checkbox>
          )}
        </Field>
      )}
    </FormSheet>
  );
}
