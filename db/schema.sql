-- Today's schema, written by tests/db/schema.test.ts (vitest -u). Do not edit.

CREATE INDEX attachment_by_content ON attachment (sha256);

CREATE INDEX attachment_by_of ON attachment (of_id);

CREATE INDEX attachment_pictures ON attachment (picture_hash, id) WHERE picture_hash IS NOT NULL AND voided = 0 AND kind = 'photo';

CREATE INDEX attendance_by_of ON attendance (of_id, line_no);

CREATE INDEX briefing_by_day ON briefing (held_on);

CREATE INDEX campaign_tick_by_plan ON campaign_tick (plan, outlet);

CREATE INDEX complaint_by_outlet ON complaint (complained_outlet, received_on);

CREATE INDEX complaint_by_phone_key ON complaint (phone_key) WHERE phone_key IS NOT NULL;

CREATE INDEX complaint_by_received ON complaint (received_on, received_time, id, voided, state, forwarded, handler, repeat_of, nature);

CREATE INDEX complaint_by_registration ON complaint (received_on, registered_at);

CREATE INDEX complaint_by_state ON complaint (state, received_on);

CREATE INDEX complaint_figures ON complaint (nature, voided, received_on, business, cause, channel, source, complained_outlet,
  forwarded, letter_due_on, contacted_on, planned_on, closed_on, followed_on, satisfaction, state, repeat_of, special_groups,
  restarted_on);

CREATE INDEX complaint_pause_by_complaint ON complaint_pause (complaint);

CREATE INDEX complaint_request_by_complaint ON complaint_request (complaint);

CREATE INDEX complaint_restarted ON complaint (restarted_on) WHERE restarted_on IS NOT NULL;

CREATE INDEX complaint_step_by_complaint ON complaint_step (complaint);

CREATE INDEX complaint_transferred ON complaint (transferred_to) WHERE transferred_to IS NOT NULL;

CREATE INDEX course_seat_by_course ON course_seat (course, outlet);

CREATE INDEX erased_by_record ON erased (record);

CREATE INDEX import_batch_by_file ON import_batch (sha256);

CREATE INDEX ledger_entry_by_day ON ledger_entry (book, held_on);

CREATE INDEX online_reading_by_piece ON online_reading (piece, read_on);

CREATE INDEX op_by_record ON op (record);

CREATE INDEX outreach_event_by_date ON outreach_event (held_on);

CREATE INDEX outreach_event_by_number ON outreach_event (event_no);

CREATE INDEX package_in_by_node ON package_in (node, received_at);

CREATE INDEX photo_reuse_by_pair ON photo_reuse (one, other);

CREATE INDEX relay_by_case ON relay (complaint, outlet);

CREATE INDEX relay_by_record ON relay (record);

CREATE INDEX resit_by_training ON resit (training);

CREATE INDEX resit_score_by_resit ON resit_score (resit, line);

CREATE INDEX staff_by_outlet ON staff (outlet);

CREATE INDEX stock_move_by_outlet ON stock_move (outlet, kind);

CREATE INDEX training_by_date ON training (held_on);

CREATE INDEX training_by_series ON training (series) WHERE series IS NOT NULL;

CREATE INDEX typical_case_source_by_complaint ON typical_case_source (complaint);

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

