/** PDF files made for the preview: kept in memory, served as app://bundle/print/<token>.pdf, gone when dropped. */
import { randomBytes } from 'node:crypto';

const previews = new Map<string, Uint8Array<ArrayBuffer>>();
/** A preview nobody dropped must not stay for ever: only the newest are kept. */
const kept = 8;

/** Returns the token and the address to put into the preview's iframe. */
export function registerPreview(pdf: Uint8Array): { readonly token: string; readonly url: string } {
  const token = randomBytes(16).toString('hex');
  previews.set(token, new Uint8Array(pdf));
  for (const oldest of [...previews.keys()].slice(0, -kept)) previews.delete(oldest);
  return { token, url: `app://bundle/print/${token}.pdf` };
}

export function previewOf(token: string): Uint8Array<ArrayBuffer> | undefined {
  return previews.get(token);
}

export function dropPreview(token: string): void {
  previews.delete(token);
}

/** On log-out: what one person printed is not for the next. */
export function dropAllPreviews(): void {
  previews.clear();
}
