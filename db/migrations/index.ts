/** Every migration in order. Numbers go in steps of ten so that a hot fix fits in between. */
import type Database from 'better-sqlite3';
import { initial } from './0010-initial.ts';
import { search } from './0015-search.ts';
import { exchange } from './0020-exchange.ts';
import { complaintHandling } from './0030-complaint-handling.ts';
import { imports } from './0035-import.ts';
import { attachment } from './0040-attachment.ts';
import { outreach } from './0050-outreach.ts';
import { ledger } from './0060-ledger.ts';
import { savedFilter } from './0070-saved-filter.ts';
import { searchTails } from './0075-search-tails.ts';
import { listIndex } from './0076-list-index.ts';
import { knowledge } from './0080-knowledge.ts';
import { relay } from './0090-relay.ts';
import { recusal } from './0091-recusal.ts';
import { resit } from './0100-resit.ts';
import { photoReuse } from './0101-photo-reuse.ts';
import { answered } from './0105-answered.ts';
import { periodLock } from './0110-period-lock.ts';
import { searchSounds } from './0111-search-sounds.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  up(db: Database.Database): void;
}

export const migrations: readonly Migration[] = [
  initial,
  search,
  exchange,
  complaintHandling,
  imports,
  attachment,
  outreach,
  ledger,
  savedFilter,
  searchTails,
  listIndex,
  knowledge,
  relay,
  recusal,
  resit,
  photoReuse,
  answered,
  periodLock,
  searchSounds,
];
