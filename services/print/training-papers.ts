/** Papers of a training: the list of scores, and a certificate for everybody who came (and passed). */
import type { SheetPages } from '#contract/print.ts';
import type { ExamLineRow } from '#db/resit.ts';
import { examLinesOf, resitScoresOf, resitsOf } from '#db/resit.ts';
import { outletsById, staffById } from '#db/staff.ts';
import { attendanceStates, attended, examStates } from '#domain/attendance.ts';
import { formatLong } from '#domain/dates.ts';
import { Failure } from '#domain/failure.ts';
import type { Staff } from '#domain/organisation.ts';
import { posts } from '#domain/organisation.ts';
import type { Training } from '#domain/training.ts';
import { isPassed, rate, scoreText, trainingFigures } from '#domain/training-figures.ts';
import type { TrainingPaper } from '#domain/training-paper.ts';
import { trainingPapers } from '#domain/training-paper.ts';
import type { Ctx } from '../context.ts';
import { findTraining } from '../training.ts';
import { branchName, imprintOf } from './case-paper.ts';
import type { Markup } from './html.ts';
import { html } from './html.ts';
import { factTable, packed, paperHtml, roomOf, signatures } from './paper.ts';

/** @throws Failure notFound, impossible when there is nobody to print for */
export function trainingPaper(ctx: Ctx, paper: TrainingPaper, id: string): SheetPages {
  const training = findTraining(ctx, id);
  const lines = examLinesOf(ctx.db, id);
  const pages = paper === 'P11' ? scorePages(ctx, training, lines) : certificates(ctx, training, lines);
  const title = trainingPapers[paper];
  return {
    html: paperHtml({
      code: paper,
      title,
      bank: branchName(ctx),
      size: paper === 'P11' ? 'portrait' : 'half',
      number: paper === 'P11' ? training.trainingNo : null,
      imprint: imprintOf(ctx, false),
      pages,
      apart: paper === 'P23',
    }),
    pages: pages.length,
    title: `${title} ${training.trainingNo}`,
    fileName: `${training.trainingNo}_${title}.pdf`,
    record: id,
    masked: false,
    maskable: false,
  };
}

const columns = [
  ['序号', 8],
  ['工号', 13],
  ['姓名', 14],
  ['网点', 17],
  ['到场', 9],
  ['首考', 9],
  ['补考', 20],
  ['结果', 10],
] as const;

const rowMm = 8;
const summaryMm = 36;

function scorePages(ctx: Ctx, training: Training, lines: readonly ExamLineRow[]): readonly Markup[] {
  if (!training.hasExam) throw new Failure('impossible', '这次培训没有考试，没有成绩单。可打印签到表或培训证明。');
  if (lines.length === 0) throw new Failure('impossible', '名单还是空的，没有生成成绩单。请先从名册添加人员。');
  const people = staffById(ctx.db);
  const again = resitWords(ctx, training.id);
  const blocks = lines.map((line, index) => ({
    heightMm: rowMm,
    markup: scoreRow(index + 1, line, {
      person: line.staff === null ? undefined : people.get(line.staff),
      passMark: training.passMark,
      again: again.get(line.id) ?? [],
    }),
  }));
  const [first, next] = roomOf('portrait', rowMm);
  const parts = packed(blocks, first - summaryMm, next - 14);
  return parts.map(
    (part, index) =>
      html`${index === 0 ? summary(training, lines) : null}
        <table class="list">
          <colgroup>
            ${columns.map(([, width]) => html`<col style="width:${width}%" />`)}
          </colgroup>
          <tr>
            ${columns.map(([title]) => html`<th>${title}</th>`)}
          </tr>
          ${part.map(({ markup }) => markup)}
        </table>
        ${index === parts.length - 1 ? signatures(['制表人', '审核人']) : null}`,
  );
}

/** Line → what came of each make-up round: `06-20 72`, `06-27 缺考`. */
function resitWords(ctx: Ctx, training: string): ReadonlyMap<string, readonly string[]> {
  const scores = resitScoresOf(ctx.db, training);
  const said = resitsOf(ctx.db, training).flatMap(({ id, heldOn }) =>
    scores
      .filter(({ resit }) => resit === id)
      .map(({ line, score10 }) => ({
        line,
        text: `${heldOn.slice(5)} ${score10 === null ? '缺考' : scoreText(score10)}`,
      })),
  );
  return new Map([...Map.groupBy(said, ({ line }) => line)].map(([line, all]) => [line, all.map(({ text }) => text)]));
}

