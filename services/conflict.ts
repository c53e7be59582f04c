/** 冲突处理: what differs, in words, and a person's decision, which is an ordinary operation. */
import type { ConflictClaim, ConflictField, ConflictLine, ConflictRecord } from '#contract/conflict.ts';
import type { Parsed } from '#contract/index.ts';
import type { Claim, Contest } from '#db/conflict.ts';
import { contestsOf, lastMerge, listConflicts } from '#db/conflict.ts';
import { getRecord } from '#db/record.ts';
import { complaintEntity, complaintStepEntity } from '#domain/complaint.ts';
import { conflictFieldLabel, conflictKinds, isClosedCase, mayDecide } from '#domain/conflict.ts';
import { dateOfInstant, timeOfInstant } from '#domain/dates.ts';
import { entityByName } from '#domain/entities.ts';
import type { Entity } from '#domain/entity.ts';
import { baseFields } from '#domain/entity.ts';
import { Failure } from '#domain/failure.ts';
import { refuseLockedChoice } from './complaint-lock.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';
import type { ConflictWords } from './conflict-words.ts';
import { conflictWords } from './conflict-words.ts';

/** Other conflicts are compared with one by one; more at once than a person decides in an afternoon. */
const mostAlike = 300;

function linesOf(ctx: Ctx): readonly ConflictLine[] {
  const words = conflictWords(ctx);
  const byRecord = new Map<string, ConflictLine>();
  for (const { entity, record, field, foundAt } of listConflicts(ctx.db)) {
    const known = byRecord.get(record);
    const label = conflictFieldLabel(entity, field);
    if (known !== undefined) {
      byRecord.set(record, { ...known, fields: [...known.fields, label] });
      continue;
    }
    const held = heldRecord(ctx, entity, record);
    const outlet = outletOf(entityOf(entity), held, record);
    byRecord.set(record, {
      record,
      kind: conflictKinds[entity] ?? entity,
      title: words.titleOf(held),
      outlet,
      outletName: words.outletName(outlet),
      fields: [label],
      foundAt,
    });
  }
  return [...byRecord.values()];
}

function view(ctx: Ctx, record: string): ConflictRecord | null {
  const contests = contestsOf(ctx.db, record);
  const [first] = contests;
  if (first === undefined) return null;
  const words = conflictWords(ctx);
  const held = heldRecord(ctx, first.entity, record);
  return {
    record,
    kind: conflictKinds[first.entity] ?? first.entity,
    title: words.titleOf(held),
    outletName: words.outletName(outletOf(entityOf(first.entity), held, record)),
    path: pathOf(first.entity, record, held),
    closed: isClosedCase(first.entity, held),
    fields: contests.map((contest) => fieldView(ctx, contest, words)),
  };
}

function fieldView(ctx: Ctx, contest: Contest, words: ConflictWords): ConflictField {
  const { entity, field, original, claims } = contest;
  const say = (value: unknown): string => words.valueText(entity, field, value);
  const alike = sidesElsewhere(ctx, contest);
  const twoDevices = new Set(claims.map(({ node }) => node)).size < claims.length;
  return {
    field,
    label: conflictFieldLabel(entity, field),
    original: say(original),
    claims: centreFirst(claims).map((claim): ConflictClaim => ({
      opId: claim.opId,
      text: say(claim.value),
      side: sideOf(claim),
      place: `${words.placeName(claim.node)}${twoDevices ? ` · 设备 ${claim.inc.slice(0, 4)}` : ''}`,
      userName: words.personName(claim.user),
      at: claim.at,
      shown: claim === claims[0],
      alike: alike.get(sideOf(claim)) ?? 0,
    })),
    refusal: refusalOf(ctx, entity, field),
  };
}

/** Always in the same place, so that the arrow keys mean the same. */
const centreFirst = (claims: readonly Claim[]): readonly Claim[] =>
  claims.toSorted((a, b) => Number(sideOf(b) === 'centre') - Number(sideOf(a) === 'centre'));

const sideOf = ({ node }: Claim): 'centre' | 'outlet' => (node === 'centre' ? 'centre' : 'outlet');

/** Of other records with the same field contested: how many have a value of each side to take. */
function sidesElsewhere(ctx: Ctx, contest: Contest): ReadonlyMap<'centre' | 'outlet', number> {
  const counts = new Map<'centre' | 'outlet', number>();
  if (new Set(contest.claims.map(sideOf)).size < 2) return counts;
  for (const other of alikeOf(ctx, contest))
    for (const side of new Set(other.claims.map(sideOf))) counts.set(side, (counts.get(side) ?? 0) + 1);
  return counts;
}

/** Both sides stand against each other there too: only then is "by the same side" a decision. */
const alikeOf = (ctx: Ctx, { entity, record, field }: Contest): readonly Contest[] =>
  listConflicts(ctx.db)
    .filter((each) => each.entity === entity && each.field === field && each.record !== record)
    .slice(0, mostAlike)
    .flatMap((each) => contestsOf(ctx.db, each.record).filter((contest) => contest.field === field))
    .filter(({ claims }) => new Set(claims.map(sideOf)).size > 1);

