/** 日期 and 时间 of a training, as an outlet plans it and as the centre sets it. */
import type { ReactNode } from 'react';
import type { FieldReasons } from '#domain/failure.ts';
import { DateField } from './DateField.tsx';
import { Field } from './Field.tsx';
import { TimeField } from './TimeField.tsx';
import { useCalendar } from './use-calendar.ts';
import { useNowOnce } from './use-today.ts';

interface Times {
  readonly heldOn: string | null;
  readonly startTime: string | null;
  readonly endTime: string | null;
}

interface Props {
  readonly form: Times;
  readonly set: (patch: Partial<Times>) => void;
  readonly reasons: FieldReasons;
}

export function TrainingTimes({ form, set, reasons }: Props): ReactNode {
  const { today, time } = useNowOnce();
  const { marks } = useCalendar();
  return (
    <>
      <Field label="日期" name="heldOn" required error={reasons['heldOn']}>
        {(control) => (
          <DateField
            control={control}
            value={form.heldOn}
            today={today}
            marks={marks}
            onChange={(heldOn) => set({ heldOn })}
          />
        )}
      </Field>
      <Field label="时间" name="startTime" required error={reasons['startTime'] ?? reasons['endTime']}>
        {(control) => (
          <div className="field-row">
            <TimeField
              control={control}
              value={form.startTime}
              now={time}
              onChange={(startTime) => set({ startTime })}
            />
            <span className="muted">至</span>
            <TimeField label="结束时间" value={form.endTime} now={time} onChange={(endTime) => set({ endTime })} />
          </div>
        )}
      </Field>
    </>
  );
}
