/** A branch in the model: its PCs, the files on their way, and what people were told. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { opHash, opId } from '#db/hash.ts';
import { linesOf } from '#db/chain.ts';
import { segmentsOf } from '#db/segment.ts';
import type { OwnOp } from '#db/op-log.ts';
import { ownOpsAfter } from '#db/op-log.ts';
import { rows } from '#db/statements.ts';
import { must } from '#domain/failure.ts';
import type { PackageHeader } from '#domain/sync/envelope.ts';
import type { JsonFields } from '#domain/sync/op-line.ts';
import { parseOpLine, parsePrivateLine } from '#domain/sync/op-line.ts';
import { readHeader } from '#services/sync/package-file.ts';
import type { Chance } from './chance.ts';
import { chanceOf, seedRandomness, trueRandomness } from './chance.ts';
import type { Clock } from './place.ts';
import { Place } from './place.ts';
import type { Template } from './template.ts';
import { outletCodes, placeForFolders } from './template.ts';

/** An operation as somebody wrote it. */
export interface Written {
  readonly id: string;
  readonly entity: string;
  readonly record: string;
  readonly after: readonly string[];
  readonly hlc: number;
  readonly fields: JsonFields;
  /** Those of `fields` that are not personal. */
  readonly open: JsonFields;
  readonly line: string;
  /** The operation before it in its chain; null for the first after the founding. */
  readonly prev: string | null;
}

export interface CarriedFile {
  readonly path: string;
  readonly header: PackageHeader;
  /** How often the centre had been set back when it was made. */
  readonly age: number;
  lost: boolean;
}

const isTold = process.env['XB_SEED'] !== undefined;

export class Town {
  readonly seed: number;
  readonly chance: Chance;
  readonly clock: Clock;
  readonly base: string;
  readonly template: Template;
  readonly centre: Place;
  /** Every PC that is in use at an outlet. */
  readonly outlets: Place[] = [];
  readonly files: CarriedFile[] = [];
  /** What happened so far, for people. */
  readonly trace: string[] = [];
  /** Every operation anybody ever wrote, by id. */
  readonly written = new Map<string, Written>();
  /** What the user of each PC was told is saved, as long as the PC was not set back. */
  readonly saved = new Map<Place, Set<string>>();
  /** Operations of which an outlet was told that the centre has them. */
  readonly promised = new Set<string>();
  /** Packs that somebody could open. */
  readonly opened = new Set<string>();
  readonly images: { readonly of: string; readonly path: string }[] = [];
  /** How often the centre was set back to an image. */
  centreAge = 0;
  private readonly heard = new Map<Place, Set<string>>();
  private count = 0;

  constructor(template: Template, seed: number) {
    this.seed = seed;
    this.template = template;
    this.chance = chanceOf(seed);
    this.clock = { now: template.start };
    this.base = mkdtempSync(join(placeForFolders(), `xiaobao-model-${seed}-`));
    seedRandomness(String(seed));
    const start = this.chance.in100(70) ? template.met : template.fresh;
    this.centre = this.placeFrom('centre', 'centre', join(start, 'centre'));
    const outlets = this.chance.between(1, outletCodes.length);
    for (const code of outletCodes.slice(0, outlets)) this.outlets.push(this.placeFrom(code, code, join(start, code)));
    // The oldest backup there can be.
    for (const { code } of this.places) this.images.push({ of: code, path: join(start, code) });
  }

  get places(): readonly Place[] {
    return [this.centre, ...this.outlets];
  }

  get codes(): readonly string[] {
    return [...new Set(this.outlets.map(({ code }) => code))];
  }

  async open(): Promise<void> {
    for (const place of this.places) await place.switchOn();
  }

  close(): void {
    for (const place of this.places) place.abandon();
    rmSync(this.base, { recursive: true, force: true });
    trueRandomness();
  }

  /** A PC whose folder is a copy of `source`. */
  placeFrom(name: string, code: string, source: string): Place {
    const folder = join(this.base, name);
    cpSync(source, folder, { recursive: true });
    return new Place(name, {
      code,
      folder,
      key: must(this.template.keys.get(code), 'a key per place'),
      clock: this.clock,
    });
  }

  /** How a place was when it was new. */
  firstImageOf(place: Place): string {
    return must(
      this.images.find(({ of }) => of === place.code),
      'every place begins with one',
    ).path;
  }

  /** Never the same twice in one schedule. */
  nextNumber(): number {
    this.count += 1;
    return 1_000_000 + this.count;
  }

