/** Papers of one complaint: collects what stands on them, masked unless a reason is given. */
import type { SheetPages } from '#contract/print.ts';
import { pausesOf, requestsOf } from '#db/complaint-handling.ts';
import { stepsOf } from '#db/complaint.ts';
import { allDictEntries } from '#db/dictionary.ts';
import { getRecord } from '#db/record.ts';
import { outletsById } from '#db/staff.ts';
import type { Complaint, ComplaintStep } from '#domain/complaint.ts';
import { deadlinesOf } from '#domain/complaint-clock.ts';
import { holderOf, originOf } from '#domain/complaint-holder.ts';
import { maskCustomer } from '#domain/complaint-draft.ts';
import type { CasePaper } from '#domain/complaint-paper.ts';
import { casePapers, paperRefusal } from '#domain/complaint-paper.ts';
import type { ComplaintPause } from '#domain/complaint-pause.ts';
import { clockPause } from '#domain/complaint-pause.ts';
import type { ComplaintRequest } from '#domain/complaint-request.ts';
import { dateOfInstant, timeOfInstant } from '#domain/dates.ts';
import type { Deadlines } from '#domain/deadline-rules.ts';
import { Failure } from '#domain/failure.ts';
import { maskName, maskPhone, redactNumbers } from '#domain/mask.ts';
import { branchEntity, outletEntity } from '#domain/organisation.ts';
import { peopleNames } from '../complaint-list.ts';
import { findComplaint, nodeName } from '../complaint-view.ts';
import type { Ctx } from '../context.ts';
import { clockContext } from '../reference.ts';
import { coverPages, receiptPages, registerPages } from './case-forms.ts';
import { transferPages, urgePages } from './case-orders.ts';
import { consultPages, extensionPages, replyPages, trackPages } from './case-papers.ts';
import type { Markup } from './html.ts';
import type { PaperSize } from './paper.ts';
import { paperHtml } from './paper.ts';

/** What the papers are written from: words instead of ids, personal data as it may be shown. */
export interface CaseFacts {
  readonly complaint: Complaint;
  readonly customer: string;
  readonly phone: string;
  readonly representatives: string;
  /** A text as it may stand on this paper. */
  readonly text: (text: string | null) => string;
  readonly label: (id: string | null) => string;
  readonly labels: (ids: readonly string[]) => string;
  readonly person: (staffNo: string | null) => string;
  readonly outletName: string;
  /** Who registered it, and who handles it now. */
  readonly originName: string;
  readonly holderName: string;
  readonly complainedName: string;
  readonly branch: string;
  readonly centre: string;
  readonly steps: readonly ComplaintStep[];
  readonly pauses: readonly ComplaintPause[];
  readonly requests: readonly ComplaintRequest[];
  readonly deadlines: Deadlines;
  readonly today: string;
}

interface Form {
  readonly size: PaperSize;
  readonly pages: (facts: CaseFacts) => readonly Markup[];
}

const forms: Readonly<Record<CasePaper, Form>> = {
  P01: { size: 'portrait', pages: registerPages },
  P02: { size: 'portrait', pages: trackPages },
  P03: { size: 'portrait', pages: receiptPages },
  P04: { size: 'portrait', pages: replyPages },
  P05: { size: 'portrait', pages: consultPages },
  P06: { size: 'portrait', pages: extensionPages },
  P21: { size: 'portrait', pages: coverPages },
  P25: { size: 'portrait', pages: transferPages },
  P26: { size: 'portrait', pages: urgePages },
};

/** @throws Failure notFound, impossible (with what is missing) */
export function casePaper(ctx: Ctx, paper: CasePaper, id: string, unmaskedReason: string): SheetPages {
  const complaint = findComplaint(ctx, id);
  const isMasked = unmaskedReason === '';
  const facts = factsOf(ctx, complaint, isMasked);
  const refusal = paperRefusal(paper, {
    complaint,
    hasConsultation: facts.steps.some(({ kind }) => kind === 'consult'),
    hasTransfer: facts.steps.some(({ kind }) => kind === 'transfer'),
    hasExtension: facts.requests.some(({ kind }) => kind === 'extend'),
  });
  if (refusal !== null) throw new Failure('impossible', `${refusal}。没有生成${casePapers[paper]}。`);
  const { size, pages } = forms[paper];
  const made = pages(facts);
  const title = casePapers[paper];
  return {
    html: paperHtml({
      code: paper,
      title,
      bank: `${facts.branch}　${facts.outletName}`,
      size,
      number: complaint.caseNo,
      imprint: imprintOf(ctx, isMasked),
      pages: made,
    }),
    pages: made.length,
    title: `${title} ${complaint.caseNo}`,
    fileName: `${complaint.caseNo}_${title}.pdf`,
    record: id,
    masked: isMasked,
    maskable: true,
  };
}

export const imprintOf = (ctx: Ctx, isMasked: boolean): string =>
  `${isMasked ? '已遮盖　' : ''}打印 ${ctx.user.staffNo}　${dateOfInstant(ctx.now())} ${timeOfInstant(ctx.now())}`;

export function branchName(ctx: Ctx): string {
  const branch = getRecord(ctx.db, branchEntity, 'branch');
  return branch === null ? '' : `${branch.bankName}${branch.branchName}`;
}

export const ownOutletName = (ctx: Ctx): string =>
  ctx.identity.side === 'outlet' ? (getRecord(ctx.db, outletEntity, ctx.identity.node)?.name ?? '') : '';

function factsOf(ctx: Ctx, complaint: Complaint, isMasked: boolean): CaseFacts {
  const { db } = ctx;
  const words = new Map(allDictEntries(db).map(({ id, label }) => [id, label]));
  const people = peopleNames(ctx);
  const outlets = outletsById(db);
  const label = (id: string | null): string => (id === null ? '' : (words.get(id) ?? id));
  const pauses = pausesOf(db, complaint.id);
  const { customerName, phone } = complaint;
  return {
    complaint,
    customer: isMasked ? maskCustomer(customerName) : customerName,
    phone: phone === '' ? '' : isMasked ? maskPhone(phone) : phone,
    representatives: complaint.representatives.map((name) => (isMasked ? maskName(name) : name)).join('、'),
    text: (text) => (isMasked ? redactNumbers(text ?? '') : (text ?? '')),
    label,
    labels: (ids) => ids.map(label).join('、'),
    person: (staffNo) => (staffNo === null ? '' : (people.get(staffNo) ?? staffNo)),
    originName: nodeName(ctx, originOf(complaint)),
    holderName: nodeName(ctx, holderOf(complaint)),
    outletName: outlets.get(complaint.outlet)?.name ?? complaint.outlet,
    complainedName: outlets.get(complaint.complainedOutlet)?.name ?? complaint.complainedOutlet,
    branch: branchName(ctx),
    centre: getRecord(db, branchEntity, 'branch')?.centreName ?? '',
    steps: stepsOf(db, complaint.id).toReversed(),
    pauses,
    requests: requestsOf(db, complaint.id),
    deadlines: deadlinesOf({ ...complaint, pauses: pauses.map(clockPause) }, clockContext(db, ctx.today())),
    today: ctx.today(),
  };
}
