/**
 * Hands a PDF to the print system of a Linux desktop by its own program, `lp`, which says whether the job was taken.
 * Chromium's way there, through GTK, reports success for jobs that never arrive (docs/adr/0038).
 */
import { spawn } from 'node:child_process';
import type { PrintTask } from './page-printer.ts';

/** Not looked for in PATH: what stands there first may be anybody's. */
const program = '/usr/bin/lp';
/** A print system that has not taken a document within this time is not waited for. */
const limitMs = 60_000;

const sides: Readonly<Record<PrintTask['duplex'], string>> = {
  simplex: 'one-sided',
  longEdge: 'two-sided-long-edge',
  shortEdge: 'two-sided-short-edge',
};

/** The document goes through a pipe: it may hold names, and no file of it is left behind. */
const argumentsOf = ({ deviceName, copies, duplex, title }: PrintTask): readonly string[] => {
  const options = `sides=${sides[duplex]} media=A4`;
  return ['-d', deviceName, '-n', String(copies), '-t', title, '-o', options];
};

/** Resolves to null once the job is taken, else to the reason in the words of the print system. */
export function sendToPrintSystem(pdf: Uint8Array, task: PrintTask, command = program): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(command, argumentsOf(task), {
      stdio: ['pipe', 'ignore', 'pipe'],
      timeout: limitMs,
      killSignal: 'SIGKILL',
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      said += part;
    });
    child.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'ENOENT' ? `本机没有打印程序 ${command}（系统组件 cups-client）` : error.message);
    });
    child.once('close', (code, signal) => {
      if (code === 0) resolve(null);
      else resolve(signal === null ? said.trim() || `${command}: ${String(code)}` : '打印系统 60 秒内没有收下文件');
    });
    // It may refuse before it has read everything; then its exit code says why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(pdf);
  });
}
