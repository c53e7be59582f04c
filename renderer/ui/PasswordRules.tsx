/** Whether a password being chosen will be accepted, told while it is typed. */
import type { ReactNode } from 'react';
import { passwordFault, passwordRuleText } from '#domain/password.ts';

interface Props {
  readonly password: string;
  readonly repeated?: string;
  readonly staffNo: string;
}

export function PasswordRules({ password, repeated, staffNo }: Props): ReactNode {
  if (password === '') return <span>{passwordRuleText}</span>;
  const fault = passwordFault(password, { staffNo });
  if (fault !== null) return <span className="tone-overdue">▲ {fault}</span>;
  if (repeated !== undefined && repeated !== '' && repeated !== password) {
    return <span className="tone-overdue">▲ 两次输入不一样</span>;
  }
  return <span className="tone-good">✓ 可以使用{repeated === '' ? '，请再输一遍' : ''}</span>;
}

export const isGoodPassword = (password: string, repeated: string, staffNo: string): boolean =>
  password === repeated && passwordFault(password, { staffNo }) === null;
