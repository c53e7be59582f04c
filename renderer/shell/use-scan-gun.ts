/** A scanned page opens its event from anywhere, and leaves no trace in the field that had the focus. */
import { useEffect } from 'react';
import { call, asFailure } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';
import { failureToast, toast } from '#renderer/ui/toast.ts';
import { isEnd, isScanning, noScan, scanned, type ScanState } from './scan-gun.ts';

export function useScanGun(enabled: boolean, go: (path: string) => void): void {
  useEffect(() => (enabled ? listen((code) => start(open(code, go))) : undefined), [enabled, go]);
}

function listen(onCode: (code: string) => void): () => void {
  let state: ScanState = noScan;
  let before: (() => void) | undefined;
  const press = (event: KeyboardEvent): void => {
    const key = { code: event.code, at: event.timeStamp };
    if (isScanning(state) && isEnd(key)) {
      keep(event);
      const { typed } = state;
      state = noScan;
      before?.();
      onCode(typed);
      return;
    }
    const next = scanned(state, key);
    if (next.typed.length === 1) before = fieldAsItIs(event.target);
    state = next;
    if (isScanning(state)) keep(event);
  };
  // Before anybody else: digits and letters are keys of many screens.
  window.addEventListener('keydown', press, true);
  return () => {
    window.removeEventListener('keydown', press, true);
  };
}

function keep(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** The first two signs have been typed before the scanner is known: they are taken back. */
function fieldAsItIs(target: EventTarget | null): (() => void) | undefined {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return undefined;
  if (target instanceof HTMLInputElement && ['checkbox', 'radio'].includes(target.type)) return undefined;
  const { value } = target;
  const type = target instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  return () => {
    // React hears a change only through the element's own setter.
    Object.getOwnPropertyDescriptor(type.prototype, 'value')?.set?.call(target, value);
    target.dispatchEvent(new Event('input', { bubbles: true }));
  };
}

async function open(code: string, go: (path: string) => void): Promise<void> {
  try {
    const found = await call('attendance.ofCode', { code });
    if (found === null) {
      toast({ text: `没有找到这张签到表的活动或培训（${code}）。可能是别的网点的，或已作废。`, tone: 'warn' });
      return;
    }
    const list = found.ofKind === 'outreach' ? 'events' : 'trainings';
    go(`/${list}/${found.ofId}/attendance${found.ofKind === 'outreach' ? `/${found.sheet}` : ''}`);
  } catch (error) {
    failureToast(asFailure(error));
  }
}
