/** What the window may not do, and silence towards the network. The app makes no request at all. */
import { app, type Session, type WebContents } from 'electron';
import { entryUrl } from './protocol.ts';

/** Before the app is ready: Chromium's own services stay silent. */
export function silenceNetwork(): void {
  const switches: readonly (readonly [string, string?])[] = [
    ['disable-background-networking'],
    ['disable-component-update'],
    ['disable-domain-reliability'],
    ['disable-client-side-phishing-detection'],
    ['disable-sync'],
    ['disable-quic'],
    ['no-pings'],
    ['no-proxy-server'],
    // Whatever still tries finds no host, without asking a name server.
    ['host-resolver-rules', 'MAP * ~NOTFOUND'],
    ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
    [
      'disable-features',
      'MediaRouter,DialMediaRouteProvider,OptimizationHints,Translate,AutofillServerCommunication,AsyncDns',
    ],
  ];
  for (const [name, value] of switches) app.commandLine.appendSwitch(name, value);
}

/**
 * `chrome-extension:` and `chrome://resources/` belong to Chromium's built-in PDF viewer; without
 * them the preview stays blank. Exported for tests.
 */
export function isAllowedUrl(url: string, devTools: boolean): boolean {
  if (/^(app|blob|data|chrome-extension):/.test(url)) return true;
  return url.startsWith('chrome://resources/') || (devTools && url.startsWith('devtools:'));
}

export function restrictSession(session: Session): void {
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !isAllowedUrl(details.url, !app.isPackaged) });
  });
  session.setPermissionRequestHandler((_, permission, callback) => {
    callback(isAllowedPermission(permission));
  });
  session.setPermissionCheckHandler((_, permission) => isAllowedPermission(permission));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}

export const isAllowedPermission = (permission: string): boolean => permission === 'clipboard-sanitized-write';

/** For every window that will ever be made, hidden ones included. */
export function restrictContents(): void {
  app.on('web-contents-created', (_, contents) => {
    restrict(contents);
  });
}

function restrict(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.on('will-navigate', (event) => {
    // Loading the app afresh is harmless; anything else is a trick.
    if (event.url.split(/[?#]/)[0] !== entryUrl) event.preventDefault();
  });
}
