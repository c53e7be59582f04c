/** 安排补考 / 修改补考: the day and the place of one round. */
import { useState, type ReactNode } from 'react';
import type { ResitRound } from '#contract/resit.ts';
import { DateField } from '#renderer/ui/DateField.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { FormSheet } from '#renderer/ui/FormSheet.tsx';
import { LineField } from '#renderer/ui/LineField.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useCalendar } from '#renderer/ui/use-calendar.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { useAct } from '#renderer/use-query.ts';

interface Props {
  readonly training: string;
  readonly round?: ResitRound;
  readonly onSaved: (id: string) => void;
  readonly onClose: () => void;
}

export function ResitForm({ training, round, onSaved, onClose }: Props): ReactNode {
  const { today } = useNowOnce();
  const { marks } = useCalendar();
  const [heldOn, setHeldOn] = useState<string | null>(round?.heldOn ?? today);
  const [place, setPlace] = useState(round?.place ?? '');
  const act = useAct('resit.save', { onFailure: () => true });
  const save = async (): Promise<void> => {
    const done = await act.run({ id: round?.id ?? null, training, heldOn: heldOn ?? '', place });
    if (done === undefined) return;
    toast({ text: '补考已保存', tone: 'good' });
    onSaved(done.id);
  };
  const reasons = act.failure?.fields ?? {};
  return (
    <FormSheet
      title={round === undefined ? '安排补考' : '修改补考'}
      busy={act.busy}
      failure={act.failure}
      onSave={save}
      onClose={onClose}
    >
      <Field label="补考日期" name="heldOn" required error={reasons['heldOn']}>
        {(control) => <DateField control={control} today={today} marks={marks} value={heldOn} onChange={setHeldOn} />}
      </Field>
      <LineField label="地点" name="place" error={reasons['place']} most={80} value={place} onChange={setPlace} />
    </FormSheet>
  );
}
