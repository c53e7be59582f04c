/** What people, carriers and accidents do. One step of a schedule each. */
import { basename } from 'node:path';
import { complaintEntity, complaintStepEntity } from '#domain/complaint.ts';
import { isFailure } from '#domain/failure.ts';
import { phraseEntity } from '#domain/knowledge.ts';
import { outletEntity, staffEntity } from '#domain/organisation.ts';
import { findRecords } from '#db/record.ts';
import { rows } from '#db/statements.ts';
import type { Ctx } from '#services/context.ts';
import { recordComplaint } from '../../helpers/records.ts';
import { isNewer, sealAsNewer } from './newer.ts';
import type { Place } from './place.ts';
import type { Town } from './town.ts';

export interface Step {
  readonly name: string;
  /** How often, compared with the others. */
  readonly weight: number;
  readonly run: (town: Town) => Promise<void> | void;
}

/** Values are never repeated, so that a lost one cannot hide behind an equal one. */
const freshText = (town: Town, word: string): string => `${word}${town.seed}号${town.nextNumber()}`;

export function record(town: Town, place: Place): void {
  // A long row of alike records takes a way of its own at the merge.
  const count = town.chance.in100(8) ? town.chance.between(20, 30) : town.chance.between(1, 3);
  place.write((ctx) => {
    for (let each = 0; each < count; each += 1) {
      const id = recordComplaint(ctx, { summary: freshText(town, '事由'), customerName: freshText(town, '客户') });
      if (town.chance.in100(40)) addStep(town, ctx, id);
    }
  });
  town.noteSaved(place);
}

function addStep(town: Town, ctx: Ctx, complaint: string): void {
  ctx.write(complaintStepEntity, ctx.newId(), {
    complaint,
    kind: 'note',
    happenedOn: '2025-03-03',
    happenedTime: '10:00',
    by: '200000',
    means: null,
    reached: true,
    text: freshText(town, '记录'),
  });
}

interface Case {
  readonly id: string;
  readonly outlet: string;
}

/** Live complaints a place can see. */
export const complaintsAt = (place: Place): readonly Case[] =>
  rows(place.db, 'SELECT id, outlet FROM complaint WHERE voided = 0 ORDER BY id');

const levels = ['level.normal', 'level.major', 'level.minor', 'level.grave'];
const handlers = ['200000', '200001', '200002', '200003'];
const states = ['registered', 'handling', 'planned', 'closed'];

/** Shared fields: both sides may write them. */
const sharedEdits = (town: Town): Readonly<Record<string, unknown>> =>
  town.chance.one([
    { level: town.chance.one(levels) },
    { handler: town.chance.one(handlers), level: town.chance.one(levels) },
    { state: town.chance.one(states) },
    { findings: freshText(town, '查明') },
    { tags: [freshText(town, '标签')] },
    { product: freshText(town, '产品'), urgency: town.chance.one(['urgency.normal', 'urgency.high']) },
  ]);

/** What only the outlet may correct. */
const ownEdits = (town: Town): Readonly<Record<string, unknown>> =>
  town.chance.one([
    { summary: freshText(town, '更正') },
    { customerName: freshText(town, '姓名'), level: town.chance.one(levels) },
  ]);

export function edit(town: Town, place: Place): void {
  const found = town.chance.oneOrNone(complaintsAt(place));
  if (found === undefined) return;
  const isOwn = found.id.startsWith(`${place.code}.`);
  const fields = !isOwn || town.chance.in100(60) ? sharedEdits(town) : ownEdits(town);
  place.write((ctx) => {
    if (!place.isCentre && town.chance.in100(20)) addStep(town, ctx, found.id);
    else ctx.write(complaintEntity, found.id, fields, found.outlet);
  });
  town.noteSaved(place);
}

export function editShared(town: Town, place: Place, { id, outlet }: Case, fields = sharedEdits(town)): void {
  place.write((ctx) => ctx.write(complaintEntity, id, fields, outlet));
  town.detail(`${place.name} edits ${id} ${JSON.stringify(fields)}`);
  town.noteSaved(place);
}

/** 转办: a case goes to another outlet, to the centre, or home, whether those who should agree or not. */
export function transfer(town: Town, place: Place): void {
  const found = town.chance.oneOrNone(complaintsAt(place));
  if (found === undefined) return;
  const to = town.chance.one([...town.codes, ...town.codes, 'centre', null]);
  // The centre's own moves go to nobody by themselves.
  place.write((ctx) => ctx.write(complaintEntity, found.id, { transferredTo: to }, 'centre'));
  town.detail(`${place.name} gives ${found.id} to ${to ?? 'its home'}`);
  town.noteSaved(place);
}

