/** One entry of a book: new, or an earlier one corrected. */
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { LedgerRow } from '#contract/ledger.ts';
import type { FieldReasons } from '#domain/failure.ts';
import {
  bookOf,
  ledgerCounts,
  noCounts,
  type LedgerBook,
  type LedgerBookName,
  type LedgerCount,
} from '#domain/ledger.ts';
import { start } from '#renderer/start.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { DateField } from '#renderer/ui/DateField.tsx';
import { EnterForm } from '#renderer/ui/EnterForm.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { useAct } from '#renderer/use-query.ts';
import './ledger.css';

interface Props {
  readonly book: LedgerBookName;
  readonly row?: LedgerRow;
  readonly onClose: () => void;
}

interface Draft {
  readonly heldOn: string | null;
  readonly title: string;
  readonly kind: string | null;
  readonly number: string;
  readonly owner: string;
  readonly note: string;
  /** As typed. */
  readonly counts: Readonly<Partial<Record<LedgerCount, string>>>;
}

const countNames = Object.keys(ledgerCounts) as readonly LedgerCount[];

function draftOf(row: LedgerRow | undefined): Draft {
  const filled = countNames.flatMap((name) =>
    row === undefined || row[name] === null ? [] : [[name, String(row[name])] as const],
  );
  return {
    heldOn: row?.heldOn ?? null,
    title: row?.title ?? '',
    kind: row?.kind ?? null,
    number: row?.number ?? '',
    owner: row?.owner ?? '',
    note: row?.note ?? '',
    counts: Object.fromEntries(filled),
  };
}

/** Anything but digits is sent as it cannot be, so that the field says so. */
const countOf = (typed: string | undefined): number | null => {
  const plain = (typed ?? '').normalize('NFKC').trim();
  if (plain === '') return null;
  return /^\d+$/.test(plain) ? Number(plain) : 0.5;
};

export function LedgerForm({ book: name, row, onClose }: Props): ReactNode {
  const book = bookOf(name);
  const [draft, setDraft] = useState(() => draftOf(row));
  const save = useAct('ledger.save', { onFailure: () => true });
  const reasons = save.failure?.fields ?? {};
  const set = (patch: Partial<Draft>): void => setDraft((now) => ({ ...now, ...patch }));
  const submit = async (): Promise<void> => {
    const { counts, heldOn, ...rest } = draft;
    const numbers = Object.fromEntries(book.counts.map((count) => [count, countOf(counts[count])]));
    const fields = { ...noCounts, ...rest, heldOn: heldOn ?? '', ...numbers };
    const done = await save.run({ id: row?.id ?? null, book: name, ...fields });
    if (done === undefined) return;
    toast({ text: `已记入“${book.label}”：${draft.title}`, tone: 'good' });
    onClose();
  };
  const submitNow = (): void => {
    if (!save.busy) start(submit());
  };
  return (
    <Sheet title={row === undefined ? `登记 · ${book.label}` : `修改 · ${book.label}`} onClose={onClose} width={640}>
      <EnterForm
        label={book.label}
        onSave={submitNow}
        busy={save.busy}
        errors={reasons}
        className="stacked"
        lastEnterSaves
      >
        <What book={book} draft={draft} onChange={set} reasons={reasons} />
        <div className="ledger-counts">
          {book.counts.map((count) => (
            <Field key={count} label={ledgerCounts[count]} name={count} error={reasons[count]}>
              {(control) => (
                <Input
                  {...control}
                  className="num"
                  inputMode="numeric"
                  style={{ width: 120 }}
                  value={draft.counts[count] ?? ''}
                  onChange={(event) => set({ counts: { ...draft.counts, [count]: event.target.value } })}
                />
              )}
            </Field>
          ))}
        </div>
        <TextField label="负责人" name="owner" required draft={draft} onChange={set} reasons={reasons} />
        <TextField label="备注" name="note" draft={draft} onChange={set} reasons={reasons} />
        {save.failure !== undefined && Object.keys(reasons).length === 0 && <FailureNote failure={save.failure} />}
        <div className="form-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" loading={save.busy}>
            保存<kbd>Ctrl+Enter</kbd>
          </Button>
        </div>
      </EnterForm>
    </Sheet>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly onChange: (patch: Partial<Draft>) => void;
  readonly reasons: FieldReasons;
}

function What({ book, draft, onChange, reasons }: PartProps & { readonly book: LedgerBook }): ReactNode {
  const { today } = useNowOnce();
  return (
    <>
      <Field label={book.date} name="heldOn" required error={reasons['heldOn']}>
        {(control) => (
          <DateField
            control={control}
            value={draft.heldOn}
            today={today}
            year="past"
            max={today}
            onChange={(heldOn) => onChange({ heldOn })}
          />
        )}
      </Field>
      <TextField label={book.title} name="title" required draft={draft} onChange={onChange} reasons={reasons} />
      <Field label="类别" name="kind" error={reasons['kind']}>
        {(control) => (
          <ChipPicker
            control={control}
            label="类别"
            options={book.kinds.map((kind) => ({ value: kind, label: kind }))}
            value={draft.kind}
            onChange={(kind) => onChange({ kind })}
          />
        )}
      </Field>
      <TextField label={book.number} name="number" draft={draft} onChange={onChange} reasons={reasons} />
    </>
  );
}

function TextField(
  props: PartProps & {
    readonly label: string;
    readonly name: 'title' | 'number' | 'owner' | 'note';
    readonly required?: boolean;
  },
): ReactNode {
  const { label, name, required = false, draft, onChange, reasons } = props;
  return (
    <Field label={label} name={name} required={required} error={reasons[name]}>
      {(control) => (
        <Input {...control} value={draft[name]} onChange={(event) => onChange({ [name]: event.target.value })} />
      )}
    </Field>
  );
}
