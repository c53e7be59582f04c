/**
 * What must hold when everything has been exchanged.
 *
 * I1 every operation on a PC in use, in a file that was not lost, or promised as received, is at the centre
 * I2 the rows of an outlet are the centre's rows for it, and the other way round
 * I3 the rows are the fold of the operations, in whatever order they are taken
 * I4 every value somebody wrote is displayed, listed as one side of a conflict, or was superseded by
 *    somebody who had seen it; and no operation says anything else than what was written
 */
import { entities, entityByName } from '#domain/entities.ts';
import type { JsonFields, JsonValue } from '#domain/sync/op-line.ts';
import { linesOf } from '#db/chain.ts';
import { mappingOf, toSql } from '#db/record.ts';
import type { StoredOp } from '#db/segment.ts';
import { receivedOpAt } from '#db/segment.ts';
import type { Row } from '#db/statements.ts';
import { row, rows } from '#db/statements.ts';
import { checkChains, checkRows, integrityFindings, OpsByRecord } from '#db/verify.ts';
import type { Place } from './place.ts';
import type { CarriedFile, Town, Written } from './town.ts';

/**
 * Operations that may not be missing in the end. Taken before the last exchange begins. A pack
 * counts only if there is still a PC that can open it: its key may have gone with the PC it was for.
 */
export function owedOps(town: Town): Set<string> {
  const owed = new Set(town.promised);
  for (const place of town.places) for (const id of town.idsAt(place)) owed.add(id);
  addOpsOf(town, owed, ({ header }) => header.kind === 'up');
  return owed;
}

const addOpsOf = (town: Town, owed: Set<string>, counts: (file: CarriedFile) => boolean): void => {
  for (const file of town.files) if (!file.lost && counts(file)) for (const id of town.opsIn(file)) owed.add(id);
};

export function checkAll(town: Town, owed: Set<string>): void {
  addOpsOf(town, owed, ({ path }) => town.opened.has(path));
  const erased = erasedOps(town.centre);
  const held = new Map([...town.idsAt(town.centre), ...carriedAt(town)].map((id) => [id, asOrdered(town, id, erased)]));
  for (const id of owed)
    if (!held.has(id) && isRooted(town, id, owed))
      fail('I1', `${id} is not at the centre: ${town.written.get(id)?.line ?? 'unknown'}`);
  for (const place of town.outlets) compareRows(town, place);
  for (const place of town.places) checkPlace(town, place, erased);
  for (const place of town.places) checkErased(town, place, erased);
  for (const [record, ops] of Map.groupBy(held.values(), ({ record: of }) => of)) checkRecord(town, record, ops);
}

/** Operations of the centre that it lost and got back with a case it had passed on. */
const carriedAt = (town: Town): readonly string[] =>
  rows<{ op: string }>(town.centre.db, 'SELECT DISTINCT op FROM relay')
    .map(({ op }) => op)
    .filter((op) => town.written.has(op));

/** Whether everything before it in its chain is still somewhere: else its file waits for ever, and is kept. */
function isRooted(town: Town, id: string, owed: ReadonlySet<string>): boolean {
  let at: string | null = id;
  while (at !== null && owed.has(at)) at = town.written.get(at)?.prev ?? null;
  return at === null;
}

const fail = (invariant: string, text: string): never => {
  throw new Error(`${invariant}: ${text}`);
};

// --- I2 ---

const forAll = new Set([
  'branch',
  'outlet',
  'dict_entry',
  'calendar_year',
  'rule',
  'phrase',
  'banned_phrase',
  'typical_case',
  'rule_article',
]);

/** An order names the outlet whose record it is about; it is sent to everybody who has a copy. */
const orderedOf = (place: Place, code: string): ReadonlySet<string> =>
  new Set(
    rows<{ id: string }>(
      place.db,
      'SELECT e.id FROM erasure e JOIN chain c ON c.id = e.chain WHERE c.stream = ?',
      code,
    ).map(({ id }) => id),
  );

function rowsFor(place: Place, code: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const ordered = orderedOf(place, code);
  for (const entity of entities) {
    const columns = ['id', ...mappingOf(entity).map(({ column }) => column), 'head'].join(', ');
    for (const each of rows(place.db, `SELECT ${columns} FROM ${entity.name} ORDER BY id`))
      if (
        entity.name === 'erasure'
          ? ordered.has(String(each['id']))
          : forAll.has(entity.name) ||
            String(each['id']).startsWith(`${code}.`) ||
            each['outlet'] === code ||
            (entity.name === 'complaint' && each['transferred_to'] === code)
      )
        found.set(`${entity.name} ${String(each['id'])}`, JSON.stringify(each));
  }
  for (const each of rows(place.db, 'SELECT record, field, vals FROM conflict'))
    if (place.isCentre || !isForeign(String(each['record']), code) || isHeldBy(place, String(each['record'])))
      found.set(`conflict ${String(each['record'])} ${String(each['field'])}`, String(each['vals']));
  return found;
}

