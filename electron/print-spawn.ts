/**
 * A PDF for a program without a window: starts electron/print-cli.ts in Electron proper. For the
 * terminal program and the demo, which run on Electron's Node. Needs a display (build/run.mjs gives one).
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Failure } from '#domain/failure.ts';

const limitMs = 60_000;

/** Our own folder, as sources or as built. */
const entry = (): string =>
  fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './print-cli.ts' : './print-cli.js', import.meta.url));

/** Chromium refuses to run its sandbox as root; nobody else gets this flag. */
const asRoot = (): readonly string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/**
 * Renders the HTML file `page` to the file `pdf`.
 * @throws Failure printFailed
 */
export async function renderPdf(page: string, pdf: string): Promise<void> {
  const { ELECTRON_RUN_AS_NODE: _node, NODE_OPTIONS: _options, ...env } = process.env;
  const child = spawn(process.execPath, [...asRoot(), entry(), '--html', page, '--out', pdf], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Failure('printFailed', reasonIn(said));
}

/** Chromium writes to the same stream; our own line is the JSON one. */
function reasonIn(text: string): string {
  const line = text.split('\n').find((each) => each.startsWith('{"code"'));
  if (line === undefined) return 'PDF 没有生成：打印程序没有正常结束。台账数据安全。这里可能没有图形界面。';
  return (JSON.parse(line) as { readonly message: string }).message;
}
