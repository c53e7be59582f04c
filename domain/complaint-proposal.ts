/** What the facts of a complaint suggest. Proposals are shown and may be overruled; they never block. */
import { findSensitiveNumbers, SENSITIVE_LABELS } from './mask.ts';

/** Sources through which a regulator hands a complaint on; choosing one offers 监管转办. */
export const REGULATOR_SOURCES: readonly string[] = ['src.nfra', 'src.line12378', 'src.pbc', 'src.line12363'];

const authorityBySource: Readonly<Record<string, string>> = {
  'src.nfra': 'authority.nfra',
  'src.line12378': 'authority.nfra',
  'src.pbc': 'authority.pbc',
  'src.line12363': 'authority.pbc',
};

/** The authority that stands behind a source, or null. */
export const authorityOf = (source: string): string | null => authorityBySource[source] ?? null;

/** People from which a case is a group complaint worth watching, and a major one. */
export const GROUP_WATCH = 5;
export const GROUP_MAJOR = 20;

export interface LevelFacts {
  readonly forwarded: boolean;
  readonly groupSize: number | null;
  readonly tags: readonly string[];
}

export interface Proposal {
  readonly value: string;
  /** Chinese, empty when nothing special was found. */
  readonly why: string;
}

export function proposeLevel({ forwarded, groupSize, tags }: LevelFacts): Proposal {
  if ((groupSize ?? 0) >= GROUP_MAJOR)
    return { value: 'level.major', why: `涉及 ${groupSize} 人，达到 ${GROUP_MAJOR} 人` };
  if (forwarded) return { value: 'level.major', why: '监管转办' };
  if (tags.includes('tag.opinion')) return { value: 'level.major', why: '涉及舆情' };
  if ((groupSize ?? 0) >= GROUP_WATCH)
    return { value: 'level.complex', why: `涉及 ${groupSize} 人，达到 ${GROUP_WATCH} 人` };
  if (tags.includes('tag.judicial')) return { value: 'level.complex', why: '涉及司法' };
  return { value: 'level.normal', why: '' };
}

export function proposeUrgency({ forwarded, groupSize, tags }: LevelFacts): Proposal {
  if (tags.includes('tag.opinion')) return { value: 'urgency.critical', why: '涉及舆情' };
  if (tags.includes('tag.extreme')) return { value: 'urgency.critical', why: '有过激行为' };
  if ((groupSize ?? 0) >= GROUP_MAJOR) return { value: 'urgency.critical', why: `涉及 ${groupSize} 人` };
  if (forwarded) return { value: 'urgency.urgent', why: '监管转办' };
  return { value: 'urgency.normal', why: '' };
}

const under = (id: string, top: string): boolean => id === top || id.startsWith(`${top}.`);

/** Pairs of classes that are seldom right together; null when nothing is odd. */
export function oddPair(business: string | null, cause: string | null): string | null {
  if (business === null || cause === null) return null;
  if (under(business, 'biz.collection') && !under(cause, 'cause.collection')) {
    return '业务选了债务催收，原因一般是“债务催收方式和手段”，请核对';
  }
  if (under(cause, 'cause.collection') && !under(business, 'biz.collection')) {
    return '原因选了债务催收，业务一般归入“债务催收”，请核对';
  }
  if (
    under(cause, 'cause.return') &&
    !['biz.wealth', 'biz.agency', 'biz.metal', 'biz.forex'].some((top) => under(business, top))
  ) {
    return '“产品收益”一般对应理财、代理、贵金属或外汇业务，请核对';
  }
  return null;
}

/** What should not stand in a free text: whole phone, ID and card numbers. Empty when there is none. */
export function numbersInText(text: string): string {
  const kinds = [...new Set(findSensitiveNumbers(text).map(({ kind }) => SENSITIVE_LABELS[kind]))];
  return kinds.length === 0 ? '' : `正文里有完整的${kinds.join('、')}，建议改为末四位`;
}
