/** When there is no window to speak in: one native dialog with a sentence, and out. */
import { app, dialog, type BrowserWindow } from 'electron';
import { failureCodes, isFailure } from '#domain/failure.ts';

/** The same sentence goes to stderr, for whoever started the app from a terminal. */
export function sayAndLeave(cause: unknown): void {
  const { title, sentence } = described(cause);
  process.stderr.write(`${sentence}\n`);
  dialog
    .showMessageBox({
      type: 'error',
      title: '消保台账',
      message: title,
      detail: sentence,
      buttons: ['退出'],
      noLink: true,
    })
    .finally(() => app.exit(1))
    .catch(() => app.exit(1));
}

function described(cause: unknown): { readonly title: string; readonly sentence: string } {
  const known = isFailure(cause) || isRefusal(cause) ? cause : null;
  const code = known !== null && Object.hasOwn(failureCodes, known.code) ? known.code : 'internal';
  const phone = failureCodes[code as keyof typeof failureCodes];
  const text = known?.message ?? `程序没有能够启动，数据没有改动。请联系科技部门。（${String(cause)}）`;
  return { title: '消保台账没有打开', sentence: `${text} ${phone}` };
}

function isRefusal(cause: unknown): cause is { readonly code: string; readonly message: string } {
  return (
    typeof cause === 'object' && cause !== null && !(cause instanceof Error) && 'code' in cause && 'message' in cause
  );
}

/** The database process died twice within a minute. */
export async function tellGivenUp(window: BrowserWindow | null, logFolder: string): Promise<void> {
  const options = {
    type: 'error' as const,
    title: '消保台账',
    message: '数据进程一分钟内两次意外退出',
    detail: `已保存的数据是安全的，现在不能继续操作。请退出后重新打开；仍不行时请把下面文件夹里的日志交给科技部门，必要时恢复备份。\n\n${logFolder}\n\nE-SY-01`,
    buttons: ['退出台账'],
    noLink: true,
  };
  await (window === null || window.isDestroyed()
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
  app.quit();
}
