/** The tabs of a training; they are screens of two features. */
import type { TrainingRow } from '#contract/training.ts';
import type { TabLink } from './TabLinks.tsx';

export const trainingTabs = ({ id, hasExam, figures }: TrainingRow): readonly TabLink[] => [
  { label: '培训概况', path: `/trainings/${id}` },
  { label: '名单与签到', path: `/trainings/${id}/attendance`, count: figures.expected },
  ...(hasExam ? [{ label: '成绩', path: `/trainings/${id}/scores`, count: figures.firstSat }] : []),
  ...(hasExam ? [{ label: '补考', path: `/trainings/${id}/resits` }] : []),
];