function summary(training: Training, lines: readonly ExamLineRow[]): Markup {
  const figures = trainingFigures(lines, training);
  const share = (part: number, whole: number): string => {
    const value = rate(part, whole);
    return `${part} ÷ ${whole}${value === null ? '' : ` = ${Math.round(value * 1000) / 10}%`}`;
  };
  return factTable([
    [['培训主题', training.title]],
    [
      ['日期', formatLong(training.heldOn)],
      ['及格线', training.passMark === null ? '' : `${training.passMark} 分`],
    ],
    [
      ['参考率', share(figures.sat, figures.examExpected)],
      ['通过率', share(figures.passed, figures.sat)],
    ],
    [
      ['首考通过率', share(figures.firstPassed, figures.firstSat)],
      ['补考', '通过率含各轮补考，以最后一轮为准；首考通过率不含补考。'],
    ],
  ]);
}

function scoreRow(
  no: number,
  line: ExamLineRow,
  {
    person,
    passMark,
    again,
  }: { readonly person: Staff | undefined; readonly passMark: number | null; readonly again: readonly string[] },
): Markup {
  const { score10, attempts } = line;
  const cells = [
    String(no),
    person?.staffNo ?? '',
    line.name,
    line.unit ?? '',
    line.state === 'expected' ? '' : attendanceStates[line.state],
    score10 === null ? '' : `${scoreText(score10)}${(attempts ?? 1) > 1 ? `（第 ${attempts} 次）` : ''}`,
    again.join('；'),
    resultWord(line, passMark),
  ];
  return html`<tr style="height:${rowMm}mm">
    ${cells.map((text) => html`<td>${text}</td>`)}
  </tr>`;
}

function resultWord({ score10, resit10, examState }: ExamLineRow, passMark: number | null): string {
  if (score10 === null && resit10 === null) return examState === null ? '' : examStates[examState];
  if (passMark === null) return '';
  if (score10 !== null && isPassed(score10, passMark)) return '通过';
  return resit10 !== null && isPassed(resit10, passMark) ? '补考通过' : '未通过';
}

/** One A5 page for each: who came, and where there was an exam, passed it. */
function certificates(ctx: Ctx, training: Training, lines: readonly ExamLineRow[]): readonly Markup[] {
  if (training.state !== 'done')
    throw new Failure('impossible', '培训还没有标为完成，没有生成证明。请先登记到场和成绩并标为完成。');
  const entitled = lines.filter(
    (line) => attended(line.state) && (!training.hasExam || passingScore(line, training) !== null),
  );
  if (entitled.length === 0)
    throw new Failure('impossible', '没有到场（有考试的还要通过）的人，没有生成证明。请核对签到和成绩。');
  const people = staffById(ctx.db);
  const outlets = outletsById(ctx.db);
  return entitled.map((line) => {
    const person = line.staff === null ? undefined : people.get(line.staff);
    return certificate(ctx, training, line, {
      person,
      outlet: line.unit ?? outlets.get(line.outlet)?.name ?? '',
    });
  });
}

/** The score that was enough, of the first exam or of a make-up round; null when none was. */
function passingScore({ score10, resit10 }: ExamLineRow, { passMark }: Training): { readonly text: string } | null {
  if (passMark === null) return null;
  if (score10 !== null && isPassed(score10, passMark)) return { text: `考试成绩 ${scoreText(score10)} 分，合格` };
  if (resit10 !== null && isPassed(resit10, passMark)) return { text: `补考成绩 ${scoreText(resit10)} 分，合格` };
  return null;
}

function certificate(
  ctx: Ctx,
  training: Training,
  line: ExamLineRow,
  { person, outlet }: { readonly person: Staff | undefined; readonly outlet: string },
): Markup {
  const who = person === undefined ? line.name : `${line.name}（工号 ${person.staffNo}，${posts[person.post]}）`;
  const hours = training.hours10 === 0 ? '' : `，计 ${training.hours10 / 10} 课时`;
  const passing = training.hasExam ? passingScore(line, training) : null;
  const exam = passing === null ? '' : `，${passing.text}`;
  const said = `兹证明${outlet}${who}于${formatLong(training.heldOn)}参加消费者权益保护培训“${training.title}”${hours}${exam}。`;
  return html`<div class="letter" style="padding-top:4mm;font-size:13pt;line-height:1.9">
    <p>${said}</p>
    <p>特此证明。</p>
    <p>证明编号：${training.trainingNo}-${line.lineNo}</p>
    <p class="right">${branchName(ctx)}消费者权益保护中心（盖章）</p>
    <p class="right">${formatLong(ctx.today())}</p>
  </div>`;
}
