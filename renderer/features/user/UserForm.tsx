/** A new person, or a new password for one. The password is told to them and changed at their first log-in. */
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { FieldReasons } from '#domain/failure.ts';
import { roles, type Role } from '#domain/permissions.ts';
import { passwordFault } from '#domain/password.ts';
import type { UserLine } from '#contract/user.ts';
import type { RequestFailure } from '#renderer/api.ts';
import { useSide } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { EnterForm } from '#renderer/ui/EnterForm.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { PasswordRules } from '#renderer/ui/PasswordRules.tsx';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct } from '#renderer/use-query.ts';

interface Props {
  /** Whose password is set anew; without it a person is added. */
  readonly line?: UserLine;
  readonly onClose: () => void;
}

interface Draft {
  readonly staffNo: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
}

export function UserForm({ line, onClose }: Props): ReactNode {
  const side = useSide();
  const isNew = line === undefined;
  const blank = { staffNo: '', name: '', role: side === 'outlet' ? 'clerk' : 'analyst' } as const;
  const [draft, setDraft] = useState<Draft>(() => {
    const { staffNo, name, role } = line ?? blank;
    return { staffNo, name, role, password: '' };
  });
  const { busy, failure, save } = useSaving(draft, isNew, onClose);
  const reasons = failure?.fields ?? {};
  const set = (patch: Partial<Draft>): void => {
    setDraft((now) => ({ ...now, ...patch }));
  };
  const ready = isReady(draft);
  const submit = (): void => {
    if (ready && !busy) start(save());
  };
  return (
    <Sheet title={isNew ? '添加人员' : `重设口令 · ${line.name}`} onClose={onClose} width={480}>
      <EnterForm label="人员" onSave={submit} busy={busy} errors={reasons} className="stacked" lastEnterSaves>
        {isNew && <Person draft={draft} onChange={set} reasons={reasons} />}
        <Field
          label="初始口令"
          name="password"
          required
          error={reasons['password']}
          hint={<PasswordRules password={draft.password} staffNo={draft.staffNo} />}
        >
          {(control) => (
            <Input.Password
              {...control}
              autoFocus={!isNew}
              autoComplete="new-password"
              value={draft.password}
              onChange={(event) => {
                set({ password: event.target.value });
              }}
            />
          )}
        </Field>
        {failure !== undefined && Object.keys(reasons).length === 0 && <FailureNote failure={failure} />}
        <div className="form-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" disabled={!ready} loading={busy}>
            {isNew ? '添加' : '重设口令'}
            <kbd>Ctrl+Enter</kbd>
          </Button>
        </div>
      </EnterForm>
    </Sheet>
  );
}

const isReady = (draft: Draft): boolean =>
  draft.staffNo.trim() !== '' && draft.name.trim() !== '' && passwordFault(draft.password, draft) === null;

function useSaving(
  draft: Draft,
  isNew: boolean,
  onDone: () => void,
): { readonly busy: boolean; readonly failure: RequestFailure | undefined; readonly save: () => Promise<void> } {
  const create = useAct('user.create', { onFailure: () => true });
  const reset = useAct('user.resetPassword', { onFailure: () => true });
  const save = async (): Promise<void> => {
    const { staffNo, password } = draft;
    const done = isNew ? await create.run(draft) : await reset.run({ staffNo, password });
    if (done === undefined) return;
    toast({ text: `${draft.name} 的口令已设好。请当面告诉本人，第一次登录时会要求更换。`, tone: 'good', seconds: 10 });
    onDone();
  };
  return { busy: create.busy || reset.busy, failure: create.failure ?? reset.failure, save };
}

function Person(props: {
  readonly draft: Draft;
  readonly onChange: (patch: Partial<Draft>) => void;
  readonly reasons: FieldReasons;
}): ReactNode {
  const { draft, onChange, reasons } = props;
  const side = useSide();
  const offered = Object.entries(roles).flatMap(([role, { label, side: of }]) =>
    of === side ? [{ value: role, label }] : [],
  );
  return (
    <>
      <Field label="岗位" name="role" required error={reasons['role']}>
        {(control) => (
          <ChipPicker
            control={control}
            label="岗位"
            options={offered}
            value={draft.role}
            onChange={(value) => {
              if (value in roles) onChange({ role: value as Role });
            }}
          />
        )}
      </Field>
      <Field label="工号" name="staffNo" required error={reasons['staffNo']}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={draft.staffNo}
            onChange={(event) => {
              onChange({ staffNo: event.target.value });
            }}
          />
        )}
      </Field>
      <Field label="姓名" name="name" required error={reasons['name']}>
        {(control) => (
          <Input
            {...control}
            value={draft.name}
            onChange={(event) => {
              onChange({ name: event.target.value });
            }}
          />
        )}
      </Field>
    </>
  );
}
