/** The chips of the complaint list are counted in one pass over one index; it holds what 潜在投诉 asks for, too. */
import type Database from 'better-sqlite3';

export const listIndex = {
  version: 76,
  name: 'list-index',
  up(db: Database.Database): void {
    db.exec(`DROP INDEX complaint_by_received;
CREATE INDEX complaint_by_received ON complaint (received_on, received_time, id, voided, state, forwarded, handler, repeat_of, nature);`);
  },
};
