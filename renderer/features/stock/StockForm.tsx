/** 登记物料: what came in, went back, was lost, or was counted. */
import { useState, type ReactNode } from 'react';
import { materialKinds, stockCauses, type MaterialKind, type StockCause } from '#domain/stock.ts';
import { DateField } from '#renderer/ui/DateField.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { FormSheet } from '#renderer/ui/FormSheet.tsx';
import { ChoiceField, LineField, typedCount } from '#renderer/ui/LineField.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useCalendar } from '#renderer/ui/use-calendar.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { useAct } from '#renderer/use-query.ts';

export function StockForm({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { today } = useNowOnce();
  const { marks } = useCalendar();
  const [form, setForm] = useState<{
    kind: MaterialKind;
    cause: StockCause;
    movedOn: string | null;
    quantity: string;
    note: string;
  }>({ kind: 'leaflet', cause: 'received', movedOn: today, quantity: '', note: '' });
  const act = useAct('stock.move', { onFailure: () => true });
  const reasons = act.failure?.fields ?? {};
  const set = (patch: Partial<typeof form>): void => setForm({ ...form, ...patch });
  const save = async (): Promise<void> => {
    const done = await act.run({ ...form, movedOn: form.movedOn ?? '', quantity: typedCount(form.quantity) });
    if (done === undefined) return;
    const left = done.find(({ kind }) => kind === form.kind)?.left ?? 0;
    toast({ text: `${materialKinds[form.kind]}现结存 ${left} 份`, tone: 'good' });
    onClose();
  };
  return (
    <FormSheet title="登记物料" busy={act.busy} failure={act.failure} onSave={save} onClose={onClose}>
      <ChoiceField
        label="物料"
        name="kind"
        error={reasons['kind']}
        words={materialKinds}
        value={form.kind}
        onChange={(kind) => set({ kind })}
      />
      <ChoiceField
        label="事由"
        name="cause"
        error={reasons['cause']}
        words={stockCauses}
        value={form.cause}
        onChange={(cause) => set({ cause })}
      />
      <Field label="日期" name="movedOn" required error={reasons['movedOn']}>
        {(control) => (
          <DateField
            control={control}
            value={form.movedOn}
            today={today}
            marks={marks}
            onChange={(movedOn) => set({ movedOn })}
          />
        )}
      </Field>
      <LineField
        label="份数"
        name="quantity"
        required
        error={reasons['quantity']}
        hint={form.cause === 'counted' ? '填清点到的份数，差额自动计算' : undefined}
        most={8}
        numeric
        value={form.quantity}
        onChange={(quantity) => set({ quantity })}
      />
      <LineField
        label="说明"
        name="note"
        error={reasons['note']}
        most={120}
        placeholder="可不填；超出结存时要写原因"
        value={form.note}
        onChange={(note) => set({ note })}
      />
    </FormSheet>
  );
}
