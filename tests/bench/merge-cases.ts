/** Merging sync files at the centre: everything `inbox.merge` does, against inserting the same rows. */
import { attendanceEntity } from '#domain/attendance.ts';
import { complaintEntity } from '#domain/complaint.ts';
import { addDays } from '#domain/dates.ts';
import type { Act, Fields, Write } from './ledger.ts';
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
  readonly runs: 1 | 3;
  /** Whether all is merged again afterwards. */
  readonly twice: boolean;
}

const repeated = ({ runs, warmUps }: Load): string =>
  `${runs === 1 ? 'one run' : `median of ${runs}`} after ${warmUps} warm-up${warmUps === 1 ? '' : 's'}, each side in a process of its own, in turn`;

const writers = 10;
const recordsEach = 5000;

/** Every record is one action and one operation, as at a counter. */
function eachAlone(act: Act, records: number, record: (write: Write, index: number) => void): void {
  for (let index = 0; index < records; index += 1) act((write) => record(write, index));
}

/** The line of attendance number `index` of an outlet. */
export const lineOf = (code: string, index: number): { readonly id: string; readonly fields: Fields } => ({
  id: idOf(code, index),
  fields: attendanceOf(code, { kind: 'outreach', id: idOf(code, 900_000 + Math.floor(index / 100)) }, index),
});

const recordLines =
  (records: number): Load['record'] =>
  (act, code) => {
    eachAlone(act, records, (write, index) => {
      const { id, fields } = lineOf(code, index);
      write(attendanceEntity, id, fields);
    });
  };

const demo: Load = {
  name: 'merge, demo branch',
  what: 'a branch like the demo: complaints with their steps and later changes, events, trainings, attendance',
  codes: outletCodes(105),
  record: recordBranchShare,
  warmUps: 1,
  runs: 3,
  twice: true,
};

export const manyLines: Load = {
  name: 'merge, 50,000 attendance lines',
  what: 'new records of 14 fields, 10 writers',
  codes: outletCodes(writers),
  record: recordLines(recordsEach),
  warmUps: 0,
  runs: 3,
  twice: true,
};

/** As many as 105 outlets gather in years; attendance is the one thing of which there is so much. */
const million: Load = {
  name: 'merge, 1,000,000 attendance lines',
  what: 'new records of 14 fields, 105 writers',
  codes: outletCodes(105),
  record: recordLines(Math.ceil(1_000_000 / 105)),
  warmUps: 0,
  runs: 1,
  twice: true,
};

const manyComplaints: Load = {
  name: 'merge, 50,000 complaints',
  what: 'new records of 52 fields, finished cases, 10 writers',
  codes: outletCodes(writers),
  record: (act, code, place) => {
    eachAlone(act, recordsEach, (write, index) => {
      const number = place * recordsEach + index;
      const receivedOn = addDays('2021-01-01', (index * 41 + place) % 1600);
      write(complaintEntity, idOf(code, index), complaintOf(code, number, receivedOn, ended(number, receivedOn)));
    });
  },
  warmUps: 0,
  runs: 3,
  twice: false,
};

export const mergeDemo = async (): Promise<readonly Result[]> => await againstRaw(demo);
export const mergeLines = async (): Promise<readonly Result[]> => await againstRaw(manyLines);
export const mergeComplaints = async (): Promise<readonly Result[]> => await againstRaw(manyComplaints);
export const mergeMillion = async (): Promise<readonly Result[]> => await againstRaw(million);

export async function prepare(load: Load): Promise<{ readonly centre: string; readonly files: WrittenFiles }> {
  const centre = newFolder('centre');
  await foundCentre(centre, load.codes);
  const open = await openCentre(centre);
  const facts = factsOf(open);
  await open.close();
  const into = {
    first: newFolder('first'),
    again: load.twice ? newFolder('again') : null,
    batches: newFolder('batches'),
  };
  return { centre, files: await writeFiles(facts, load.codes, into, load.record) };
}

/** Until the records are in, until search knows them too, once more the same; what it takes in bytes and memory. */
async function againstRaw(load: Load): Promise<readonly Result[]> {
  const prepared = await prepare(load);
  const { files } = prepared;
  const [ours, baseline] = [startWorker(), startWorker()];
  const answers: Answer[] = [];
  const times = await inTurn(
    { runs: load.runs, warmUps: load.warmUps },
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
  return [
    result(
      load.name,
      'records/s',
      speeds(files.rows, times),
      [
        `${load.what}; ${files.codes.length} files of ${megabytes(files.bytes)} in all, ${files.ops} operations, ${files.rows} rows`,
        `inbox.merge until the last file is in (${steps}) ${times.ours.toFixed(0)} ms, against ${rawInserts} ${times.baseline.toFixed(0)} ms`,
        repeated(load),
      ].join('; '),
    ),
    ...(files.complaints === 0 ? [] : [withIndex(load, files, whole)]),
    ...(load.twice ? mergedAgain(load, measured) : []),
    bytesPerRecord(load, files),
    peakMemory(load, answers),
  ];
}

function mergedAgain(load: Load, answers: readonly Answer[]): readonly Result[] {
  const first = median(answers.map(({ whole }) => whole));
  const again = (name: string, of: (answer: Answer) => number, what: string): Result =>
    result(
      `${load.name}: ${name}`,
      'ms',
      { ours: median(answers.map(of)), baseline: first },
      `${what} at the same centre, against their first merge; ${repeated(load)}`,
    );
  return [
    again('the same files again', ({ same }) => same, 'the same files'),
    again(
      'everything packed anew',
      ({ anew }) => anew,
      'later files that repeat all operations (opened, verified, found known)',
    ),
  ];
}

const bytesPerRecord = (load: Load, { bytes, textBytes, rows }: WrittenFiles): Result =>
  result(
    `${load.name}: file bytes per record`,
    'bytes',
    { ours: bytes / rows, baseline: textBytes / rows },
    'signed, encrypted, compressed files with headers, against the bare text of their operations',
  );

const memoryLimit = 400e6;

/** Of the first merge of a fresh process. */
function peakMemory(load: Load, [first]: readonly Answer[]): Result {
  if (first === undefined) throw new Error('nothing was merged');
  return result(
    `${load.name}: peak memory`,
    'MB',
    { ours: first.memory.peak / 1e6, baseline: memoryLimit / 1e6 },
    `most resident memory of the process that opens the centre and merges all once (${megabytes(first.memory.before)} before), against the limit it must keep`,
  );
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
