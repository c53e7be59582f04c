/** Who is at the keyboard, as last told by the backend. */
import { create } from 'zustand';
import { may, type Permission, type Side } from '#domain/permissions.ts';
import { must } from '#domain/failure.ts';
import type { SessionState, SessionUser } from '#contract/session.ts';
import { asFailure, call } from './api.ts';
import { setClockLag } from './now.ts';
import { queryClient } from './use-query.ts';
import { start } from './start.ts';
import { forgetLists } from './ui/list-store.ts';
import { clearToasts, failureToast } from './ui/toast.ts';

interface SessionStore {
  readonly now: SessionState | undefined;
  /** The last open session. Behind the lock its screens stay mounted, so that log-in returns to the same place. */
  readonly open: SessionState | undefined;
}

export const sessionStore = create<SessionStore>()(() => ({ now: undefined, open: undefined }));

export function setSession(now: SessionState): void {
  setClockLag(now.clockLag);
  const before = sessionStore.getState().open;
  if (now.phase === 'open' && before !== undefined && before.user?.staffNo !== now.user?.staffNo) forgetPerson();
  // A toast may name a customer.
  if (now.phase === 'locked') clearToasts();
  sessionStore.setState(now.phase === 'open' ? { now, open: now } : { now });
  // Reads made behind the lock were refused; with the same person back they are asked again.
  if (now.phase === 'open') start(queryClient.invalidateQueries());
}

/** Nothing the last person saw may appear to the next one. */
function forgetPerson(): void {
  queryClient.clear();
  forgetLists();
  window.location.hash = '#/';
}

export async function readSession(): Promise<void> {
  setSession(await call('session.state', {}));
}

/** Ctrl+L. The field being typed in gives its text to the draft first. */
export async function lock(): Promise<void> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  try {
    setSession(await call('session.logout', {}));
  } catch (error) {
    failureToast(asFailure(error));
  }
}

export const useSession = (): SessionState =>
  must(
    sessionStore((store) => store.open),
    'screens are shown only in an open session',
  );

export const useUser = (): SessionUser => must(useSession().user, 'an open session has a user');

export const useSide = (): Side => must(useSession().side, 'an installation that is set up has a side');

export function useMay(permission: Permission): boolean {
  return may(useUser().role, permission);
}
