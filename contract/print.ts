/**
 * Printing. The database process makes the pages as HTML and logs every print; the shell turns them
 * into a PDF kept in memory, shows it, prints it or hands it back to be written to a file.
 */
import * as z from 'zod/mini';
import { recordId, text } from './checks.ts';
import { command, query } from './define.ts';
import { casePapers, REGISTER_MOST, registerColumns } from '#domain/complaint-paper.ts';
import type { CasePaper, RegisterColumn } from '#domain/complaint-paper.ts';
import { outreachPapers, type OutreachPaper } from '#domain/outreach-paper.ts';
import { trainingPapers, type TrainingPaper } from '#domain/training-paper.ts';
import { ComplaintListFilter } from './complaint.ts';
import { SheetTemplate } from './outreach.ts';

/** Which sign-in sheet. */
export const SheetRequest = z.object({
  /** `blank`: a sheet without any event, to be filled in by hand. */
  kind: z.enum(['outreach', 'training', 'blank']),
  id: z.nullable(recordId),
  template: SheetTemplate,
  /** 大字版: rows of 15 mm. */
  large: z.boolean(),
  /** Empty rows for people not on the list; null for as many as were planned. */
  rows: z._default(
    z.nullable(z.int('请填整数').check(z.minimum(0, '不能小于 0'), z.maximum(1000, '最多 1000 行'))),
    null,
  ),
  /** Prints what was typed back as well, as a clean copy. */
  filled: z._default(z.boolean(), false),
  /** Reason for printing personal data in full; '' prints it masked. */
  unmaskedReason: z._default(text(200), ''),
});
export type SheetRequest = z.input<typeof SheetRequest>;

const caseCodes = Object.keys(casePapers) as [CasePaper, ...CasePaper[]];

const trainingCodes = Object.keys(trainingPapers) as [TrainingPaper, ...TrainingPaper[]];
const outreachCodes = Object.keys(outreachPapers) as [OutreachPaper, ...OutreachPaper[]];

const registerKeys = Object.keys(registerColumns) as [RegisterColumn, ...RegisterColumn[]];

/** A paper of one complaint, training or event, or (P12) the list that a filter shows. */
export const PaperRequest = z.discriminatedUnion('paper', [
  z.object({
    paper: z.enum(caseCodes),
    id: z.string().check(z.minLength(1), z.maxLength(80)),
    unmaskedReason: z._default(text(200), ''),
  }),
  z.object({
    paper: z.enum(trainingCodes),
    id: z.string().check(z.minLength(1), z.maxLength(80)),
    unmaskedReason: z._default(text(200), ''),
  }),
  z.object({
    paper: z.enum(outreachCodes),
    id: z.string().check(z.minLength(1), z.maxLength(80)),
    unmaskedReason: z._default(text(200), ''),
  }),
  z.object({
    paper: z.literal('P12'),
    filter: ComplaintListFilter,
    /** As chosen on screen; none for the usual ones. */
    columns: z._default(z.array(z.enum(registerKeys)).check(z.maxLength(30)), []),
    /** The cases shown, in their order, where columns sort or narrow the list; null for all that fit the filter. */
    only: z._default(z.nullable(z.array(recordId).check(z.maxLength(REGISTER_MOST))), null),
    unmaskedReason: z._default(text(200), ''),
  }),
]);
export type PaperRequest = z.input<typeof PaperRequest>;

export const SheetPages = z.object({
  /** Each page is one `section.page`, so that single ones can be printed. */
  html: z.string(),
  pages: z.number(),
  /** 消保培训签到表 HD-… */
  title: z.string(),
  /** Suggested file name with `.pdf`. */
  fileName: z.string(),
  record: z.nullable(z.string()),
  /** Some personal data on the pages is hidden. */
  masked: z.boolean(),
  /** There is personal data that could be shown with a reason. */
  maskable: z.boolean(),
});
export type SheetPages = z.infer<typeof SheetPages>;