/** It is handled where it is: something is written by whoever holds it. */
export async function handleTransferred(town: Town): Promise<void> {
  for (const place of town.places) {
    const foreign = complaintsAt(place).filter(({ id }) => !id.startsWith(`${place.code}.`));
    const found = place.isCentre ? undefined : town.chance.oneOrNone(foreign);
    if (found === undefined) continue;
    place.write((ctx) => {
      ctx.write(complaintEntity, found.id, sharedEdits(town), 'centre');
      if (town.chance.in100(50)) addStep(town, ctx, found.id);
    });
    town.noteSaved(place);
    if (town.chance.in100(50)) await exportFrom(town, place);
  }
}

export function voidOne(town: Town, place: Place): void {
  const found = town.chance.oneOrNone(complaintsAt(place));
  if (found === undefined) return;
  place.write((ctx) =>
    ctx.write(complaintEntity, found.id, { voided: true, voidReason: freshText(town, '误登') }, found.outlet),
  );
  town.noteSaved(place);
}

/** What the centre alone owns: for all, or for one outlet. */
export function centreOwn(town: Town): void {
  const code = town.chance.one(town.codes);
  town.centre.write((ctx) => {
    const [staff] = findRecords(ctx.db, staffEntity, 'WHERE outlet = ? ORDER BY id', code);
    if (staff === undefined || town.chance.in100(50))
      ctx.write(outletEntity, code, { district: freshText(town, '区') }, 'all');
    else ctx.write(staffEntity, staff.id, { name: freshText(town, '员工') }, code);
  });
  town.noteSaved(town.centre);
}

/** A wording for all: new, corrected, out of use or back. */
export function keepPhrase(town: Town): void {
  town.centre.write((ctx) => {
    const known = town.chance.oneOrNone(findRecords(ctx.db, phraseEntity, 'ORDER BY id'));
    const text = freshText(town, '话术');
    const fresh = {
      code: `P${town.nextNumber()}`,
      title: text,
      text,
      business: null,
      cause: null,
      pinyin: 'hs huashu',
    };
    if (known === undefined || town.chance.in100(40)) ctx.write(phraseEntity, ctx.newId(), fresh, 'all');
    else if (town.chance.in100(50)) ctx.write(phraseEntity, known.id, { text }, 'all');
    else ctx.write(phraseEntity, known.id, { retiredOn: known.retiredOn === null ? '2025-03-03' : null }, 'all');
  });
  town.noteSaved(town.centre);
}

export async function exportFrom(town: Town, place: Place): Promise<void> {
  const folder = town.newFolder(`stick-${place.code}`);
  try {
    await place.call('exchange.export', { folder });
    if (isNewer(place)) await sealAsNewer(town, place, folder);
  } finally {
    town.pickUp(folder);
  }
}

export async function answer(town: Town, code: string): Promise<void> {
  const folder = town.newFolder(`answer-${code}`);
  try {
    await town.centre.call('pack.make', { outlets: [code], folder });
    // What it passed on is written by the centre.
    town.noteSaved(town.centre);
  } finally {
    town.pickUp(folder);
  }
}

export async function merge(town: Town, paths: readonly string[]): Promise<void> {
  const { files } = await town.centre.call('inbox.merge', { paths: [...paths] });
  for (const { state, code, reason, sha256, fileName, added, changed, same, forks, inc } of files) {
    town.detail(
      `centre: ${fileName} of ${inc.slice(0, 4)} ${state} ${code} +${added} ~${changed} =${same} forks ${forks}`,
    );
    if (state === 'approval') await town.centre.call('inbox.approve', { sha256, reason: '已电话核对' });
    else if (state === 'refused' && code !== 'unknownSender')
      throw new Error(`a whole file was refused: ${code} ${reason}`);
  }
}

const notForThisPc: readonly string[] = ['wrongRecipient', 'packOlder', 'earlierMissing'];

/** A pack for another device of the same outlet, or one made before a PC got its keys, cannot be opened: that is all right. */
export async function importPack(town: Town, place: Place, path: string): Promise<boolean> {
  try {
    const { added, changed, renewed } = await place.call('exchange.importPack', { path });
    town.detail(`${place.name} imports ${basename(path)}: +${added} ~${changed}${renewed ? ' renewed' : ''}`);
  } catch (error) {
    if (isFailure(error) && notForThisPc.includes(error.code)) return false;
    throw error;
  }
  town.opened.add(path);
  town.noteSaved(place);
  return true;
}
