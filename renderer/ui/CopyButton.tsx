/** Copies a short text (error code, fingerprint, folder) and says so on the button itself. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';

export function CopyButton({ text, label = '复制' }: { readonly text: string; readonly label?: string }): ReactNode {
  const [done, setDone] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setDone(true);
    setTimeout(() => {
      setDone(false);
    }, 2000);
  };
  return (
    <Button size="small" onClick={() => void copy()}>
      {done ? '已复制' : label}
    </Button>
  );
}
