/** Make-up rounds of exams with scores of their own. */
import type Database from 'better-sqlite3';

const tables: Readonly<Record<string, string>> = {
  resit: `
  outlet TEXT NOT NULL REFERENCES outlet (id),
  training TEXT NOT NULL,
  held_on TEXT NOT NULL CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  place TEXT`,
  resit_score: `
  outlet TEXT NOT NULL REFERENCES outlet (id),
  resit TEXT NOT NULL,
  line TEXT NOT NULL,
  score10 INTEGER CHECK (score10 IS NULL OR score10 >= 0),
  exam_state TEXT NOT NULL CHECK (exam_state IN ('sat', 'missed'))`,
};

const indexes = `
CREATE INDEX resit_by_training ON resit (training);
CREATE INDEX resit_score_by_resit ON resit_score (resit, line);
`;

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

export const resit = {
  version: 100,
  name: 'resit',
  up(db: Database.Database): void {
    for (const [table, fields] of Object.entries(tables)) {
      db.exec(`CREATE TABLE ${table} (\n  id TEXT PRIMARY KEY NOT NULL,${fields},${recordColumns}\n) STRICT;`);
      db.exec(guards(table));
    }
    db.exec(indexes);
  },
};
