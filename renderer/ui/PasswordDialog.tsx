/** The form for a new password: at the first log-in and from the settings. */
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { setSession, useUser } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { useAct } from '#renderer/use-query.ts';
import { EnterForm } from './EnterForm.tsx';
import { FailureNote } from './FailureNote.tsx';
import { Field, type Control } from './Field.tsx';
import { isGoodPassword, PasswordRules } from './PasswordRules.tsx';
import { Sheet } from './Sheet.tsx';
import { toast } from './toast.ts';

interface Props {
  /** What the button beside the main one says: 取消, 退出. */
  readonly leaveText: string;
  readonly onLeave: () => void;
  readonly onDone?: () => void;
}

export function PasswordForm({ leaveText, onLeave, onDone }: Props): ReactNode {
  const { staffNo } = useUser();
  const [oldPassword, setOld] = useState('');
  const [newPassword, setNew] = useState('');
  const [again, setAgain] = useState('');
  const change = useAct('session.changePassword', { onFailure: () => true });
  const ready = oldPassword !== '' && isGoodPassword(newPassword, again, staffNo);
  const save = async (): Promise<void> => {
    const state = await change.run({ oldPassword, newPassword });
    if (state === undefined) return;
    setSession(state);
    toast({ text: '口令已更换，下次登录起使用新口令。', tone: 'good' });
    onDone?.();
  };
  const submit = (): void => {
    if (ready && !change.busy) start(save());
  };
  const box = (control: Control, value: string, set: (value: string) => void, auto: string): ReactNode => (
    <Input.Password
      {...control}
      autoComplete={auto}
      autoFocus={auto === 'current-password'}
      value={value}
      onChange={(event) => {
        set(event.target.value);
      }}
    />
  );
  return (
    <EnterForm label="更换口令" onSave={submit} busy={change.busy} lastEnterSaves className="stacked">
      <Field label="原口令" name="oldPassword" required>
        {(control) => box(control, oldPassword, setOld, 'current-password')}
      </Field>
      <Field
        label="新口令"
        name="newPassword"
        required
        hint={<PasswordRules password={newPassword} repeated={again} staffNo={staffNo} />}
      >
        {(control) => box(control, newPassword, setNew, 'new-password')}
      </Field>
      <Field label="新口令再输一遍" name="again" required>
        {(control) => box(control, again, setAgain, 'new-password')}
      </Field>
      {change.failure !== undefined && <FailureNote failure={change.failure} />}
      <div className="wizard-foot">
        <Button onClick={onLeave}>{leaveText}</Button>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={change.busy}>
          更换口令
        </Button>
      </div>
    </EnterForm>
  );
}

export function PasswordDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <Sheet title="更换口令" onClose={onClose} width={440}>
      <PasswordForm leaveText="取消" onLeave={onClose} onDone={onClose} />
    </Sheet>
  );
}
