/**
 * What a disk holds when the power goes, by the rules a program may rely on and no others:
 *
 * - what was written is on the disk only after an fsync of that file;
 * - that a file has this name, or has it no more, only after an fsync of its folder;
 * - anything not yet synced may be there or not, in any mixture of sectors.
 *
 * The disk is fed with recorded system calls and can be looked at after each of them.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { must } from '#domain/failure.ts';
import type { Call } from './traced.ts';

interface Write {
  readonly offset: number;
  /** null: cut or extended to `offset`. */
  readonly data: Buffer | null;
}

class File {
  readonly isFolder: boolean;
  durable: Buffer;
  pending: Write[] = [];

  constructor(durable: Buffer, isFolder: boolean) {
    this.durable = durable;
    this.isFolder = isFolder;
  }

  sync(): void {
    this.durable = this.with(() => true, Number.MAX_SAFE_INTEGER);
    this.pending = [];
  }

  /** The durable content and those pieces of the pending writes that `isKept`. */
  with(isKept: () => boolean, piece: number): Buffer {
    let content: Buffer = Buffer.from(this.durable);
    for (const { offset, data } of this.pending) {
      if (data === null) {
        if (isKept()) content = resized(content, offset);
        continue;
      }
      for (let at = 0; at < data.length;) {
        const end = Math.min(data.length, at + piece - ((offset + at) % piece));
        if (isKept()) {
          if (offset + end > content.length) content = resized(content, offset + end);
          data.copy(content, offset + at, at, end);
        }
        at = end;
      }
    }
    return content;
  }
}

const resized = (content: Buffer, size: number): Buffer =>
  size <= content.length ? content.subarray(0, size) : Buffer.concat([content, Buffer.alloc(size - content.length)]);

/** A change of names: done in one step, durable when one of its folders is synced. */
interface Renaming {
  readonly folders: readonly string[];
  readonly remove: string | null;
  readonly add: { readonly path: string; readonly file: File } | null;
}

function applied(names: Map<string, File>, { remove, add }: Renaming): void {
  if (remove !== null) names.delete(remove);
  if (add !== null) names.set(add.path, add.file);
}

/** What is left of the unsynced: nothing, everything, the names without the content, or a mixture. */
export type Loss = 'unsynced' | 'nothing' | 'content' | { readonly random: () => number; readonly piece: number };

export class Disk {
  private readonly root: string;
  private readonly durable = new Map<string, File>();
  private readonly current = new Map<string, File>();
  private readonly files = new Map<number, { readonly file: File; readonly path: string; at: number }>();
  private pending: Renaming[] = [];

  /** Starts with what lies in the folder `content`, as if it lay in `root`, safely on the disk. */
  constructor(root: string, content: string) {
    this.root = root;
    this.load(root, content);
  }

  private load(path: string, from: string): void {
    const isFolder = statSync(from).isDirectory();
    const file = new File(isFolder ? Buffer.alloc(0) : readFileSync(from), isFolder);
    this.durable.set(path, file);
    this.current.set(path, file);
    if (isFolder) for (const name of readdirSync(from)) this.load(join(path, name), join(from, name));
  }

  /** Carries out a recorded call. `isIgnored` syncs are not carried out: a negative control. */
  apply(call: Call, isIgnored: (path: string) => boolean = () => false): void {
    if (call.result < 0 || this.applyToContent(call, isIgnored) || this.applyToNames(call)) return;
    const isOurs = (arg: Buffer | string): boolean => typeof arg !== 'string' && this.isInside(pathOf(arg));
    // Better no proof than a proof that overlooks a call.
    if (this.files.has(Number(call.args[0])) || call.args.some(isOurs))
      throw new Error(`the disk does not know ${call.name}`);
  }

  private applyToContent({ name, args, result }: Call, isIgnored: (path: string) => boolean): boolean {
    const fd = Number(args[0]);
    const open = this.files.get(fd);
    if (name === 'close') this.files.delete(fd);
    if (open === undefined) return ['close', 'write', 'pwrite64', 'ftruncate', 'fsync', 'fdatasync'].includes(name);
    switch (name) {
      case 'close':
        return true;
      case 'write':
        open.file.pending.push({ offset: open.at, data: bytesOf(args[1]).subarray(0, result) });
        open.at += result;
        return true;
      case 'pwrite64':
        open.file.pending.push({ offset: Number(args[3]), data: bytesOf(args[1]).subarray(0, result) });
        return true;
      case 'ftruncate':
        open.file.pending.push({ offset: Number(args[1]), data: null });
        return true;
      case 'fsync':
      case 'fdatasync':
        if (!isIgnored(open.path)) this.sync(open.file, open.path);
        return true;
      default:
        return false;
    }
  }

