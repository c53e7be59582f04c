/**
 * First passwords and the passwords people choose themselves, through the requests of the screens.
 *
 * A first password is used once and thrown away, so it is stored with a cheap scrypt; everything
 * that stays in a keyring has the full cost, as in the product.
 */
import type { In } from '#contract/index.ts';
import type { Backend } from '#services/backend.ts';
import { demoPassword } from './branch.ts';
import { ask } from './requests.ts';

export const firstPassword = 'First-2023-x';
/** scrypt N of a first password. */
export const firstPasswordCost = 2 ** 12;

export const login = async (backend: Backend, staffNo: string, password = demoPassword): Promise<void> => {
  await ask(backend, 'session.login', { staffNo, password });
};

export const logout = async (backend: Backend): Promise<void> => {
  await ask(backend, 'session.logout', {});
};

/** Adds people with a first password. Needs an open session of somebody who may. */
export async function addUsers(
  backend: Backend,
  people: readonly Omit<In<'user.create'>, 'password'>[],
): Promise<void> {
  for (const person of people) await ask(backend, 'user.create', { ...person, password: firstPassword });
}

/** Logs in with the first password and chooses the demo's; the session stays open. */
export async function chooseOwnPassword(backend: Backend, staffNo: string): Promise<void> {
  await login(backend, staffNo, firstPassword);
  await ask(backend, 'session.changePassword', { oldPassword: firstPassword, newPassword: demoPassword });
}
