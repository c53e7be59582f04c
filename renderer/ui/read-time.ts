/** What was typed into a time field. */

/** `HH:mm`, or undefined when the text is no time. */
export function parseTime(typed: string, now: string): string | undefined {
  const text = typed.normalize('NFKC').replaceAll(/\s+/g, '');
  if (text === '现在' || text === '.') return now;
  const match =
    /^(\d{1,2})[:：点时.](\d{1,2})?分?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text) ?? /^(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? 0)];
  if (hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