CREATE TABLE attendance (
  id TEXT PRIMARY KEY NOT NULL,
  outlet TEXT NOT NULL REFERENCES outlet (id),
  of_kind TEXT NOT NULL CHECK (of_kind IN ('outreach', 'training')),
  of_id TEXT NOT NULL,
  line_no INTEGER NOT NULL CHECK (line_no > 0),
  staff TEXT REFERENCES staff (id),
  name TEXT NOT NULL,
  unit TEXT,
  phone_tail TEXT,
  duty TEXT,
  state TEXT NOT NULL CHECK (state IN ('expected', 'present', 'late', 'leave', 'absent', 'makeUp')),
  score10 INTEGER CHECK (score10 IS NULL OR score10 >= 0),
  exam_state TEXT CHECK (exam_state IS NULL OR exam_state IN ('sat', 'missed', 'exempt')),
  attempts INTEGER,
  note TEXT,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE audit (
  n INTEGER PRIMARY KEY,
  line TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE banned_phrase (
  id TEXT PRIMARY KEY NOT NULL,
  sentence TEXT NOT NULL CHECK (sentence <> ''),
  reason TEXT NOT NULL,
  abolished_on TEXT NOT NULL CHECK (abolished_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  instead TEXT NOT NULL,
  pinyin TEXT NOT NULL,
  retired_on TEXT CHECK (retired_on IS NULL OR retired_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE branch (
  id TEXT PRIMARY KEY NOT NULL,
  bank_name TEXT NOT NULL,
  branch_name TEXT NOT NULL,
  centre_name TEXT NOT NULL,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE briefing (
  id TEXT PRIMARY KEY NOT NULL,
  outlet TEXT NOT NULL REFERENCES outlet (id),
  held_on TEXT NOT NULL CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  kind TEXT NOT NULL CHECK (kind IN ('morning', 'evening')),
  topic TEXT NOT NULL,
  present INTEGER NOT NULL CHECK (present >= 0),
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE calendar_year (
  id TEXT PRIMARY KEY NOT NULL,
  year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2200),
  off TEXT NOT NULL CHECK (json_valid(off)),
  work TEXT NOT NULL CHECK (json_valid(work)),
  status TEXT NOT NULL,
  source TEXT NOT NULL,
  rev INTEGER NOT NULL,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE campaign_plan (
  id TEXT PRIMARY KEY NOT NULL,
  title TEXT NOT NULL,
  campaign TEXT,
  from_on TEXT NOT NULL CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  to_on TEXT NOT NULL CHECK (to_on >= from_on),
  theme TEXT,
  demands TEXT,
  items TEXT NOT NULL CHECK (json_valid(items)),
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE campaign_tick (
  id TEXT PRIMARY KEY NOT NULL,
  outlet TEXT NOT NULL REFERENCES outlet (id),
  plan TEXT NOT NULL,
  item TEXT NOT NULL,
  done_on TEXT NOT NULL CHECK (done_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  note TEXT,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE chain (
  id INTEGER PRIMARY KEY,
  inc TEXT NOT NULL,
  stream TEXT NOT NULL,
  branch INTEGER NOT NULL DEFAULT 0,
  node TEXT NOT NULL,
  own INTEGER NOT NULL CHECK (own IN (0, 1)),
  seq INTEGER NOT NULL DEFAULT 0,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  hlc INTEGER NOT NULL DEFAULT 0, base INTEGER REFERENCES chain (id), base_seq INTEGER NOT NULL DEFAULT 0,
  UNIQUE (inc, stream, branch)
) STRICT;

CREATE TABLE choice_use (entry TEXT PRIMARY KEY NOT NULL, uses INTEGER NOT NULL) STRICT;

CREATE TABLE complaint (
  id TEXT PRIMARY KEY NOT NULL,
  case_no TEXT NOT NULL,
  external_no TEXT,
  outlet TEXT NOT NULL REFERENCES outlet (id),
  complained_outlet TEXT NOT NULL REFERENCES outlet (id),
  received_on TEXT NOT NULL CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  received_time TEXT NOT NULL,
  registered_at INTEGER NOT NULL,
  registrar TEXT NOT NULL,
  nature TEXT NOT NULL,
  source TEXT NOT NULL,
  forwarded INTEGER NOT NULL CHECK (forwarded IN (0, 1)),
  forwarded_by TEXT,
  letter_no TEXT,
  forwarded_on TEXT,
  letter_due_on TEXT,
  filer_kind TEXT NOT NULL,
  customer_name TEXT NOT NULL,
  phone TEXT NOT NULL,
  phone_key TEXT,
  customer_type TEXT NOT NULL,
  special_groups TEXT NOT NULL CHECK (json_valid(special_groups)),
  account_tail TEXT,
  product TEXT,
  amount_fen INTEGER,
  summary TEXT NOT NULL,
  demands TEXT NOT NULL CHECK (json_valid(demands)),
  business TEXT NOT NULL,
  channel TEXT NOT NULL,
  cause TEXT NOT NULL,
  level TEXT NOT NULL,
  urgency TEXT NOT NULL,
  tags TEXT NOT NULL CHECK (json_valid(tags)),
  repeat_of TEXT,
  group_size INTEGER CHECK (group_size IS NULL OR group_size > 0),
  representatives TEXT NOT NULL CHECK (json_valid(representatives)),
  partner TEXT,
  handler TEXT NOT NULL,
  complexity TEXT NOT NULL CHECK (complexity IN ('normal', 'complex', 'special')),
  state TEXT NOT NULL CHECK (state IN ('registered', 'handling', 'planned', 'closed', 'followed', 'withdrawn', 'rejected')),
  contacted_on TEXT,
  planned_on TEXT,
  closed_on TEXT,
  outcome TEXT,
  liability TEXT,
  bank_cause TEXT,
  measures TEXT NOT NULL CHECK (json_valid(measures)),
  compensation_fen INTEGER,
  findings TEXT,
  resolution TEXT,
  followed_on TEXT,
  satisfaction TEXT,
  calendar_rev TEXT,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
, basis TEXT, root_cause TEXT, corrective TEXT, remedies TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(remedies)), restarted_on TEXT, extended_on TEXT, extension_told_on TEXT, consulted_on TEXT, transferred_to TEXT, reopened_on TEXT, review_asked_on TEXT, review_decided_on TEXT, review_result TEXT, legal_hold INTEGER NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)), complained_staff TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(complained_staff)), agent TEXT, mandate TEXT) STRICT;

CREATE TABLE complaint_dirty (record TEXT PRIMARY KEY NOT NULL) STRICT;

CREATE TABLE complaint_indexed (one INTEGER PRIMARY KEY CHECK (one = 1), upto INTEGER NOT NULL) STRICT;

CREATE TABLE complaint_pause (
  id TEXT PRIMARY KEY NOT NULL,
  complaint TEXT NOT NULL REFERENCES complaint (id),
  kind TEXT NOT NULL,
  started_on TEXT NOT NULL CHECK (started_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  organisation TEXT NOT NULL,
  ended_on TEXT CHECK (ended_on IS NULL OR ended_on >= started_on),
  result TEXT,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE complaint_request (
  id TEXT PRIMARY KEY NOT NULL,
  complaint TEXT NOT NULL REFERENCES complaint (id),
  kind TEXT NOT NULL,
  asked_on TEXT NOT NULL CHECK (asked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  asked_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  changes TEXT NOT NULL CHECK (json_valid(changes)),
  decision TEXT,
  decided_on TEXT,
  decided_by TEXT,
  decision_note TEXT,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE complaint_step (
  id TEXT PRIMARY KEY NOT NULL,
  complaint TEXT NOT NULL REFERENCES complaint (id),
  kind TEXT NOT NULL,
  happened_on TEXT NOT NULL CHECK (happened_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  happened_time TEXT NOT NULL,
  by TEXT NOT NULL,
  means TEXT,
  reached INTEGER NOT NULL CHECK (reached IN (0, 1)),
  text TEXT NOT NULL,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
, members TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(members))) STRICT;

CREATE VIRTUAL TABLE complaint_text USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii');

CREATE TABLE conflict (
  entity TEXT NOT NULL,
  record TEXT NOT NULL,
  field TEXT NOT NULL,
  found_at INTEGER NOT NULL,
  vals TEXT NOT NULL CHECK (json_valid(vals)),
  PRIMARY KEY (record, field)
) STRICT;

CREATE TABLE course (
  id TEXT PRIMARY KEY NOT NULL,
  series TEXT NOT NULL,
  title TEXT NOT NULL,
  category TEXT NOT NULL,
  mode TEXT NOT NULL,
  held_on TEXT NOT NULL CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  start_time TEXT NOT NULL,
  end_time TEXT NOT NULL,
  hours10 INTEGER NOT NULL CHECK (hours10 >= 0),
  place TEXT NOT NULL,
  lecturer TEXT NOT NULL,
  target_posts TEXT NOT NULL CHECK (json_valid(target_posts)),
  has_exam INTEGER NOT NULL CHECK (has_exam IN (0, 1)),
  pass_mark INTEGER,
  due_on TEXT NOT NULL CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  demands TEXT,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE course_seat (
  id TEXT PRIMARY KEY NOT NULL,
  course TEXT NOT NULL,
  outlet TEXT NOT NULL REFERENCES outlet (id),
  staff TEXT NOT NULL,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE "device" (
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

CREATE TABLE dict_entry (
  id TEXT PRIMARY KEY NOT NULL,
  dict TEXT NOT NULL,
  parent TEXT,
  label TEXT NOT NULL,
  short_label TEXT,
  std_code TEXT,
  std_code_checked INTEGER NOT NULL CHECK (std_code_checked IN (0, 1)),
  pinyin TEXT NOT NULL,
  synonyms TEXT NOT NULL CHECK (json_valid(synonyms)),
  sort INTEGER NOT NULL,
  retired_on TEXT,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE draft (
  id TEXT PRIMARY KEY NOT NULL,
  staff_no TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE education_base (
  id TEXT PRIMARY KEY NOT NULL,
  outlet TEXT NOT NULL REFERENCES outlet (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  address TEXT NOT NULL,
  partner TEXT,
  since_on TEXT NOT NULL CHECK (since_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  closed_on TEXT,
  note TEXT,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE erased (op TEXT PRIMARY KEY NOT NULL, record TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE erased_content (
  sha256 TEXT PRIMARY KEY NOT NULL,
  at INTEGER NOT NULL
) STRICT;

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

CREATE TABLE identity (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  side TEXT NOT NULL CHECK (side IN ('outlet', 'centre')),
  branch_id TEXT NOT NULL,
  node TEXT NOT NULL,
  inc TEXT NOT NULL,
  letter TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

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

CREATE TABLE import_mapping (
  kind TEXT PRIMARY KEY NOT NULL,
  headings TEXT NOT NULL CHECK (json_valid(headings)),
  fixed TEXT NOT NULL CHECK (json_valid(fixed))
) STRICT;

CREATE TABLE import_record (
  batch TEXT NOT NULL REFERENCES import_batch (id),
  complaint TEXT NOT NULL,
  head TEXT NOT NULL,
  steps INTEGER NOT NULL,
  PRIMARY KEY (batch, complaint)
) STRICT, WITHOUT ROWID;

CREATE TABLE later (record TEXT PRIMARY KEY NOT NULL, entity TEXT NOT NULL) STRICT;

CREATE TABLE ledger_entry (
  id TEXT PRIMARY KEY NOT NULL,
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
  bases INTEGER CHECK (bases >= 0),
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE online_piece (
  id TEXT PRIMARY KEY NOT NULL,
  title TEXT NOT NULL,
  channel TEXT NOT NULL,
  form TEXT NOT NULL,
  series TEXT,
  published_on TEXT NOT NULL CHECK (published_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE online_reading (
  id TEXT PRIMARY KEY NOT NULL,
  piece TEXT NOT NULL,
  read_on TEXT NOT NULL CHECK (read_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  reads INTEGER NOT NULL CHECK (reads >= 0),
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE op (
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  entity TEXT NOT NULL,
  record TEXT NOT NULL,
  line TEXT NOT NULL,
  private TEXT,
  PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE outlet (
  id TEXT PRIMARY KEY NOT NULL,
  code TEXT NOT NULL UNIQUE CHECK (code = id),
  name TEXT NOT NULL,
  sub_branch TEXT NOT NULL,
  district TEXT NOT NULL,
  opened_on TEXT,
  closed_on TEXT,
  sort INTEGER NOT NULL,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
, merged_into TEXT REFERENCES outlet (id)) STRICT;

CREATE TABLE outreach_event (
  id TEXT PRIMARY KEY NOT NULL,
  event_no TEXT NOT NULL,
  outlet TEXT NOT NULL REFERENCES outlet (id),
  title TEXT NOT NULL,
  campaign TEXT,
  concentrated INTEGER NOT NULL CHECK (concentrated IN (0, 1)),
  held_on TEXT NOT NULL CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  ends_on TEXT NOT NULL CHECK (ends_on >= held_on),
  start_time TEXT NOT NULL,
  end_time TEXT NOT NULL,
  place TEXT NOT NULL,
  venue TEXT NOT NULL,
  audiences TEXT NOT NULL CHECK (json_valid(audiences)),
  topics TEXT NOT NULL CHECK (json_valid(topics)),
  forms TEXT NOT NULL CHECK (json_valid(forms)),
  partner TEXT,
  leader TEXT NOT NULL,
  planned_people INTEGER NOT NULL CHECK (planned_people >= 0),
  reached_people INTEGER CHECK (reached_people IS NULL OR reached_people >= 0),
  materials_given INTEGER CHECK (materials_given IS NULL OR materials_given >= 0),
  consultations INTEGER CHECK (consultations IS NULL OR consultations >= 0),
  workers INTEGER CHECK (workers IS NULL OR workers >= 0),
  signed_pages INTEGER,
  signed_count INTEGER,
  public_good INTEGER NOT NULL CHECK (public_good IN (0, 1)),
  summary TEXT,
  state TEXT NOT NULL CHECK (state IN ('planned', 'done', 'cancelled')),
  sheet_template TEXT NOT NULL CHECK (sheet_template IN ('T1', 'T2', 'T3', 'T4')),
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
, campaign_plan TEXT, joint TEXT, base TEXT, group_people TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(group_people)), given_by_kind TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(given_by_kind))) STRICT;

CREATE TABLE "package_in" (
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
, answered INTEGER) STRICT;

CREATE TABLE package_out (
  no INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('up', 'down')),
  receiver TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  chains TEXT NOT NULL CHECK (json_valid(chains)),
  counts TEXT NOT NULL CHECK (json_valid(counts)),
  file TEXT NOT NULL
) STRICT;

CREATE TABLE period_lock (
  id TEXT PRIMARY KEY NOT NULL,
  locked_at INTEGER,
  locked_on TEXT NOT NULL CHECK (locked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  locked_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  complaints INTEGER NOT NULL CHECK (complaints >= 0),
  reopened_on TEXT CHECK (reopened_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  reopened_by TEXT,
  reopen_reason TEXT,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE photo_reuse (
  id TEXT PRIMARY KEY NOT NULL,
  one TEXT NOT NULL,
  other TEXT NOT NULL CHECK (one < other),
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'reused')),
  note TEXT,
  decided_on TEXT NOT NULL CHECK (decided_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  decided_by TEXT NOT NULL,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE phrase (
  id TEXT PRIMARY KEY NOT NULL,
  code TEXT NOT NULL CHECK (code <> ''),
  title TEXT NOT NULL CHECK (title <> ''),
  text TEXT NOT NULL CHECK (text <> ''),
  business TEXT,
  cause TEXT,
  pinyin TEXT NOT NULL,
  retired_on TEXT CHECK (retired_on IS NULL OR retired_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE receipt (
  sha256 TEXT PRIMARY KEY NOT NULL,
  state TEXT NOT NULL,
  code TEXT,
  reason TEXT,
  counts TEXT NOT NULL CHECK (json_valid(counts)),
  said_at INTEGER NOT NULL
) STRICT;

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

CREATE TABLE resit (
  id TEXT PRIMARY KEY NOT NULL,
  outlet TEXT NOT NULL REFERENCES outlet (id),
  training TEXT NOT NULL,
  held_on TEXT NOT NULL CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  place TEXT,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE resit_score (
  id TEXT PRIMARY KEY NOT NULL,
  outlet TEXT NOT NULL REFERENCES outlet (id),
  resit TEXT NOT NULL,
  line TEXT NOT NULL,
  score10 INTEGER CHECK (score10 IS NULL OR score10 >= 0),
  exam_state TEXT NOT NULL CHECK (exam_state IN ('sat', 'missed')),
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE rule (
  id TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value)),
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE rule_article (
  id TEXT PRIMARY KEY NOT NULL,
  document TEXT NOT NULL CHECK (document <> ''),
  article TEXT,
  text TEXT NOT NULL CHECK (text <> ''),
  keywords TEXT NOT NULL CHECK (json_valid(keywords)),
  business TEXT,
  cause TEXT,
  pinyin TEXT NOT NULL,
  retired_on TEXT CHECK (retired_on IS NULL OR retired_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE saved_filter (
  staff_no TEXT NOT NULL,
  page TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value)),
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (staff_no, page, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE secret (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;

CREATE TABLE segment (
  chain INTEGER NOT NULL REFERENCES chain (id),
  first INTEGER NOT NULL,
  last INTEGER NOT NULL CHECK (last >= first),
  prev BLOB NOT NULL CHECK (length(prev) = 32),
  tip BLOB NOT NULL CHECK (length(tip) = 32),
  ops BLOB NOT NULL,
  private BLOB NOT NULL,
  package TEXT NOT NULL, proof TEXT,
  PRIMARY KEY (chain, first)
) STRICT;

CREATE TABLE serial (kind TEXT PRIMARY KEY NOT NULL, last INTEGER NOT NULL) STRICT;

CREATE TABLE setting (owner TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL CHECK (json_valid(value)), PRIMARY KEY (owner, key)) STRICT;

CREATE TABLE shelf (
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL,
  entity TEXT NOT NULL,
  record TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (chain, seq)
) STRICT;

CREATE TABLE staff (
  id TEXT PRIMARY KEY NOT NULL,
  outlet TEXT NOT NULL REFERENCES outlet (id),
  staff_no TEXT NOT NULL,
  name TEXT NOT NULL,
  post TEXT NOT NULL,
  joined_on TEXT,
  left_on TEXT,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE stock_move (
  id TEXT PRIMARY KEY NOT NULL,
  outlet TEXT NOT NULL REFERENCES outlet (id),
  kind TEXT NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('received', 'returned', 'lost', 'counted')),
  moved_on TEXT NOT NULL CHECK (moved_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  quantity INTEGER NOT NULL CHECK (quantity <> 0),
  note TEXT,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE touch (
  record TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  PRIMARY KEY (record, chain)
) STRICT, WITHOUT ROWID;

CREATE TABLE training (
  id TEXT PRIMARY KEY NOT NULL,
  training_no TEXT NOT NULL,
  outlet TEXT NOT NULL REFERENCES outlet (id),
  title TEXT NOT NULL,
  series TEXT,
  category TEXT NOT NULL,
  tier TEXT NOT NULL,
  mode TEXT NOT NULL,
  held_on TEXT NOT NULL CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  start_time TEXT NOT NULL,
  end_time TEXT NOT NULL,
  hours10 INTEGER NOT NULL CHECK (hours10 >= 0),
  place TEXT NOT NULL,
  lecturer TEXT NOT NULL,
  target_posts TEXT NOT NULL CHECK (json_valid(target_posts)),
  has_exam INTEGER NOT NULL CHECK (has_exam IN (0, 1)),
  pass_mark INTEGER,
  state TEXT NOT NULL CHECK (state IN ('planned', 'done', 'cancelled')),
  summary TEXT,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE typical_case (
  id TEXT PRIMARY KEY NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  happened TEXT NOT NULL,
  handled TEXT NOT NULL,
  lesson TEXT NOT NULL,
  business TEXT,
  cause TEXT,
  pinyin TEXT NOT NULL,
  retired_on TEXT CHECK (retired_on IS NULL OR retired_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE typical_case_source (
  id TEXT PRIMARY KEY NOT NULL,
  typical_case TEXT NOT NULL,
  complaint TEXT NOT NULL,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  void_reason TEXT,
  head TEXT NOT NULL,
  chain INTEGER NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE TABLE user (
  staff_no TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('clerk', 'head', 'analyst', 'director', 'admin')),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  must_change INTEGER NOT NULL CHECK (must_change IN (0, 1)),
  last_login_at INTEGER
) STRICT;

CREATE TABLE wanted_content (
  sha256 TEXT PRIMARY KEY NOT NULL
) STRICT;

CREATE TRIGGER attachment_insert_needs_op BEFORE INSERT ON attachment
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER attachment_never_deleted BEFORE DELETE ON attachment
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER attachment_update_needs_op BEFORE UPDATE ON attachment
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER attendance_insert_needs_op BEFORE INSERT ON attendance
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER attendance_never_deleted BEFORE DELETE ON attendance
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER attendance_update_needs_op BEFORE UPDATE ON attendance
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER audit_never_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit lines are never changed'); END;

CREATE TRIGGER audit_never_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit lines are never deleted'); END;

CREATE TRIGGER banned_phrase_insert_needs_op BEFORE INSERT ON banned_phrase
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER banned_phrase_never_deleted BEFORE DELETE ON banned_phrase
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER banned_phrase_update_needs_op BEFORE UPDATE ON banned_phrase
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER branch_insert_needs_op BEFORE INSERT ON branch
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER branch_never_deleted BEFORE DELETE ON branch
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER branch_update_needs_op BEFORE UPDATE ON branch
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER briefing_insert_needs_op BEFORE INSERT ON briefing
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER briefing_never_deleted BEFORE DELETE ON briefing
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER briefing_update_needs_op BEFORE UPDATE ON briefing
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER calendar_year_insert_needs_op BEFORE INSERT ON calendar_year
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER calendar_year_never_deleted BEFORE DELETE ON calendar_year
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER calendar_year_update_needs_op BEFORE UPDATE ON calendar_year
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER campaign_plan_insert_needs_op BEFORE INSERT ON campaign_plan
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER campaign_plan_never_deleted BEFORE DELETE ON campaign_plan
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER campaign_plan_update_needs_op BEFORE UPDATE ON campaign_plan
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER campaign_tick_insert_needs_op BEFORE INSERT ON campaign_tick
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER campaign_tick_never_deleted BEFORE DELETE ON campaign_tick
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER campaign_tick_update_needs_op BEFORE UPDATE ON campaign_tick
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER complaint_insert_needs_op BEFORE INSERT ON complaint
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER complaint_never_deleted BEFORE DELETE ON complaint
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER complaint_pause_insert_needs_op BEFORE INSERT ON complaint_pause
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER complaint_pause_never_deleted BEFORE DELETE ON complaint_pause
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER complaint_pause_update_needs_op BEFORE UPDATE ON complaint_pause
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER complaint_request_insert_needs_op BEFORE INSERT ON complaint_request
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER complaint_request_never_deleted BEFORE DELETE ON complaint_request
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER complaint_request_update_needs_op BEFORE UPDATE ON complaint_request
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER complaint_step_insert_needs_op BEFORE INSERT ON complaint_step
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER complaint_step_never_deleted BEFORE DELETE ON complaint_step
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER complaint_step_update_needs_op BEFORE UPDATE ON complaint_step
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER complaint_update_needs_op BEFORE UPDATE ON complaint
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER course_insert_needs_op BEFORE INSERT ON course
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER course_never_deleted BEFORE DELETE ON course
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER course_seat_insert_needs_op BEFORE INSERT ON course_seat
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER course_seat_never_deleted BEFORE DELETE ON course_seat
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER course_seat_update_needs_op BEFORE UPDATE ON course_seat
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER course_update_needs_op BEFORE UPDATE ON course
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER dict_entry_insert_needs_op BEFORE INSERT ON dict_entry
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER dict_entry_never_deleted BEFORE DELETE ON dict_entry
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER dict_entry_update_needs_op BEFORE UPDATE ON dict_entry
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER education_base_insert_needs_op BEFORE INSERT ON education_base
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER education_base_never_deleted BEFORE DELETE ON education_base
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER education_base_update_needs_op BEFORE UPDATE ON education_base
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER erasure_insert_needs_op BEFORE INSERT ON erasure
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER erasure_never_deleted BEFORE DELETE ON erasure
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER erasure_update_needs_op BEFORE UPDATE ON erasure
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER ledger_entry_insert_needs_op BEFORE INSERT ON ledger_entry
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER ledger_entry_never_deleted BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER ledger_entry_update_needs_op BEFORE UPDATE ON ledger_entry
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER online_piece_insert_needs_op BEFORE INSERT ON online_piece
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER online_piece_never_deleted BEFORE DELETE ON online_piece
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER online_piece_update_needs_op BEFORE UPDATE ON online_piece
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER online_reading_insert_needs_op BEFORE INSERT ON online_reading
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER online_reading_never_deleted BEFORE DELETE ON online_reading
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER online_reading_update_needs_op BEFORE UPDATE ON online_reading
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER op_in_order BEFORE INSERT ON op
WHEN NEW.seq <> (SELECT seq + 1 FROM chain WHERE id = NEW.chain AND own = 1)
BEGIN SELECT RAISE(ABORT, 'operation out of order'); END;

CREATE TRIGGER op_never_changed BEFORE UPDATE OF chain, seq, id, entity, record, line ON op
BEGIN SELECT RAISE(ABORT, 'operations are never changed'); END;

CREATE TRIGGER op_never_deleted BEFORE DELETE ON op
BEGIN SELECT RAISE(ABORT, 'operations are never deleted'); END;

CREATE TRIGGER op_private_only_erased BEFORE UPDATE OF private ON op WHEN NEW.private IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'private values are only erased'); END;

CREATE TRIGGER outlet_insert_needs_op BEFORE INSERT ON outlet
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER outlet_never_deleted BEFORE DELETE ON outlet
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER outlet_update_needs_op BEFORE UPDATE ON outlet
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER outreach_event_insert_needs_op BEFORE INSERT ON outreach_event
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER outreach_event_never_deleted BEFORE DELETE ON outreach_event
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER outreach_event_update_needs_op BEFORE UPDATE ON outreach_event
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER period_lock_insert_needs_op BEFORE INSERT ON period_lock
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER period_lock_never_deleted BEFORE DELETE ON period_lock
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER period_lock_update_needs_op BEFORE UPDATE ON period_lock
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER photo_reuse_insert_needs_op BEFORE INSERT ON photo_reuse
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER photo_reuse_never_deleted BEFORE DELETE ON photo_reuse
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER photo_reuse_update_needs_op BEFORE UPDATE ON photo_reuse
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER phrase_insert_needs_op BEFORE INSERT ON phrase
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER phrase_never_deleted BEFORE DELETE ON phrase
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER phrase_update_needs_op BEFORE UPDATE ON phrase
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER relay_insert_needs_op BEFORE INSERT ON relay
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER relay_never_deleted BEFORE DELETE ON relay
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER relay_update_needs_op BEFORE UPDATE ON relay
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER resit_insert_needs_op BEFORE INSERT ON resit
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER resit_never_deleted BEFORE DELETE ON resit
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER resit_score_insert_needs_op BEFORE INSERT ON resit_score
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER resit_score_never_deleted BEFORE DELETE ON resit_score
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER resit_score_update_needs_op BEFORE UPDATE ON resit_score
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER resit_update_needs_op BEFORE UPDATE ON resit
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER rule_article_insert_needs_op BEFORE INSERT ON rule_article
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER rule_article_never_deleted BEFORE DELETE ON rule_article
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER rule_article_update_needs_op BEFORE UPDATE ON rule_article
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER rule_insert_needs_op BEFORE INSERT ON rule
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER rule_never_deleted BEFORE DELETE ON rule
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER rule_update_needs_op BEFORE UPDATE ON rule
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER staff_insert_needs_op BEFORE INSERT ON staff
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER staff_never_deleted BEFORE DELETE ON staff
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER staff_update_needs_op BEFORE UPDATE ON staff
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER stock_move_insert_needs_op BEFORE INSERT ON stock_move
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER stock_move_never_deleted BEFORE DELETE ON stock_move
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER stock_move_update_needs_op BEFORE UPDATE ON stock_move
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER training_insert_needs_op BEFORE INSERT ON training
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER training_never_deleted BEFORE DELETE ON training
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER training_update_needs_op BEFORE UPDATE ON training
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER typical_case_insert_needs_op BEFORE INSERT ON typical_case
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER typical_case_never_deleted BEFORE DELETE ON typical_case
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER typical_case_source_insert_needs_op BEFORE INSERT ON typical_case_source
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER typical_case_source_never_deleted BEFORE DELETE ON typical_case_source
BEGIN SELECT RAISE(ABORT, 'records are voided, never deleted'); END;

CREATE TRIGGER typical_case_source_update_needs_op BEFORE UPDATE ON typical_case_source
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;

CREATE TRIGGER typical_case_update_needs_op BEFORE UPDATE ON typical_case
WHEN (NEW.chain = OLD.chain AND NEW.seq = OLD.seq) OR NEW.id <> OLD.id
  OR NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
  AND (chain.own = 0 OR EXISTS (SELECT 1 FROM op WHERE op.chain = NEW.chain AND op.seq = NEW.seq AND op.record = NEW.id)))
BEGIN SELECT RAISE(ABORT, 'write without an operation'); END;
