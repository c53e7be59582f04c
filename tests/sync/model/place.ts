/**
 * One PC of the model: a folder with a real installation, driven through the product's own requests
 * below the log-in. It can be switched off, copied, set back, and it can crash: at the k-th statement
 * its folder is kept as it is at that moment, uncommitted pages and all, and that is what the PC
 * finds when it is switched on again, as after a power switch whose writes had reached the disk.
 */
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { In, Name, Out } from '#contract/index.ts';
import type { Db } from '#db/open.ts';
import { closeDatabase } from '#db/open.ts';
import { rows } from '#db/statements.ts';
import { contentDigest } from '#db/verify.ts';
import type { FailureCode } from '#domain/failure.ts';
import { Failure, must } from '#domain/failure.ts';
import type { Backend } from '#services/backend.ts';
import { createBackend } from '#services/backend.ts';
import type { Ctx, Installation, World } from '#services/context.ts';
import { beginWork } from '#services/context.ts';
import { openInstallation } from '#services/installation.ts';

export interface Clock {
  now: number;
}

/** Nothing that runs may go on after this. */
export class Crash extends Error {}

export class Place {
  readonly name: string;
  /** Outlet code or 'centre'. */
  readonly code: string;
  readonly folder: string;
  readonly key: Buffer;
  /** Its clock is wrong by this many milliseconds. */
  skew = 0;
  private readonly clock: Clock;
  private backend: Backend | null = null;
  private stepsToCrash = 0;
  private hasCrashed = false;
  private lastError = '';

  constructor(
    name: string,
    from: { readonly code: string; readonly folder: string; readonly key: Buffer; readonly clock: Clock },
  ) {
    this.name = name;
    this.code = from.code;
    this.folder = from.folder;
    this.key = from.key;
    this.clock = from.clock;
  }

  get isCentre(): boolean {
    return this.code === 'centre';
  }

  get installation(): Installation {
    return must(this.backend?.session, 'the place is switched on').installation;
  }

  get db(): Db {
    return this.installation.db;
  }

  get inc(): string {
    return this.installation.identity.inc;
  }

  now = (): number => this.clock.now + this.skew;

  async switchOn(): Promise<void> {
    const world: World = { now: this.now, randomBytes: (count) => randomBytes(count) };
    const backend = createBackend({
      folder: this.folder,
      demo: false,
      appVersion: '0.0.0-model',
      world,
      log: (level, text) => {
        if (level === 'error') this.lastError = text;
      },
    });
    const side = this.isCentre ? 'centre' : 'outlet';
    const { installation } = await openInstallation(this.folder, side, this.key, world);
    const role = this.isCentre ? 'director' : 'head';
    backend.session = {
      installation,
      user: { staffNo: this.isCentre ? '100002' : '200000', name: '模型', role, mustChangePassword: false },
      notices: [],
    };
    this.backend = backend;
    this.watch(installation.db);
  }

  async switchOff(): Promise<void> {
    await this.backend?.close();
    this.backend = null;
  }

  /** Lets go of the files; nothing is tidied up. */
  abandon(): void {
    this.backend?.session?.installation.db.close();
    this.backend = null;
  }

  /** Throws the Failure a user would see, Crash when the PC went down, and an Error for a bug. */
  async call<N extends Name>(name: N, input: In<N>): Promise<Out<N>> {
    const reply = await must(this.backend, 'the place is switched on').call(name, input);
    if (this.hasCrashed) throw new Crash();
    if (reply.ok) return reply.value as Out<N>;
    if (reply.code === 'internal') throw new Error(`${this.name} ${name}: ${this.lastError}`);
    throw new Failure(reply.code as FailureCode, reply.message, reply.details);
  }

  /** Writes in one transaction, below the verbs. */
  write<T>(body: (ctx: Ctx) => T): T {
    const around = must(this.backend?.surroundings(), 'the place is switched on');
    return this.db.transaction(() => body(beginWork(around).ctx)).immediate();
  }

  /** Goes down at the `step`-th statement from now on, wherever that is. */
  crashAt(step: number): void {
    this.stepsToCrash = step;
  }

  /** Switches on what a crash left. When the moment never came, the PC goes down now. */
  async recover(): Promise<void> {
    this.stepsToCrash = 0;
    if (!this.hasCrashed) this.keepAsItIs();
    this.hasCrashed = false;
    const { db } = this.installation;
    this.backend = null;
    closeDatabase(db);
    rmSync(this.folder, { recursive: true });
    renameSync(`${this.folder}.crash`, this.folder);
    await this.switchOn();
  }

  /** A copy of the whole folder, as a person or a backup program makes one. */
  async imageTo(folder: string): Promise<string> {
    await this.switchOff();
    cpSync(this.folder, folder, { recursive: true });
    await this.switchOn();
    return folder;
  }

  /** Puts files of an image in place of what is here. */
  async restore(image: string, isPart: (name: string) => boolean): Promise<void> {
    await this.switchOff();
    for (const name of readdirSync(this.folder)) if (isPart(name)) rmSync(join(this.folder, name), { recursive: true });
    for (const name of readdirSync(image))
      if (isPart(name)) cpSync(join(image, name), join(this.folder, name), { recursive: true });
    await this.switchOn();
  }

  /** Everything that a refused file must leave as it is. */
  state(): string {
    const counts = rows(this.db, 'SELECT inc, stream, branch, seq, hash FROM chain ORDER BY id');
    return contentDigest(this.db) + JSON.stringify(counts);
  }

  folderFor(name: string): string {
    const folder = join(`${this.folder}-${name}`);
    if (!existsSync(folder)) mkdirSync(folder);
    return folder;
  }

  private keepAsItIs(): void {
    cpSync(this.folder, `${this.folder}.crash`, { recursive: true });
  }

  /** Counts the statements of this database, to go down at one of them. */
  private watch(db: Db): void {
    const prepare = db.prepare.bind(db);
    const count = (): void => {
      if (this.hasCrashed) throw new Crash();
      if (this.stepsToCrash === 0) return;
      this.stepsToCrash -= 1;
      if (this.stepsToCrash > 0) return;
      this.keepAsItIs();
      this.hasCrashed = true;
      throw new Crash();
    };
    const watched = (sql: string): unknown => watchedStatement(prepare(sql), count);
    Object.defineProperty(db, 'prepare', { value: watched });
  }
}

function watchedStatement<T extends object>(statement: T, count: () => void): T {
  return new Proxy(statement, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      const runs = name === 'run' || name === 'get' || name === 'all' || name === 'iterate';
      return (...args: readonly unknown[]): unknown => {
        if (runs) count();
        const result: unknown = Reflect.apply(member, target, args);
        return result === target ? watchedStatement(target, count) : result;
      };
    },
  });
}
