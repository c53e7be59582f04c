/** Lists, search and figures over 100,000 complaints, through the backend's one door, against their bare SQL. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { In } from '#contract/index.ts';
import { indexComplaints, searchCap } from '#db/complaint-search.ts';
import type { Db } from '#db/open.ts';
import { openDatabase } from '#db/open.ts';
import { rows, run } from '#db/statements.ts';
import { indexWords, tailWord } from '#domain/search.ts';
import { centreOfMany, many } from './many-complaints.ts';
import type { Result } from './measure.ts';
import { elapsed, elapsedAsync, inTurn, result, speeds } from './measure.ts';
import type { Tap } from './sql-tap.ts';
import { tapSql } from './sql-tap.ts';
import type { Station } from './station.ts';
import { newFolder } from './workplace.ts';

const repeat = { runs: 5, warmUps: 2 };
const repeated = 'median of 5 after 2 warm-ups';

export async function complaintCases(): Promise<readonly Result[]> {
  const centre = await centreOfMany();
  const tap = tapSql(centre.db());
  const results = [
    await searchIndex(centre),
    ...(await lists(centre)),
    await search(centre),
    await searchTails(centre),
    ...(await figures(centre, tap)),
  ];
  await centre.close();
  return results;
}

const columns = `id, case_no, received_on, received_time, registered_at, customer_name, phone, business, cause, channel, source,
  complained_outlet, substr(summary, 1, 80), level, forwarded, repeat_of, state, handler, complexity, letter_due_on,
  contacted_on, planned_on, closed_on, voided, chain, seq`;
const newestFirst = 'ORDER BY received_on DESC, received_time DESC, id DESC';

interface Bare {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** Milliseconds for the rows of a page and the number of all rows. */
const bareList = (db: Db, { sql, params }: Bare, limit: number): number =>
  elapsed(() => {
    rows(db, `SELECT ${columns} FROM complaint WHERE ${sql} ${newestFirst} LIMIT ?`, ...params, limit);
    rows(db, `SELECT count(*) FROM complaint WHERE ${sql}`, ...params);
  });

interface ListCase {
  readonly name: string;
  readonly input: In<'complaint.list'>;
  readonly bare: Bare;
}

const half = { from: '2025-01-01', to: '2025-06-30' };
const inHalf = 'voided = 0 AND received_on BETWEEN ? AND ?';

const listCases: readonly ListCase[] = [
  { name: 'list, newest 500', input: { limit: 500 }, bare: { sql: 'voided = 0', params: [] } },
  {
    name: 'list, one outlet in a half-year',
    input: { ...half, outlet: '0037', limit: 500 },
    bare: { sql: `${inHalf} AND complained_outlet = ?`, params: [half.from, half.to, '0037'] },
  },
  {
    name: 'list, forwarded on housing loans in a half-year',
    input: { ...half, businessExact: 'biz.loan.housing', chip: 'forwarded', limit: 500 },
    bare: { sql: `${inHalf} AND business = ? AND forwarded = 1`, params: [half.from, half.to, 'biz.loan.housing'] },
  },
  { name: 'list, newest 20,000', input: { limit: 20_000 }, bare: { sql: 'voided = 0', params: [] } },
];

async function lists(centre: Station): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const { name, input, bare } of listCases) {
    const { rows: found, total } = await centre.call('complaint.list', input);
    const times = await inTurn(repeat, {
      ours: () => elapsedAsync(() => centre.call('complaint.list', input)),
      baseline: () => bareList(centre.db(), bare, input.limit ?? many),
    });
    const note =
      `complaint.list over ${many} cases: ${found.length} masked lines with their clocks of ${total} found, with the numbers on the seven chips; ` +
      `against the bare SELECT of the same columns, condition, order and limit, and its count(*); ${repeated}`;
    results.push(result(name, 'ms', times, note));
  }
  return results;
}

const words = ['分期', '退保', '征信', '排队', '利率'];

async function search(centre: Station): Promise<Result> {
  const db = centre.db();
  const bare = `voided = 0 AND complaint.rowid IN (SELECT rowid FROM complaint_text WHERE complaint_text MATCH ? ORDER BY rowid DESC LIMIT ${searchCap})`;
  const found = await Promise.all(words.map((text) => centre.call('complaint.list', { text, limit: 500 })));
  const perWord = (ms: number): number => ms / words.length;
  const times = await inTurn(repeat, {
    ours: async () =>
      perWord(
        await elapsedAsync(async () => {
          for (const text of words) await centre.call('complaint.list', { text, limit: 500 });
        }),
      ),
    baseline: () =>
      perWord(words.reduce((ms, word) => ms + bareList(db, { sql: bare, params: [`"${word}"`] }, 500), 0)),
  });
  const note =
    `complaint.list over ${many} indexed cases for words of two characters (${words.join(' ')}: ${found.map(({ total }) => total).join(', ')} found, at most ${searchCap} are looked at), ` +
    `mean per word, with the numbers on the chips of the whole list; against the bare SELECT with the same MATCH, cap, order and limit, and its count(*); ${repeated}`;
  return result('search, words of two characters', 'ms', times, note);
}

