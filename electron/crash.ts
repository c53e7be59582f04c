/** What happens when a part of the window dies. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import type { Broker } from './broker.ts';
import type { Log } from './log.ts';
import { safeUrl } from './protocol.ts';
import { loadApp } from './window.ts';

const shortTime = 60_000;
const softwareFlag = (): string => join(app.getPath('userData'), 'software-rendering');

/** Before the app is ready. True when the GPU failed on this PC before. */
export function drawWithoutGpuIfNeeded(): boolean {
  const needed = existsSync(softwareFlag());
  if (needed) app.disableHardwareAcceleration();
  return needed;
}

/** First crash: load again. Second within a minute: a page that cannot crash. */
export function recoverWindow(window: BrowserWindow, log: Log): void {
  let lastCrash = -Infinity;
  window.webContents.on('render-process-gone', (_, details) => {
    if (details.reason === 'clean-exit') return;
    log.error('window.died', { reason: details.reason, exit: details.exitCode });
    const again = performance.now() - lastCrash < shortTime;
    lastCrash = performance.now();
    // Loading from within the event would be swallowed by the tab that is just dying.
    setImmediate(() => {
      if (window.isDestroyed()) return;
      const loaded = again ? window.loadURL(safeUrl) : loadApp(window);
      loaded.catch((error: unknown) => log.error('window.reload', {}, error));
    });
  });
}

/** Old and domestic graphics cards: after two crashes this PC draws in software, from now on. */
export function watchGpu(log: Log, hasGpu: boolean): void {
  let crashes = 0;
  app.on('child-process-gone', (_, details) => {
    if (details.type !== 'GPU' || details.reason === 'clean-exit' || !hasGpu) return;
    crashes += 1;
    log.error('gpu.died', { reason: details.reason, exit: details.exitCode });
    if (crashes !== 2) return;
    writeFileSync(softwareFlag(), '');
    app.relaunch({ args: [...process.argv.slice(1), '--disable-gpu'] });
    app.quit();
  });
}

/** Says once why the picture may be slower. */
export function tellAboutSoftware(broker: Pick<Broker, 'emit'>): void {
  broker.emit('notice', { kind: 'info', message: '本机显卡不稳定，已改用软件绘制界面。数据不受影响，界面可能稍慢。' });
}
