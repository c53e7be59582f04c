/** What was imported from lists of other systems, how their columns were read, and named list filters. */
import type Database from 'better-sqlite3';

// All of it is local to this PC and never leaves it.
const tables = `
CREATE TABLE import_batch (
  id TEXT PRIMARY KEY NOT NULL,
  at INTEGER NOT NULL,
  user TEXT NOT NULL,
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  created INTEGER NOT NULL,
  faulty INTEGER NOT NULL,
  duplicate INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  undone_at INTEGER,
  undone_by TEXT,
  undo_reason TEXT,
  undone INTEGER
) STRICT;
CREATE INDEX import_batch_by_file ON import_batch (sha256);

-- How each record stood when it was imported: what was done to it since is not undone.
CREATE TABLE import_record (
  batch TEXT NOT NULL REFERENCES import_batch (id),
  complaint TEXT NOT NULL,
  head TEXT NOT NULL,
  steps INTEGER NOT NULL,
  PRIMARY KEY (batch, complaint)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_mapping (
  kind TEXT PRIMARY KEY NOT NULL,
  headings TEXT NOT NULL CHECK (json_valid(headings)),
  fixed TEXT NOT NULL CHECK (json_valid(fixed))
) STRICT;
`;

export const imports = {
  version: 35,
  name: 'import',
  up(db: Database.Database): void {
    db.exec(tables);
  },
};
