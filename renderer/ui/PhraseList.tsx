/** The wordings offered under a text area: one line each, the chosen one whole as it will be written. */
import { useEffect, useRef, type ReactNode } from 'react';
import type { PhraseRow } from '#contract/knowledge.ts';
import { Floating } from './Floating.tsx';
import { useShortLabel } from './use-dict.ts';
import './form.css';

export interface PhraseChoice {
  readonly row: PhraseRow;
  /** With its placeholders filled. */
  readonly words: string;
  /** The field has no room for it. */
  readonly tooLong?: boolean;
}

interface Props {
  readonly id: string;
  readonly anchor: string;
  readonly found: readonly PhraseChoice[];
  readonly at: number;
  /** There are no wordings at all. */
  readonly none: boolean;
  readonly onPick: (choice: PhraseChoice) => void;
  readonly onClose: () => void;
}

export function PhraseList({ id, anchor, found, at, none, onPick, onClose }: Props): ReactNode {
  const short = useShortLabel();
  const active = useRef<HTMLLIElement>(null);
  useEffect(() => {
    active.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const chosen = found[at];
  return (
    <Floating anchor={anchor} onClose={onClose} width="anchor">
      {/* Focus and caret stay in the text, wherever the list is pressed. */}
      <div role="presentation" onMouseDown={(event) => event.preventDefault()}>
        <ul id={`${id}-phrases`} role="listbox" className="pick-list phrase-list" aria-label="话术">
          {found.map((choice, index) => (
            <li
              key={choice.row.id}
              id={`${id}-phrase-${index}`}
              ref={index === at ? active : undefined}
              role="option"
              aria-selected={index === at}
              aria-disabled={choice.tooLong === true}
              className={`phrase-option${index === at ? ' pick-active' : ''}`}
              onClick={() => onPick(choice)}
            >
              <span className="phrase-code mono">{choice.row.code}</span>
              <span className="phrase-title">{choice.row.title}</span>
              <span className="muted ellipsis">
                {[choice.row.business, choice.row.cause]
                  .filter((each) => each !== null)
                  .map(short)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
        {chosen !== undefined && <p className="phrase-words">{chosen.words}</p>}
        <div className="pick-help" aria-live="polite">
          {helpOf(none, chosen)}
        </div>
      </div>
    </Floating>
  );
}

function helpOf(none: boolean, chosen: PhraseChoice | undefined): string {
  if (none) return '还没有话术：中心在知识库里维护，随配置包下发';
  if (chosen === undefined) return '没有这条话术，换个说法试试；Esc 关闭';
  if (chosen.tooLong === true) return '这里放不下这条话术，请先删减文字';
  return `${/[{｛]/.test(chosen.words) ? '花括号里的请填好 · ' : ''}↑↓ 选择 · Enter 插入 · Esc 关闭`;
}
