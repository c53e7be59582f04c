/**
 * Placeholders of a standard wording (话术): `{编号}` is filled where the form knows it. None of them is
 * personal: a wording may be inserted where the customer's data is hidden.
 */
export const placeholders = {
  编号: '投诉编号',
  受理日期: '收到投诉的日期',
  网点: '本网点名称',
  业务: '业务类别简称',
  今天: '今天的日期',
  联系期限: '首次联系的最后一天',
  方案期限: '给出方案的最后一天',
  办结期限: '办结的最后一天',
} as const;
export type Placeholder = keyof typeof placeholders;

/** What a form knows; what it does not know stays as a placeholder for the person to fill in. */
export type PhraseFacts = Readonly<Partial<Record<Placeholder, string>>>;

const inBraces = /[{｛]([^{}｛｝\n]{1,12})[}｝]/g;

const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(placeholders, name);

export const filledPhrase = (text: string, facts: PhraseFacts): string =>
  text.replaceAll(inBraces, (whole, name: string) => (isPlaceholder(name) ? (facts[name] ?? whole) : whole));

/** Words in braces that no form can ever fill. */
export const unknownPlaceholders = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(inBraces)].map(([, name = '']) => name).filter((name) => !isPlaceholder(name))),
];
