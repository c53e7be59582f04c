/** The outlet list, pasted from Excel or read from a text file; each bad line says why. */
import { Button, Input } from 'antd';
import { useDeferredValue, useRef, useState, type ReactNode } from 'react';
import type { Out } from '#contract/index.ts';
import { start } from '#renderer/start.ts';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { useKeys } from '#renderer/ui/keys.ts';
import { useRead } from '#renderer/use-query.ts';
import { textOfFile } from './text-of-file.ts';

interface Props {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onBack: () => void;
  /** The lines to take, as text; the bad ones are left out. */
  readonly onNext: (goodText: string) => void;
}

type Checked = Out<'setup.checkOutlets'>;

export function OutletStep({ text, onText, onBack, onNext }: Props): ReactNode {
  const settled = useDeferredValue(text);
  const file = useRef<HTMLInputElement>(null);
  const [onlyBad, setOnlyBad] = useState(false);
  const check = useRead('setup.checkOutlets', { text: settled }, { enabled: settled.trim() !== '' });
  const checked = settled.trim() === '' ? undefined : check.data;
  const ready = checked !== undefined && checked.good > 0 && settled === text;
  const take = async (chosen: File | undefined): Promise<void> => {
    if (chosen !== undefined) onText(await textOfFile(chosen));
  };
  const next = (): void => {
    if (ready) onNext(goodLines(checked));
  };
  useKeys('网点名单', [{ key: 'Ctrl+Enter', label: '下一步', run: next, when: ready }]);
  return (
    <div
      className="front-text"
      onDragOver={(event) => {
        event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        start(take(event.dataTransfer.files[0]));
      }}
    >
      <p className="muted">
        从 Excel 或 WPS 复制四列粘贴到这里：网点号、名称、支行、区县（后两列可以空）。也可以选择 .txt、.csv
        文件，或把文件拖进来。
      </p>
      <Input.TextArea
        autoFocus
        rows={checked === undefined ? 9 : 4}
        aria-label="网点名单"
        placeholder={'O001\t营业部\t城区支行\t城区\nO002\t高新支行\t高新支行\t高新区'}
        value={text}
        onChange={(event) => {
          onText(event.target.value);
        }}
      />
      {check.failure !== undefined && <FailureNote failure={check.failure} />}
      {checked !== undefined && <Result checked={checked} onlyBad={onlyBad} onOnlyBad={setOnlyBad} />}
      <div className="wizard-foot">
        <Button onClick={onBack}>上一步</Button>
        <span>
          <input
            ref={file}
            type="file"
            accept=".txt,.csv,.tsv"
            hidden
            aria-label="网点名单文件"
            onChange={(event) => {
              start(take(event.target.files?.[0]));
            }}
          />
          <Button onClick={() => file.current?.click()}>选择文件</Button>{' '}
          <Button type="primary" disabled={!ready} onClick={next}>
            {checked === undefined || checked.bad === 0
              ? '下一步'
              : `跳过 ${checked.bad} 行，用其余 ${checked.good} 个网点`}
            <kbd>Ctrl+Enter</kbd>
          </Button>
        </span>
      </div>
    </div>
  );
}

const goodLines = (checked: Checked): string =>
  checked.lines
    .filter((line) => line.problem === '')
    .map((line) => [line.code, line.name, line.subBranch, line.district].join('\t'))
    .join('\n');

function Result(props: {
  readonly checked: Checked;
  readonly onlyBad: boolean;
  readonly onOnlyBad: (only: boolean) => void;
}): ReactNode {
  const { checked, onlyBad, onOnlyBad } = props;
  const lines = onlyBad ? checked.lines.filter((line) => line.problem !== '') : checked.lines;
  return (
    <>
      <p aria-live="polite">
        <span className="tone-good">✓ {checked.good} 个网点可用</span>
        {checked.bad > 0 && (
          <>
            {'　'}
            <span className="tone-overdue">▲ {checked.bad} 行有问题</span>{' '}
            <label>
              <input
                type="checkbox"
                checked={onlyBad}
                onChange={() => {
                  onOnlyBad(!onlyBad);
                }}
              />{' '}
              只看有问题的行
            </label>
          </>
        )}
      </p>
      <div className="outlet-check" tabIndex={0} role="region" aria-label="检查结果">
        <table>
          <thead>
            <tr>
              <th>行</th>
              <th>网点号</th>
              <th>名称</th>
              <th>支行</th>
              <th>区县</th>
              <th>检查</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.line} className={line.problem === '' ? '' : 'outlet-bad'}>
                <td className="num">{line.line}</td>
                <td className="mono">{line.code}</td>
                <td>{line.name}</td>
                <td>{line.subBranch}</td>
                <td>{line.district}</td>
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
      </div>
    </>
  );
}