  private applyToNames({ name, args, result }: Call): boolean {
    switch (name) {
      case 'open':
      case 'creat':
        this.open(result, pathOf(args[0]), String(args[1]));
        return true;
      case 'openat':
        this.open(result, this.pathAt(args[0], args[1]), String(args[2]));
        return true;
      case 'rename':
        this.rename(pathOf(args[0]), pathOf(args[1]));
        return true;
      case 'link':
        this.link(pathOf(args[0]), pathOf(args[1]));
        return true;
      case 'unlink':
      case 'rmdir':
        this.unlink(pathOf(args[0]));
        return true;
      case 'unlinkat':
        this.unlink(this.pathAt(args[0], args[1]));
        return true;
      case 'mkdir':
        this.add(pathOf(args[0]), new File(Buffer.alloc(0), true));
        return true;
      default:
        return false;
    }
  }

  /** Writes what would be found after the power came back into the new folder `to`. */
  writeTo(to: string, loss: Loss): void {
    const names = new Map(this.durable);
    const keepsName = (): number =>
      loss === 'unsynced'
        ? 0
        : typeof loss === 'string'
          ? this.pending.length
          : Math.floor(loss.random() * (this.pending.length + 1));
    // File systems keep the order of names.
    for (const renaming of this.pending.slice(0, keepsName())) applied(names, renaming);
    for (const [path, file] of [...names].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const target = join(to, path.slice(this.root.length));
      if (file.isFolder && (path === this.root || existsSync(dirname(target)))) mkdirSync(target, { recursive: true });
      else if (existsSync(dirname(target))) writeFileSync(target, contentOf(file, loss));
    }
  }

  private isInside(path: string): boolean {
    return path === this.root || path.startsWith(`${this.root}/`);
  }

  /** A path as the …at calls take it: from an open folder, or AT_FDCWD. */
  private pathAt(folder: Buffer | string | undefined, path: Buffer | string | undefined): string {
    const from = this.files.get(Number(folder));
    return from === undefined ? pathOf(path) : join(from.path, bytesOf(path).toString());
  }

  private open(fd: number, path: string, flags: string): void {
    if (!this.isInside(path)) {
      this.files.delete(fd);
      return;
    }
    let file = this.current.get(path);
    if (file === undefined) {
      file = new File(Buffer.alloc(0), false);
      this.add(path, file);
    }
    if (flags.includes('O_TRUNC')) file.pending.push({ offset: 0, data: null });
    if (flags.includes('O_APPEND')) throw new Error('the disk does not know O_APPEND');
    this.files.set(fd, { file, path, at: 0 });
  }

  private sync(file: File, path: string): void {
    if (!file.isFolder) {
      file.sync();
      return;
    }
    const due = this.pending.filter(({ folders }) => folders.includes(path));
    for (const renaming of due) applied(this.durable, renaming);
    this.pending = this.pending.filter((renaming) => !due.includes(renaming));
  }

  private change(renaming: Renaming): void {
    applied(this.current, renaming);
    this.pending.push(renaming);
  }

  private add(path: string, file: File): void {
    if (this.isInside(path)) this.change({ folders: [dirname(path)], remove: null, add: { path, file } });
  }

  private link(from: string, path: string): void {
    if (this.isInside(path)) this.add(path, must(this.current.get(from), 'only a known file is linked'));
  }

  private unlink(path: string): void {
    if (this.isInside(path)) this.change({ folders: [dirname(path)], remove: path, add: null });
  }

  private rename(from: string, path: string): void {
    if (!this.isInside(path)) return;
    const file = must(this.current.get(from), 'only a known file is renamed');
    if (file.isFolder) throw new Error('the disk does not know how to rename folders');
    this.change({ folders: [dirname(from), dirname(path)], remove: from, add: { path, file } });
  }
}

function contentOf(file: File, loss: Loss): Buffer {
  if (loss === 'unsynced' || loss === 'content') return file.durable;
  if (loss === 'nothing') return file.with(() => true, Number.MAX_SAFE_INTEGER);
  return file.with(() => loss.random() < 0.5, loss.piece);
}

function bytesOf(arg: Buffer | string | undefined): Buffer {
  if (!Buffer.isBuffer(arg)) throw new Error('the trace holds no data here');
  return arg;
}

const pathOf = (arg: Buffer | string | undefined): string => resolve(bytesOf(arg).toString());
