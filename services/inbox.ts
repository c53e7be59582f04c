/** The centre's inbox: who has reported, what came of each file, and what a person may decide about one. */
import type { InboxFile, InboxOutlet } from '#contract/inbox.ts';
import { row } from '#db/statements.ts';
import { Failure } from '#domain/failure.ts';
import type { Ctx } from './context.ts';
import type { JobCtx, Jobs, Verbs } from './dispatch.ts';
import { mergeAgain, mergeFiles } from './inbox-merge.ts';
import { preview } from './inbox-preview.ts';
import { undoFile } from './inbox-undo.ts';
import { listOutlets } from './organisation.ts';
import { namesOf, rowPart, shown } from './sync/arrival.ts';
import { findIncoming, listIncoming } from './sync/journal.ts';

function outletsOverview(ctx: Ctx): InboxOutlet[] {
  return listOutlets(ctx).map(({ code, name, subBranch }) => {
    const files = listIncoming(ctx.db, code);
    const merged = files.find(({ state }) => state === 'merged' || state === 'known');
    const newest = files[0];
    const records = row<{ n: number }>(
      ctx.db,
      `SELECT (SELECT count(*) FROM complaint WHERE outlet = ?) + (SELECT count(*) FROM outreach_event WHERE outlet = ?) + (SELECT count(*) FROM training WHERE outlet = ?) AS n`,
      code,
      code,
      code,
    );
    return {
      outlet: code,
      name,
      subBranch,
      lastNo: merged?.no ?? null,
      asOf: merged?.madeAt ?? null,
      receivedAt: newest?.receivedAt ?? null,
      records: records?.n ?? 0,
      app: merged?.app ?? '',
      state: newest === undefined ? 'none' : newest.state === 'known' ? 'merged' : newest.state,
    };
  });
}

export const inboxVerbs = {
  'inbox.outlets': (_input, ctx) => outletsOverview(ctx),
  'inbox.undo': ({ sha256, reason }, ctx) => undoFile(ctx, sha256, reason),
  'inbox.files': ({ outlet }, ctx) => {
    const names = namesOf(ctx);
    return listIncoming(ctx.db, outlet).map((found) =>
      shown(names, {
        sha256: found.sha256,
        fileName: found.fileName,
        bytes: found.bytes,
        ...rowPart(found),
        state: found.state,
      }),
    );
  },
} satisfies Verbs;

/** @throws Failure notFound, and what merging throws */
async function approve(ctx: JobCtx, sha256: string, reason: string): Promise<InboxFile> {
  const found = findIncoming(ctx.db, sha256);
  if (found?.state !== 'approval')
    throw new Failure('notFound', '没有等待核准的这份文件，没有改动。请刷新收件箱再看。');
  ctx.commit((inner) => inner.note({ record: found.node ?? '', text: `核准 ${sha256.slice(0, 8)}：${reason}` }));
  return await mergeAgain(ctx, namesOf(ctx), found, true);
}

export const inboxJobs = {
  'inbox.preview': ({ paths }, ctx) => preview(ctx, paths),
  'inbox.merge': ({ paths }, ctx) => mergeFiles(ctx, paths),
  'inbox.approve': ({ sha256, reason }, ctx) => approve(ctx, sha256, reason),
} satisfies Jobs;
