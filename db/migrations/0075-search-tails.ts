/** Case numbers are found by their end too: the search index is filled anew, in small steps as before. */
import type Database from 'better-sqlite3';

export const searchTails = {
  version: 75,
  name: 'search-tails',
  up(db: Database.Database): void {
    db.exec(`INSERT INTO complaint_text (complaint_text) VALUES ('delete-all');
DELETE FROM complaint_indexed;
DELETE FROM complaint_dirty;`);
  },
};
