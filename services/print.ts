/** Printing, the part of the database process: the pages, and who printed what. */
import { isAbsolute } from 'node:path';
import type { PrintLine, SheetPages } from '#contract/print.ts';
import type { Parsed } from '#contract/index.ts';
import { printLines } from '#db/print.ts';
import { Failure } from '#domain/failure.ts';
import { may } from '#domain/permissions.ts';
import { parseSheetTitle } from '#domain/sign-in-sheet.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';
import { writeFileDurably } from './files/atomic-write.ts';
import { casePaper } from './print/case-paper.ts';
import { complaintRegisterPages } from './print/complaint-register.ts';
import { outreachPaper } from './print/outreach-papers.ts';
import { signInPages } from './print/sign-in.ts';
import { trainingPaper } from './print/training-papers.ts';

/** Makes the pages of a sign-in sheet and logs it. @throws Failure forbidden, notFound, invalid */
function printSheet(ctx: Ctx, request: Parsed<'print.sheet'>) {
  permitUnmasked(ctx, request.unmaskedReason);
  return logged(ctx, signInPages(ctx, request), request.template, request.unmaskedReason);
}

/** Makes a paper of a complaint, or of a list, and logs it. @throws Failure forbidden, notFound, impossible, invalid */
function printPaper(ctx: Ctx, request: Parsed<'print.paper'>) {
  const { paper, unmaskedReason } = request;
  permitUnmasked(ctx, unmaskedReason);
  if (request.paper === 'P11' || request.paper === 'P23')
    return logged(ctx, trainingPaper(ctx, request.paper, request.id), paper, unmaskedReason);
  if (request.paper === 'P08' || request.paper === 'P24')
    return logged(ctx, outreachPaper(ctx, request.paper, request.id), paper, unmaskedReason);
  if (request.paper !== 'P12')
    return logged(ctx, casePaper(ctx, request.paper, request.id, unmaskedReason), paper, unmaskedReason);
  return logged(ctx, complaintRegisterPages(ctx, request), paper, unmaskedReason);
}

function permitUnmasked(ctx: Ctx, reason: string): void {
  if (reason === '' || may(ctx.user.role, 'print.unmasked')) return;
  throw new Failure('forbidden', '您的岗位不能打印未遮盖的个人信息。请去掉“打印明文”后再试。');
}

function logged(ctx: Ctx, sheet: SheetPages, form: string, unmaskedReason: string): SheetPages {
  const shown = sheet.maskable ? (sheet.masked ? '已遮盖' : `明文，原因：${unmaskedReason}`) : '';
  const text = [`生成 ${sheet.title}`, form, `${sheet.pages} 页`, shown].filter((part) => part !== '').join(' ');
  noteTo(ctx, sheet.record, text);
  return sheet;
}

const actions: Readonly<Record<string, PrintLine['action']>> = {
  'print.sheet': 'preview',
  'print.paper': 'preview',
  'print.noted': 'printed',
  'print.store': 'saved',
};

const history = (ctx: Ctx, record: string | null, limit: number): PrintLine[] =>
  printLines(ctx.db, record, limit).map(({ n, at, user, verb, record: of, note }) => ({
    n,
    at,
    user,
    action: actions[verb] ?? 'printed',
    record: of ?? null,
    text: note ?? '',
    again: again(note ?? '', of ?? null),
  }));

function again(text: string, record: string | null): PrintLine['again'] {
  const sheet = parseSheetTitle(text);
  if (sheet === null || (record === null && sheet.kind !== 'blank')) return null;
  return { ...sheet, id: record };
}

const pdfMark = Buffer.from('%PDF-');

/** The file first, then the audit line: a line about a file that is not there would be worse. */
function storePdf(ctx: Ctx, { path, pdf, record, text }: Parsed<'print.store'>) {
  if (!isAbsolute(path))
    throw new Failure('invalid', '没有指明存到哪里，文件没有写成。请重新选择位置。', { path: '位置不完整' });
  if (!Buffer.from(pdf.subarray(0, pdfMark.length)).equals(pdfMark)) throw new Error('not a PDF');
  const written = writeFileDurably(path, pdf);
  noteTo(ctx, record, text);
  return { path: written.path, bytes: pdf.byteLength };
}

function noteTo(ctx: Ctx, record: string | null, text: string): void {
  ctx.note({ ...(record === null ? {} : { record }), text });
}

export const printVerbs = {
  'print.sheet': (request, ctx) => printSheet(ctx, request),
  'print.paper': (request, ctx) => printPaper(ctx, request),
  'print.noted': ({ record, text }, ctx) => {
    noteTo(ctx, record, text);
    return {};
  },
  'print.store': (input, ctx) => storePdf(ctx, input),
  'print.history': ({ record, limit }, ctx) => history(ctx, record, limit),
} satisfies Verbs;
