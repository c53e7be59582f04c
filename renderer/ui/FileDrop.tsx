/** A place to drop files on, or to press for the native dialog. */
import { Button } from 'antd';
import { useState, type DragEvent, type ReactNode } from 'react';
import { asFailure, call, pathOf } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';
import { failureToast, toast } from './toast.ts';
import './form.css';

interface Props {
  /** Without dot: `xbsync`. */
  readonly extensions: readonly string[];
  /** What to do here, e.g. 把配置包拖到这里. */
  readonly label: ReactNode;
  readonly button: string;
  readonly many?: boolean;
  readonly onPaths: (paths: readonly string[]) => void;
}

export function FileDrop({ extensions, label, button, many = false, onPaths }: Props): ReactNode {
  const [over, setOver] = useState(false);
  const take = (paths: readonly string[]): void => {
    const fitting = paths.filter((path) => extensions.some((each) => path.toLowerCase().endsWith(`.${each}`)));
    if (fitting.length === 0) {
      if (paths.length > 0)
        toast({ text: `这里只收 ${extensions.map((each) => `.${each}`).join('、')} 文件。`, tone: 'warn' });
      return;
    }
    onPaths(many ? fitting : fitting.slice(0, 1));
  };
  const browse = async (): Promise<void> => {
    try {
      take(await call('shell.pickFiles', { title: button, extensions: [...extensions], many, folder: '' }));
    } catch (error) {
      failureToast(asFailure(error));
    }
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files].map(pathOf).filter((path) => path !== ''));
  };
  return (
    <div
      className={`drop-zone${over ? ' drop-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={drop}
    >
      <div className="muted">{label}</div>
      <Button onClick={() => start(browse())}>{button}</Button>
    </div>
  );
}
