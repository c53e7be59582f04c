/** 登记内容, and 登记阅读量 of one piece. */
import { useState, type ReactNode } from 'react';
import type { PieceRow } from '#contract/online-piece.ts';
import { onlineChannels, onlineForms, type OnlineChannel, type OnlineForm } from '#domain/online-piece.ts';
import { DateField } from '#renderer/ui/DateField.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { FormSheet } from '#renderer/ui/FormSheet.tsx';
import { ChoiceField, LineField, typedCount } from '#renderer/ui/LineField.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { useAct } from '#renderer/use-query.ts';

interface Form {
  readonly title: string;
  readonly channel: OnlineChannel;
  readonly form: OnlineForm;
  readonly series: string;
  readonly publishedOn: string | null;
}

export function PieceForm({ row, onClose }: { readonly row?: PieceRow; readonly onClose: () => void }): ReactNode {
  const { today } = useNowOnce();
  const empty: Form = { title: '', channel: 'account', form: 'article', series: '', publishedOn: today };
  const [form, setForm] = useState<Form>(row === undefined ? empty : { ...row, series: row.series ?? '' });
  const act = useAct('onlinePiece.save', { onFailure: () => true });
  const reasons = act.failure?.fields ?? {};
  const reason = (name: string): string | undefined => reasons[name] ?? reasons[`fields.${name}`];
  const set = (patch: Partial<Form>): void => setForm({ ...form, ...patch });
  const save = async (): Promise<void> => {
    const { title, channel, form: shape, series, publishedOn } = form;
    const fields = { title, channel, form: shape, series, publishedOn: publishedOn ?? '' };
    if ((await act.run({ id: row?.id ?? null, fields })) === undefined) return;
    toast({ text: `《${title}》已登记`, tone: 'good' });
    onClose();
  };
  return (
    <FormSheet
      title={row === undefined ? '登记线上内容' : '修改线上内容'}
      busy={act.busy}
      failure={act.failure}
      onSave={save}
      onClose={onClose}
    >
      <LineField
        label="标题"
        name="title"
        required
        error={reason('title')}
        most={80}
        autoFocus
        value={form.title}
        onChange={(title) => set({ title })}
      />
      <ChoiceField
        label="渠道"
        name="channel"
        error={reason('channel')}
        words={onlineChannels}
        value={form.channel}
        onChange={(channel) => set({ channel })}
      />
      <ChoiceField
        label="形式"
        name="form"
        error={reason('form')}
        words={onlineForms}
        value={form.form}
        onChange={(value) => set({ form: value })}
      />
      <LineField
        label="栏目"
        name="series"
        error={reason('series')}
        most={40}
        placeholder="消保小课堂、以案说险，可不填"
        value={form.series}
        onChange={(series) => set({ series })}
      />
      <Field label="发布日" name="publishedOn" required error={reason('publishedOn')}>
        {(control) => (
          <DateField
            control={control}
            value={form.publishedOn}
            today={today}
            onChange={(publishedOn) => set({ publishedOn })}
          />
        )}
      </Field>
    </FormSheet>
  );
}

export function ReadsForm({ row, onClose }: { readonly row: PieceRow; readonly onClose: () => void }): ReactNode {
  const { today } = useNowOnce();
  const [reads, setReads] = useState('');
  const [readOn, setReadOn] = useState<string | null>(today);
  const act = useAct('onlinePiece.count', { onFailure: () => true });
  const reasons = act.failure?.fields ?? {};
  const save = async (): Promise<void> => {
    if ((await act.run({ id: row.id, readOn: readOn ?? '', reads: typedCount(reads) })) === undefined) return;
    toast({ text: `《${row.title}》阅读播放量已登记`, tone: 'good' });
    onClose();
  };
  return (
    <FormSheet
      title={`阅读量 · ${row.title}`}
      width={480}
      busy={act.busy}
      failure={act.failure}
      onSave={save}
      onClose={onClose}
    >
      <LineField
        label="累计阅读量"
        name="reads"
        required
        error={reasons['reads']}
        hint={row.readOn === null ? '从发布起的累计数，不是新增数' : `上次 ${row.readOn} 为 ${row.reads}`}
        most={9}
        autoFocus
        numeric
        value={reads}
        onChange={setReads}
      />
      <Field label="统计日" name="readOn" required error={reasons['readOn']}>
        {(control) => <DateField control={control} value={readOn} today={today} onChange={setReadOn} />}
      </Field>
    </FormSheet>
  );
}
