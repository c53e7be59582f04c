/** Courses: the centre sets them, each outlet takes its part into its own ledger. */
import type { CourseRow } from '#contract/course.ts';
import type { Parsed } from '#contract/index.ts';
import { courses, peopleWhoAttended, seatsOf, takenBy } from '#db/course.ts';
import { getRecord } from '#db/record.ts';
import { outletsById, staffOn } from '#db/staff.ts';
import type { Course } from '#domain/course.ts';
import { courseEntity, courseSeatEntity } from '#domain/course.ts';
import { Failure } from '#domain/failure.ts';
import type { Post, Staff } from '#domain/organisation.ts';
import { posts } from '#domain/organisation.ts';
import { addFromRoster } from './attendance.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';
import { ownOutlet } from './outreach.ts';
import { createTraining, findTraining } from './training.ts';

const own = (ctx: Ctx): string | null => (ctx.identity.side === 'outlet' ? ctx.identity.node : null);

/** @throws Failure notFound */
function findCourse(ctx: Pick<Ctx, 'db'>, id: string): Course {
  const course = getRecord(ctx.db, courseEntity, id);
  if (course === null || course.voided)
    throw new Failure('notFound', '没有找到这项布置的培训，可能已撤销。请回到列表刷新。');
  return course;
}

const postsOf = (course: Course): Post[] =>
  course.targetPosts.filter((post): post is Post => Object.hasOwn(posts, post));

/** Who of the people known here is to come: those named, else everybody of the posts. */
function peopleFor(ctx: Ctx, course: Course): readonly Staff[] {
  const seats = seatsOf(ctx.db, course.id, own(ctx));
  const named = new Set(seats.map(({ staff }) => staff));
  const wanted = postsOf(course);
  return staffOn(ctx.db, course.heldOn, own(ctx)).filter(({ id, post }) => named.has(id) || wanted.includes(post));
}

function rowOf(ctx: Ctx, course: Course): CourseRow {
  const { head: _head, voided: _voided, voidReason: _reason, ...fields } = course;
  const people = peopleFor(ctx, course);
  const taken = takenBy(ctx.db, course.series).filter(({ outlet }) => own(ctx) === null || outlet === own(ctx));
  const done = new Set(taken.filter(({ state }) => state === 'done').map(({ outlet }) => outlet));
  const outlets = new Set(people.map(({ outlet }) => outlet));
  return {
    ...fields,
    targetPosts: postsOf(course),
    named: seatsOf(ctx.db, course.id, own(ctx)).length,
    people: people.length,
    trainingId: own(ctx) === null ? null : (taken[0]?.id ?? null),
    taken: new Set(taken.map(({ outlet }) => outlet)).size,
    finished: done.size,
    outlets: outlets.size,
    attended: peopleWhoAttended(ctx.db, course.series),
    late: course.dueOn < ctx.today() && [...outlets].some((outlet) => !done.has(outlet)),
  };
}

/** Staff records of numbers typed in any separation. @throws Failure invalid naming those that are unknown */
function namedPeople(ctx: Ctx, text: string, day: string): readonly Staff[] {
  const wanted = [...new Set(text.split(/[\s,，、;；]+/u).filter((each) => each !== ''))];
  const known = new Map(staffOn(ctx.db, day, null).map((person) => [person.staffNo, person]));
  const missing = wanted.filter((staffNo) => !known.has(staffNo));
  if (missing.length > 0)
    throw new Failure(
      'invalid',
      `名册中没有这 ${missing.length} 个工号，没有保存：${missing.slice(0, 10).join('、')}。`,
      {
        named: `名册中没有：${missing.slice(0, 10).join('、')}`,
      },
    );
  return wanted.flatMap((staffNo) => known.get(staffNo) ?? []);
}

function setCourse(ctx: Ctx, { named, ...plan }: Parsed<'course.set'>): { id: string; named: number } {
  if (courses(ctx.db).some(({ series }) => series === plan.series))
    throw new Failure('invalid', '这个统一编号已经用过，没有保存。', { series: '已经用过' });
  const people = namedPeople(ctx, named, plan.heldOn);
  const id = ctx.newId();
  ctx.write(courseEntity, id, plan);
  // Names of one outlet's people are not for the others.
  for (const { id: staff, outlet } of people)
    ctx.write(courseSeatEntity, ctx.newId(), { course: id, outlet, staff }, outlet);
  ctx.note({ record: id, text: `布置培训 ${plan.series}${people.length === 0 ? '' : ` 点名 ${people.length} 人`}` });
  return { id, named: people.length };
}

/** @throws Failure impossible when it is there already or nobody here is to come */
function takeCourse(ctx: Ctx, id: string): { id: string; trainingNo: string; people: number } {
  const outlet = ownOutlet(ctx);
  const course = findCourse(ctx, id);
  if (takenBy(ctx.db, course.series).some((each) => each.outlet === outlet))
    throw new Failure('impossible', '这项培训已经在本网点的培训里，没有重复生成。');
  const people = peopleFor(ctx, course);
  if (people.length === 0)
    throw new Failure('impossible', '本网点名册里没有这项培训要求参加的人，没有生成。请核对名册。');
  const { title, series, category, mode, heldOn, startTime, endTime, hours10, place, lecturer, hasExam, passMark } =
    course;
  const training = createTraining(ctx, {
    title,
    series,
    category,
    mode,
    heldOn,
    startTime,
    endTime,
    hours10,
    place,
    lecturer,
    hasExam,
    passMark,
    tier: 'tier.branch',
    targetPosts: [...new Set(people.map(({ post }) => post))],
  });
  addFromRoster(ctx, { ofKind: 'training', ofId: training, posts: [], staff: people.map((person) => person.id) });
  return { id: training, trainingNo: findTraining(ctx, training).trainingNo, people: people.length };
}

function progressOf(ctx: Ctx, id: string) {
  const course = findCourse(ctx, id);
  const outlets = outletsById(ctx.db);
  const taken = Map.groupBy(takenBy(ctx.db, course.series), ({ outlet }) => outlet);
  const expected = Map.groupBy(peopleFor(ctx, course), ({ outlet }) => outlet);
  return [...new Set([...expected.keys(), ...taken.keys()])].toSorted().map((outlet) => {
    const parts = taken.get(outlet) ?? [];
    const isDone = parts.some(({ state }) => state === 'done');
    return {
      outlet,
      outletName: outlets.get(outlet)?.name ?? outlet,
      state: parts.length === 0 ? ('none' as const) : isDone ? ('done' as const) : ('planned' as const),
      expected: parts.length === 0 ? (expected.get(outlet)?.length ?? 0) : sum(parts.map((each) => each.expected)),
      attended: sum(parts.map((each) => each.attended)),
    };
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

export const courseVerbs = {
  'course.list': (_input, ctx) => courses(ctx.db).map((course) => rowOf(ctx, course)),
  'course.progress': ({ id }, ctx) => progressOf(ctx, id),
  'course.set': (input, ctx) => setCourse(ctx, input),
  'course.withdraw': ({ id, reason }, ctx) => {
    findCourse(ctx, id);
    ctx.write(courseEntity, id, { voided: true, voidReason: reason });
    ctx.note({ record: id, text: `撤销布置：${reason}` });
    return {};
  },
  'course.take': ({ id }, ctx) => takeCourse(ctx, id),
} satisfies Verbs;
