import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#db/hash.ts';
import { copyToInbox, readFileSafely, replaceFileDurably, writeFileDurably } from '#services/files/atomic-write.ts';
import { fileFailure } from '#services/files/file-failure.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';
import { canMount, ownNamespace } from '#tests/helpers/small-disk.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';

const content = Buffer.from('内容\n'.repeat(1000));

describe('writing a new file', () => {
  it('leaves the file and nothing else', () => {
    const folder = tempFolder();
    const path = join(folder, 'O037.xbsync');

    expect(writeFileDurably(path, content)).toEqual({ path, sha256: sha256Hex(content), existed: false });
    expect(readFileSync(path).equals(content)).toBe(true);
    expect(readdirSync(folder)).toEqual(['O037.xbsync']);
  });

  it('never touches another file of the same name', () => {
    const folder = tempFolder();
    const path = join(folder, 'O037.xbsync');
    writeFileSync(path, 'mine');
    mkdirSync(join(folder, 'O037 (2).xbsync'));

    expect(writeFileDurably(path, content).path).toBe(join(folder, 'O037 (3).xbsync'));
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(readdirSync(folder).sort()).toEqual(['O037 (2).xbsync', 'O037 (3).xbsync', 'O037.xbsync']);
  });

  it('does not write the same file twice', () => {
    const folder = tempFolder();
    const path = join(folder, 'O037.xbsync');
    writeFileSync(path, 'other');
    const first = writeFileDurably(path, content);

    expect(writeFileDurably(path, content)).toEqual({ ...first, existed: true });
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('of no bytes works too', () => {
    const path = join(tempFolder(), 'empty');

    expect(writeFileDurably(path, Buffer.alloc(0)).existed).toBe(false);
    expect(readFileSync(path)).toHaveLength(0);
  });

  it('into a folder that is gone says so', async () => {
    const path = join(tempFolder(), 'stick', 'a.xbsync');

    expect(await failureCode(() => writeFileDurably(path, content))).toBe('targetGone');
    expect(await failureCode(() => writeFileDurably(path, content, { verify: false }))).toBe('targetGone');
  });
});

describe('replacing a file', () => {
  it('puts the new content in place of the old', () => {
    const folder = tempFolder();
    const path = join(folder, 'keyring.json');
    replaceFileDurably(path, Buffer.from('old'));
    replaceFileDurably(path, content);

    expect(readFileSync(path).equals(content)).toBe(true);
    expect(readdirSync(folder)).toEqual(['keyring.json']);
  });

  it('shows a reader the old content or the new, even when the writer is killed', async () => {
    const path = join(tempFolder(), 'keyring.json');
    const contents = Array.from({ length: 256 }, (_, n) => Buffer.alloc(300_000, n));
    writeFileSync(path, Buffer.alloc(300_000, 255));
    const seen = new Set<number>();
    for (let run = 0; run < 8; run++) {
      await killedWhileReplacing(path, 5 + run * 7);
      const found = readFileSync(path);
      expect(contents.some((content) => content.equals(found))).toBe(true);
      seen.add(found[0] ?? -1);
    }
    // Else the writer was never in the middle of anything.
    expect(seen.size).toBeGreaterThan(2);
  });

  /** A process that replaces `path` without pause, killed `afterMs` after its first write. */
  async function killedWhileReplacing(path: string, afterMs: number): Promise<void> {
    const script = `
      const { replaceFileDurably } = await import('#services/files/atomic-write.ts');
      for (let n = 0; ; n++) {
        replaceFileDurably(process.argv[1], Buffer.alloc(300_000, n % 250));
        if (n === 0) process.stdout.write('.');
      }`;
    const writer = spawn(process.execPath, ['--input-type=module', '-e', script, path]);
    await once(writer.stdout, 'data');
    await sleep(afterMs);
    const ended = once(writer, 'exit');
    writer.kill('SIGKILL');
    await ended;
  }
});

describe('on a medium that cannot take the file', () => {
  const script = fileURLToPath(new URL('../helpers/write-on-small-disk.ts', import.meta.url));
  const folderWithFile = (): string => {
    const folder = join(tempFolder(), 'disk');
    mkdirSync(folder);
    return folder;
  };

  it('a full disk is reported, the old file stays and nothing half-written is left', () => {
    const folder = folderWithFile();

    const result = onDisk({ folder, size: 600_000, mount: 'size=256k', limited: 'ulimit -f 64' });

    expect(result).toEqual({ outcomes: ['diskFull', 'diskFull'], names: ['kept.json'] });
  });

  // Root writes where the mode forbids it: without a mount there is no read-only disk for root.
  it.runIf(canMount || process.getuid?.() !== 0)('a read-only disk is reported', () => {
    const folder = folderWithFile();

    const result = onDisk({ folder, size: 10, mount: 'size=256k', limited: `chmod 555 "$DISK"`, readOnly: true });

    expect(result).toEqual({ outcomes: ['readOnly', 'readOnly'], names: ['kept.json'] });
  });

  type Disk = {
    readonly folder: string;
    readonly size: number;
    readonly mount: string;
    readonly limited: string;
    readonly readOnly?: boolean;
  };

  /** A small tmpfs where this user may mount one, else the limits every user can set. */
  function onDisk({ folder, size, mount, limited, readOnly = false }: Disk): unknown {
    const fill = 'echo old > "$DISK/kept.json"';
    const run = `exec "${process.execPath}" "${script}" "$DISK" ${size}`;
    const env = { ...process.env, DISK: folder };
    const remount = readOnly ? 'mount -o remount,ro "$DISK" && ' : '';
    const steps = canMount
      ? `mount -t tmpfs -o ${mount} tmpfs "$DISK" && ${fill} && ${remount}${run}`
      : `trap '' XFSZ; ${fill}; ${limited}; ${run}`;
    const command = canMount ? ['unshare', ...ownNamespace, 'sh', '-c', steps] : ['sh', '-c', steps];
    const output = execFileSync(command[0] ?? '', command.slice(1), { env, encoding: 'utf8' });
    chmodSync(folder, 0o755);
    return JSON.parse(output);
  }

  it.each([
    ['ENOSPC', 'diskFull'],
    ['EDQUOT', 'diskFull'],
    ['EROFS', 'readOnly'],
    ['EACCES', 'readOnly'],
    ['ENODEV', 'targetGone'],
    ['EIO', 'targetGone'],
    ['ENOENT', 'targetGone'],
    ['EHOSTDOWN', 'targetGone'],
    ['ETIMEDOUT', 'targetGone'],
    ['EWHATEVER', 'targetGone'],
  ])('%s becomes %s with a sentence', (errno, code) => {
    const failure = fileFailure(Object.assign(new Error('x'), { code: errno }), 'write');

    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(/台账数据安全。.+。$/);
  });
});

describe('reading a file of somebody else', () => {
  it('gives the bytes up to the limit', async () => {
    const path = join(tempFolder(), 'a');
    writeFileSync(path, content);

    expect(readFileSafely(path, content.length).equals(content)).toBe(true);
    expect(await failureCode(() => readFileSafely(path, content.length - 1))).toBe('fileTooLarge');
  });

  it('refuses what is no file, without waiting for it', async () => {
    const folder = tempFolder();
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    symlinkSync('/dev/zero', join(folder, 'zero'));

    expect(await failureCode(() => readFileSafely(pipe, 10))).toBe('fileUnreadable');
    expect(await failureCode(() => readFileSafely(join(folder, 'zero'), 10))).toBe('fileUnreadable');
    expect(await failureCode(() => readFileSafely(folder, 10))).toBe('fileUnreadable');
    expect(await failureCode(() => readFileSafely(join(folder, 'gone'), 10))).toBe('targetGone');
  });
});

describe('the inbox', () => {
  it('keeps one private copy per content, under its digest', () => {
    const folder = tempFolder();
    const inbox = join(folder, 'data', 'inbox');
    const names = ['a.xbsync', 'a (1).xbsync'].map((name) => join(folder, name));
    for (const name of names) writeFileSync(name, content);

    const copies = names.map((name) => copyToInbox(name, inbox, 1e6));

    expect(copies[0]).toEqual({ path: join(inbox, sha256Hex(content)), sha256: sha256Hex(content), bytes: content });
    expect(copies[1]).toEqual(copies[0]);
    expect(readdirSync(inbox)).toEqual([sha256Hex(content)]);
  });

  it('puts a damaged copy right', () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'a'), content);
    writeFileSync(join(folder, sha256Hex(content)), 'damaged');

    expect(readFileSync(copyToInbox(join(folder, 'a'), folder, 1e6).path).equals(content)).toBe(true);
  });
});
