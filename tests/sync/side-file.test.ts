import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#db/hash.ts';
import { parseSideHeader, sideFileName } from '#domain/sync/side-file.ts';
import { openSideFile, readSideFile, sealSideFile } from '#services/sync/side-file.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';

const content = Buffer.from('%PDF-1.7 what a customer handed over');

async function sealed() {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const address = { branch: { id: 'b1', name: '测试分行' }, from: '0037', to: 'centre', recipient };
  return { identity, file: await sealSideFile(content, address) };
}

describe('a side file', () => {
  it('opens with the standard age program, as docs/sync-format.md says', async () => {
    const { identity, file } = await sealed();
    const folder = tempFolder();
    writeFileSync(join(folder, 'key.txt'), `${identity}\n`);
    writeFileSync(join(folder, 'x.xbatt'), file);

    const script = `h=$(od -An -tu4 --endian=big -j8 -N4 x.xbatt | tr -d ' '); tail -c +$((13 + h)) x.xbatt | age -d -i key.txt`;

    expect(execFileSync('sh', ['-c', script], { cwd: folder })).toEqual(content);
  });

  it('says without any key whose it is and what it holds, and gives the content with the key', async () => {
    const { identity, file } = await sealed();

    const read = readSideFile(file);

    expect(read.header).toMatchObject({ format: 1, from: '0037', to: 'centre', sha256: sha256Hex(content) });
    expect(sideFileName(read.header)).toBe(`${sha256Hex(content)}.xbatt`);
    expect(file.includes(content)).toBe(false);
    expect(await openSideFile(read, identity)).toEqual(content);
  });

  it('opens for nobody else', async () => {
    const { file } = await sealed();
    const other = await sealed();

    expect(await failureCode(() => openSideFile(readSideFile(file), other.identity))).toBe('wrongRecipient');
  });

  it('is refused with a reason when it was cut anywhere or one byte was changed', async () => {
    const { identity, file } = await sealed();
    const codes = new Set<string | null>();

    for (let length = 0; length < file.length; length += 1)
      codes.add(await failureCode(() => readSideFile(file.subarray(0, length))));
    for (let at = 0; at < file.length; at += 1) {
      const changed = Buffer.from(file);
      changed.writeUInt8(changed.readUInt8(at) ^ 0x01, at);
      const opened = async (): Promise<void> => {
        const read = readSideFile(changed);
        // A changed name in the header changes nothing about the content.
        expect(await openSideFile(read, identity)).toEqual(content);
      };
      codes.add(await failureCode(opened));
    }

    expect(codes).toEqual(new Set(['fileDamaged', null]));
  });

  it('that promises another content than it holds is refused', async () => {
    const { identity, file } = await sealed();
    const read = readSideFile(file);
    const lied = { ...read, header: { ...read.header, sha256: 'ab'.repeat(32) } };

    expect(await failureCode(() => openSideFile(lied, identity))).toBe('fileDamaged');
  });

  it('of a newer program says so; unknown fields are ignored', () => {
    const header = {
      format: 1,
      branch: { id: 'b', name: 'b' },
      from: 'a',
      to: 'centre',
      sha256: 'ab'.repeat(32),
      bytes: 1,
      payload: { bytes: 1, sha256: 'cd'.repeat(32) },
    };

    expect(() => parseSideHeader(JSON.stringify({ ...header, format: 2 }))).toThrow('更新版本');
    expect(parseSideHeader(JSON.stringify({ ...header, later: true }))).toEqual(header);
  });
});
