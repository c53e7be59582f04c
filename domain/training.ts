/** A training (培训) with its optional exam. */
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';

export const trainingStates = { planned: '计划', done: '已完成', cancelled: '已取消' } as const;
export type TrainingState = keyof typeof trainingStates;

export const trainingEntity = {
  name: 'training',
  owner: 'outlet',
  fields: {
    trainingNo: needed.text('B'),
    /** Organising outlet, or `centre` for trainings of the branch. */
    outlet: needed.text('B'),
    title: needed.text('C'),
    /** Trainings of the branch held in several places share this id and count once. */
    series: optional.text('C'),
    category: needed.text('C'),
    tier: needed.text('C'),
    mode: needed.text('C'),
    heldOn: needed.text('C'),
    startTime: needed.text('C'),
    endTime: needed.text('C'),
    hours10: needed.int('C'),
    place: needed.text('C'),
    lecturer: needed.text('C', { personal: true }),
    targetPosts: needed.list<string>('C'),
    hasExam: needed.flag('C'),
    passMark: optional.int('C'),
    state: needed.text<TrainingState>('C'),
    summary: optional.text('C'),
  },
} as const;

export type Training = RecordOf<typeof trainingEntity>;
