/** The registration form as it is typed, and as the request wants it. */
import { complaintDraftSchema, type ComplaintDraftInput } from '#domain/complaint-draft.ts';
import { authorityOf, REGULATOR_SOURCES } from '#domain/complaint-proposal.ts';
import { FILER_SELF } from '#domain/complaint-recusal.ts';
import type { FieldReasons } from '#domain/failure.ts';
import { blankClosing, closingFaults, fenOf, type Closing } from './closing-model.ts';

/** Kept in the draft, so every value is text, a choice or a list of choices. */
export interface FormBody {
  readonly receivedOn: string;
  readonly receivedTime: string;
  readonly source: string | null;
  readonly business: string | null;
  readonly cause: string | null;
  readonly channel: string | null;
  readonly customerName: string;
  readonly phone: string;
  readonly summary: string;
  readonly demands: readonly string[];
  /** Yuan as typed. */
  readonly amount: string;
  readonly specialGroups: readonly string[];
  readonly partner: string;
  readonly handler: string | null;
  readonly forwarded: boolean;
  readonly forwardedBy: string | null;
  readonly letterNo: string;
  readonly forwardedOn: string | null;
  readonly letterDueOn: string | null;
  readonly externalNo: string;
  readonly filerKind: string | null;
  readonly customerType: string | null;
  readonly agent: string;
  readonly mandate: string;
  /** Staff numbers divided by 、 or blanks. */
  readonly complainedStaff: string;
  readonly nature: string | null;
  readonly complainedOutlet: string | null;
  readonly level: string | null;
  readonly urgency: string | null;
  readonly tags: readonly string[];
  readonly groupSize: string;
  /** Names divided by 、 or blanks. */
  readonly representatives: string;
  readonly product: string;
  readonly accountTail: string;
  readonly repeatOf: string | null;
  /** Asked for where the day of receipt lies in a locked period. */
  readonly lateReason: string;
  /** 现场即时化解. */
  readonly solved: boolean;
  readonly closing: Closing;
}

export type KeyOf<V> = {
  [K in keyof FormBody]: FormBody[K] extends V ? (V extends FormBody[K] ? K : never) : never;
}[keyof FormBody];
export type TextKey = KeyOf<string>;
export type PickKey = KeyOf<string | null>;
export type ListKey = KeyOf<readonly string[]>;

export const blankForm = (today: string, time: string, source: string | null): FormBody => ({
  receivedOn: today,
  receivedTime: time,
  source,
  business: null,
  cause: null,
  channel: 'chn.front.site',
  customerName: '',
  phone: '',
  summary: '',
  demands: [],
  amount: '',
  specialGroups: [],
  partner: '',
  handler: null,
  forwarded: false,
  forwardedBy: null,
  letterNo: '',
  forwardedOn: null,
  letterDueOn: null,
  externalNo: '',
  filerKind: 'filer.self',
  customerType: 'customer.person',
  agent: '',
  mandate: '',
  complainedStaff: '',
  nature: 'nature.complaint',
  complainedOutlet: null,
  level: null,
  urgency: null,
  tags: [],
  groupSize: '',
  representatives: '',
  product: '',
  accountTail: '',
  repeatOf: null,
  lateReason: '',
  solved: false,
  closing: blankClosing,
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

export const namesOf = (typed: string): string[] => typed.split(/[、,，;；\s]+/).filter((name) => name !== '');

/** Somebody complains for the customer. */
export const isForOther = ({ filerKind }: Pick<FormBody, 'filerKind'>): boolean => filerKind !== FILER_SELF;

/** Dates of a letter that is not there do not belong to the case. */
export function draftOf(body: FormBody): ComplaintDraftInput {
  const { amount, groupSize, representatives, solved: _solved, closing: _closing, ...same } = body;
  const letter = body.forwarded;
  return {
    ...same,
    source: body.source ?? '',
    business: body.business ?? '',
    cause: body.cause ?? '',
    channel: body.channel ?? '',
    nature: body.nature ?? '',
    filerKind: body.filerKind ?? '',
    customerType: body.customerType ?? '',
    forwardedBy: letter ? body.forwardedBy : null,
    letterNo: letter ? orNull(body.letterNo) : null,
    forwardedOn: letter ? body.forwardedOn : null,
    letterDueOn: letter ? body.letterDueOn : null,
    agent: isForOther(body) ? orNull(body.agent) : null,
    mandate: isForOther(body) ? orNull(body.mandate) : null,
    complainedStaff: namesOf(body.complainedStaff),
    lateReason: orNull(body.lateReason),
    externalNo: orNull(body.externalNo),
    product: orNull(body.product),
    accountTail: orNull(body.accountTail),
    partner: orNull(body.partner),
    amountFen: fenOf(amount),
    groupSize: groupSize.trim() === '' ? null : Number(groupSize),
    representatives: namesOf(representatives),
  };
}

/** Names of the form where they differ from those of the request. */
const shownAs: Readonly<Record<string, string>> = { amountFen: 'amount' };

export const onForm = (reasons: FieldReasons): FieldReasons =>
  Object.fromEntries(
    Object.entries(reasons)
      .map(([field, reason]) => [field.replace(/^(draft|result)\./, ''), reason] as const)
      .map(([field, reason]) => [shownAs[field] ?? field.split('.')[0] ?? field, reason]),
  );

/** What is missing or wrong, by field, before the backend is asked. */
export function reasonsOf(body: FormBody): FieldReasons {
  const parsed = complaintDraftSchema.safeParse(draftOf(body));
  const reasons: Record<string, string> = body.solved ? { ...closingFaults(body.closing) } : {};
  if (parsed.success) return reasons;
  for (const { path, message } of parsed.error.issues) reasons[String(path[0] ?? '')] ??= message;
  return onForm(reasons);
}

/** A regulator's channel asks for the letter. */
export function sourceChosen(source: string): Partial<FormBody> {
  return REGULATOR_SOURCES.includes(source)
    ? { source, forwarded: true, forwardedBy: authorityOf(source) }
    : { source };
}

export const isAgency = (business: string | null): boolean => business?.startsWith('biz.agency') === true;

/** Anything typed by hand? An untouched form is no draft. */
export const isStarted = (body: FormBody): boolean =>
  [body.customerName, body.phone, body.summary, body.business ?? '', body.cause ?? ''].some((text) => text !== '');
