/** A label tied to its control, with reason and saved mark beside it. */
import { useId, type ReactNode } from 'react';
import './form.css';

/** Spread on the control (antd Input, DictPicker, DateField …). */
export interface Control {
  readonly id: string;
  readonly name: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-required': boolean;
  readonly 'aria-describedby': string | undefined;
  readonly status: '' | 'error';
}

/** The attributes of a hand-made control: those of its field, or a name of its own. */
export const attributesOf = (
  control: Control | undefined,
  label: string | undefined,
): Partial<Omit<Control, 'status'>> & {
  readonly 'aria-label'?: string | undefined;
} => {
  if (control === undefined) return { 'aria-label': label };
  const { status: _, ...attributes } = control;
  return attributes;
};

interface Props {
  readonly label: string;
  /** The field's path in FieldReasons; EnterForm focuses the first one with a reason. */
  readonly name: string;
  readonly required?: boolean;
  readonly error?: string | undefined;
  readonly hint?: ReactNode;
  /** Left edge: green stored, amber stored but doubtful, red not stored. */
  readonly saved?: 'stored' | 'doubtful' | 'failed' | undefined;
  readonly children: (control: Control) => ReactNode;
}

export function Field({ label, name, required = false, error, hint, saved, children }: Props): ReactNode {
  const id = useId();
  const described = [error === undefined ? '' : `${id}-error`, hint === undefined ? '' : `${id}-hint`];
  const control: Control = {
    id,
    name,
    'aria-invalid': error !== undefined,
    'aria-required': required,
    'aria-describedby': described.join(' ').trim() || undefined,
    status: error === undefined ? '' : 'error',
  };
  return (
    <div className={`field${saved === undefined ? '' : ` field-${saved}`}`} data-field={name}>
      <label className="field-label" htmlFor={id} id={`${id}-label`}>
        {required && (
          <span className="field-required" title="必填">
            ●
          </span>
        )}
        {label}
      </label>
      <div className="field-control">
        {children(control)}
        {error !== undefined && (
          <p className="field-error" id={`${id}-error`}>
            ▲ {error}
          </p>
        )}
        {hint !== undefined && (
          <div className="field-hint" id={`${id}-hint`}>
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}
