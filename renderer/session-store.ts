/** Who is at the keyboard, as last told by the backend. */
import { create } from 'zustand';
import { may, type Permission, type Side } from '#domain/permissions.ts';
import { must } from '#domain/failure.ts';
import type { SessionState, SessionUser } from '#contract/session.ts';

interface SessionStore {
  readonly state: SessionState | undefined;
  /** The app locked itself or Ctrl+L was pressed: the screens stay mounted behind the lock. */
  readonly covered: boolean;
}

export const sessionStore = create<SessionStore>()(() => ({ state: undefined, covered: false }));

export function setSession(state: SessionState): void {
  sessionStore.setState({ state, covered: false });
}

/** The screens stay as they are behind the lock; the key is forgotten by the backend. */
export function coverSession(): void {
  sessionStore.setState({ covered: true });
}

export const useSession = (): SessionState =>
  must(
    sessionStore((store) => store.state),
    'screens are shown only after the session state is known',
  );

export const useUser = (): SessionUser => must(useSession().user, 'screens inside the shell have a user');

export const useSide = (): Side => must(useSession().side, 'an installation that is set up has a side');

export function useMay(permission: Permission): boolean {
  const user = useSession().user;
  return user !== null && may(user.role, permission);
}