  newFolder(name: string): string {
    this.count += 1;
    const folder = join(this.base, `${name}-${this.count}`);
    mkdirSync(folder);
    return folder;
  }

  newPath(name: string): string {
    this.count += 1;
    return join(this.base, `${name}-${this.count}`);
  }

  /** Paths of the packs a place was given in the last exchange. */
  heardAt(place: Place): Set<string> {
    const known = this.heard.get(place) ?? new Set<string>();
    this.heard.set(place, known);
    return known;
  }

  /** Only for somebody who looks into one seed. */
  detail(text: string): void {
    if (isTold) this.trace.push(`\n      ${text}`);
  }

  say(text: string): void {
    this.trace.push(text);
  }

  /** Writes down what `place` holds of its own: from here on its user counts on it. */
  noteSaved(place: Place): void {
    const mine = this.ownOps(place);
    for (const op of mine)
      if (!this.written.has(op.id)) {
        this.written.set(op.id, op);
        this.detail(
          `${place.name} wrote ${op.id} ${op.record} after [${op.after.join()}] ${JSON.stringify(op.after.length === 0 ? 'new' : op.fields)}`,
        );
      }
    this.saved.set(place, new Set(mine.map(({ id }) => id)));
  }

  /** Own operations of a place that are younger than the founding. */
  ownOps(place: Place): readonly Written[] {
    const chains = rows<{ id: number; inc: string; stream: string }>(
      place.db,
      'SELECT id, inc, stream FROM chain WHERE own = 1',
    );
    return chains.flatMap(({ id, inc, stream }) => {
      let prev: string | null = null;
      return ownOpsAfter(place.db, id, this.foundedUpTo(inc, stream)).map((op) => {
        const written = this.written.get(op.id) ?? writtenFrom(op, prev);
        prev = op.id;
        return written;
      });
    });
  }

  /** Takes what lies finished in a folder on its way. */
  pickUp(folder: string): void {
    for (const name of readdirSync(folder)
      .filter((each) => !each.endsWith('.part'))
      .sort()) {
      const path = join(folder, name);
      this.detail(`made ${name}`);
      this.files.push({ path, header: readHeader(readFileSync(path)).header, age: this.centreAge, lost: false });
    }
  }

  /** Operations in a file, found from the tips in its header. */
  opsIn({ header }: CarriedFile): readonly string[] {
    return header.chains.flatMap(({ tip, count }) => {
      const ids: string[] = [];
      let at: string | null = opId(Buffer.from(tip, 'base64url'));
      for (let left = count; left > 0 && at !== null; left -= 1) {
        const op = this.written.get(at);
        if (op === undefined) break;
        ids.push(at);
        at = op.prev;
      }
      return ids;
    });
  }

  /** What an outlet is told after a pack: files whose every operation the centre had when it was made. */
  async hearPromises(place: Place): Promise<void> {
    const { history } = await place.call('exchange.state', {});
    const received = new Set(history.filter(({ state }) => state === 'received').map(({ file }) => file));
    for (const file of this.files) {
      if (file.age !== this.centreAge || !received.has(file.path)) continue;
      for (const id of this.opsIn(file)) this.promised.add(id);
    }
  }

  foundedUpTo(inc: string, stream: string): number {
    return this.template.founded.get(`${inc}/${stream}`) ?? 0;
  }

  /** Ids of all operations a place holds that are younger than the founding. */
  idsAt(place: Place): readonly string[] {
    const ids = this.ownOps(place).map(({ id }) => id);
    const received = rows<{ id: number; inc: string; stream: string }>(
      place.db,
      'SELECT id, inc, stream FROM chain WHERE own = 0',
    );
    for (const chain of received) {
      const founded = this.foundedUpTo(chain.inc, chain.stream);
      for (const segment of segmentsOf(place.db, chain.id)) {
        if (segment.last <= founded) continue;
        let hash = segment.prev;
        linesOf(segment.ops).forEach((line, index) => {
          hash = opHash(hash, line);
          if (segment.first + index > founded) ids.push(opId(hash));
        });
      }
    }
    return ids;
  }
}

function writtenFrom({ id, line, private: secret }: OwnOp, prev: string | null): Written {
  const op = parseOpLine(line);
  const fields = secret === null ? op.fields : { ...op.fields, ...parsePrivateLine(secret).fields };
  return {
    id,
    entity: op.entity,
    record: op.recordId,
    after: op.after,
    hlc: op.hlc,
    fields,
    open: op.fields,
    line,
    prev,
  };
}
