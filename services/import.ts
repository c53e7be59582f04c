/**
 * Import of lists: the file is read here, with limits, each time anew and held to the bytes that were
 * shown. Trying is importing with every row rolled back, so that both judge alike.
 */
import type { Out, Parsed } from '#contract/index.ts';
import {
  batchOfFile,
  findBatch,
  importedRecords,
  listBatches,
  markUndone,
  readMapping,
  saveBatch,
  saveImported,
  saveMapping,
} from '#db/import.ts';
import { locksInForce } from '#db/period-lock.ts';
import { cellText } from '#domain/cell.ts';
import { maskCustomer } from '#domain/complaint-draft.ts';
import { Failure } from '#domain/failure.ts';
import {
  columnLetter,
  headingRow,
  importKinds,
  importLimits,
  proposeMapping,
  rememberMapping,
} from '#domain/import.ts';
import { redactNumbers } from '#domain/mask.ts';
import { lockOver } from '#domain/period-lock.ts';
import { peopleNames } from './complaint-list.ts';
import { record, ready } from './complaint-moves.ts';
import type { Ctx } from './context.ts';
import type { Jobs, JobCtx, Verbs } from './dispatch.ts';
import type { TableFile, TableSheet } from './files/read-table.ts';
import { readTable } from './files/read-table.ts';
import { lookupsOf } from './import-lookup.ts';
import type { ListRow, Plan, Verdict } from './import-rows.ts';
import { judgeOf, rowsBelow, shownCell } from './import-rows.ts';

/** More than a person reads; the list can be saved whole and the counts are exact. */
const mostShown = 2000;
const samplesShown = 20;

interface Opened {
  readonly file: TableFile;
  readonly sheet: TableSheet;
  /** From 1. */
  readonly headingRow: number;
  readonly headings: readonly string[];
  readonly rows: readonly ListRow[];
}

/** @throws Failure fileUnreadable, fileTooLarge, invalid */
async function opened(input: Pick<Plan, 'path' | 'sheet' | 'headingRow'>): Promise<Opened> {
  const file = await readTable(input.path, importLimits);
  const sheet =
    input.sheet === ''
      ? file.sheets.find(({ rows }) => rows.length > 1)
      : file.sheets.find(({ name }) => name === input.sheet);
  if (sheet === undefined)
    throw new Failure('fileUnreadable', '表格里没有内容，没有导入。台账里的数据不受影响。请选择有表头和数据的文件。');
  const at = input.headingRow ?? headingRow(sheet.rows) + 1;
  const headings = (sheet.rows[at - 1] ?? []).map((cell) => cellText(cell));
  return { file, sheet, headingRow: at, headings, rows: rowsBelow(sheet.rows, at) };
}

async function open(ctx: JobCtx, input: Parsed<'import.open'>): Promise<Out<'import.open'>> {
  const { file, sheet, headingRow: at, headings, rows } = await opened(input);
  const saved = readMapping(ctx.db, input.kind);
  const mapping = proposeMapping(headings, saved?.headings ?? {});
  const width = Math.max(headings.length, ...rows.slice(0, 50).map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, column) => ({
    at: column,
    letter: columnLetter(column),
    heading: headings[column] ?? '',
    samples: samplesOf(rows, column, mapping[column]),
  }));
  return {
    fileName: file.fileName,
    sha256: file.sha256,
    sheets: file.sheets.map(({ name }) => name),
    sheet: sheet.name,
    headingRow: at,
    rows: rows.length,
    columns,
    mapping: { ...mapping },
    fixed: { source: importKinds[input.kind].source, ...saved?.fixed },
    remembered: saved !== null,
    before: batchOfFile(ctx.db, file.sha256)?.at ?? null,
  };
}

/** Where nobody has said yet what a column is, a short text without digits may be a name. */
function samplesOf(rows: readonly ListRow[], column: number, field: string | undefined): string[] {
  const shown = rows
    .slice(0, 50)
    .map(({ cells }) => cells[column] ?? null)
    .filter((cell) => cellText(cell) !== '')
    .map((cell) =>
      shownCell(cell, field ?? (/^\p{Script=Han}{2,4}$/u.test(cellText(cell)) ? 'customerName' : undefined)),
    );
  return [...new Set(shown)].slice(0, 3);
}

