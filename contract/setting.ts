/** Choices of this installation and of this person. */
import * as z from 'zod/mini';
import { command, query } from './define.ts';

/** How a document was printed last. */
export const PrintChoice = z.object({
  deviceName: z.string(),
  copies: z.int().check(z.minimum(1), z.maximum(99)),
  duplex: z.enum(['simplex', 'longEdge', 'shortEdge']),
});
export type PrintChoice = z.infer<typeof PrintChoice>;

export const Settings = z.object({
  /** Zoom of the whole window: 标准 1, 大 1.15, 特大 1.3. Per user. */
  textSize: z.enum(['standard', 'large', 'huge']),
  /** Whether wordings, cases and rules stand beside a form. Per user. */
  sidePanel: z.enum(['open', 'closed']),
  idleMinutes: z.number(),
  /** Folder of the last export, per installation. */
  exportFolder: z.string(),
  /** Printer used last, for a document that was never printed here. */
  lastPrinter: z.string(),
  /** Per document, on this PC. */
  printChoices: z.record(z.string(), PrintChoice),
});
export type Settings = z.infer<typeof Settings>;

export const setting = {
  'setting.all': query({ needs: 'session', input: z.object({}), output: Settings }),
  'setting.save': command({
    needs: 'session',
    input: z.partial(Settings),
    output: Settings,
    changes: ['setting', 'session'],
  }),
};
