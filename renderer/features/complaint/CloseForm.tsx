/** 办结: result, liability, last-level classes, measures, findings and resolution. */
import { useState, type ReactNode } from 'react';
import type { ComplaintView } from '#contract/complaint.ts';
import type { FieldReasons } from '#domain/failure.ts';
import { start } from '#renderer/start.ts';
import { DictPicker } from '#renderer/ui/DictPicker.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { useDict } from '#renderer/ui/use-dict.ts';
import { useAct } from '#renderer/use-query.ts';
import { blankClosing, closingFaults, resultOf, type Closing } from './closing-model.ts';
import { ClosingFields } from './ClosingFields.tsx';
import { happened, MoveFrame, now, WhenFields, type MoveProps, type When } from './move-parts.tsx';

type Classes = Pick<ComplaintView, 'business' | 'cause' | 'channel'>;

export function CloseForm({
  view,
  id,
  from,
  onDone,
  onClose,
}: MoveProps & { readonly view: ComplaintView }): ReactNode {
  const [body, setBody] = useState<Closing>(blankClosing);
  const [classes, setClasses] = useState<Classes>(view);
  const [when, setWhen] = useState<When>(now);
  const [wrong, setWrong] = useState<FieldReasons>({});
  const act = useAct('complaint.close', { onFailure: () => true });
  const reasons: FieldReasons = { ...act.failure?.fields, ...wrong };
  const update = (patch: Partial<Closing>): void => setBody((before) => ({ ...before, ...patch }));
  const save = async (): Promise<void> => {
    const faults = closingFaults(body);
    setWrong(faults);
    if (Object.keys(faults).length > 0) return;
    const { business, cause, channel } = classes;
    const saved = await act.run({ id, ...happened(when), ...resultOf(body), business, cause, channel });
    if (saved !== undefined) onDone(saved.state);
  };
  const onSpot = view.contactedOn === null ? '还没有联系和方案记录：办结即视为当场联系、当场给出方案' : undefined;
  return (
    <MoveFrame
      title="办结"
      okText="办结"
      width={720}
      busy={act.busy}
      reasons={reasons}
      failure={act.failure}
      onSave={() => start(save())}
      onClose={onClose}
      {...(onSpot === undefined ? {} : { note: onSpot })}
    >
      <ClosingFields
        body={body}
        update={update}
        reasons={reasons}
        between={
          <ClassFields
            view={view}
            classes={classes}
            onChange={(patch) => setClasses({ ...classes, ...patch })}
            reasons={reasons}
          />
        }
      />
      <WhenFields when={when} from={from} reasons={reasons} onChange={setWhen} />
    </MoveFrame>
  );
}

const classFields = [
  ['business', '业务类别'],
  ['cause', '投诉原因'],
  ['channel', '办理渠道'],
] as const;

interface ClassProps {
  readonly view: ComplaintView;
  readonly classes: Classes;
  readonly onChange: (patch: Partial<Classes>) => void;
  readonly reasons: FieldReasons;
}

/** Registration may be content with the class; closing needs the last level. */
function ClassFields({ view, classes, onChange, reasons }: ClassProps): ReactNode {
  const lines = { business: useDict('business'), cause: useDict('cause'), channel: useDict('channel') };
  // As it was registered: the field stays in sight after the choice.
  const isCoarse = (name: keyof Classes): boolean =>
    lines[name].some((line) => line.parent === view[name] && line.retiredOn === null);
  return classFields
    .filter(([name]) => isCoarse(name) || reasons[name] !== undefined)
    .map(([name, label]) => (
      <Field key={name} label={label} name={name} required error={reasons[name]} hint="办结时请选到最末一级">
        {(control) => (
          <DictPicker
            control={control}
            lines={lines[name]}
            value={classes[name]}
            onChange={(value) => onChange({ [name]: value ?? view[name] })}
          />
        )}
      </Field>
    ));
}