export const Preview = z.object({
  token: z.string(),
  url: z.string(),
  pages: z.number(),
  title: z.string(),
  fileName: z.string(),
  masked: z.boolean(),
  maskable: z.boolean(),
});
export type Preview = z.infer<typeof Preview>;

export const Printer = z.object({
  /** System name, for `print.send`. */
  name: z.string(),
  displayName: z.string(),
  isDefault: z.boolean(),
});
export type Printer = z.infer<typeof Printer>;

export const PrintLine = z.object({
  n: z.number(),
  at: z.number(),
  user: z.string(),
  action: z.enum(['preview', 'printed', 'saved']),
  record: z.nullable(z.string()),
  text: z.string(),
  /** The sheet it was, to be made again with what is known today; null for other documents. */
  again: z.nullable(
    z.object({
      kind: z.enum(['outreach', 'training', 'blank']),
      id: z.nullable(z.string()),
      template: SheetTemplate,
      large: z.boolean(),
    }),
  ),
});
export type PrintLine = z.infer<typeof PrintLine>;

const token = z.string().check(z.regex(/^[0-9a-f]{32}$/));
/** `1-3,5`; '' prints all pages. */
const pageRange = z
  .string()
  .check(z.trim(), z.regex(/^(\d{1,4}(-\d{1,4})?(,\d{1,4}(-\d{1,4})?)*)?$/, '页码请写成 1-3,5'));

export const print = {
  /** Makes the pages and logs that they were made. */
  'print.sheet': command({ needs: 'print.document', input: SheetRequest, output: SheetPages, changes: ['audit'] }),
  /** Papers of complaints; made and logged like a sheet. */
  'print.paper': command({ needs: 'print.document', input: PaperRequest, output: SheetPages, changes: ['audit'] }),
  /** Logs that they went to a printer. */
  'print.noted': command({
    needs: 'print.document',
    input: z.object({ record: z.nullable(recordId), text: text(300) }),
    output: z.object({}),
    changes: ['audit'],
  }),
  /** Writes a PDF the shell made, whole or not at all; never over another file. */
  'print.store': command({
    needs: 'print.document',
    input: z.object({
      path: z.string().check(z.regex(/\.pdf$/i, '文件名要以 .pdf 结尾')),
      pdf: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
      record: z.nullable(recordId),
      text: text(300),
    }),
    output: z.object({ path: z.string(), bytes: z.number() }),
    changes: ['audit'],
  }),
  'print.history': query({
    needs: 'print.document',
    input: z.object({
      record: z.nullable(recordId),
      limit: z._default(z.int().check(z.minimum(1), z.maximum(200)), 50),
    }),
    output: z.array(PrintLine),
  }),

  /** A sign-in sheet as PDF, for the preview. */
  'print.signIn': command({ where: 'shell', needs: 'print.document', input: SheetRequest, output: Preview }),
  'print.paperPreview': command({ where: 'shell', needs: 'print.document', input: PaperRequest, output: Preview }),
  'print.printers': query({ where: 'shell', needs: 'print.document', input: z.object({}), output: z.array(Printer) }),
  'print.send': command({
    where: 'shell',
    needs: 'print.document',
    input: z.object({
      token,
      deviceName: z.string().check(z.minLength(1, '请选择打印机')),
      copies: z.int('请填份数').check(z.minimum(1, '至少 1 份'), z.maximum(99, '最多 99 份')),
      duplex: z.enum(['simplex', 'longEdge', 'shortEdge']),
      pages: pageRange,
    }),
    output: z.object({}),
  }),
  /** Asks where to; null when cancelled. */
  'print.savePdf': command({
    where: 'shell',
    needs: 'print.document',
    input: z.object({ token }),
    output: z.nullable(z.object({ path: z.string() })),
  }),
  /** The preview is closed: forget its pages. */
  'print.drop': command({ where: 'shell', needs: 'print.document', input: z.object({ token }), output: z.object({}) }),
};
