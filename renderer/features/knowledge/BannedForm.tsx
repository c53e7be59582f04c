/** A sentence nobody may say any more: new, or corrected. */
import { useState, type ReactNode } from 'react';
import type { BannedRow } from '#contract/knowledge.ts';
import { DateField } from '#renderer/ui/DateField.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { FormSheet } from '#renderer/ui/FormSheet.tsx';
import { LineField } from '#renderer/ui/LineField.tsx';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { useAct } from '#renderer/use-query.ts';
import { savedToast } from './saved-toast.ts';

export function BannedForm({ row, onClose }: { readonly row?: BannedRow; readonly onClose: () => void }): ReactNode {
  const { today } = useNowOnce();
  const [form, setForm] = useState({
    sentence: row?.sentence ?? '',
    reason: row?.reason ?? '',
    instead: row?.instead ?? '',
    abolishedOn: row === undefined ? today : (row.abolishedOn as string | null),
  });
  const act = useAct('knowledge.saveBanned', { onFailure: () => true });
  const reasons = act.failure?.fields ?? {};
  const set = (patch: Partial<typeof form>): void => setForm((now) => ({ ...now, ...patch }));
  const save = async (): Promise<void> => {
    const saved = await act.run({ id: row?.id ?? null, ...form, abolishedOn: form.abolishedOn ?? '' });
    if (saved === undefined) return;
    savedToast(form.sentence);
    onClose();
  };
  return (
    <FormSheet
      title={row === undefined ? '新增禁用语' : '修改禁用语'}
      width={640}
      busy={act.busy}
      failure={act.failure}
      onSave={save}
      onClose={onClose}
    >
      <LineField
        label="禁用语"
        name="sentence"
        required
        autoFocus
        error={reasons['sentence']}
        hint="空格和标点不影响识别"
        most={120}
        value={form.sentence}
        onChange={(sentence) => set({ sentence })}
      />
      <LineField
        label="为什么"
        name="reason"
        required
        error={reasons['reason']}
        most={200}
        placeholder="如 承诺收益，误导客户"
        value={form.reason}
        onChange={(reason) => set({ reason })}
      />
      <LineField
        label="改说"
        name="instead"
        required
        rows={2}
        error={reasons['instead']}
        most={300}
        value={form.instead}
        onChange={(instead) => set({ instead })}
      />
      <Field label="废止日期" name="abolishedOn" required error={reasons['abolishedOn']}>
        {(control) => (
          <DateField
            control={control}
            value={form.abolishedOn}
            today={today}
            max={today}
            year="past"
            onChange={(abolishedOn) => set({ abolishedOn })}
          />
        )}
      </Field>
    </FormSheet>
  );
}
