/** Questions about what the centre decided on one photo in two records. */
import type { PhotoReuse } from '#domain/photo-reuse.ts';
import { photoReuseEntity } from '#domain/photo-reuse.ts';
import type { Db } from './open.ts';
import { findRecords } from './record.ts';

/** Every decision that stands. */
export const reuseDecisions = (db: Db): readonly PhotoReuse[] =>
  findRecords(db, photoReuseEntity, 'WHERE voided = 0 ORDER BY id');

/** Decisions about two photos, taken back ones too. */
export const decisionsAbout = (db: Db, one: string, other: string): readonly PhotoReuse[] =>
  findRecords(db, photoReuseEntity, 'WHERE one = ? AND other = ? ORDER BY id', one, other);
