/** A new person, or a new password for one. The password is told to them and changed at their first log-in. */
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { roles, type Role } from '#domain/permissions.ts';
import { passwordFault } from '#domain/password.ts';
import type { UserLine } from '#contract/user.ts';
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

export function UserForm({ line, onClose }: Props): ReactNode {
  const side = useSide();
  const offered = Object.entries(roles).flatMap(([role, { label, side: of }]) =>
    of === side ? [{ value: role, label }] : [],
  );
  const [staffNo, setStaffNo] = useState(line?.staffNo ?? '');
  const [name, setName] = useState(line?.name ?? '');
  const [role, setRole] = useState<Role>(line?.role ?? (side === 'outlet' ? 'clerk' : 'analyst'));
  const [password, setPassword] = useState('');
  const create = useAct('user.create', { onFailure: () => true });
  const reset = useAct('user.resetPassword', { onFailure: () => true });
  const failure = create.failure ?? reset.failure;
  const reasons = failure?.fields ?? {};
  const busy = create.busy || reset.busy;
  const ready = staffNo.trim() !== '' && name.trim() !== '' && passwordFault(password, { staffNo }) === null;
  const save = async (): Promise<void> => {
    const done =
      line === undefined ? await create.run({ staffNo, name, role, password }) : await reset.run({ staffNo, password });
    if (done === undefined) return;
    toast({ text: `${name} 的口令已设好。请当面告诉本人，第一次登录时会要求更换。`, tone: 'good', seconds: 10 });
    onClose();
  };
  const submit = (): void => {
    if (ready && !busy) start(save());
  };
  return (
    <Sheet title={line === undefined ? '添加人员' : `重设口令 · ${line.name}`} onClose={onClose} width={480}>
      <EnterForm label="人员" onSave={submit} busy={busy} errors={reasons} className="stacked" lastEnterSaves>
        {line === undefined && (
          <>
            <Field label="岗位" name="role" required error={reasons['role']}>
              {(control) => (
                <ChipPicker
                  control={control}
                  label="岗位"
                  options={offered}
                  value={role}
                  onChange={(value) => {
                    if (value in roles) setRole(value as Role);
                  }}
                />
              )}
            </Field>
            <Field label="工号" name="staffNo" required error={reasons['staffNo']}>
              {(control) => (
                <Input
                  {...control}
                  autoFocus
                  value={staffNo}
                  onChange={(event) => {
                    setStaffNo(event.target.value);
                  }}
                />
              )}
            </Field>
            <Field label="姓名" name="name" required error={reasons['name']}>
              {(control) => (
                <Input
                  {...control}
                  value={name}
                  onChange={(event) => {
                    setName(event.target.value);
                  }}
                />
              )}
            </Field>
          </>
        )}
        <Field
          label="初始口令"
          name="password"
          required
          error={reasons['password']}
          hint={<PasswordRules password={password} staffNo={staffNo} />}
        >
          {(control) => (
            <Input.Password
              {...control}
              autoFocus={line !== undefined}
              autoComplete="new-password"
              value={password}
              onChange={(event) => {
                setPassword(event.target.value);
              }}
            />
          )}
        </Field>
        {failure !== undefined && Object.keys(reasons).length === 0 && <FailureNote failure={failure} />}
        <div className="form-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" disabled={!ready} loading={busy}>
            {line === undefined ? '添加' : '重设口令'}
            <kbd>Ctrl+Enter</kbd>
          </Button>
        </div>
      </EnterForm>
    </Sheet>
  );
}
