/** A list pasted from Excel or WPS, checked line by line while it is pasted. A bad line says why. */
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { RequestFailure } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';
import { FailureNote } from './FailureNote.tsx';
import { useKeys } from './keys.ts';
import { Sheet } from './Sheet.tsx';
import './paste-list.css';

export interface CheckedLine {
  readonly line: number;
  readonly cells: readonly string[];
  readonly problem: string;
}

interface Props {
  readonly title: string;
  /** Which columns, in words. */
  readonly hint: ReactNode;
  readonly placeholder: string;
  readonly headings: readonly string[];
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Undefined while nothing is pasted or the check is running. */
  readonly lines: readonly CheckedLine[] | undefined;
  readonly failure: RequestFailure | undefined;
  readonly busy: boolean;
  readonly okText: (good: number) => string;
  /** The good lines as text. */
  readonly onSave: (text: string) => Promise<void>;
  readonly onClose: () => void;
}

export function PasteList(props: Props): ReactNode {
  const { lines, headings } = props;
  const [onlyBad, setOnlyBad] = useState(false);
  const good = lines?.filter(({ problem }) => problem === '') ?? [];
  const bad = (lines?.length ?? 0) - good.length;
  const ready = good.length > 0 && !props.busy;
  const save = (): void => start(props.onSave(good.map(({ cells }) => cells.join('\t')).join('\n')));
  return (
    <Sheet
      title={props.title}
      width={860}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>取消</Button>
          <Button type="primary" disabled={!ready} loading={props.busy} onClick={save}>
            {bad === 0 ? props.okText(good.length) : `跳过 ${bad} 行，${props.okText(good.length)}`}
            <kbd>Ctrl+Enter</kbd>
          </Button>
        </>
      }
    >
      <SaveKey title={props.title} run={save} when={ready} />
      <p className="muted paste-hint">{props.hint}</p>
      <Input.TextArea
        autoFocus
        rows={lines === undefined ? 9 : 4}
        aria-label={props.title}
        placeholder={props.placeholder}
        value={props.text}
        onChange={(event) => props.onText(event.target.value)}
      />
      {props.failure !== undefined && <FailureNote failure={props.failure} />}
      {lines !== undefined && (
        <>
          <p className="paste-sum" aria-live="polite">
            <span className="tone-good">✓ {good.length} 行可用</span>
            {bad > 0 && (
              <>
                <span className="tone-overdue">▲ {bad} 行有问题</span>
                <label>
                  <input type="checkbox" checked={onlyBad} onChange={() => setOnlyBad(!onlyBad)} /> 只看有问题的行
                </label>
              </>
            )}
          </p>
          <Lines headings={headings} lines={onlyBad ? lines.filter(({ problem }) => problem !== '') : lines} />
        </>
      )}
    </Sheet>
  );
}

/** Inside the dialog: a dialog hides the keys of everything around it. */
function SaveKey(props: { readonly title: string; readonly run: () => void; readonly when: boolean }): ReactNode {
  useKeys(props.title, [{ key: 'Ctrl+Enter', label: '保存', run: props.run, when: props.when }]);
  return null;
}

/** Long lists show their first lines; every bad line can still be seen by itself. */
const mostShown = 300;

function Lines({ headings, lines }: Pick<Props, 'headings'> & { readonly lines: readonly CheckedLine[] }): ReactNode {
  return (
    <div className="paste-lines" tabIndex={0} role="region" aria-label="检查结果">
      <table>
        <thead>
          <tr>
            <th>行</th>
            {headings.map((heading) => (
              <th key={heading}>{heading}</th>
            ))}
            <th>检查</th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, mostShown).map((line) => (
            <tr key={line.line} className={line.problem === '' ? '' : 'paste-line-bad'}>
              <td className="num">{line.line}</td>
              {headings.map((heading, index) => (
                <td key={heading}>{line.cells[index]}</td>
              ))}
              <td>
                {line.problem === '' ? (
                  <span className="tone-good" aria-label="可用">
                    ✓
                  </span>
                ) : (
                  <span className="tone-overdue">▲ {line.problem}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > mostShown && <p className="muted">只列出前 {mostShown} 行。</p>}
    </div>
  );
}
