/**
 * The search index without a second copy of what it indexes: a third of the size and half of the
 * work. It is filled again from the complaints in small steps (db/complaint-search.ts); until then
 * they are looked through as they stand, so no search misses anything.
 *
 * Its words come divided by spaces and in lower case (domain/search.ts), so the simplest tokenizer will do.
 */
import type Database from 'better-sqlite3';

export const search = {
  version: 15,
  name: 'search',
  up(db: Database.Database): void {
    db.exec(`
DROP TABLE complaint_text;
CREATE VIRTUAL TABLE complaint_text USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii');
DELETE FROM complaint_indexed;
DELETE FROM complaint_dirty;
`);
  },
};
