/** 覆盖人次 by group and 发放资料 by kind: what reports ask for, as far as it was counted. */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { keyGroups } from '#domain/outreach.ts';
import { materialKinds } from '#domain/stock.ts';
import { useDictLabel } from '#renderer/ui/use-dict.ts';
import type { ResultForm } from './result.ts';
import './attendance.css';

interface Props {
  readonly form: ResultForm;
  readonly update: (patch: Partial<ResultForm>) => void;
  readonly readOnly: boolean;
  /** Groups the event was meant for. */
  readonly audiences: readonly string[];
}

export function ResultParts({ form, update, readOnly, audiences }: Props): ReactNode {
  const label = useDictLabel();
  const groups = Object.fromEntries(
    audiences.map((id) => [id, isKeyGroup(id) ? `${keyGroups[id]} ${label(id)}` : label(id)]),
  );
  return (
    <>
      <Parts
        title="按群体"
        unit="人次"
        labels={groups}
        values={form.groups}
        readOnly={readOnly}
        onChange={(next) => update({ groups: next })}
      />
      <Parts
        title="按物料"
        unit="份"
        labels={materialKinds}
        values={form.given}
        readOnly={readOnly}
        onChange={(next) => update({ given: next })}
      />
    </>
  );
}

const isKeyGroup = (id: string): id is keyof typeof keyGroups => Object.hasOwn(keyGroups, id);

/** A figure in its parts, as far as it was counted; folded until somebody wants it. */
function Parts(props: {
  readonly title: string;
  readonly unit: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
  readonly readOnly: boolean;
  readonly onChange: (values: Readonly<Record<string, string>>) => void;
}): ReactNode {
  const { title, unit, labels, values, readOnly, onChange } = props;
  const isFilled = Object.values(values).some((text) => text !== '');
  return (
    <details className="result-parts" open={isFilled}>
      <summary>{title}（可不填）</summary>
      {Object.entries(labels).map(([key, label]) => (
        <label key={key} className="result-part">
          <span>{label}</span>
          <Input
            className="num"
            inputMode="numeric"
            maxLength={7}
            suffix={unit}
            readOnly={readOnly}
            value={values[key] ?? ''}
            onChange={(event) => onChange({ ...values, [key]: event.target.value })}
          />
        </label>
      ))}
    </details>
  );
}
