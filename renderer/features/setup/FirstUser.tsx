/** The first person of an installation: 工号, 姓名, 口令. */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import type { FieldReasons } from '#domain/failure.ts';
import { Field, type Control } from '#renderer/ui/Field.tsx';
import { isGoodPassword, PasswordRules } from '#renderer/ui/PasswordRules.tsx';

export interface FirstUserForm {
  readonly staffNo: string;
  readonly userName: string;
  readonly password: string;
  readonly again: string;
}

export const noUser: FirstUserForm = { staffNo: '', userName: '', password: '', again: '' };

export const isUserReady = (user: FirstUserForm): boolean =>
  user.staffNo.trim() !== '' && user.userName.trim() !== '' && isGoodPassword(user.password, user.again, user.staffNo);

interface Props {
  readonly user: FirstUserForm;
  readonly onChange: (patch: Partial<FirstUserForm>) => void;
  readonly reasons: FieldReasons;
  readonly autoFocus?: boolean;
}

export function FirstUser({ user, onChange, reasons, autoFocus = false }: Props): ReactNode {
  const secret = (control: Control, key: 'password' | 'again'): ReactNode => (
    <Input.Password
      {...control}
      autoComplete="new-password"
      value={user[key]}
      onChange={(event) => {
        onChange({ [key]: event.target.value });
      }}
    />
  );
  return (
    <>
      <Field label="工号" name="staffNo" required error={reasons['staffNo']}>
        {(control) => (
          <Input
            {...control}
            autoFocus={autoFocus}
            autoComplete="username"
            value={user.staffNo}
            onChange={(event) => {
              onChange({ staffNo: event.target.value });
            }}
          />
        )}
      </Field>
      <Field label="姓名" name="userName" required error={reasons['userName']}>
        {(control) => (
          <Input
            {...control}
            value={user.userName}
            onChange={(event) => {
              onChange({ userName: event.target.value });
            }}
          />
        )}
      </Field>
      <Field
        label="口令"
        name="password"
        required
        error={reasons['password']}
        hint={<PasswordRules password={user.password} repeated={user.again} staffNo={user.staffNo} />}
      >
        {(control) => secret(control, 'password')}
      </Field>
      <Field label="口令再输一遍" name="again" required hint="口令不保存，请记牢；忘记后要请别人重设。">
        {(control) => secret(control, 'again')}
      </Field>
    </>
  );
}
