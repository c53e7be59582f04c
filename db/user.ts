/** Who may log in here. The password itself is only in the keyring, as a wrapped key. */
import type { Role } from '#domain/permissions.ts';
import type { Db } from './open.ts';
import { row, rows, run } from './statements.ts';

export interface User {
  readonly staffNo: string;
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
  readonly mustChange: boolean;
  readonly lastLoginAt: number | null;
}

type UserRow = Omit<User, 'active' | 'mustChange'> & { readonly active: number; readonly mustChange: number };

const columns = 'staff_no AS staffNo, name, role, active, must_change AS mustChange, last_login_at AS lastLoginAt';
const userFrom = (found: UserRow): User => ({
  ...found,
  active: found.active === 1,
  mustChange: found.mustChange === 1,
});

export const findUser = (db: Db, staffNo: string): User | null => {
  const found = row<UserRow>(db, `SELECT ${columns} FROM user WHERE staff_no = ?`, staffNo);
  return found === undefined ? null : userFrom(found);
};

export const listUsers = (db: Db): readonly User[] =>
  rows<UserRow>(db, `SELECT ${columns} FROM user ORDER BY staff_no`).map(userFrom);

export function saveUser(db: Db, user: Omit<User, 'lastLoginAt'>): void {
  run(
    db,
    `INSERT INTO user (staff_no, name, role, active, must_change) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (staff_no) DO UPDATE SET name = excluded.name, role = excluded.role, active = excluded.active, must_change = excluded.must_change`,
    user.staffNo,
    user.name,
    user.role,
    user.active ? 1 : 0,
    user.mustChange ? 1 : 0,
  );
}

export const setMustChange = (db: Db, staffNo: string, mustChange: boolean): number =>
  run(db, 'UPDATE user SET must_change = ? WHERE staff_no = ?', mustChange ? 1 : 0, staffNo);

export const noteLogin = (db: Db, staffNo: string, at: number): number =>
  run(db, 'UPDATE user SET last_login_at = ? WHERE staff_no = ?', at, staffNo);
