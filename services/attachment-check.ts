/** Whether the contents of attachments are there and whole: part of the verification of everything. */
import type { VerifyReport } from '#contract/database.ts';
import { liveContents } from '#db/attachment.ts';
import { rows } from '#db/statements.ts';
import { ownContents } from '#db/wanted-content.ts';
import type { JobCtx } from './dispatch.ts';
import { blobState } from './files/blob-store.ts';

type Report = VerifyReport['attachments'];

const readAtOnce = 50;
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Reads every content of a live attachment; changes nothing. At the centre one that is missing has
 * simply not arrived; at an outlet it is lost, unless the record itself came back from the centre.
 */
export async function checkAttachments(ctx: Pick<JobCtx, 'db' | 'installation' | 'identity'>): Promise<Report> {
  const missing = new Set<string>();
  const damaged: string[] = [];
  const contents = liveContents(ctx.db);
  for (const [done, { sha256 }] of contents.entries()) {
    const state = blobState(ctx.installation, sha256);
    if (state === 'missing') missing.add(sha256);
    if (state === 'damaged') damaged.push(...recordsOf(ctx, sha256));
    if (done % readAtOnce === readAtOnce - 1) await pause();
  }
  const own = ctx.identity.side === 'outlet' ? ownContents(ctx.db, ctx.identity.node) : [];
  const lost = own.filter(({ sha256, chain }) => chain !== null && missing.has(sha256)).length;
  return { checked: contents.length, missing: missing.size, lost, damaged };
}

const recordsOf = (ctx: Pick<JobCtx, 'db'>, sha256: string): readonly string[] =>
  rows<{ id: string }>(ctx.db, 'SELECT id FROM attachment WHERE sha256 = ? AND voided = 0 ORDER BY id', sha256).map(
    ({ id }) => id,
  );
