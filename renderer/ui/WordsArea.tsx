/**
 * A text area in which `::` brings a standard wording (话术), and beside which an abolished sentence
 * (禁用语) is pointed out. Neither ever stops a person from writing what he wants.
 */
import { Input } from 'antd';
import {
  useContext,
  useDeferredValue,
  useId,
  useMemo,
  useRef,
  useState,
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import type { PhraseRow } from '#contract/knowledge.ts';
import { bannedIn } from '#domain/banned-phrase.ts';
import { find, fitting } from '#domain/knowledge.ts';
import { filledPhrase } from '#domain/phrase.ts';
import { askedAt, typedBehind } from './double-colon.ts';
import { anchorName, anchorStyle } from './Floating.tsx';
import { insertText, rememberArea, roomIn } from './insert-text.ts';
import { isComposing } from './key-names.ts';
import { PhraseList, type PhraseChoice } from './PhraseList.tsx';
import { useKnowledge } from './use-knowledge.ts';
import { WordsScope } from './words-scope.ts';
import './knowledge.css';

type Props = ComponentProps<typeof Input.TextArea> & { readonly value: string };

export function WordsArea({ value, onChange, onKeyDown, ...rest }: Props): ReactNode {
  const ownId = useId();
  const id = rest.id ?? ownId;
  const [touched, setTouched] = useState(false);
  const knowledge = useKnowledge(touched || value !== '');
  const picker = usePhrasePicker(knowledge);
  const warned = useDeferredValue(value);
  const banned = useMemo(() => bannedIn(warned, knowledge.banned), [warned, knowledge.banned]);
  return (
    <div className="words-area" style={anchorStyle(id)} data-anchor={anchorName(id)}>
      <Input.TextArea
        {...rest}
        id={id}
        value={value}
        aria-haspopup="listbox"
        {...(picker.open && picker.found.length > 0
          ? { 'aria-controls': `${id}-phrases`, 'aria-activedescendant': `${id}-phrase-${picker.at}` }
          : {})}
        onFocus={(event) => {
          setTouched(true);
          rememberArea(event.currentTarget);
          rest.onFocus?.(event);
        }}
        onChange={(event) => {
          picker.follow(event.target, event.nativeEvent as InputEvent);
          onChange?.(event);
        }}
        onCompositionEnd={(event) => {
          picker.composed(event.currentTarget, event.data);
          rest.onCompositionEnd?.(event);
        }}
        onSelect={(event) => {
          picker.moved(event.currentTarget);
          rest.onSelect?.(event);
        }}
        onBlur={(event) => {
          picker.close();
          rest.onBlur?.(event);
        }}
        onKeyDown={(event) => {
          picker.press(event);
          if (!event.defaultPrevented) onKeyDown?.(event);
        }}
      />
      {picker.open && (
        <PhraseList
          id={id}
          anchor={anchorName(id)}
          found={picker.found}
          at={picker.at}
          none={knowledge.phrases.length === 0}
          onPick={picker.pick}
          onClose={picker.close}
        />
      )}
      {banned.map((each) => (
        <p key={each.id} className="banned-note" role="status">
          ◔ 含禁用语“{each.sentence}”（{each.abolishedOn} 废止：{each.reason}）。可改说：{each.instead}
        </p>
      ))}
    </div>
  );
}

interface Picker {
  readonly open: boolean;
  readonly at: number;
  readonly found: readonly PhraseChoice[];
  /** After every change of the text. */
  readonly follow: (area: HTMLTextAreaElement, input: InputEvent) => void;
  /** An input method has given its text. */
  readonly composed: (area: HTMLTextAreaElement, data: string) => void;
  readonly moved: (area: HTMLTextAreaElement) => void;
  readonly press: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  readonly pick: (choice: PhraseChoice) => void;
  readonly close: () => void;
}

/** Where the colons stand and what was typed behind them. */
interface Asked {
  readonly from: number;
  readonly typed: string;
  readonly room: number;
}

const shownAtMost = 40;

function usePhrasePicker({ phrases, phraseIndex }: ReturnType<typeof useKnowledge>): Picker {
  const { about, facts } = useContext(WordsScope);
  const [asked, setAsked] = useState<Asked>();
  const [at, setAt] = useState(0);
  const area = useRef<HTMLTextAreaElement>(null);
  const typed = asked?.typed;
  const found = useMemo<readonly PhraseChoice[]>(() => {
    if (typed === undefined) return [];
    const rows = typed === '' ? inOrder(phrases, fitting(phrases, about)) : find(phraseIndex, typed);
    return rows.slice(0, shownAtMost).map((row) => ({ row, words: filledPhrase(row.text, facts) }));
  }, [typed, phrases, phraseIndex, about, facts]);
  const close = (): void => setAsked(undefined);
  const look = (element: HTMLTextAreaElement, from: number): void => {
    area.current = element;
    const caret = element.selectionStart;
    const behind = typedBehind(element.value, from, caret);
    if (behind === undefined) close();
    else {
      if (behind !== typed) setAt(0);
      setAsked({ from, typed: behind, room: roomIn(element, caret - from) });
    }
  };
  const openIfAsked = (element: HTMLTextAreaElement): void => {
    const from = askedAt(element.value, element.selectionStart);
    if (from !== undefined) look(element, from);
  };
  const follow = (element: HTMLTextAreaElement, input: InputEvent): void => {
    if (asked !== undefined) look(element, asked.from);
    // Pasted, dropped or undone colons ask for nothing; letters being composed neither.
    else if (input.inputType === 'insertText' && !input.isComposing) openIfAsked(element);
  };
  const pick = ({ words }: PhraseChoice): void => {
    if (asked === undefined || area.current === null) return;
    const to = area.current.selectionStart;
    if (words.length > asked.room) return;
    close();
    insertText(area.current, words, asked.from, to);
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (asked === undefined || isComposing(event.nativeEvent)) return;
    const choice = found[at];
    if (event.key === 'ArrowDown') setAt(Math.max(0, Math.min(found.length - 1, at + 1)));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Escape') close();
    else if ((event.key === 'Enter' || event.key === 'Tab') && choice !== undefined && !event.ctrlKey) pick(choice);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    open: asked !== undefined,
    at,
    found: found.map((choice) => ({ ...choice, tooLong: choice.words.length > (asked?.room ?? 0) })),
    follow,
    composed: (element, data) => {
      if (asked === undefined && /^[:：]{1,2}$/.test(data)) openIfAsked(element);
    },
    moved: (element) => {
      if (asked !== undefined && typedBehind(element.value, asked.from, element.selectionStart) === undefined) close();
    },
    press,
    pick,
    close,
  };
}

/** Everything there is, what fits first. */
const inOrder = (all: readonly PhraseRow[], first: readonly PhraseRow[]): readonly PhraseRow[] => {
  const shown = new Set(first);
  return [...first, ...all.filter((row) => !shown.has(row))];
};
