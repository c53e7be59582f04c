/**
 * The exchange at full strength: branches of a forked chain, signed tips, succession of devices,
 * receipts, approval and undoing of files, erasure. Imports nothing from the rest of the program.
 */
import type Database from 'better-sqlite3';

const chains = `
-- A branch continues another row of the same chain after position base_seq.
ALTER TABLE chain ADD COLUMN base INTEGER REFERENCES chain (id);
ALTER TABLE chain ADD COLUMN base_seq INTEGER NOT NULL DEFAULT 0;
-- Signature of the centre over the tip, so that an outlet can hand the segment back as the centre's.
ALTER TABLE segment ADD COLUMN proof TEXT;
ALTER TABLE outlet ADD COLUMN merged_into TEXT REFERENCES outlet (id);
`;

const devices = `
CREATE TABLE device_new (
  inc TEXT PRIMARY KEY NOT NULL,
  node TEXT NOT NULL,
  sign_key TEXT NOT NULL,
  box_key TEXT NOT NULL,
  letter TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'replaced', 'revoked')),
  enrolled_at INTEGER NOT NULL,
  -- The incarnation this one continues, and that one's signature over it.
  after_inc TEXT,
  after_sig TEXT
) STRICT;
INSERT INTO device_new (inc, node, sign_key, box_key, letter, state, enrolled_at)
SELECT inc, node, sign_key, box_key, letter, state, enrolled_at FROM device;
DROP TABLE device;
ALTER TABLE device_new RENAME TO device;
`;

const packages = `
CREATE TABLE package_in_new (
  sha256 TEXT PRIMARY KEY NOT NULL,
  node TEXT,
  inc TEXT,
  no INTEGER,
  made_at INTEGER,
  app TEXT,
  bytes INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'approval', 'merged', 'known', 'refused')),
  code TEXT,
  reason TEXT,
  added INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  same INTEGER NOT NULL DEFAULT 0,
  conflicts INTEGER NOT NULL DEFAULT 0,
  shelved INTEGER NOT NULL DEFAULT 0,
  forks INTEGER NOT NULL DEFAULT 0,
  have TEXT CHECK (have IS NULL OR json_valid(have)),
  file_name TEXT NOT NULL,
  merged_at INTEGER,
  undone_at INTEGER
) STRICT;
INSERT INTO package_in_new (rowid, sha256, node, inc, no, made_at, app, bytes, received_at, state, code, reason, added,
  changed, same, conflicts, shelved, have, file_name, merged_at)
SELECT rowid, sha256, node, inc, no, made_at, app, bytes, received_at, state, code, reason, added,
  changed, same, conflicts, shelved, have, file_name, merged_at FROM package_in;
DROP TABLE package_in;
ALTER TABLE package_in_new RENAME TO package_in;
CREATE INDEX package_in_by_node ON package_in (node, received_at);

-- What the other side said of a file made here, keyed by the file's content.
CREATE TABLE receipt (
  sha256 TEXT PRIMARY KEY NOT NULL,
  state TEXT NOT NULL,
  code TEXT,
  reason TEXT,
  counts TEXT NOT NULL CHECK (json_valid(counts)),
  said_at INTEGER NOT NULL
) STRICT;

-- Records with an operation of which this program did not know every field; folded again after an upgrade.
CREATE TABLE later (record TEXT PRIMARY KEY NOT NULL, entity TEXT NOT NULL) STRICT;
`;

const erasure = `
CREATE TABLE erasure (
  id TEXT PRIMARY KEY NOT NULL,
  outlet TEXT NOT NULL REFERENCES outlet (id),
  entity TEXT NOT NULL,
  record TEXT NOT NULL,
  ops TEXT NOT NULL CHECK (json_valid(ops)),
  reason TEXT NOT NULL,
  ordered_at INTEGER NOT NULL,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;
CREATE TRIGGER erasure_insert_needs_op BEFORE INSERT ON erasure
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;
CREATE TRIGGER erasure_update_needs_op BEFORE UPDATE ON erasure
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;
CREATE TRIGGER erasure_never_deleted BEFORE DELETE ON erasure
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

-- Operations whose personal values must never come back, whatever old file is read.
CREATE TABLE erased (op TEXT PRIMARY KEY NOT NULL, record TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX erased_by_record ON erased (record);
`;

export const exchange = {
  version: 20,
  name: 'exchange',
  up(db: Database.Database): void {
    db.exec(chains);
    db.exec(devices);
    db.exec(packages);
    db.exec(erasure);
  },
};
