/** Trainings of the branch: each outlet records its own people under the branch's number (series). */
import { addDays } from '#domain/dates.ts';
import type { Post } from '#domain/organisation.ts';
import type { Action } from './action.ts';
import { action } from './action.ts';
import type { DemoOutlet, DemoPerson } from './branch.ts';
import { staffId } from './branch.ts';
import type { Chance } from './random.ts';
import { chanceOf } from './random.ts';
import { isWorked, later, momentOf } from './time.ts';

interface DemoTraining {
  readonly series: string;
  readonly title: string;
  readonly category: string;
  readonly mode: 'mode.onsite' | 'mode.online';
  readonly heldOn: string;
  readonly startTime: string;
  readonly minutes: number;
  readonly hours10: number;
  readonly place: string;
  readonly lecturer: string;
  readonly posts: readonly Post[];
  /** Only for exams, in points. */
  readonly passMark: number | null;
  /** Share of people on leave; of exams, share that missed it. */
  readonly missing: number;
  /** Share of those who sat that failed. */
  readonly failed: number;
}

const everybody: readonly Post[] = ['head', 'supervisor', 'lobby', 'teller', 'manager', 'officer'];

const course = {
  mode: 'mode.onsite',
  startTime: '14:00',
  minutes: 180,
  hours10: 30,
  place: '分行三楼培训教室',
  passMark: null,
  missing: 0.02,
  failed: 0,
} as const;
const exam = {
  category: 'course.basics',
  mode: 'mode.online',
  startTime: '19:00',
  minutes: 60,
  hours10: 0,
  place: '行内学习平台',
  lecturer: '消保中心',
  posts: everybody,
  passMark: 80,
} as const;

/** 2025H1: three courses and one exam that everybody sat and passed, as in the branch's report. */
export const trainings: readonly DemoTraining[] = [
  {
    ...course,
    series: 'PX-2024-01',
    title: '消费投诉管理办法与投诉处理技巧',
    category: 'course.handling',
    heldOn: '2024-03-28',
    lecturer: '林望舒',
    posts: ['head', 'supervisor'],
  },
  {
    ...course,
    series: 'PX-2024-02',
    title: '老年客户服务规范',
    category: 'course.special',
    heldOn: '2024-05-23',
    lecturer: '乔安',
    posts: ['lobby', 'teller'],
  },
  {
    ...exam,
    series: 'KS-2024-01',
    title: '2024年上半年消保应知应会线上考试',
    heldOn: '2024-06-18',
    missing: 0.015,
    failed: 0.02,
  },
  {
    ...course,
    series: 'PX-2024-03',
    title: '产品适当性与双录规范',
    category: 'course.suitability',
    heldOn: '2024-10-24',
    lecturer: '林望舒',
    posts: ['manager'],
  },
  {
    ...course,
    series: 'PX-2025-01',
    title: '监管新规解读与首问负责制（网点负责人）',
    category: 'course.regulation',
    heldOn: '2025-02-27',
    lecturer: '林望舒',
    posts: ['head'],
  },
  {
    ...course,
    series: 'PX-2025-02',
    title: '投诉处理技巧与案例研讨（客户经理）',
    category: 'course.handling',
    heldOn: '2025-04-17',
    lecturer: '乔安',
    posts: ['manager'],
  },
  {
    ...course,
    series: 'PX-2025-03',
    title: '特殊客户服务规范情景模拟（柜员）',
    category: 'course.special',
    heldOn: '2025-05-22',
    lecturer: '季明朗',
    posts: ['teller', 'lobby'],
  },
  {
    ...exam,
    series: 'KS-2025-01',
    title: '2025年上半年消保应知应会线上考试',
    heldOn: '2025-06-17',
    missing: 0,
    failed: 0,
  },
  {
    ...course,
    series: 'PX-2025-04',
    title: '个人信息保护与征信异议处理',
    category: 'course.privacy',
    heldOn: '2025-08-06',
    lecturer: '季明朗',
    posts: ['officer', 'supervisor'],
  },
];

/** The part of one training that an outlet records. */
export function trainingActions(outlet: DemoOutlet, of: DemoTraining): readonly Action[] {
  const people = outlet.staff.filter(({ post }) => of.posts.includes(post));
  if (people.length === 0) return [];
  const chance = chanceOf(`training/${of.series}/${outlet.code}`);
  const key = `${of.series}/${outlet.code}`;
  const refs = { id: key };
  const planned = action('training.create', momentOf(dayBefore(of.heldOn, 6), '10:20', chance), planOf(of), { key });
  const after = momentOf(addDays(of.heldOn, 1), '09:10', chance) + chance.int(0, 90) * 60_000;
  const lines = people.map((person, index) => lineOf(chance, of, { outlet, person, lineNo: index + 1 }));
  return [
    planned,
    action(
      'attendance.save',
      after,
      { ofKind: 'training', sheet: 'staff', lines, removed: [], reason: '' },
      { refs: { ofId: key } },
    ),
    action(
      'training.finish',
      after + 4 * 60_000,
      { summary: of.passMark === null ? '按计划完成培训，签到表已归档。' : '线上考试已完成，成绩单已归档。' },
      { refs },
    ),
  ];
}

function planOf(of: DemoTraining): Parameters<typeof action<'training.create'>>[2] {
  return {
    title: of.title,
    series: of.series,
    category: of.category,
    tier: 'tier.branch',
    mode: of.mode,
    heldOn: of.heldOn,
    startTime: of.startTime,
    endTime: of.mode === 'mode.online' ? '20:00' : later(of.startTime, of.minutes),
    hours10: of.hours10,
    place: of.place,
    lecturer: of.lecturer,
    targetPosts: [...of.posts],
    hasExam: of.passMark !== null,
    passMark: of.passMark,
  };
}

type Line = Parameters<typeof action<'attendance.save'>>[2]['lines'][number];

interface Place {
  readonly outlet: DemoOutlet;
  readonly person: DemoPerson;
  readonly lineNo: number;
}

function lineOf(chance: Chance, of: DemoTraining, { outlet, person, lineNo }: Place): Line {
  const missing = chance.next() < of.missing;
  const base = {
    id: null,
    lineNo,
    staff: staffId(outlet, person),
    name: person.name,
    unit: outlet.name,
    phoneTail: null,
    duty: '',
    note: null,
  };
  if (of.passMark === null) {
    const state = missing ? 'leave' : chance.hit(0.03) ? 'makeUp' : chance.hit(0.02) ? 'late' : 'present';
    return { ...base, state, score10: null, examState: null, attempts: null };
  }
  if (missing) return { ...base, state: 'absent', score10: null, examState: 'missed', attempts: null };
  const failed = chance.next() < of.failed;
  const score10 = (failed ? chance.int(58, 79) : chance.int(of.passMark, 100)) * 10;
  return { ...base, state: 'present', score10, examState: 'sat', attempts: !failed && chance.hit(0.06) ? 2 : 1 };
}

function dayBefore(day: string, days: number): string {
  let found = addDays(day, -days);
  while (!isWorked(found)) found = addDays(found, -1);
  return found;
}
