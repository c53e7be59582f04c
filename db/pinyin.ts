/** How labels and names are searched for by their sound. */
import { pinyin } from 'pinyin-pro';

/** Initials and full pinyin of a label, for search: 信用卡 → `xyk xinyongka`. */
export function pinyinOf(label: string): string {
  const full = pinyin(label, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
  const initials = full.map((part) => part.slice(0, 1)).join('');
  return `${initials} ${full.join('')}`.toLowerCase();
}

/**
 * Initials and full pinyin of a customer's name: 张三 → `zs`, `zhangsan`. As a surname and as the everyday word,
 * because a teller who has only seen 单 may type either: 单芳 → `sf`, `shanfang`, `df`, `danfang`.
 * ü is typed as v. Signs that the table does not know are left out.
 */
export function nameSounds(name: string): readonly string[] {
  const plain = name.normalize('NFKC');
  const readings = (['head', 'off'] as const).flatMap((surname) => {
    const parts = pinyin(plain, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true, surname })
      .map((part) => part.toLowerCase().replaceAll(/[^a-z]/g, ''))
      .filter((part) => part !== '');
    return [parts.map((part) => part.slice(0, 1)).join(''), parts.join('')];
  });
  return [...new Set(readings)].filter((sound) => sound !== '');
}
