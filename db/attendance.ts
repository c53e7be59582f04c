/** Questions about lines of sign-in sheets. */
import type { Attendance } from '#domain/attendance.ts';
import { attendanceEntity } from '#domain/attendance.ts';
import type { Db } from './open.ts';
import { findRecords } from './record.ts';
import { rows } from './statements.ts';

/** Lines of one event or training in paper order, voided ones left out. */
export const linesOf = (db: Db, ofId: string): readonly Attendance[] =>
  findRecords(db, attendanceEntity, 'WHERE of_id = ? AND voided = 0 ORDER BY line_no, id', ofId);

/** Lines of all trainings on the days given, by training. */
export function linesOfTrainings(db: Db, from: string, to: string): ReadonlyMap<string, readonly Attendance[]> {
  const found = findRecords(
    db,
    attendanceEntity,
    `WHERE of_kind = 'training' AND voided = 0
       AND of_id IN (SELECT id FROM training WHERE held_on BETWEEN ? AND ? AND voided = 0)`,
    from,
    to,
  );
  return Map.groupBy(found, (line) => line.ofId);
}

export interface SheetCounts {
  readonly publicLines: number;
  readonly publicPresent: number;
  readonly staffLines: number;
  readonly staffPresent: number;
}

export const noLines: SheetCounts = { publicLines: 0, publicPresent: 0, staffLines: 0, staffPresent: 0 };

/** Per event: lines typed back and people who came, on the sheet of the public and of the staff. */
export function sheetCounts(db: Db, from: string, to: string): ReadonlyMap<string, SheetCounts> {
  const isPublic = 'a.staff IS NULL AND a.duty IS NULL';
  const came = `a.state IN ('present', 'late', 'makeUp')`;
  const found = rows<SheetCounts & { ofId: string }>(
    db,
    `SELECT a.of_id AS ofId,
       sum(${isPublic}) AS publicLines, sum(${isPublic} AND ${came}) AS publicPresent,
       sum(NOT (${isPublic})) AS staffLines, sum(NOT (${isPublic}) AND ${came}) AS staffPresent
     FROM attendance a JOIN outreach_event e ON e.id = a.of_id
     WHERE a.voided = 0 AND e.ends_on >= ? AND e.held_on <= ?
     GROUP BY a.of_id`,
    from,
    to,
  );
  return new Map(found.map((each) => [each.ofId, each]));
}
