/**
 * Contents of attachments on their way down: who handles a case of somebody else, or began one that is handled
 * elsewhere, gets the other's papers beside its pack. What the outlet has is its own last word, never remembered
 * as sent: a lost folder or a restored PC costs nothing but another copy.
 */
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod/mini';
import type { SideFilesTaken } from '#contract/attachment.ts';
import type { Content } from '#db/attachment.ts';
import { contentsOfCases, foreignContents } from '#db/attachment.ts';
import { readSettings, saveSetting } from '#db/identity.ts';
import type { Db } from '#db/open.ts';
import { asFailure } from '#db/open.ts';
import { isFailure } from '#domain/failure.ts';
import { sideFileExtension } from '#domain/sync/side-file.ts';
import type { Ctx } from '../context.ts';
import type { JobCtx } from '../dispatch.ts';
import { fileFailure } from '../files/file-failure.ts';
import { isKept } from '../files/blob-store.ts';
import { casesInFull } from './relay.ts';
import type { Device } from './sender.ts';
import type { SideFilesWritten } from './side-files.ts';
import { takeContent, writeContents } from './side-files.ts';

/** How many contents a report names at most; what it does not name is written again. */
const mostNamed = 5000;

const KeptLine = z.looseObject({
  kept: z.array(z.string().check(z.regex(/^[0-9a-f]{64}$/))).check(z.maxLength(mostNamed)),
});

// --- outlet: what it has of others ------------------------------------------------------------------

/** The hello line of a report; undefined when there is nothing to say. */
export function keptHello(ctx: Pick<Ctx, 'db' | 'identity' | 'installation'>): string | undefined {
  const kept = foreignContents(ctx.db, ctx.identity.node)
    .filter(({ sha256, bytes }) => isKept(ctx.installation, sha256, bytes))
    .slice(0, mostNamed)
    .map(({ sha256 }) => sha256);
  return kept.length === 0 ? undefined : JSON.stringify({ kept });
}

// --- centre -------------------------------------------------------------------------------------

const wordOf = (inc: string): string => `keptContents.${inc}`;

/** Takes over what a report says. One that says nothing has nothing. */
export function rememberKept(db: Db, inc: string, hello: string | null): void {
  const parsed = KeptLine.safeParse(hello === null ? null : JSON.parse(hello));
  saveSetting(db, 'device', wordOf(inc), parsed.success ? parsed.data.kept : []);
}

/** Of the cases this outlet is given in full: what others attached and this device has not said it holds. */
function contentsFor(ctx: Pick<Ctx, 'db' | 'installation'>, outlet: string, inc: string): readonly Content[] {
  const said = readSettings(ctx.db, 'device')[wordOf(inc)];
  const kept = new Set<unknown>(Array.isArray(said) ? said : []);
  return contentsOfCases(ctx.db, casesInFull(ctx.db, outlet), outlet).filter(
    ({ sha256, bytes }) => !kept.has(sha256) && isKept(ctx.installation, sha256, bytes),
  );
}

/** Beside the pack and of its name, so that both are carried together. */
const folderOf = (pack: string): string => `${pack.replace(/\.xbcfg$/, '')}_附件`;

export function writeHandedContents(
  ctx: JobCtx,
  pack: string,
  to: { readonly outlet: string; readonly device: Device },
): Promise<SideFilesWritten> {
  return writeContents(ctx, {
    job: 'pack.make',
    folder: folderOf(pack),
    contents: contentsFor(ctx, to.outlet, to.device.inc),
    to: to.outlet,
    recipient: to.device.boxKey,
  });
}

// --- outlet: taking them in -----------------------------------------------------------------------

/** In the folders of packs for this outlet that lie where the pack lies, also those of earlier ones. */
function filesBeside(pack: string, outlet: string): readonly string[] {
  const place = dirname(pack);
  const own = basename(folderOf(pack));
  const isOurs = (name: string): boolean =>
    name === own || (name.startsWith(`配置包_${outlet}_`) && name.endsWith('_附件'));
  try {
    return readdirSync(place, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && isOurs(entry.name))
      .flatMap(({ name }) => readdirSync(join(place, name)).map((file) => join(place, name, file)))
      .filter((path) => path.endsWith(sideFileExtension));
  } catch (error) {
    throw fileFailure(error, 'read');
  }
}

/** After the pack is in. Nothing here undoes it: what could not be read is named and comes with the next one. */
export async function takeHandedContents(ctx: JobCtx, pack: string): Promise<SideFilesTaken> {
  const counts = { stored: 0, known: 0, waiting: 0 };
  const refused: SideFilesTaken['refused'] = [];
  const orRefused = async (fileName: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const failure = asFailure(error);
      if (!isFailure(failure)) throw failure;
      refused.push({ fileName, code: failure.code, reason: failure.message });
    }
  };
  await orRefused(basename(folderOf(pack)), async () => {
    const files = filesBeside(pack, ctx.identity.node);
    for (const [done, path] of files.entries()) {
      if (ctx.cancelled()) break;
      ctx.progress({ job: 'exchange.importPack', done, total: files.length, label: '附件' });
      await orRefused(basename(path), async () => {
        counts[await takeContent(ctx, path)] += 1;
      });
    }
  });
  if (counts.stored + refused.length > 0)
    ctx.commit((inner) => inner.note({ text: `附件 存入 ${counts.stored}，拒收 ${refused.length}` }));
  return { ...counts, refused };
}
