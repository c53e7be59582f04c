import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { getRecord } from '#db/record.ts';
import { complaintEntity } from '#domain/complaint.ts';
import { must } from '#domain/failure.ts';
import type { Station } from '#tests/helpers/branch.ts';
import { folderIn, newBranch } from '#tests/helpers/branch.ts';
import { recordComplaint } from '#tests/helpers/records.ts';
import { readPackage } from './second-reader.ts';

const installationOf = (at: Station) => must(at.backend.session, 'logged in').installation;

it('a program written from the document alone reads what an outlet sends and what the centre answers', async () => {
  const branch = await newBranch(1);
  const [outlet] = branch.outlets as [Station];
  const ids: string[] = [];
  outlet.write((ctx) => {
    ids.push(recordComplaint(ctx, { summary: '柜台排队' }), recordComplaint(ctx, { customerName: '欧阳锋' }));
  });
  const { file } = await outlet.call('exchange.export', { folder: folderIn(branch.base, 'stick') });
  await branch.centre.call('inbox.merge', { paths: [file] });
  const { made } = await branch.centre.call('pack.make', { outlets: ['0001'], folder: folderIn(branch.base, 'down') });
  const { keys } = installationOf(branch.centre);

  const up = await readPackage(readFileSync(file), { identity: must(keys.branch, 'a centre').boxIdentity });
  const down = await readPackage(readFileSync(must(made[0], 'one pack').path), {
    identity: must(installationOf(outlet).keys.device, 'an outlet').boxIdentity,
  });

  const complaints = up.ops.filter(({ entity }) => entity === 'complaint');
  expect(up.header.from).toBe('0001');
  expect(complaints.map(({ record }) => record)).toEqual(ids);
  for (const { id, record, fields } of complaints) {
    expect(getRecord(installationOf(branch.centre).db, complaintEntity, record)).toMatchObject({ head: id, ...fields });
  }
  expect(complaints.map(({ fields }) => fields['customerName'])).toEqual(['䶮㛃', '欧阳锋']);
  expect(down.header.from).toBe('centre');
});

it('and notices when a byte is not what it was', async () => {
  const branch = await newBranch(1);
  const [outlet] = branch.outlets as [Station];
  outlet.write((ctx) => recordComplaint(ctx));
  const { file } = await outlet.call('exchange.export', { folder: folderIn(branch.base, 'stick') });
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 100) ^ 1, bytes.length - 100);
  const identity = must(installationOf(branch.centre).keys.branch, 'a centre').boxIdentity;

  await expect(readPackage(bytes, { identity })).rejects.toThrow('condition 7 of section 3 does not hold');
});
