/**
 * Old .xls files, and the web pages and XML tables that systems save with that name, read in a thread
 * of their own with limits of memory and time (ADR 0027). Whatever the file does in there, this
 * process only ever sees cells, or why there are none.
 */
import { Worker } from 'node:worker_threads';
import type { Cell } from '#domain/cell.ts';
import type { Merge } from './merged-cells.ts';

export interface OldSheetLimits {
  readonly rows: number;
  readonly columns: number;
  readonly sheets: number;
  /** Of all sheets together. */
  readonly cells: number;
  readonly milliseconds: number;
  /** Of the thread's own memory. */
  readonly megabytes: number;
}

/** Either the bytes of an OLE2 file or the text of a page. */
export interface OldSheetTask extends Pick<OldSheetLimits, 'rows' | 'columns' | 'sheets' | 'cells'> {
  readonly bytes?: Uint8Array;
  readonly text?: string;
}

export interface RawSheet {
  readonly name: string;
  readonly rows: Cell[][];
  readonly merges: readonly Merge[];
}

export type OldSheetRefusal = 'password' | 'notExcel' | 'damaged' | 'tooLarge' | 'tooLong';
export type OldSheetAnswer = { readonly sheets: readonly RawSheet[] } | { readonly refused: OldSheetRefusal };

export const oldSheetLimits = { sheets: 50, cells: 1_000_000, milliseconds: 30_000, megabytes: 512 } as const;

/** As a source file or as built. */
const entry = (): URL =>
  new URL(import.meta.url.endsWith('.ts') ? './old-sheet-worker.ts' : './old-sheet-worker.js', import.meta.url);

/** Never rejects. */
export function readOldSheet(content: Uint8Array | string, limits: OldSheetLimits): Promise<OldSheetAnswer> {
  const { rows, columns, sheets, cells } = limits;
  const what = typeof content === 'string' ? { text: content } : { bytes: content };
  const worker = new Worker(entry(), {
    workerData: { rows, columns, sheets, cells, ...what } satisfies OldSheetTask,
    // The parser gets neither our environment nor our terminal.
    env: {},
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });
  return new Promise((resolve) => {
    const end = (answer: OldSheetAnswer): void => {
      clearTimeout(timer);
      worker.terminate().catch(() => undefined);
      resolve(answer);
    };
    const timer = setTimeout(() => end({ refused: 'tooLong' }), limits.milliseconds);
    worker.once('message', end);
    worker.once('error', (error) => end({ refused: isOutOfMemory(error) ? 'tooLarge' : 'damaged' }));
    worker.once('exit', () => end({ refused: 'damaged' }));
  });
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
