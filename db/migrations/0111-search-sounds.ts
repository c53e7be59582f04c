/** Complaints are found by the sound of the customer's name: the search index is filled anew, in small steps as before. */
import type Database from 'better-sqlite3';

export const searchSounds = {
  version: 111,
  name: 'search-sounds',
  up(db: Database.Database): void {
    db.exec(`INSERT INTO complaint_text (complaint_text) VALUES ('delete-all');
DELETE FROM complaint_indexed;
DELETE FROM complaint_dirty;`);
  },
};
