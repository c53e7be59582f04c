/** Which column is what; and what is the same for every row. */
import { Button, Checkbox, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import type { ImportColumn, ImportPlan } from '#contract/import.ts';
import { complaintFieldDicts, liabilities } from '#domain/complaint-labels.ts';
import { FIXABLE, importField, importKinds, importNames, NEEDED_COLUMNS, type ImportName } from '#domain/import.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { DictPicker } from '#renderer/ui/DictPicker.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { fullInstant, thousands } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { Section } from '#renderer/ui/Page.tsx';
import { useDict } from '#renderer/ui/use-dict.ts';
import type { OpenList } from './ImportPage.tsx';

interface Props {
  readonly list: OpenList;
  readonly plan: ImportPlan;
  readonly busy: boolean;
  readonly onPlan: (plan: ImportPlan) => void;
  /** Another sheet or heading row: the list is opened anew. */
  readonly onWhere: (where: Pick<ImportPlan, 'sheet' | 'headingRow'>) => void;
  readonly onCheck: () => void;
  readonly onBack: () => void;
}

export function ColumnStep(props: Props): ReactNode {
  const { list, plan, busy, onCheck, onBack } = props;
  const { found, kind } = list;
  const missing = missingOf(plan);
  const ready = missing.length === 0 && !busy;
  useKeys('对应列', [
    { key: 'Ctrl+Enter', label: '核对', run: onCheck, when: ready },
    { key: 'Escape', label: '换一个文件', run: onBack, when: !busy },
  ]);
  return (
    <>
      <div className="import-scroll">
        <Section title={`${found.fileName} · ${importKinds[kind].label} · ${thousands(found.rows)} 行`}>
          <div className="import-where">
            {found.sheets.length > 1 && (
              <label>
                工作表{' '}
                <Select
                  aria-label="工作表"
                  value={found.sheet}
                  style={{ minWidth: 140 }}
                  options={found.sheets.map((value) => ({ value, label: value }))}
                  onChange={(sheet) => props.onWhere({ sheet, headingRow: null })}
                />
              </label>
            )}
            <label>
              表头在第{' '}
              <InputNumber
                aria-label="表头行"
                min={1}
                max={50}
                style={{ width: 64 }}
                value={found.headingRow}
                onChange={(row) => row !== null && props.onWhere({ sheet: found.sheet, headingRow: row })}
              />{' '}
              行
            </label>
            {found.remembered && <span className="muted">已按上次的{importKinds[kind].label}对应好</span>}
            {found.before !== null && (
              <span className="doubt">◔ 这份文件 {fullInstant(found.before)} 导入过，重复的行不会再登记</span>
            )}
          </div>
          <Columns {...props} />
        </Section>
        <FixedValues {...props} />
      </div>
      <div className="import-foot">
        {missing.length > 0 && (
          <span className="doubt">◔ 还没有对应：{missing.map((name) => importField(name).label).join('、')}</span>
        )}
        <Button onClick={onBack}>换一个文件</Button>
        <Button type="primary" disabled={!ready} loading={busy} onClick={onCheck}>
          核对<kbd>Ctrl+Enter</kbd>
        </Button>
      </div>
    </>
  );
}

const isMapped = (plan: ImportPlan, name: ImportName): boolean => Object.values(plan.mapping).includes(name);
const missingOf = (plan: ImportPlan): readonly ImportName[] =>
  NEEDED_COLUMNS.filter((name) => !isMapped(plan, name) && (plan.fixed[name] ?? '') === '');

function Columns({ list, plan, onPlan }: Props): ReactNode {
  const choose = (at: number, name: ImportName | ''): void => {
    // A field has one column: the one chosen last.
    const rest = Object.entries(plan.mapping).filter(([column, of]) => Number(column) !== at && of !== name);
    onPlan({ ...plan, mapping: Object.fromEntries(name === '' ? rest : [...rest, [at, name]]) });
  };
  return (
    <table className="import-table">
      <thead>
        <tr>
          <th>列</th>
          <th>表头</th>
          <th>内容（已遮盖）</th>
          <th>对应到</th>
        </tr>
      </thead>
      <tbody>
        {list.found.columns.map((column) => (
          <ColumnRow key={column.at} column={column} chosen={plan.mapping[column.at] ?? ''} onChoose={choose} />
        ))}
      </tbody>
    </table>
  );
}

const fieldOptions = [
  { value: '' as ImportName | '', label: '不导入' },
  ...importNames.map((value) => ({ value: value as ImportName | '', label: importField(value).label })),
];

interface RowProps {
  readonly column: ImportColumn;
  readonly chosen: ImportName | '';
  readonly onChoose: (at: number, name: ImportName | '') => void;
}

function ColumnRow({ column, chosen, onChoose }: RowProps): ReactNode {
  return (
    <tr>
      <td className="num">{column.letter}</td>
      <td>{column.heading === '' ? '--' : column.heading}</td>
      <td className="import-long muted">{column.samples.join(' · ')}</td>
      <td>
        <Select
          aria-label={`${column.letter} 列${column.heading}对应到`}
          style={{ width: 160 }}
          showSearch={{ optionFilterProp: 'label' }}
          value={chosen}
          options={fieldOptions}
          onChange={(name) => onChoose(column.at, name)}
        />
      </td>
    </tr>
  );
}

/** Asked only for what no column says. */
function FixedValues({ plan, onPlan }: Props): ReactNode {
  const hasClosing = isMapped(plan, 'closedOn');
  const wanted = FIXABLE.filter((name) => !isMapped(plan, name) && (importField(name).closing !== true || hasClosing));
  const set = (name: string, value: string | null): void =>
    onPlan({ ...plan, fixed: { ...plan.fixed, [name]: value ?? '' } });
  return (
    <Section title="表里没有的，整份用同一个值">
      <div className="import-fixed">
        {wanted.map((name) => (
          <FixedChoice key={name} name={name} value={plan.fixed[name] ?? ''} onChange={(value) => set(name, value)} />
        ))}
        {hasClosing && !isMapped(plan, 'liability') && (
          <Field label={importField('liability').label} name="liability">
            {(control) => (
              <ChipPicker
                control={control}
                label="责任认定"
                value={plan.fixed['liability'] ?? null}
                options={Object.entries(liabilities).map(([value, label]) => ({ value, label }))}
                onChange={(value) => set('liability', value)}
              />
            )}
          </Field>
        )}
      </div>
      {isMapped(plan, 'complainedOutlet') && (
        <Checkbox
          checked={plan.onlyOwn ?? false}
          onChange={(event) => onPlan({ ...plan, onlyOwn: event.target.checked })}
        >
          只导入被投诉网点是本网点的行
        </Checkbox>
      )}
    </Section>
  );
}

interface FixedProps {
  readonly name: ImportName;
  readonly value: string;
  readonly onChange: (value: string | null) => void;
}

function FixedChoice({ name, value, onChange }: FixedProps): ReactNode {
  const lines = useDict((complaintFieldDicts as Readonly<Record<string, string>>)[name] ?? name);
  return (
    <Field label={importField(name).label} name={name} required={NEEDED_COLUMNS.includes(name)}>
      {(control) => (
        <DictPicker
          control={control}
          lines={lines}
          leavesOnly={false}
          allowEmpty
          value={value === '' ? null : value}
          onChange={onChange}
        />
      )}
    </Field>
  );
}
