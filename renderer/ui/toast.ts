/** Short messages at the bottom: what was done, with undo. State only; ui/Toasts.tsx draws it. */
import { create } from 'zustand';
import type { RequestFailure } from '#renderer/api.ts';

export interface ToastAction {
  readonly label: string;
  /** A key that runs the action while the toast is on screen, e.g. `p`. */
  readonly keyName?: string;
  readonly run: () => void;
}

export interface ToastContent {
  readonly text: string;
  readonly tone?: 'good' | 'plain' | 'warn' | 'bad';
  /** Offers 撤销 (Ctrl+Z) for ten seconds instead of asking beforehand. */
  readonly undo?: () => void;
  readonly actions?: readonly ToastAction[];
  readonly seconds?: number;
  /** Shown small, with 复制. */
  readonly code?: string;
}

export interface ToastItem extends ToastContent {
  readonly id: number;
}

export const toastStore = create<{ readonly items: readonly ToastItem[] }>()(() => ({ items: [] }));

let last = 0;

export function toast(content: ToastContent): void {
  last += 1;
  // The same sentence twice says nothing new; three are the most a person reads.
  const kept = toastStore.getState().items.filter((item) => item.text !== content.text);
  toastStore.setState({ items: [...kept, { ...content, id: last }].slice(-3) });
}

export function dismissToast(id: number): void {
  toastStore.setState({ items: toastStore.getState().items.filter((item) => item.id !== id) });
}

export function clearToasts(): void {
  toastStore.setState({ items: [] });
}

export function failureToast(failure: RequestFailure): void {
  if (failure.code === 'cancelled') return;
  toast({ text: failure.message, tone: 'bad', code: failure.phoneCode, seconds: 20 });
}