/** One character, the end of a telephone number, the end of a case number. */
async function searchTails(centre: Station): Promise<Result> {
  const db = centre.db();
  const typed = [
    ['退', '"退"*'],
    ['费', '"费"*'],
    ['55443', `"${tailWord('55443')}"*`],
    ['A99999', `"${tailWord('A99999')}"*`],
  ] as const;
  const bare = `voided = 0 AND complaint.rowid IN (SELECT rowid FROM complaint_text WHERE complaint_text MATCH ? ORDER BY rowid DESC LIMIT ${searchCap})`;
  const times = await inTurn(repeat, {
    ours: async () =>
      (await elapsedAsync(async () => {
        for (const [text] of typed) await centre.call('complaint.list', { text, limit: 500 });
      })) / typed.length,
    baseline: () =>
      typed.reduce((ms, [, match]) => ms + bareList(db, { sql: bare, params: [match] }, 500), 0) / typed.length,
  });
  const note =
    `complaint.list over ${many} indexed cases for one character, the end of a phone number and of a case number (${typed.map(([text]) => text).join(' ')}), mean of each; ` +
    `against the bare SELECT with the same MATCH, cap, order and limit, and its count(*); ${repeated}`;
  return result('search, one character and tails', 'ms', times, note);
}

const chunk = 10_000;
const measuredChunks = 3;

/** Ends with everything indexed. */
async function searchIndex(centre: Station): Promise<Result> {
  const db = centre.db();
  const cold = await elapsedAsync(() => centre.call('complaint.list', { text: '分期', limit: 500 }));
  const bare = openDatabase({ path: join(newFolder('words'), 'bare.db'), key: randomBytes(32), create: true });
  bare.exec(`CREATE VIRTUAL TABLE bare USING fts5 (words, content = '', tokenize = 'unicode61')`);
  const times = await inTurn(
    { runs: measuredChunks, warmUps: 1 },
    { ours: () => elapsed(() => indexComplaints(db, chunk)), baseline: () => insertWords(bare, wordsOfChunk(db)) },
  );
  bare.close();
  const whole = elapsed(() => {
    while (indexComplaints(db, chunk) > 0);
  });
  const note =
    `indexComplaints in steps of ${chunk} cases (about 140 characters each), after a large merge; against bare FTS5 INSERTs of ready-made words without stored content; ` +
    `median of ${measuredChunks} steps after 1 warm-up. Without any index the first search over ${many} cases took ${cold.toFixed(0)} ms (once); the last steps to the whole index ${whole.toFixed(0)} ms`;
  return result('search, building the index', 'records/s', speeds(chunk, times), note);
}

const wordsOfChunk = (db: Db): readonly string[] =>
  rows<{ text: string }>(
    db,
    `SELECT customer_name || char(10) || summary || char(10) || COALESCE(findings, '') || char(10) || COALESCE(resolution, '') || char(10) || case_no AS text
     FROM complaint ORDER BY rowid LIMIT ?`,
    chunk,
  ).map(({ text }) => indexWords(text));

function insertWords(db: Db, texts: readonly string[]): number {
  const insert = db.transaction(() => {
    for (const text of texts) run(db, 'INSERT INTO bare (words) VALUES (?)', text);
  });
  return elapsed(() => insert.immediate());
}

const periods = [
  { name: 'figures, half-year', input: half },
  { name: 'figures, whole year', input: { from: '2024-01-01', to: '2024-12-31' } },
];

async function figures(centre: Station, tap: Tap): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const { name, input } of periods) {
    const ask = (): Promise<unknown> => centre.call('figures.overview', input);
    await ask();
    const calls = await tap.listen(ask);
    const times = await inTurn(repeat, { ours: () => elapsedAsync(ask), baseline: () => tap.replay(calls) });
    const note =
      `figures.overview over ${many} cases with the same period of the year before: every figure, breakdown and rate of the dashboard; ` +
      `against its own ${calls.length} statements run again by themselves; ${repeated}`;
    results.push(result(name, 'ms', times, note));
  }
  return results;
}
