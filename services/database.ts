/** Verification of everything, and the decrypted copy for other tools. */
import { existsSync, statSync } from 'node:fs';
import type { VerifyReport } from '#contract/database.ts';
import { auditTip, firstBrokenAuditLine } from '#db/audit.ts';
import { writePlainCopy } from '#db/plain-copy.ts';
import { row } from '#db/statements.ts';
import { checkChains, checkRows, integrityFindings, OpsByRecord } from '#db/verify.ts';
import { Failure } from '#domain/failure.ts';
import { checkAttachments } from './attachment-check.ts';
import type { Ctx } from './context.ts';
import type { JobCtx, Jobs } from './dispatch.ts';
import { partOf, placeDurably, removeIfPossible } from './files/atomic-write.ts';
import { copyFailure } from './files/file-failure.ts';

/** Reads everything in the database, changes nothing. */
export function verifyAll(ctx: Pick<Ctx, 'db'>): Omit<VerifyReport, 'attachments'> {
  const { db } = ctx;
  const ops = new OpsByRecord(db);
  const chains = checkChains(db, ops.add);
  const integrity = [...integrityFindings(db)];
  const { checked, different } = checkRows(db, ops.byRecord);
  const audit = { lines: auditTip(db).n, firstBroken: firstBrokenAuditLine(db) };
  const conflicts = row<{ n: number }>(db, 'SELECT count(*) AS n FROM conflict')?.n ?? 0;
  return {
    ok:
      integrity.length === 0 &&
      audit.firstBroken === null &&
      chains.every(({ problem }) => problem === '') &&
      different.length === 0,
    integrity,
    audit,
    chains: [...chains],
    rows: {
      checked,
      different: different.map((each) => ({ ...each, fields: [...each.fields] })),
      conflicts,
      shelved: ops.asideCount,
    },
  };
}

async function verify(ctx: JobCtx): Promise<VerifyReport> {
  const rest = verifyAll(ctx);
  const attachments = await checkAttachments(ctx);
  const ok = rest.ok && attachments.lost === 0 && attachments.damaged.length === 0;
  const report = { ...rest, ok, attachments };
  ctx.commit((inner) => inner.note({ text: report.ok ? `核对一致，${report.rows.checked} 条` : '核对发现不一致' }));
  return report;
}

/** The audit line comes first: a copy that nobody logged must not exist. @throws Failure conflict, diskFull, readOnly, targetGone */
function plainCopy(ctx: JobCtx, path: string) {
  if (existsSync(path)) throw new Failure('conflict', '目标位置已有同名文件，没有覆盖。请换一个文件名。');
  ctx.commit((inner) => inner.note({ text: '导出未加密副本' }));
  const part = partOf(path);
  try {
    const tables = writePlainCopy(ctx.db, part);
    placeDurably(part, path);
    return { path, bytes: statSync(path).size, tables: { ...tables } };
  } catch (error) {
    removeIfPossible(part);
    throw copyFailure(error);
  }
}

export const databaseJobs = {
  'database.verify': (_input, ctx) => verify(ctx),
  'database.plainCopy': ({ path }, ctx) => Promise.resolve().then(() => plainCopy(ctx, path)),
} satisfies Jobs;
