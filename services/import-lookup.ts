/** Words of somebody else's list as our choices, outlets and people. */
import { allDictEntries } from '#db/dictionary.ts';
import { outletsById, staffNames } from '#db/staff.ts';
import type { Read } from '#domain/cell.ts';
import { complaintFieldDicts } from '#domain/complaint-labels.ts';
import type { ImportName, Lookups } from '#domain/import.ts';
import type { DictEntryRecord } from '#domain/reference-data.ts';
import type { Ctx } from './context.ts';

const bare = (text: string): string => text.toLowerCase().replace(/[\s"“”'（）()]/g, '');
const good = (value: string): Read<string> => ({ ok: true, value });
const bad = (reason: string): Read<string> => ({ ok: false, reason });

/** Words → ids that carry them, best kind of word first. */
type Words = readonly ReadonlyMap<string, readonly string[]>[];

function wordsOf(entries: readonly DictEntryRecord[]): Words {
  const names = new Map<string, string[]>();
  const synonyms = new Map<string, string[]>();
  const add = (to: Map<string, string[]>, word: string | null, id: string): void => {
    if (word === null || bare(word) === '') return;
    const ids = to.get(bare(word)) ?? [];
    if (!ids.includes(id)) ids.push(id);
    to.set(bare(word), ids);
  };
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  for (const entry of entries) {
    for (const word of [entry.label, entry.shortLabel, entry.stdCode, entry.id]) add(names, word, entry.id);
    const parent = entry.parent === null ? undefined : byId.get(entry.parent);
    // 信用卡/其他: the same word under two parents is told apart by the one above.
    for (const above of [parent?.label, parent?.shortLabel]) {
      if (above === undefined || above === null) continue;
      for (const own of [entry.label, entry.shortLabel]) if (own !== null) add(names, above + own, entry.id);
    }
    for (const word of entry.synonyms) add(synonyms, word, entry.id);
  }
  return [names, synonyms];
}

function find(words: Words, text: string, label: (id: string) => string): Read<string> {
  const parts = text.split(/[/\\>＞→—]+|--?/).filter((part) => bare(part) !== '');
  // The whole text, then its last two levels, then its last.
  const wanted = [text, parts.slice(-2).join(''), parts.at(-1) ?? ''].map(bare);
  for (const each of wanted) {
    for (const kind of words) {
      const ids = kind.get(each) ?? [];
      if (ids[0] !== undefined && ids.length === 1) return good(ids[0]);
      if (ids.length > 1)
        return bad(
          `可能是${ids
            .slice(0, 3)
            .map((id) => `“${label(id)}”`)
            .join('或')}，请写全`,
        );
    }
  }
  return bad('没有这个选项，请改成字典里的名称');
}

export function lookupsOf(ctx: Ctx): Lookups {
  const entries = allDictEntries(ctx.db);
  const labels = new Map(entries.map(({ id, label }) => [id, label]));
  const dicts = new Map<string, Words>();
  const found = new Map<string, Read<string>>();
  const choice = (name: ImportName, text: string): Read<string> => {
    const dict = (complaintFieldDicts as Readonly<Record<string, string>>)[name] ?? name;
    const key = `${dict}\n${text}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const words = dicts.get(dict) ?? wordsOf(entries.filter((entry) => entry.dict === dict));
    dicts.set(dict, words);
    const read = find(words, text, (id) => labels.get(id) ?? id);
    found.set(key, read);
    return read;
  };
  return { choice, outlet: outletLookup(ctx), staff: staffLookup(ctx) };
}

function outletLookup({ db }: Ctx): Lookups['outlet'] {
  const all = [...outletsById(db).values()];
  return (text) => {
    const wanted = bare(text);
    const exact = all.filter(({ id, code, name }) =>
      [id, code, name, code.replace(/^\D+/, '')].map(bare).includes(wanted),
    );
    const near =
      exact.length > 0 ? exact : all.filter(({ name }) => bare(name).includes(wanted) || wanted.includes(bare(name)));
    const [first, second] = near;
    if (first === undefined) return bad('没有这个网点，请写网点号或全名');
    return second === undefined ? good(first.id) : bad('不止一个网点叫这个名字，请写网点号');
  };
}

function staffLookup({ db }: Ctx): Lookups['staff'] {
  const names = staffNames(db);
  return (text) => {
    if (names.has(text)) return good(text);
    const [first, second] = [...names].filter(([, name]) => bare(name) === bare(text));
    if (first === undefined) return bad('名册里没有这个人，请写工号');
    return second === undefined ? good(first[0]) : bad('名册里不止一个人叫这个名字，请写工号');
  };
}
