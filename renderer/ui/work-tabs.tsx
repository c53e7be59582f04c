/** The tabs of outreach and of training: screens of several features that belong to one piece of work. */
import type { ReactNode } from 'react';
import type { Side } from '#domain/permissions.ts';
import { useSide } from '#renderer/session-store.ts';
import { TabLinks, type TabLink } from './TabLinks.tsx';

const outreach = (side: Side): readonly TabLink[] => [
  { label: '活动', path: '/events' },
  { label: '宣传任务', path: '/events/campaigns' },
  { label: '物料', path: '/events/stock' },
  { label: '教育基地', path: '/events/bases' },
  ...(side === 'centre'
    ? [
        { label: '线上内容', path: '/events/online' },
        { label: '重复照片', path: '/events/reused' },
      ]
    : []),
];

const training: readonly TabLink[] = [
  { label: '培训', path: '/trainings' },
  { label: '中心布置', path: '/trainings/courses' },
  { label: '晨会夕会', path: '/trainings/briefings' },
  { label: '新员工', path: '/trainings/newcomers' },
];

export const OutreachTabs = ({ current }: { readonly current: string }): ReactNode => (
  <TabLinks label="宣教工作" current={current} tabs={outreach(useSide())} />
);

export const TrainingTabs = ({ current }: { readonly current: string }): ReactNode => (
  <TabLinks label="培训工作" current={current} tabs={training} />
);
