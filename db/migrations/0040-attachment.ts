/** Attachments: what they are, which contents were erased, which ones the other side still wants. */
import type Database from 'better-sqlite3';

const table = `
CREATE TABLE attachment (
  id TEXT PRIMARY KEY NOT NULL,
  outlet TEXT NOT NULL REFERENCES outlet (id),
  of_kind TEXT NOT NULL CHECK (of_kind IN ('complaint', 'outreach', 'training')),
  of_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT,
  mime TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  taken_on TEXT,
  picture_hash TEXT CHECK (picture_hash IS NULL OR length(picture_hash) = 128 AND picture_hash NOT GLOB '*[^0-9a-f]*'),
  page INTEGER CHECK (page IS NULL OR page > 0),
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;
CREATE INDEX attachment_by_of ON attachment (of_id);
CREATE INDEX attachment_by_content ON attachment (sha256);
CREATE INDEX attachment_pictures ON attachment (picture_hash, id) WHERE picture_hash IS NOT NULL AND voided = 0 AND kind = 'photo';

-- Contents that were erased on a customer's demand: no old side file brings them back.
CREATE TABLE erased_content (
  sha256 TEXT PRIMARY KEY NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- At an outlet: contents the centre said it still wants, in the pack imported last. Replaced as a whole.
CREATE TABLE wanted_content (
  sha256 TEXT PRIMARY KEY NOT NULL
) STRICT;
`;

const guards = `
CREATE TRIGGER attachment_insert_needs_op BEFORE INSERT ON attachment
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;
CREATE TRIGGER attachment_update_needs_op BEFORE UPDATE ON attachment
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;
CREATE TRIGGER attachment_never_deleted BEFORE DELETE ON attachment
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;
`;

export const attachment = {
  version: 40,
  name: 'attachment',
  up(db: Database.Database): void {
    db.exec(table);
    db.exec(guards);
  },
};
