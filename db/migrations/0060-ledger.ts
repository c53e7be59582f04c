/** The centre's books. */
import type Database from 'better-sqlite3';

const fields = `
  book TEXT NOT NULL CHECK (book IN ('rule', 'meeting', 'review', 'check', 'care', 'regulator')),
  held_on TEXT NOT NULL CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  title TEXT NOT NULL,
  kind TEXT,
  number TEXT,
  owner TEXT NOT NULL,
  note TEXT,
  people INTEGER CHECK (people >= 0),
  items INTEGER CHECK (items >= 0),
  done INTEGER CHECK (done >= 0),
  suggestions INTEGER CHECK (suggestions >= 0),
  adopted INTEGER CHECK (adopted >= 0),
  classes INTEGER CHECK (classes >= 0),
  points INTEGER CHECK (points >= 0),
  hazards INTEGER CHECK (hazards >= 0),
  gaps INTEGER CHECK (gaps >= 0),
  rectified INTEGER CHECK (rectified >= 0),
  contracts INTEGER CHECK (contracts >= 0),
  scripts INTEGER CHECK (scripts >= 0),
  outlets INTEGER CHECK (outlets >= 0),
  bases INTEGER CHECK (bases >= 0)`;

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

export const ledger = {
  version: 60,
  name: 'ledger',
  up(db: Database.Database): void {
    db.exec(`CREATE TABLE ledger_entry (\n  id TEXT PRIMARY KEY NOT NULL,${fields},${recordColumns}\n) STRICT;`);
    db.exec(guards('ledger_entry'));
    db.exec('CREATE INDEX ledger_entry_by_day ON ledger_entry (book, held_on);');
  },
};
