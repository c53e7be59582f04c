/** First run: found a branch, or enrol an outlet from its configuration pack. */
import * as z from 'zod/mini';
import { command, query } from './define.ts';
import { SessionState } from './session.ts';

/** One line of an outlet list as pasted or imported, with what is wrong with it. */
export const OutletLine = z.object({
  line: z.number(),
  code: z.string(),
  name: z.string(),
  subBranch: z.string(),
  district: z.string(),
  /** Empty when the line is good. A bad line is never taken. */
  problem: z.string(),
});
export type OutletLine = z.infer<typeof OutletLine>;

/** What can be read of a pack before its code is typed. */
export const PackFace = z.object({
  branchName: z.string(),
  outletCode: z.string(),
  madeAt: z.number(),
  packNo: z.number(),
  /** 8 characters to compare over the phone. */
  fingerprint: z.string(),
});
export type PackFace = z.infer<typeof PackFace>;

const firstUser = { staffNo: z.string(), userName: z.string(), password: z.string() };

export const setup = {
  /** Pure check of a pasted outlet list (tab, comma or several spaces between columns): duplicates, junk, missing names. */
  'setup.checkOutlets': query({
    needs: 'anyone',
    input: z.object({ text: z.string().check(z.maxLength(2_000_000)) }),
    output: z.object({ lines: z.array(OutletLine), good: z.number(), bad: z.number() }),
  }),
  'setup.found': command({
    needs: 'anyone',
    input: z.object({
      bankName: z.string(),
      branchName: z.string(),
      outletsText: z.string(),
      /** Protects the exported branch keys. */
      ...firstUser,
    }),
    output: SessionState,
    changes: ['session'],
  }),
  'setup.inspectPack': query({
    needs: 'anyone',
    input: z.object({ path: z.string() }),
    output: PackFace,
  }),
  'setup.enrol': command({
    needs: 'anyone',
    input: z.object({ path: z.string(), code: z.string(), ...firstUser }),
    output: SessionState,
    changes: ['session'],
  }),
};
