/** 布置任务: name, period, theme, and the list of what every outlet is to do. */
import { useState, type ReactNode } from 'react';
import type { CampaignRow } from '#contract/campaign.ts';
import type { FieldReasons } from '#domain/failure.ts';
import { DateField } from '#renderer/ui/DateField.tsx';
import { DictPicker } from '#renderer/ui/DictPicker.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { FormSheet } from '#renderer/ui/FormSheet.tsx';
import { LineField } from '#renderer/ui/LineField.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useCalendar } from '#renderer/ui/use-calendar.ts';
import { useDict } from '#renderer/ui/use-dict.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { useAct } from '#renderer/use-query.ts';

interface Form {
  readonly title: string;
  readonly campaign: string | null;
  readonly fromOn: string | null;
  readonly toOn: string | null;
  readonly theme: string;
  readonly demands: string;
  /** One item a line. */
  readonly items: string;
}

const empty = (today: string): Form => ({
  title: '',
  campaign: null,
  fromOn: today,
  toOn: null,
  theme: '',
  demands: '',
  items: '',
});
const formOf = ({ title, campaign, fromOn, toOn, theme, demands, items }: CampaignRow): Form => ({
  title,
  campaign,
  fromOn,
  toOn,
  theme: theme ?? '',
  demands: demands ?? '',
  items: items.map(({ text }) => text).join('\n'),
});

interface Props {
  readonly row?: CampaignRow;
  readonly onClose: () => void;
}

export function CampaignForm({ row, onClose }: Props): ReactNode {
  const { today } = useNowOnce();
  const [form, setForm] = useState<Form>(() => (row === undefined ? empty(today) : formOf(row)));
  const act = useAct('campaign.save', { onFailure: () => true });
  const save = async (): Promise<void> => {
    const items = form.items.split('\n').filter((line) => line.trim() !== '');
    const plan = { ...form, fromOn: form.fromOn ?? '', toOn: form.toOn ?? '', items };
    if ((await act.run({ id: row?.id ?? null, plan })) === undefined) return;
    toast({ text: `${form.title} 已布置，生成配置包后下发到网点`, tone: 'good' });
    onClose();
  };
  return (
    <FormSheet
      title={row === undefined ? '布置宣传任务' : '修改宣传任务'}
      width={640}
      busy={act.busy}
      failure={act.failure}
      onSave={save}
      onClose={onClose}
    >
      <CampaignFields form={form} set={(patch) => setForm({ ...form, ...patch })} reasons={act.failure?.fields ?? {}} />
    </FormSheet>
  );
}

interface FieldsProps {
  readonly form: Form;
  readonly set: (patch: Partial<Form>) => void;
  readonly reasons: FieldReasons;
}

function CampaignFields({ form, set, reasons }: FieldsProps): ReactNode {
  const campaigns = useDict('campaign');
  const reason = (name: string): string | undefined => reasons[name] ?? reasons[`plan.${name}`];
  return (
    <>
      <LineField
        label="任务名称"
        name="title"
        required
        error={reason('title')}
        most={60}
        autoFocus
        placeholder="例如 2025 年“3·15”集中宣传"
        value={form.title}
        onChange={(title) => set({ title })}
      />
      <Field label="主题活动" name="campaign" error={reason('campaign')}>
        {(control) => (
          <DictPicker
            control={control}
            lines={campaigns}
            value={form.campaign}
            allowEmpty
            onChange={(campaign) => set({ campaign })}
            placeholder="可不选"
          />
        )}
      </Field>
      <Days form={form} set={set} error={reason('fromOn') ?? reason('toOn')} />
      <LineField
        label="活动口号"
        name="theme"
        error={reason('theme')}
        most={80}
        placeholder="例如 保障金融权益 助力美好生活"
        value={form.theme}
        onChange={(theme) => set({ theme })}
      />
      <LineField
        label="要求"
        name="demands"
        error={reason('demands')}
        most={1000}
        rows={3}
        value={form.demands}
        onChange={(demands) => set({ demands })}
      />
      <LineField
        label="要做的事"
        name="items"
        required
        error={reason('items')}
        most={2400}
        rows={6}
        hint="一行一项，网点逐项勾选"
        placeholder={'厅堂布置宣传物料\n设立咨询台\n进社区集中宣讲一次'}
        value={form.items}
        onChange={(items) => set({ items })}
      />
    </>
  );
}

function Days({ form, set, error }: Omit<FieldsProps, 'reasons'> & { readonly error: string | undefined }): ReactNode {
  const { today } = useNowOnce();
  const { marks } = useCalendar();
  const common = { today, marks };
  return (
    <Field label="起止日期" name="fromOn" required error={error}>
      {(control) => (
        <div className="field-row">
          <DateField control={control} {...common} value={form.fromOn} onChange={(fromOn) => set({ fromOn })} />
          <span className="muted">至</span>
          <DateField label="结束日期" {...common} value={form.toOn} onChange={(toOn) => set({ toOn })} />
        </div>
      )}
    </Field>
  );
}
