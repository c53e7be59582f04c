/** Configuration packs: what the centre gives each outlet. */
import * as z from 'zod/mini';
import { command, query } from './define.ts';

export const PackState = z.object({
  outlet: z.string(),
  name: z.string(),
  subBranch: z.string(),
  staff: z.number(),
  /** Newest pack made for it, or null. */
  packNo: z.nullable(z.number()),
  madeAt: z.nullable(z.number()),
  /** Whether operations were written for it since that pack. */
  outdated: z.boolean(),
  /** A first sync file of this outlet has been merged. */
  enrolled: z.boolean(),
  appVersion: z.string(),
  /** Date it was closed on, or null. */
  closedOn: z.nullable(z.string()),
  mergedInto: z.nullable(z.string()),
});
export type PackState = z.infer<typeof PackState>;

export const MadePack = z.object({
  outlet: z.string(),
  name: z.string(),
  path: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  /** 16 characters that open the pack; told to the outlet apart from the file. Empty once it has enrolled. */
  code: z.string(),
  /** Papers of cases handled for another, in a folder beside the pack that is carried with it. */
  attachments: z.number(),
  /** Why not all of them were written; '' when they were. The next pack brings them. */
  problem: z.string(),
});
export type MadePack = z.infer<typeof MadePack>;

export const pack = {
  'pack.list': query({ needs: 'exchange.read', input: z.object({}), output: z.array(PackState) }),
  /** Writes one .xbcfg per outlet into `folder` and a list of codes to print. */
  'pack.make': command({
    needs: 'pack.make',
    input: z.object({
      outlets: z.array(z.string()),
      folder: z.string(),
      /** First packs again, with new codes: the outlet gets a new PC. */
      fresh: z.optional(z.boolean()),
    }),
    output: z.object({ made: z.array(MadePack), fingerprint: z.string() }),
    changes: ['exchange'],
  }),
  /** The branch's keys wrapped with a passphrase, for the safe: without them a lost disk is the end of the exchange. */
  'pack.exportBranchKeys': command({
    needs: 'pack.make',
    input: z.object({ folder: z.string(), passphrase: z.string() }),
    output: z.object({ path: z.string(), fingerprint: z.string() }),
  }),
  /** The way back, on a PC that was restored without them. */
  'pack.importBranchKeys': command({
    needs: 'pack.make',
    input: z.object({ path: z.string(), passphrase: z.string() }),
    output: z.object({ fingerprint: z.string() }),
    changes: ['session'],
  }),
};