const isForeign = (record: string, code: string): boolean => /^\d{4}\./.test(record) && !record.startsWith(`${code}.`);

/** Where a case was transferred to, everything of it is as it is at the centre. */
const isHeldBy = (place: Place, record: string): boolean =>
  row(place.db, 'SELECT 1 FROM complaint WHERE id = ? AND transferred_to = ?', record, place.code) !== undefined;

function compareRows(town: Town, place: Place): void {
  const here = rowsFor(place, place.code);
  const there = rowsFor(town.centre, place.code);
  for (const [name, content] of here)
    if (there.get(name) !== content)
      fail('I2', `${name}\n  ${place.name}: ${content}\n  centre: ${there.get(name) ?? 'nothing'}`);
  for (const name of there.keys())
    if (!here.has(name) && !isOthers(name, town, place)) fail('I2', `${place.name} lacks ${name}`);
}

/** Conflicts in records of other outlets. */
const isOthers = (name: string, town: Town, place: Place): boolean =>
  name.startsWith('conflict ') &&
  town.codes.some((code) => code !== place.code && name.startsWith(`conflict ${code}.`));

// --- I3 ---

function checkPlace(town: Town, place: Place, erased: ReadonlySet<string>): void {
  const findings = place.isCentre ? integrityFindings(place.db) : [];
  if (findings.length > 0) fail('I3', `${place.name}: ${findings.join()}`);
  for (const each of rows<Shelved>(place.db, 'SELECT chain, seq, record, entity, reason FROM shelf'))
    if (entityByName.has(each.entity) && !isOrphan(town, place, each))
      fail('I3', `${place.name} shelved ${each.record}: ${each.reason}`);
  const gathered = new OpsByRecord(place.db);
  const chains = checkChains(place.db, (stored) => {
    checkLetters(town, stored, erased);
    gathered.add(stored);
  });
  const ops = new Map(gathered.byRecord);
  for (const { node, stream, problem } of chains)
    if (problem !== '') fail('I3', `${place.name}, chain ${node}/${stream}: ${problem}`);
  for (const [record, list] of ops) if (list.length > 1) ops.set(record, town.chance.shuffled(list));
  const [different] = checkRows(place.db, ops).different;
  if (different !== undefined)
    fail('I3', `${place.name}: ${different.entity} ${different.record} is not the fold: ${different.fields.join()}`);
}

interface Shelved {
  readonly chain: number;
  readonly seq: number;
  readonly record: string;
  readonly entity: string;
  readonly reason: string;
}

/**
 * A change whose record is nowhere any more: both sides were set back to before it and the file with it
 * was lost. It may stand aside, where it is seen, for ever.
 */
function isOrphan(town: Town, place: Place, { chain, seq }: Shelved): boolean {
  const [needs] = receivedOpAt(place.db, chain, seq)?.op.after ?? [];
  if (needs === undefined) return false;
  const isThere = town.places.some((each) => town.idsAt(each).includes(needs));
  // A pack that nobody could open helps nobody: its key went with the disk.
  const isOnItsWay = (file: CarriedFile): boolean => !file.lost && file.header.kind === 'up';
  return !isThere && !town.files.some((file) => isOnItsWay(file) && town.opsIn(file).includes(needs));
}

/** What is kept is, letter by letter, what was written, or what an erasure left of it. */
function checkLetters(town: Town, { id, op, private: secret }: StoredOp, erased: ReadonlySet<string>): void {
  if (!town.written.has(id)) return;
  const written = asOrdered(town, id, erased);
  const fields: JsonFields = secret === null ? op.fields : { ...op.fields, ...secret.fields };
  if (JSON.stringify(fields) !== JSON.stringify(written.fields))
    fail('I4', `${id} says ${JSON.stringify(fields)}, written was ${JSON.stringify(written.fields)}`);
}

// --- erasure ---

const erasedOps = (place: Place): ReadonlySet<string> =>
  new Set(rows<{ ops: string }>(place.db, 'SELECT ops FROM erasure').flatMap(({ ops }) => JSON.parse(ops) as string[]));