/** @throws Failure conflict when the file is not the one that was shown */
async function openedAgain(plan: Plan): Promise<Opened> {
  const list = await opened(plan);
  if (list.file.sha256 !== plan.sha256)
    throw new Failure('conflict', '文件在打开之后被改过，没有导入任何内容。请重新选择文件，再核对一次。');
  return list;
}

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

class RolledBack extends Error {}

/** Nothing of it stays, whatever the row does. */
function tried(ctx: Ctx, judge: (ctx: Ctx, row: ListRow) => Verdict, row: ListRow): Verdict {
  let verdict: Verdict = { kind: 'skipped' };
  try {
    ctx.db.transaction(() => {
      verdict = judge(ctx, row);
      throw new RolledBack();
    })();
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
  return verdict;
}

async function check(ctx: JobCtx, plan: Plan): Promise<Out<'import.check'>> {
  const { rows, headings } = await openedAgain(plan);
  const { judge } = judgeOf(ctx, plan, headings, lookupsOf(ctx));
  const locks = locksInForce(ctx.db);
  const answer: Out<'import.check'> = {
    created: 0,
    faulty: 0,
    duplicate: 0,
    skipped: 0,
    late: 0,
    faults: [],
    duplicates: [],
    samples: [],
  };
  for (const [done, row] of rows.entries()) {
    if (done % 25 === 0) {
      // Between rows nothing is open: whoever works on this PC meanwhile is served.
      await pause();
      if (ctx.cancelled()) throw new Failure('cancelled', '已停止核对，没有导入任何内容。');
      ctx.progress({ job: 'import.check', done, total: rows.length, label: `第 ${row.row} 行` });
    }
    const verdict = tried(ctx, judge, row);
    count(answer, row, verdict);
    if (verdict.kind === 'ready' && lockOver(locks, verdict.draft.receivedOn) !== null) answer.late += 1;
  }
  ctx.progress({ job: 'import.check', done: rows.length, total: rows.length, label: '' });
  return answer;
}

function count(answer: Out<'import.check'>, { row }: ListRow, verdict: Verdict): void {
  if (verdict.kind === 'skipped') answer.skipped += 1;
  else if (verdict.kind === 'duplicate') {
    answer.duplicate += 1;
    if (answer.duplicates.length < mostShown) answer.duplicates.push({ row, reason: verdict.reason, of: verdict.of });
  } else if (verdict.kind === 'faulty') {
    answer.faulty += 1;
    if (answer.faults.length < mostShown) answer.faults.push(...verdict.faults);
  } else {
    answer.created += 1;
    if (answer.samples.length >= samplesShown) return;
    const { receivedOn, customerName, business, cause, summary } = verdict.draft;
    const short = Array.from(redactNumbers(summary)).slice(0, 40).join('');
    answer.samples.push({
      row,
      receivedOn,
      customer: maskCustomer(customerName),
      business,
      cause,
      summary: short,
      closedOn: verdict.closedOn,
    });
  }
}

/** One transaction and one audit line: all rows that are right, or none. */
async function run(job: JobCtx, plan: Plan): Promise<Out<'import.run'>> {
  const { file, rows, headings } = await openedAgain(plan);
  return job.commit((ctx) => {
    const { judge } = judgeOf(ctx, plan, headings, lookupsOf(ctx));
    const counts = { created: 0, faulty: 0, duplicate: 0, skipped: 0 };
    const made: string[] = [];
    for (const [done, row] of rows.entries()) {
      if (done % 100 === 0) ctx.progress({ job: 'import.run', done, total: rows.length, label: `第 ${row.row} 行` });
      const verdict = judge(ctx, row);
      counts[verdict.kind === 'ready' ? 'created' : verdict.kind] += 1;
      if (verdict.kind === 'ready') made.push(verdict.id);
    }
    if (made.length === 0)
      throw new Failure('impossible', '没有可以导入的行：都有错误、已经登记过，或属于别的网点。没有改动任何内容。');
    const batch = ctx.newId();
    const { fileName, sha256 } = file;
    saveBatch(ctx.db, {
      id: batch,
      at: ctx.now(),
      user: ctx.user.staffNo,
      kind: plan.kind,
      fileName,
      sha256,
      ...counts,
    });
    for (const id of made) saveImported(ctx.db, batch, id);
    saveMapping(ctx.db, plan.kind, { headings: rememberMapping(headings, plan.mapping), fixed: plan.fixed });
    ctx.note({
      record: batch,
      text: `${importKinds[plan.kind].label} 新增 ${counts.created} 件，有误 ${counts.faulty} 行，重复 ${counts.duplicate} 行`,
    });
    ctx.progress({ job: 'import.run', done: rows.length, total: rows.length, label: '' });
    return { batch, ...counts };
  });
}

function batches(ctx: Ctx): Out<'import.batches'> {
  const names = peopleNames(ctx);
  return listBatches(ctx.db).map((batch) => ({
    id: batch.id,
    at: batch.at,
    userName: names.get(batch.user) ?? batch.user,
    kind: batch.kind as keyof typeof importKinds,
    fileName: batch.fileName,
    created: batch.created,
    faulty: batch.faulty,
    duplicate: batch.duplicate,
    skipped: batch.skipped,
    undoneAt: batch.undoneAt,
    undoneBy: batch.undoneBy === null ? '' : (names.get(batch.undoneBy) ?? batch.undoneBy),
    undoReason: batch.undoReason ?? '',
    undone: batch.undone ?? 0,
    touched:
      batch.undoneAt === null ? importedRecords(ctx.db, batch.id).filter(({ touched }) => touched === 1).length : 0,
  }));
}

/** What somebody worked on since is no longer only the list's: it stays, and is named. @throws Failure notFound, impossible */
function undo(ctx: Ctx, { batch: id, reason }: Parsed<'import.undo'>): Out<'import.undo'> {
  const batch = findBatch(ctx.db, id);
  if (batch === undefined) throw new Failure('notFound', '没有找到这批导入。请刷新后再看。');
  if (batch.undoneAt !== null) throw new Failure('impossible', '这批导入已经撤销过，没有改动任何内容。');
  // As with a single case: what one person did, another undoes.
  if (batch.user === ctx.user.staffNo)
    throw new Failure('forbidden', '这批是您自己导入的，请另一位有审批权限的人撤销。没有改动任何内容。');
  const records = importedRecords(ctx.db, id);
  const untouched = records.filter(({ touched }) => touched === 0);
  const kept = records.filter(({ touched }) => touched === 1).map(({ caseNo }) => caseNo);
  if (untouched.length === 0)
    throw new Failure('impossible', '这批投诉导入后都已经办理过，不能整批撤销。没有改动任何内容。');
  const voidReason = `撤销导入：${reason}`;
  for (const { id: complaint } of untouched) {
    record(
      ctx,
      ready(ctx, 'void', { id: complaint }),
      { voided: true, voidReason },
      { kind: 'void', text: voidReason },
    );
  }
  markUndone(ctx.db, id, { at: ctx.now(), by: ctx.user.staffNo, reason, count: untouched.length });
  ctx.note({ record: id, text: `作废 ${untouched.length} 件，保留 ${kept.length} 件：${reason}` });
  return { voided: untouched.length, kept };
}

export const importJobs = {
  'import.open': (input, ctx) => open(ctx, input),
  'import.check': (plan, ctx) => check(ctx, plan),
  'import.run': (plan, ctx) => run(ctx, plan),
} satisfies Jobs;

export const importVerbs = {
  'import.batches': (_input, ctx) => batches(ctx),
  'import.undo': (input, ctx) => undo(ctx, input),
} satisfies Verbs;