function refusalOf(ctx: Ctx, entityName: string, field: string): string {
  const entity = entityByName.get(entityName);
  const spec = entity === undefined ? undefined : { ...entity.fields, ...baseFields }[field];
  if (entity === undefined || spec === undefined) return '本程序还不认识这一项，升级后再核对。';
  if (mayDecide(ctx.identity.side, entity, spec)) return '';
  return ctx.identity.side === 'centre'
    ? '这一项由网点登记，请网点负责人在网点核对。'
    : '这一项由消保中心登记，由中心核对。';
}

function decide(ctx: Ctx, input: Parsed<'conflict.decide'>): { decided: number } {
  const contest = contestsOf(ctx.db, input.record).find(({ field }) => field === input.field);
  const claim = contest?.claims.find(({ opId }) => opId === input.opId);
  if (contest === undefined || claim === undefined)
    throw new Failure('notFound', '这一项已经核对过，或又有了新的值，没有改动。请刷新后再看。');
  const refusal = refusalOf(ctx, contest.entity, contest.field);
  if (refusal !== '') throw new Failure('impossible', `${refusal}没有改动任何内容。`);
  const others = input.alike
    ? alikeOf(ctx, contest).flatMap((other) => {
        const same = other.claims.find((each) => sideOf(each) === sideOf(claim));
        return same === undefined ? [] : [{ contest: other, claim: same }];
      })
    : [];
  const choices = [{ contest, claim }, ...others];
  if (input.note === '' && choices.some((choice) => overrulesClosed(ctx, choice)))
    throw new Failure('invalid', '要改的是已办结投诉上的内容，请写明原因，没有改动。', { note: '请写明原因' });
  for (const choice of choices) refuseFinalOther(ctx, choice);
  for (const choice of choices) write(ctx, choice, input.note);
  ctx.note({ record: input.record, text: `${conflictFieldLabel(contest.entity, contest.field)} ${choices.length} 处` });
  return { decided: choices.length };
}

interface Choice {
  readonly contest: Contest;
  readonly claim: Claim;
}

const overrulesClosed = (ctx: Ctx, { contest, claim }: Choice): boolean =>
  claim !== contest.claims[0] && isClosedCase(contest.entity, heldRecord(ctx, contest.entity, contest.record));

/** The value that is shown may always be settled on. @throws Failure forbidden */
function refuseFinalOther(ctx: Ctx, { contest, claim }: Choice): void {
  if (contest.entity !== complaintEntity.name || claim === contest.claims[0]) return;
  const held = getRecord(ctx.db, complaintEntity, contest.record);
  if (held !== null) refuseLockedChoice(ctx, held, { [contest.field]: claim.value });
}

/** The value is written even where it is the one shown already: only an operation settles it for both sides. */
function write(ctx: Ctx, { contest, claim }: Choice, note: string): void {
  const { entity: name, record, field } = contest;
  const entity = entityOf(name);
  // What belongs to one outlet, or to the centre, is nobody else's business.
  const outlet = outletOf(entity, heldRecord(ctx, name, record), record);
  const stream = outlet === '' ? 'all' : outlet;
  ctx.decide(entity, record, { [field]: claim.value }, stream);
  if (name !== 'complaint' || note === '') return;
  const now = ctx.now();
  ctx.write(
    complaintStepEntity,
    ctx.newId(),
    {
      complaint: record,
      kind: 'note',
      happenedOn: dateOfInstant(now),
      happenedTime: timeOfInstant(now),
      by: ctx.user.staffNo,
      means: null,
      reached: false,
      text: `核对“${conflictFieldLabel(name, field)}”的两种写法：${note}`,
    },
    stream,
  );
}

function entityOf(name: string): Entity {
  const entity = entityByName.get(name);
  if (entity === undefined) throw new Error(`no entity ${name}`);
  return entity;
}

type Held = Readonly<Record<string, unknown>>;

const heldRecord = (ctx: Ctx, entity: string, record: string): Held =>
  getRecord(ctx.db, entityOf(entity), record) ?? {};

/** Whose record it is: the outlet it names, else the node that made it; '' for what is everybody's. */
function outletOf({ owner }: Entity, { outlet }: Held, record: string): string {
  if (typeof outlet === 'string') return outlet;
  return owner === 'outlet' ? record.slice(0, record.indexOf('.')) : '';
}

function pathOf(entity: string, record: string, { ofKind, ofId }: Held): string | null {
  const id = encodeURIComponent(record);
  if (entity === 'complaint') return `/complaints/${id}`;
  if (entity === 'outreach_event') return `/events/${id}`;
  if (entity === 'training') return `/trainings/${id}`;
  if (entity !== 'attendance' || typeof ofId !== 'string') return null;
  return `/${ofKind === 'training' ? 'trainings' : 'events'}/${encodeURIComponent(ofId)}/attendance`;
}

export const conflictVerbs = {
  'conflict.list': (_input, ctx) => ({ records: [...linesOf(ctx)], lastMerge: lastMerge(ctx.db) }),
  'conflict.get': ({ record }, ctx) => view(ctx, record),
  'conflict.decide': (input, ctx) => decide(ctx, input),
} satisfies Verbs;
