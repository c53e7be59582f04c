/** The main process, as a list of its parts. */
import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, Menu, session } from 'electron';
import type { Topic } from '#contract/define.ts';
import { startBackend } from './backend-process.ts';
import { startBroker } from './broker.ts';
import { drawWithoutGpuIfNeeded, recoverWindow, tellAboutSoftware, watchGpu } from './crash.ts';
import { chooseFolder, isWritableFolder, prepareFolder, type FolderChoice } from './data-folder.ts';
import { fillPracticeFolder, practiceFolder } from './demo-folder.ts';
import { filesIn } from './files.ts';
import { lockFolder } from './folder-lock.ts';
import { restrictContents, restrictSessions, silenceNetwork } from './hardening.ts';
import { lockWhenIdle } from './idle.ts';
import { openLog } from './log.ts';
import { dropAllPreviews } from './previews.ts';
import { declareScheme, serveBundle } from './protocol.ts';
import { quitInOrder } from './quit.ts';
import { shellHandlers } from './shell-handlers.ts';
import { sayAndLeave, tellGivenUp } from './start-failure.ts';
import { bringForward, loadApp, openWindow } from './window.ts';

const built = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

declareScheme();
silenceNetwork();
restrictContents();
restrictSessions();
// Chromium cannot sandbox for root (test machines); then the switch must reach the other processes too.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.setAppUserModelId('cn.xiaobao.ledger');
Menu.setApplicationMenu(null);

const choice = chooseFolder({
  args: process.argv,
  env: process.env,
  platform: process.platform,
  demoFolder: practiceFolder(),
  isWritable: isWritableFolder,
});
keepOwnFilesApart(choice.folder);
const hasGpu = !drawWithoutGpuIfNeeded() && !app.commandLine.hasSwitch('disable-gpu');

// No additional data: in Electron 42 some sizes of it make the second start kill the first (electron#52020).
if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(() => run(choice))
    .catch(sayAndLeave);
} else {
  // The window already open comes forward (see 'second-instance').
  app.exit(0);
}

function run({ folder, demo }: FolderChoice): void {
  if (demo) fillPracticeFolder(folder);
  prepareFolder(folder);
  const lock = lockFolder(folder, () => Date.now());
  const logFolder = join(folder, 'logs');
  const log = openLog(logFolder, 'main');
  log.info('start', {
    version: app.getVersion(),
    electron: process.versions.electron,
    platform: process.platform,
    demo,
  });

  let window: BrowserWindow | null = null;
  const backend = startBackend({
    entry: built('./backend.js'),
    start: { folder, demo, appVersion: app.getVersion() },
    log,
    onEvent: (event, data) => {
      // Somebody logged in or out: what one person was about to print is not for the next.
      if (event === 'changed' && (data as readonly Topic[]).includes('session')) dropAllPreviews();
      broker.emit(event, data as never);
    },
    onRestart: () => {
      dropAllPreviews();
      const message = '数据进程意外退出，已自动重新启动。已保存的数据完整，请重新登录。';
      broker.emit('notice', { kind: 'warning', message });
      broker.emit('changed', ['session']);
    },
    onGivenUp: () => void tellGivenUp(window, logFolder),
    onRefused: (code, message) => sayAndLeave({ code, message }),
  });
  const broker = startBroker({ window: () => window, backend, shell: shellHandlers, folder, demo, log });

  quitInOrder({ broker, backend, lock, log });
  serveBundle({ session: session.defaultSession, folder: built('../renderer'), logFolder });
  watchGpu(log, hasGpu);
  if (!hasGpu) tellAboutSoftware(broker);

  window = openWindow(built('../preload/index.cjs'), built('../../../build/icons/256x256.png'));
  window.on('closed', () => {
    window = null;
  });
  window.webContents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) broker.forgetListeners();
  });
  recoverWindow(window, log);
  lockWhenIdle(window.webContents, broker, (error) => log.error('idle', {}, error));
  takeFiles(window, broker.emit);
  loadApp(window).catch((error: unknown) => log.error('window.load', {}, error));
}

function takeFiles(window: BrowserWindow, emit: ReturnType<typeof startBroker>['emit']): void {
  const files = filesIn(process.argv, process.cwd());
  if (files.length > 0) emit('files', files);
  app.on('second-instance', (_, args, folder) => {
    if (window.isDestroyed()) return;
    bringForward(window);
    const more = filesIn(args, folder);
    if (more.length > 0) emit('files', more);
  });
}

/**
 * The shell's own files (window place, caches) are per user and per data folder. Electron's
 * single-instance lock is keyed to them, so that practice and real data can be open side by side.
 */
function keepOwnFilesApart(folder: string): void {
  const base = process.platform === 'win32' ? process.env['LOCALAPPDATA'] : undefined;
  const key = createHash('sha256').update(realPath(folder)).digest('hex').slice(0, 12);
  const own = join(base ?? app.getPath('appData'), 'xiaobao', key);
  mkdirSync(own, { recursive: true });
  app.setPath('userData', own);
}

/** Two spellings of one folder must give one lock, even before the folder is there. */
function realPath(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    const parent = dirname(folder);
    return parent === folder ? folder : join(realPath(parent), basename(folder));
  }
}
