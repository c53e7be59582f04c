/** What the window may not do, and silence towards the network. The app makes no request at all. */
import { app, type Session, type WebContents } from 'electron';
import { isAllowedPermission, isAllowedUrl } from './allowed.ts';
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

/** For every session that will ever be made. */
export function restrictSessions(): void {
  app.on('session-created', restrictSession);
}

function restrictSession(session: Session): void {
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !isAllowedUrl(details.url, !app.isPackaged) });
  });
  session.setPermissionRequestHandler((_, permission, callback) => {
    callback(isAllowedPermission(permission));
  });
  session.setPermissionCheckHandler((_, permission) => isAllowedPermission(permission));
  session.setDevicePermissionHandler(() => false);
  // Switching it off is not enough: the dictionary of the system's language would still be fetched.
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}

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
