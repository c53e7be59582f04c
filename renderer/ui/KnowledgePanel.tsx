/**
 * Beside a form, quietly: wordings, cases and rules that fit what the case is about, and a search over
 * all of them. F8 brings the cursor here and back; whether it is open is remembered per person.
 */
import { Button, Input, type InputRef } from 'antd';
import {
  useContext,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import type { ArticleRow } from '#contract/knowledge.ts';
import { find, fitting } from '#domain/knowledge.ts';
import { filledPhrase } from '#domain/phrase.ts';
import { start } from '#renderer/start.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import { areaInUse, insertText } from './insert-text.ts';
import { isComposing, useKeys } from './keys.ts';
import { toast } from './toast.ts';
import { useKnowledge, type UsableKnowledge } from './use-knowledge.ts';
import { WordsScope, type WordsScopeValue } from './words-scope.ts';
import './knowledge.css';

interface Line {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly { readonly label: string; readonly text: string }[];
  /** A wording can be written into the text. */
  readonly words?: string;
}

interface Group {
  readonly label: string;
  readonly lines: readonly Line[];
}

/** Whether this person has it open; undefined until that is known. */
export function useSidePanel(): readonly [boolean | undefined, (open: boolean) => void] {
  const { data } = useRead('setting.all', {});
  const { run } = useAct('setting.save');
  // The answer to pressing is at once; the setting follows.
  const [pressed, setPressed] = useState<boolean>();
  const set = (open: boolean): void => {
    setPressed(open);
    start(run({ sidePanel: open ? 'open' : 'closed' }));
  };
  return [pressed ?? (data === undefined ? undefined : data.sidePanel === 'open'), set];
}

interface Props {
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  /** Search words of what is being done: rules about it come first. */
  readonly topics?: readonly string[];
}

const noTopics: readonly string[] = [];

export function KnowledgePanel({ open, onOpen, topics = noTopics }: Props): ReactNode {
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  const box = useRef<InputRef>(null);
  const back = useRef<HTMLElement>(null);
  // Focus moves here once the box is drawn, and only when a key asked for it.
  const wanted = useRef(false);
  useEffect(() => {
    if (!open || !wanted.current) return;
    wanted.current = false;
    box.current?.focus({ cursor: 'all' });
  }, [open]);
  const goBack = (): void => back.current?.focus();
  const step = (): void => {
    if (panel.current?.contains(document.activeElement) === true) {
      onOpen(false);
      goBack();
      return;
    }
    back.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    wanted.current = !open;
    if (open) box.current?.focus({ cursor: 'all' });
    else onOpen(true);
  };
  useKeys('话术、案例、制度', [{ key: 'F8', label: '查话术、案例、制度；再按收起', run: step }]);
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    event.stopPropagation();
    goBack();
  };
  return (
    <aside ref={panel} className="knowledge-panel" aria-label="话术、案例、制度" onKeyDown={press}>
      <button
        type="button"
        className="knowledge-toggle"
        aria-expanded={open}
        aria-controls={`${id}-content`}
        onClick={() => onOpen(!open)}
      >
        {open ? '▾' : '▸'} 话术 · 案例 · 制度<kbd>F8</kbd>
      </button>
      {open && <PanelContent id={`${id}-content`} box={box} topics={topics} />}
    </aside>
  );
}

interface ContentProps {
  readonly id: string;
  readonly box: React.RefObject<InputRef | null>;
  readonly topics: readonly string[];
}

