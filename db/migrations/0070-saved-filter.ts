/** Filters a person keeps under a name. */
import type Database from 'better-sqlite3';

export const savedFilter = {
  version: 70,
  name: 'saved-filter',
  up(db: Database.Database): void {
    // Databases of a program under development may hold a table of this name that was never written to.
    db.exec(`DROP TABLE IF EXISTS saved_filter;
CREATE TABLE saved_filter (
  staff_no TEXT NOT NULL,
  page TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value)),
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (staff_no, page, name)
) STRICT, WITHOUT ROWID;`);
  },
};
