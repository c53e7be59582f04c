/** What the window may load and ask for: two short lists, everything else is refused. */

/**
 * `chrome-extension:` and `chrome://resources/` belong to Chromium's built-in PDF viewer; without
 * them the preview stays blank.
 */
export function isAllowedUrl(url: string, devTools: boolean): boolean {
  if (/^(app|blob|data|chrome-extension):/.test(url)) return true;
  return url.startsWith('chrome://resources/') || (devTools && url.startsWith('devtools:'));
}

/** Copying to the clipboard; pasting comes as an event and needs no permission. */
export const isAllowedPermission = (permission: string): boolean => permission === 'clipboard-sanitized-write';
