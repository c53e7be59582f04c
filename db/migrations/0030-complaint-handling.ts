/**
 * Handling of a complaint: pauses as intervals, requests that a second person decides, and the marks
 * beside the state (restart, extension, 会商, 转办, 核查). A shipped migration is never edited.
 */
import type Database from 'better-sqlite3';

/** Columns every synchronised table has after its own fields. */
const recordColumns = `
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)`;

const synchronised: Readonly<Record<string, string>> = {
  complaint_pause: `
  complaint TEXT NOT NULL REFERENCES complaint (id),
  kind TEXT NOT NULL,
  started_on TEXT NOT NULL CHECK (started_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  organisation TEXT NOT NULL,
  ended_on TEXT CHECK (ended_on IS NULL OR ended_on >= started_on),
  result TEXT`,
  complaint_request: `
  complaint TEXT NOT NULL REFERENCES complaint (id),
  kind TEXT NOT NULL,
  asked_on TEXT NOT NULL CHECK (asked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  asked_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  changes TEXT NOT NULL CHECK (json_valid(changes)),
  decision TEXT,
  decided_on TEXT,
  decided_by TEXT,
  decision_note TEXT`,
};

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

const added = `
ALTER TABLE complaint ADD COLUMN basis TEXT;
ALTER TABLE complaint ADD COLUMN root_cause TEXT;
ALTER TABLE complaint ADD COLUMN corrective TEXT;
ALTER TABLE complaint ADD COLUMN remedies TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(remedies));
ALTER TABLE complaint ADD COLUMN restarted_on TEXT;
ALTER TABLE complaint ADD COLUMN extended_on TEXT;
ALTER TABLE complaint ADD COLUMN extension_told_on TEXT;
ALTER TABLE complaint ADD COLUMN consulted_on TEXT;
ALTER TABLE complaint ADD COLUMN transferred_to TEXT;
ALTER TABLE complaint ADD COLUMN reopened_on TEXT;
ALTER TABLE complaint ADD COLUMN review_asked_on TEXT;
ALTER TABLE complaint ADD COLUMN review_decided_on TEXT;
ALTER TABLE complaint ADD COLUMN review_result TEXT;
ALTER TABLE complaint ADD COLUMN legal_hold INTEGER NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1));
ALTER TABLE complaint_step ADD COLUMN members TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(members));
CREATE INDEX complaint_pause_by_complaint ON complaint_pause (complaint);
CREATE INDEX complaint_restarted ON complaint (restarted_on) WHERE restarted_on IS NOT NULL;
CREATE INDEX complaint_request_by_complaint ON complaint_request (complaint);
-- Figures of a period come from this index alone; 3-5-10 of a restarted case counts from its restart.
DROP INDEX complaint_figures;
CREATE INDEX complaint_figures ON complaint (nature, voided, received_on, business, cause, channel, source, complained_outlet,
  forwarded, letter_due_on, contacted_on, planned_on, closed_on, followed_on, satisfaction, state, repeat_of, special_groups,
  restarted_on);
`;

export const complaintHandling = {
  version: 30,
  name: 'complaint-handling',
  up(db: Database.Database): void {
    for (const [table, columns] of Object.entries(synchronised)) {
      db.exec(`CREATE TABLE ${table} (\n  id TEXT PRIMARY KEY NOT NULL,${columns},${recordColumns}\n) STRICT;`);
      db.exec(guards(table));
    }
    db.exec(added);
  },
};
