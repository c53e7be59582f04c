/** Periods whose figures the centre declared final, and the index that finds what was registered after that. */
import type Database from 'better-sqlite3';

const fields = `
  locked_at INTEGER,
  locked_on TEXT NOT NULL CHECK (locked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  locked_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  complaints INTEGER NOT NULL CHECK (complaints >= 0),
  reopened_on TEXT CHECK (reopened_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  reopened_by TEXT,
  reopen_reason TEXT`;

/** Columns every synchronised table has after its own fields. */
const recordColumns = `
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)`;

/** A row may only say what an operation says: no write without one, and nothing is ever deleted. */
const guards = (table: string): string => `
CREATE TRIGGER ${table}_insert_needs_op BEFORE INSERT ON ${table}
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;
CREATE TRIGGER ${table}_update_needs_op BEFORE UPDATE ON ${table}
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;
CREATE TRIGGER ${table}_never_deleted BEFORE DELETE ON ${table}
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;`;

export const periodLock = {
  version: 110,
  name: 'period-lock',
  up(db: Database.Database): void {
    db.exec(`CREATE TABLE period_lock (\n  id TEXT PRIMARY KEY NOT NULL,${fields},${recordColumns}\n) STRICT;`);
    db.exec(guards('period_lock'));
    db.exec('CREATE INDEX complaint_by_registration ON complaint (received_on, registered_at);');
  },
};
