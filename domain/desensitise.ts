/** What would tell whom a case is about. Checked before its text is sent to every outlet. */
import { findSensitiveNumbers, SENSITIVE_LABELS } from './mask.ts';

/** Something personal that is stored with the case. */
export interface KnownPersonal {
  /** 客户姓名, 账户末四位 … */
  readonly label: string;
  readonly value: string;
}

const bare = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');

/** One character is in every text. */
const shortestValue = 2;

/** Reasons by field; empty when nothing was found. The value itself is not repeated. */
export function personalIn(
  texts: Readonly<Record<string, string>>,
  known: readonly KnownPersonal[],
): Readonly<Record<string, string>> {
  const findings: Record<string, string> = {};
  for (const [field, text] of Object.entries(texts)) {
    const numbers = findSensitiveNumbers(text).map(({ kind }) => `完整的${SENSITIVE_LABELS[kind]}`);
    const content = bare(text);
    const values = known
      .map(({ label, value }) => ({ label, value: bare(value) }))
      .filter(({ value }) => value.length >= shortestValue && content.includes(value))
      .map(({ label }) => label);
    const found = [...new Set([...numbers, ...values])];
    if (found.length > 0) findings[field] = `含有${found.join('、')}`;
  }
  return findings;
}
