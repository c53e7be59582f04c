/** 知识库: standard wordings, banned sentences, typical cases and where they come from, articles of rules. */
import type Database from 'better-sqlite3';

const date = `GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'`;

const about = `
  business TEXT,
  cause TEXT,`;

const common = `
  pinyin TEXT NOT NULL,
  retired_on TEXT CHECK (retired_on IS NULL OR retired_on ${date})`;

const tables: Readonly<Record<string, string>> = {
  phrase: `
  code TEXT NOT NULL CHECK (code <> ''),
  title TEXT NOT NULL CHECK (title <> ''),
  text TEXT NOT NULL CHECK (text <> ''),${about}${common}`,
  banned_phrase: `
  sentence TEXT NOT NULL CHECK (sentence <> ''),
  reason TEXT NOT NULL,
  abolished_on TEXT NOT NULL CHECK (abolished_on ${date}),
  instead TEXT NOT NULL,${common}`,
  typical_case: `
  title TEXT NOT NULL CHECK (title <> ''),
  happened TEXT NOT NULL,
  handled TEXT NOT NULL,
  lesson TEXT NOT NULL,${about}${common}`,
  typical_case_source: `
  typical_case TEXT NOT NULL,
  complaint TEXT NOT NULL`,
  rule_article: `
  document TEXT NOT NULL CHECK (document <> ''),
  article TEXT,
  text TEXT NOT NULL CHECK (text <> ''),
  keywords TEXT NOT NULL CHECK (json_valid(keywords)),${about}${common}`,
};

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

export const knowledge = {
  version: 80,
  name: 'knowledge',
  up(db: Database.Database): void {
    for (const [table, fields] of Object.entries(tables)) {
      db.exec(`CREATE TABLE ${table} (\n  id TEXT PRIMARY KEY NOT NULL,${fields},${recordColumns}\n) STRICT;`);
      db.exec(guards(table));
    }
    db.exec('CREATE INDEX typical_case_source_by_complaint ON typical_case_source (complaint);');
  },
};