/** An operation as it was written, less what was ordered to be erased. */
function asOrdered(town: Town, id: string, erased: ReadonlySet<string>): Written {
  const written = town.written.get(id) ?? fail('I4', `nobody wrote ${id}`);
  return erased.has(id) ? { ...written, fields: written.open } : written;
}

/** Erased texts stand nowhere: in no table, no operation, no segment, not in the search index. */
function checkErased(town: Town, place: Place, erased: ReadonlySet<string>): void {
  const texts = [...erased].flatMap((id) => textsOf(town.written.get(id)));
  if (texts.length === 0) return;
  const everything = contentOf(place);
  for (const text of texts) if (everything.includes(text)) fail('erasure', `${place.name} still holds ${text}`);
}

/** The texts that are made only once, and the number in them, which is a word of the search index. */
const textsOf = (op: Written | undefined): readonly string[] =>
  Object.entries(op?.fields ?? {}).flatMap(([name, value]) =>
    name in (op?.open ?? {}) || typeof value !== 'string' || !value.includes('号')
      ? []
      : [value, ` ${value.split('号')[1] ?? ''} `],
  );

function contentOf(place: Place): string {
  place.db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.word USING fts5vocab(main, complaint_text, 'row')`);
  const words = rows<{ term: string }>(place.db, 'SELECT term FROM temp.word').map(({ term }) => ` ${term} `);
  const tables = rows<{ name: string }>(
    place.db,
    `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%'`,
  );
  const cells = tables.flatMap(({ name }) =>
    rows(place.db, `SELECT * FROM ${name}`).map((each) => JSON.stringify(each)),
  );
  const secrets = rows<{ private: Buffer }>(place.db, 'SELECT private FROM segment').flatMap(({ private: frame }) =>
    linesOf(frame),
  );
  return [...words, ...cells, ...secrets].join('\n');
}

// --- I4: a second, simple answer to what must be visible, from what the people of the model wrote ---

function checkRecord(town: Town, record: string, ops: readonly Written[]): void {
  const entity = entities.find(({ name }) => name === ops[0]?.entity);
  if (entity === undefined) return;
  // Its beginning is nowhere any more: the changes stand aside, see isOrphan.
  if (!ops.some(({ after }) => after.length === 0)) return;
  const stored =
    row<Row>(town.centre.db, `SELECT * FROM ${entity.name} WHERE id = ?`, record) ?? fail('I4', `no row ${record}`);
  const byId = new Map(ops.map((op) => [op.id, op]));
  for (const { name, column, field } of mappingOf(entity)) {
    const visible = visibleSetters(
      ops.filter((op) => name in op.fields),
      byId,
    );
    if (visible.length === 0) continue;
    const values = new Set(visible.map((op) => JSON.stringify(op.fields[name] ?? null)));
    const shown = visible.toSorted(newestFirst)[0]?.fields[name] as JsonValue;
    if (stored[column] !== toSql(field, shown))
      fail('I4', `${record}.${name} shows ${String(stored[column])}, written was ${[...values].join(' or ')}`);
    const listed = conflictValues(town.centre, record, name);
    const expected = values.size > 1 ? [...values].toSorted() : [];
    if (JSON.stringify(listed) !== JSON.stringify(expected))
      fail('I4', `${record}.${name} lists ${listed.join() || 'no conflict'}, written was ${expected.join()}`);
  }
}

/** Setters that no other setter has seen. */
function visibleSetters(setters: readonly Written[], byId: ReadonlyMap<string, Written>): readonly Written[] {
  const superseded = new Set<string>();
  for (const setter of setters) for (const id of ancestorsOf(setter, byId)) superseded.add(id);
  return setters.filter(({ id }) => !superseded.has(id));
}

function ancestorsOf(op: Written, byId: ReadonlyMap<string, Written>): ReadonlySet<string> {
  const seen = new Set<string>();
  const left = [...op.after];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    left.push(...(byId.get(id)?.after ?? []));
  }
  return seen;
}

const newestFirst = (left: Written, right: Written): number =>
  right.hlc - left.hlc || (left.id < right.id ? 1 : left.id > right.id ? -1 : 0);

function conflictValues(place: Place, record: string, field: string): readonly string[] {
  const found = row<{ vals: string }>(
    place.db,
    'SELECT vals FROM conflict WHERE record = ? AND field = ?',
    record,
    field,
  );
  const values = found === undefined ? [] : (JSON.parse(found.vals) as { readonly value: JsonValue }[]);
  return [...new Set(values.map(({ value }) => JSON.stringify(value)))].toSorted();
}
