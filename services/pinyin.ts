/** How a label is searched for by its sound. */
import { pinyin } from 'pinyin-pro';

/** Initials and full pinyin of a label, for search: 信用卡 → `xyk xinyongka`. */
export function pinyinOf(label: string): string {
  const full = pinyin(label, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
  const initials = full.map((part) => part.slice(0, 1)).join('');
  return `${initials} ${full.join('')}`.toLowerCase();
}
