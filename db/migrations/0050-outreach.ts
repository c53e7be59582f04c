/** Campaigns, stock, education bases, online pieces, courses set by the centre, briefings; joint events. */
import type Database from 'better-sqlite3';

const columns = `
ALTER TABLE outreach_event ADD COLUMN campaign_plan TEXT;
ALTER TABLE outreach_event ADD COLUMN joint TEXT;
ALTER TABLE outreach_event ADD COLUMN base TEXT;
ALTER TABLE outreach_event ADD COLUMN group_people TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(group_people));
ALTER TABLE outreach_event ADD COLUMN given_by_kind TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(given_by_kind));
CREATE INDEX outreach_event_by_number ON outreach_event (event_no);
`;

const day = (column: string): string =>
  `${column} TEXT NOT NULL CHECK (${column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')`;

const tables: Readonly<Record<string, string>> = {
  campaign_plan: `
  title TEXT NOT NULL,
  campaign TEXT,
  ${day('from_on')},
  to_on TEXT NOT NULL CHECK (to_on >= from_on),
  theme TEXT,
  demands TEXT,
  items TEXT NOT NULL CHECK (json_valid(items))`,
  campaign_tick: `
  outlet TEXT NOT NULL REFERENCES outlet (id),
  plan TEXT NOT NULL,
  item TEXT NOT NULL,
  ${day('done_on')},
  note TEXT`,
  stock_move: `
  outlet TEXT NOT NULL REFERENCES outlet (id),
  kind TEXT NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('received', 'returned', 'lost', 'counted')),
  ${day('moved_on')},
  quantity INTEGER NOT NULL CHECK (quantity <> 0),
  note TEXT`,
  education_base: `
  outlet TEXT NOT NULL REFERENCES outlet (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  address TEXT NOT NULL,
  partner TEXT,
  ${day('since_on')},
  closed_on TEXT,
  note TEXT`,
  online_piece: `
  title TEXT NOT NULL,
  channel TEXT NOT NULL,
  form TEXT NOT NULL,
  series TEXT,
  ${day('published_on')}`,
  online_reading: `
  piece TEXT NOT NULL,
  ${day('read_on')},
  reads INTEGER NOT NULL CHECK (reads >= 0)`,
  course: `
  series TEXT NOT NULL,
  title TEXT NOT NULL,
  category TEXT NOT NULL,
  mode TEXT NOT NULL,
  ${day('held_on')},
  start_time TEXT NOT NULL,
  end_time TEXT NOT NULL,
  hours10 INTEGER NOT NULL CHECK (hours10 >= 0),
  place TEXT NOT NULL,
  lecturer TEXT NOT NULL,
  target_posts TEXT NOT NULL CHECK (json_valid(target_posts)),
  has_exam INTEGER NOT NULL CHECK (has_exam IN (0, 1)),
  pass_mark INTEGER,
  ${day('due_on')},
  demands TEXT`,
  course_seat: `
  course TEXT NOT NULL,
  outlet TEXT NOT NULL REFERENCES outlet (id),
  staff TEXT NOT NULL`,
  briefing: `
  outlet TEXT NOT NULL REFERENCES outlet (id),
  ${day('held_on')},
  kind TEXT NOT NULL CHECK (kind IN ('morning', 'evening')),
  topic TEXT NOT NULL,
  present INTEGER NOT NULL CHECK (present >= 0)`,
};

const indexes = `
CREATE INDEX campaign_tick_by_plan ON campaign_tick (plan, outlet);
CREATE INDEX stock_move_by_outlet ON stock_move (outlet, kind);
CREATE INDEX online_reading_by_piece ON online_reading (piece, read_on);
CREATE INDEX course_seat_by_course ON course_seat (course, outlet);
CREATE INDEX briefing_by_day ON briefing (held_on);
CREATE INDEX training_by_series ON training (series) WHERE series IS NOT NULL;
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

export const outreach = {
  version: 50,
  name: 'outreach',
  up(db: Database.Database): void {
    db.exec(columns);
    for (const [table, fields] of Object.entries(tables)) {
      db.exec(`CREATE TABLE ${table} (\n  id TEXT PRIMARY KEY NOT NULL,${fields},${recordColumns}\n) STRICT;`);
      db.exec(guards(table));
    }
    db.exec(indexes);
  },
};
