/** Screens reached through others (宣教活动, 培训, 知识库, 字典), not through the navigation. */
import type { NavEntry } from './nav-entry.ts';
import { screen } from './screen.ts';

export const outreachTabs: readonly NavEntry[] = [
  tab(
    '/events/campaigns',
    '宣传任务',
    'outreach.read',
    'both',
    screen(() => import('./features/campaign/CampaignList.tsx'), 'CampaignList'),
  ),
  tab(
    '/events/stock',
    '物料',
    'outreach.read',
    'both',
    screen(() => import('./features/stock/StockPage.tsx'), 'StockPage'),
  ),
  tab(
    '/events/bases',
    '教育基地',
    'outreach.read',
    'both',
    screen(() => import('./features/education-base/BaseList.tsx'), 'BaseList'),
  ),
  tab(
    '/events/online',
    '线上内容',
    'outreach.read',
    'centre',
    screen(() => import('./features/online-piece/PieceList.tsx'), 'PieceList'),
  ),
  tab(
    '/events/reused',
    '重复照片',
    'photoReuse.decide',
    'centre',
    screen(() => import('./features/photo-reuse/ReuseList.tsx'), 'ReuseList'),
  ),
  tab(
    '/print/event/:id/:paper',
    '打印预览',
    'print.document',
    'both',
    screen(() => import('./features/print/PaperPreview.tsx'), 'EventPaperPreview'),
  ),
];

export const trainingTabs: readonly NavEntry[] = [
  tab(
    '/trainings/courses',
    '中心布置的培训',
    'training.read',
    'both',
    screen(() => import('./features/course/CourseList.tsx'), 'CourseList'),
  ),
  tab(
    '/trainings/briefings',
    '晨会夕会',
    'training.read',
    'both',
    screen(() => import('./features/briefing/BriefingPage.tsx'), 'BriefingPage'),
  ),
  tab(
    '/trainings/newcomers',
    '新员工',
    'training.read',
    'both',
    screen(() => import('./features/training/Newcomers.tsx'), 'Newcomers'),
  ),
  tab(
    '/trainings/:id/resits',
    '补考',
    'training.read',
    'both',
    screen(() => import('./features/resit/ResitPage.tsx'), 'ResitPage'),
  ),
  tab(
    '/print/training/:id/:paper',
    '打印预览',
    'print.document',
    'both',
    screen(() => import('./features/print/PaperPreview.tsx'), 'TrainingPaperPreview'),
  ),
];

export const knowledgeTabs: readonly NavEntry[] = [
  tab(
    '/knowledge/:kind?/:id?/:complaint?',
    '知识库',
    'knowledge.read',
    'both',
    screen(() => import('./features/knowledge/KnowledgePage.tsx'), 'KnowledgePage'),
  ),
];

export const dictionaryTabs: readonly NavEntry[] = [
  tab(
    '/dictionary/groups',
    '管理口径分组',
    'dictionary.read',
    'centre',
    screen(() => import('./features/dictionary/GroupList.tsx'), 'GroupList'),
  ),
];

function tab(
  path: string,
  label: string,
  permission: NavEntry['permission'],
  of: NavEntry['side'],
  shown: NavEntry['screen'],
): NavEntry {
  return { path, label, permission, side: of, nav: false, screen: shown };
}
