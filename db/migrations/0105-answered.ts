/** Which pack answered a received file first: until then its word on what its PC holds counts. */
import type Database from 'better-sqlite3';

export const answered = {
  version: 105,
  name: 'answered',
  up(db: Database.Database): void {
    db.exec('ALTER TABLE package_in ADD COLUMN answered INTEGER;');
  },
};
