/**
 * app://bundle/… — the only origin the window knows.
 *
 * The files of the bundle are listed once at start and a request is looked up in that list, so
 * nothing in an address can lead out of it: no "..", no encoded slash, no symbolic link.
 */
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol, type Session } from 'electron';
import { listFiles } from './bundle-files.ts';
import { previewOf } from './previews.ts';
import { safePage } from './safe-page.ts';

export const origin = 'app://bundle';
export const entryUrl = `${origin}/index.html`;
export const safeUrl = `${origin}/safe.html`;

export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.pdf': 'application/pdf',
};

/** Before the app is ready. */
export function declareScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

export interface BundleOptions {
  readonly session: Session;
  /** The built renderer. */
  readonly folder: string;
  readonly logFolder: string;
}

export function serveBundle({ session, folder, logFolder }: BundleOptions): void {
  const files = listFiles(folder);
  const made = new Map([['/safe.html', safePage(entryUrl, logFolder)]]);
  session.protocol.handle('app', async (request) => {
    const path = pathIn(request);
    if (path === null) return refused();
    const token = /^\/print\/([0-9a-f]{32})\.pdf$/.exec(path)?.[1];
    if (token !== undefined) return pdfResponse(previewOf(token));
    const text = made.get(path);
    if (text !== undefined) return response(text, '.html');
    const file = files.get(path === '/' ? '/index.html' : path);
    return file === undefined ? refused() : response(await readFile(file), extname(file));
  });
}

function pathIn(request: Request): string | null {
  if (request.method !== 'GET') return null;
  const url = new URL(request.url);
  if (url.host !== 'bundle') return null;
  try {
    return decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
}

function response(body: string | Uint8Array<ArrayBuffer>, extension: string): Response {
  return new Response(body, {
    headers: {
      'content-type': types[extension] ?? 'application/octet-stream',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  });
}

/** Chromium's viewer needs its own scripts and styles, so a PDF only gets the rule who may frame it. */
function pdfResponse(pdf: Uint8Array<ArrayBuffer> | undefined): Response {
  if (pdf === undefined) return refused();
  return new Response(pdf, {
    headers: {
      'content-type': 'application/pdf',
      'content-security-policy': "frame-ancestors 'self'",
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}

const refused = (): Response =>
  new Response('', { status: 404, headers: { 'content-security-policy': contentSecurityPolicy } });
