/** Who is complained about (回避), and what somebody who complains for another has shown. Imports nothing from the rest of the program. */
import type Database from 'better-sqlite3';

export const recusal = {
  version: 91,
  name: 'recusal',
  up(db: Database.Database): void {
    db.exec(`
ALTER TABLE complaint ADD COLUMN complained_staff TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(complained_staff));
ALTER TABLE complaint ADD COLUMN agent TEXT;
ALTER TABLE complaint ADD COLUMN mandate TEXT;`);
  },
};
