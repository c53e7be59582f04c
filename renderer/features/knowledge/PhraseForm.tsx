/** A standard wording: new, or corrected. */
import { useState, type ReactNode } from 'react';
import type { PhraseRow } from '#contract/knowledge.ts';
import { placeholders } from '#domain/phrase.ts';
import { FormSheet } from '#renderer/ui/FormSheet.tsx';
import { LineField } from '#renderer/ui/LineField.tsx';
import { useAct } from '#renderer/use-query.ts';
import { AboutFields } from './AboutFields.tsx';
import { savedToast } from './saved-toast.ts';

const hint = `可用 ${Object.keys(placeholders)
  .map((name) => `{${name}}`)
  .join(' ')}，插入时自动填；不放客户姓名、电话`;

export function PhraseForm({ row, onClose }: { readonly row?: PhraseRow; readonly onClose: () => void }): ReactNode {
  const [form, setForm] = useState({
    code: row?.code ?? '',
    title: row?.title ?? '',
    text: row?.text ?? '',
    business: row?.business ?? null,
    cause: row?.cause ?? null,
  });
  const act = useAct('knowledge.savePhrase', { onFailure: () => true });
  const reasons = act.failure?.fields ?? {};
  const set = (patch: Partial<typeof form>): void => setForm((now) => ({ ...now, ...patch }));
  const save = async (): Promise<void> => {
    if ((await act.run({ id: row?.id ?? null, ...form })) === undefined) return;
    savedToast(form.title);
    onClose();
  };
  return (
    <FormSheet
      title={row === undefined ? '新增话术' : '修改话术'}
      width={680}
      busy={act.busy}
      failure={act.failure}
      onSave={save}
      onClose={onClose}
    >
      <LineField
        label="代码"
        name="code"
        required
        autoFocus
        error={reasons['code']}
        most={12}
        placeholder="好记的短码，如 SL"
        value={form.code}
        onChange={(code) => set({ code })}
      />
      <LineField
        label="名称"
        name="title"
        required
        error={reasons['title']}
        most={40}
        value={form.title}
        onChange={(title) => set({ title })}
      />
      <LineField
        label="话术"
        name="text"
        required
        rows={6}
        error={reasons['text']}
        hint={hint}
        most={1000}
        value={form.text}
        onChange={(text) => set({ text })}
      />
      <AboutFields value={form} onChange={set} reasons={reasons} />
    </FormSheet>
  );
}
