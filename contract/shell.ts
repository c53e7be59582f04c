/** What only the main process can do: native dialogs, folders, the window itself. */
import * as z from 'zod/mini';
import { command, query } from './define.ts';

export const shell = {
  /** Native open dialog. Returns [] when cancelled. */
  'shell.pickFiles': query({
    where: 'shell',
    needs: 'anyone',
    input: z.object({ title: z.string(), extensions: z.array(z.string()), many: z.boolean(), folder: z.string() }),
    output: z.array(z.string()),
  }),
  'shell.pickFolder': query({
    where: 'shell',
    needs: 'anyone',
    input: z.object({ title: z.string(), folder: z.string() }),
    output: z.nullable(z.string()),
  }),
  /** Shows a file this app wrote in the file manager. */
  'shell.reveal': command({
    where: 'shell',
    needs: 'session',
    input: z.object({ path: z.string() }),
    output: z.object({}),
  }),
  'shell.zoom': command({
    where: 'shell',
    needs: 'session',
    input: z.object({ textSize: z.enum(['standard', 'large', 'huge']) }),
    output: z.object({}),
  }),
  /** Restarts this app on the demo branch (practice data in a folder of its own). */
  'shell.openDemo': command({ where: 'shell', needs: 'anyone', input: z.object({}), output: z.object({}) }),
  'shell.about': query({
    where: 'shell',
    needs: 'anyone',
    input: z.object({}),
    output: z.object({
      version: z.string(),
      electron: z.string(),
      chromium: z.string(),
      node: z.string(),
      dataFolder: z.string(),
      /** The practice branch is there or can be made: only then its door is shown. */
      practice: z.boolean(),
    }),
  }),
};
