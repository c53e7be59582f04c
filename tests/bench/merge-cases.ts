/** Merging sync files at the centre: everything `inbox.merge` does, against inserting the same rows. */
import { join } from 'node:path';
import { attendanceEntity } from '#domain/attendance.ts';
import { complaintEntity } from '#domain/complaint.ts';
import { addDays } from '#domain/dates.ts';
import type { Act, Write } from './ledger.ts';
import { attendanceOf, complaintOf, ended, idOf, recordBranchShare } from './ledger.ts';
import type { Pair, Result } from './measure.ts';
import { inTurn, median, result, speeds } from './measure.ts';
import { foundCentre, openCentre, outletCodes } from './station.ts';
import type { Answer } from './worker.ts';
import { startWorker } from './workers.ts';
import { newFolder } from './workplace.ts';
import type { WrittenFiles } from './writers.ts';
import { factsOf, writeFiles } from './writers.ts';

interface Load {
  readonly name: string;
  readonly what: string;
  readonly codes: readonly string[];
  readonly record: (act: Act, code: string, place: number) => void;
  /** Large loads warm up while they run. */
  readonly warmUps: 0 | 1;
  /** Whether all is merged again afterwards. */
  readonly twice: boolean;
}

const repeated = ({ warmUps }: Load): string =>
  `median of 3 after ${warmUps} warm-up${warmUps === 1 ? '' : 's'}, each side in a process of its own, in turn`;

const writers = 10;
const recordsEach = 5000;

/** Every record is one action and one operation, as at a counter. */
function eachAlone(act: Act, record: (write: Write, index: number) => void): void {
  for (let index = 0; index < recordsEach; index += 1) act((write) => record(write, index));
}

const demo: Load = {
  name: 'merge, demo branch',
  what: 'a branch like the demo: complaints with their steps and later changes, events, trainings, attendance',
  codes: outletCodes(105),
  record: recordBranchShare,
  warmUps: 1,
  twice: true,
};

const manyLines: Load = {
  name: 'merge, 50,000 attendance lines',
  what: 'new records of 14 fields, 10 writers',
  codes: outletCodes(writers),
  record: (act, code) => {
    eachAlone(act, (write, index) => {
      const of = { kind: 'outreach', id: idOf(code, 900_000 + Math.floor(index / 100)) } as const;
      write(attendanceEntity, idOf(code, index), attendanceOf(code, of, index));
    });
  },
  warmUps: 0,
  twice: false,
};

const manyComplaints: Load = {
  name: 'merge, 50,000 complaints',
  what: 'new records of 52 fields, finished cases, 10 writers',
  codes: outletCodes(writers),
  record: (act, code, place) => {
    eachAlone(act, (write, index) => {
      const number = place * recordsEach + index;
      const receivedOn = addDays('2021-01-01', (index * 41 + place) % 1600);
      write(complaintEntity, idOf(code, index), complaintOf(code, number, receivedOn, ended(number, receivedOn)));
    });
  },
  warmUps: 0,
  twice: false,
};

export async function mergeDemo(): Promise<readonly Result[]> {
  const { results, answers } = await againstRaw(demo);
  const first = median(answers.map(({ whole }) => whole));
  const again = (name: string, of: (answer: Answer) => number, what: string): Result =>
    result(
      name,
      'ms',
      { ours: median(answers.map(of)), baseline: first },
      `${what} at the same centre, against their first merge; ${repeated(demo)}`,
    );
  return [
    ...results,
    again('merge again, the same files', ({ same }) => same, 'the same 105 files'),
    again(
      'merge again, everything packed anew',
      ({ anew }) => anew,
      '105 later files that repeat all operations (opened, verified, found known)',
    ),
  ];
}

export const mergeLines = async (): Promise<readonly Result[]> => (await againstRaw(manyLines)).results;
export const mergeComplaints = async (): Promise<readonly Result[]> => (await againstRaw(manyComplaints)).results;

async function prepare(load: Load): Promise<{ readonly centre: string; readonly files: WrittenFiles }> {
  const centre = newFolder('centre');
  await foundCentre(centre, load.codes);
  const open = await openCentre(centre);
  const facts = factsOf(open);
  await open.close();
  const into = {
    first: newFolder('first'),
    again: load.twice ? newFolder('again') : null,
    batches: join(newFolder('batches'), 'rows'),
  };
  return { centre, files: await writeFiles(facts, load.codes, into, load.record) };
}

/** Two lines: until the records are in, and until search knows them too. */
async function againstRaw(
  load: Load,
): Promise<{ readonly results: readonly Result[]; readonly answers: readonly Answer[] }> {
  const prepared = await prepare(load);
  const { files } = prepared;
  const [ours, baseline] = [startWorker(), startWorker()];
  const answers: Answer[] = [];
  const times = await inTurn(
    { runs: 3, warmUps: load.warmUps },
    {
      ours: async () => {
        const answer = await ours.ask({ job: 'merge', ...prepared });
        answers.push(answer);
        return answer.ms;
      },
      baseline: async () => (await baseline.ask({ job: 'insertRaw', ...prepared })).ms,
    },
  );
  ours.stop();
  baseline.stop();
  const measured = answers.slice(load.warmUps);
  const whole = { ours: median(measured.map((answer) => answer.whole)), baseline: times.baseline };
  return {
    answers: measured,
    results: [
      result(
        load.name,
        'records/s',
        speeds(files.rows, times),
        [
          `${load.what}; ${files.codes.length} files of ${megabytes(files.bytes)} in all, ${files.ops} operations, ${files.rows} rows`,
          `inbox.merge until the last file is in (${steps}) ${times.ours.toFixed(0)} ms, against ${rawInserts} ${times.baseline.toFixed(0)} ms`,
          repeated(load),
          memoryOf(answers),
        ].join('; '),
      ),
      ...(files.complaints === 0 ? [] : [withIndex(load, files, whole)]),
    ],
  };
}

const steps =
  'backup, private copy, signature, age, zstd, hash chain, log, rows, audit, one durable transaction per file';
const rawInserts =
  'prepared INSERTs of the final rows into the same encrypted schema without triggers and log, one durable transaction per file,';

const withIndex = (load: Load, files: WrittenFiles, whole: Pair<number>): Result =>
  result(
    `${load.name}, with search index`,
    'records/s',
    speeds(files.rows, whole),
    `the same until inbox.merge returns, with ${files.complaints} complaints in the search index, ${whole.ours.toFixed(0)} ms, against the same INSERTs`,
  );

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Of the first merge of a fresh process. */
function memoryOf([first]: readonly Answer[]): string {
  if (first === undefined) throw new Error('nothing was merged');
  return `peak memory (RSS) of a process that merges this once ${megabytes(first.memory.peak)}, ${megabytes(first.memory.before)} before`;
}
