/** Operations the centre passes on with a case that another outlet handles. Imports nothing from the rest of the program. */
import type Database from 'better-sqlite3';

const table = `
CREATE TABLE relay (
  id TEXT PRIMARY KEY NOT NULL,
  outlet TEXT NOT NULL,
  complaint TEXT NOT NULL,
  op TEXT NOT NULL,
  node TEXT NOT NULL,
  inc TEXT NOT NULL,
  record TEXT NOT NULL,
  line TEXT NOT NULL,
  secret TEXT,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;
CREATE INDEX relay_by_record ON relay (record);
CREATE INDEX relay_by_case ON relay (complaint, outlet);
CREATE INDEX complaint_transferred ON complaint (transferred_to) WHERE transferred_to IS NOT NULL;`;

/** A row may only say what an operation says: no write without one, and nothing is ever deleted. */
const guards = `
CREATE TRIGGER relay_insert_needs_op BEFORE INSERT ON relay
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;
CREATE TRIGGER relay_update_needs_op BEFORE UPDATE ON relay
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;
CREATE TRIGGER relay_never_deleted BEFORE DELETE ON relay
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;`;

export const relay = {
  version: 90,
  name: 'relay',
  up(db: Database.Database): void {
    db.exec(table);
    db.exec(guards);
  },
};