function PanelContent({ id, box, topics }: ContentProps): ReactNode {
  const scope = useContext(WordsScope);
  const knowledge = useKnowledge();
  const [text, setText] = useState('');
  const typed = useDeferredValue(text);
  const groups = useMemo(() => groupsOf(knowledge, scope, typed, topics), [knowledge, scope, typed, topics]);
  const [shown, setShown] = useState<string>();
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || isComposing(event.nativeEvent)) return;
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, .knowledge-item')];
    const at = stops.findIndex((each) => each === document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, at + step))]?.focus();
  };
  const count = groups.reduce((sum, { lines }) => sum + lines.length, 0);
  return (
    <div id={id} onKeyDown={move}>
      <Input
        ref={box}
        type="search"
        aria-label="查找话术、案例、制度"
        placeholder="两个字或拼音，如 分期、fq"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="sr-only" role="status">
        找到 {count} 条
      </p>
      <div className="knowledge-groups" tabIndex={-1}>
        {groups.map(({ label, lines }) => (
          <section key={label} aria-label={label}>
            <h3 className="knowledge-group">{label}</h3>
            {lines.map((line) => (
              <PanelLine
                key={line.id}
                line={line}
                open={shown === line.id}
                onPress={() => setShown(shown === line.id ? undefined : line.id)}
              />
            ))}
          </section>
        ))}
        {count === 0 && <p className="muted">{text.trim() === '' ? '选了业务和原因后，合用的列在这里' : '没有找到'}</p>}
      </div>
    </div>
  );
}

interface LineProps {
  readonly line: Line;
  readonly open: boolean;
  readonly onPress: () => void;
}

function PanelLine({ line, open, onPress }: LineProps): ReactNode {
  const { words } = line;
  const insert = (text: string): void => {
    const area = areaInUse();
    if (area === undefined) toast({ text: '这里没有可以插入的文字栏', tone: 'plain' });
    else if (!insertText(area, text, area.selectionStart, area.selectionEnd))
      toast({ text: '这一栏放不下这条话术，请先删减文字', tone: 'warn' });
  };
  return (
    <>
      <button type="button" className="knowledge-item" aria-expanded={open} onClick={onPress}>
        {line.title}
      </button>
      {open && (
        <div className="knowledge-open">
          <dl>
            {line.parts.map(({ label, text }) => (
              <div key={label}>
                {label !== '' && <dt>{label}</dt>}
                <dd style={{ whiteSpace: 'pre-line' }}>{text}</dd>
              </div>
            ))}
          </dl>
          {words !== undefined && (
            <Button size="small" onClick={() => insert(words)}>
              插入
            </Button>
          )}
        </div>
      )}
    </>
  );
}

const most = { fitting: 4, found: 8 };

/** With nothing typed what fits the case; else what is found, wherever it belongs. */
function groupsOf(
  { phrases, cases, articles, phraseIndex, caseIndex, articleIndex }: UsableKnowledge,
  { about, facts }: WordsScopeValue,
  typed: string,
  topics: readonly string[],
): readonly Group[] {
  const isTyped = typed.trim() !== '';
  const isTopical = ({ keywords }: ArticleRow): boolean => topics.some((topic) => keywords.includes(topic));
  const limit = isTyped ? most.found : most.fitting;
  const groups: readonly Group[] = [
    {
      label: '话术',
      lines: (isTyped ? find(phraseIndex, typed) : fitting(phrases, about)).slice(0, limit).map((row) => {
        const words = filledPhrase(row.text, facts);
        return { id: row.id, title: row.title, parts: [{ label: '', text: words }], words };
      }),
    },
    {
      label: '案例',
      lines: (isTyped ? find(caseIndex, typed) : fitting(cases, about)).slice(0, limit).map((row) => ({
        id: row.id,
        title: row.title,
        parts: [
          { label: '经过', text: row.happened },
          { label: '处理', text: row.handled },
          { label: '启示', text: row.lesson },
        ],
      })),
    },
    {
      label: '制度（要点，非原文）',
      lines: (isTyped ? find(articleIndex, typed) : fitting(articles, about, isTopical)).slice(0, limit).map((row) => ({
        id: row.id,
        title: `${row.article ?? '（条次未核对）'} · ${row.keywords.slice(0, 3).join('、')}`,
        parts: [{ label: `《${row.document}》${row.article ?? ''}`, text: row.text }],
      })),
    },
  ];
  return groups.filter(({ lines }) => lines.length > 0);
}
