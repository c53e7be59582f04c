/** At the first log-in with a password given by somebody else: nothing is shown before it is changed. */
import type { ReactNode } from 'react';
import { lock } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { Front } from '#renderer/ui/Front.tsx';
import { PasswordForm } from '#renderer/ui/PasswordDialog.tsx';

export function ChangePassword(): ReactNode {
  return (
    <Front title="请换成自己的口令" sub="现在的口令是别人为您设的。换好以后，只有您自己知道。">
      <PasswordForm leaveText="退出" onLeave={() => start(lock())} />
    </Front>
  );
}
