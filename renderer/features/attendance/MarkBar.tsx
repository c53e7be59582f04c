/** 快速勾选: `1-25,27,30` and Enter. For a paper sheet read line by line. */
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { parseMarks } from '#domain/attendance.ts';
import { keyName } from '#renderer/ui/key-names.ts';

interface Props {
  /** Highest line that may be named. */
  readonly max: number;
  readonly onMark: (lines: readonly number[], here: boolean) => void;
  /** Ctrl+Z in the empty box, where there is no text to take back. */
  readonly onUndo: () => void;
  readonly readOnly: boolean;
  readonly children?: ReactNode;
}

export function MarkBar({ max, onMark, onUndo, readOnly, children }: Props): ReactNode {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const mark = (here: boolean): void => {
    const marks = parseMarks(text, max);
    setProblem(marks.ok ? undefined : marks.problem);
    if (!marks.ok) return;
    onMark(marks.lines, here);
    setText('');
  };
  if (readOnly) return <div className="mark-bar">{children}</div>;
  return (
    <form
      className="mark-bar"
      aria-label="快速勾选"
      onSubmit={(event) => {
        event.preventDefault();
        mark(true);
      }}
    >
      <label htmlFor="mark-lines">快速勾选</label>
      <Input
        id="mark-lines"
        className="mark-input num"
        placeholder="行号，如 1-25,27,30"
        autoComplete="off"
        status={problem === undefined ? '' : 'error'}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : 'mark-problem'}
        value={text}
        onKeyDown={(event) => {
          if (text !== '' || keyName(event.nativeEvent) !== 'Ctrl+Z') return;
          event.preventDefault();
          onUndo();
        }}
        onChange={(event) => {
          setText(event.target.value);
          setProblem(undefined);
        }}
      />
      <Button htmlType="submit">
        到场<kbd>Enter</kbd>
      </Button>
      <Button onClick={() => mark(false)}>未到</Button>
      {children}
      {problem !== undefined && (
        <span id="mark-problem" className="mark-problem" role="alert">
          ▲ {problem}
        </span>
      )}
    </form>
  );
}
