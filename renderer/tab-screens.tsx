/** Screens reached through others (宣教活动, 培训, 知识库, 字典), not through the navigation. */
import type { NavEntry } from './nav-entry.ts';
import { screen } from './screen.ts';

export const outreachTabs: readonly NavEntry[] = [
  {
    path: '/events/campaigns',
    label: '宣传任务',
    permission: 'outreach.read',
    side: 'both',
    nav: false,
    sounds: 'xcrw xuanchuanrenwu',
    screen: screen(() => import('./features/campaign/CampaignList.tsx'), 'CampaignList'),
  },
  {
    path: '/events/stock',
    label: '物料',
    permission: 'outreach.read',
    side: 'both',
    nav: false,
    sounds: 'wl wuliao',
    screen: screen(() => import('./features/stock/StockPage.tsx'), 'StockPage'),
  },
  {
    path: '/events/bases',
    label: '教育基地',
    permission: 'outreach.read',
    side: 'both',
    nav: false,
    sounds: 'jyjd jiaoyujidi',
    screen: screen(() => import('./features/education-base/BaseList.tsx'), 'BaseList'),
  },
  {
    path: '/events/online',
    label: '线上内容',
    permission: 'outreach.read',
    side: 'centre',
    nav: false,
    sounds: 'xsnr xianshangneirong',
    screen: screen(() => import('./features/online-piece/PieceList.tsx'), 'PieceList'),
  },
  {
    path: '/events/reused',
    label: '重复照片',
    permission: 'photoReuse.decide',
    side: 'centre',
    nav: false,
    sounds: 'cfzp chongfuzhaopian',
    screen: screen(() => import('./features/photo-reuse/ReuseList.tsx'), 'ReuseList'),
  },
  {
    path: '/print/event/:id/:paper',
    label: '打印预览',
    permission: 'print.document',
    side: 'both',
    nav: false,
    screen: screen(() => import('./features/print/PaperPreview.tsx'), 'EventPaperPreview'),
  },
];

export const trainingTabs: readonly NavEntry[] = [
  {
    path: '/trainings/courses',
    label: '中心布置的培训',
    permission: 'training.read',
    side: 'both',
    nav: false,
    sounds: 'zxbzdpx zhongxinbuzhi',
    screen: screen(() => import('./features/course/CourseList.tsx'), 'CourseList'),
  },
  {
    path: '/trainings/briefings',
    label: '晨会夕会',
    permission: 'training.read',
    side: 'both',
    nav: false,
    sounds: 'chxh chenhuixihui',
    screen: screen(() => import('./features/briefing/BriefingPage.tsx'), 'BriefingPage'),
  },
  {
    path: '/trainings/newcomers',
    label: '新员工',
    permission: 'training.read',
    side: 'both',
    nav: false,
    sounds: 'xyg xinyuangong',
    screen: screen(() => import('./features/training/Newcomers.tsx'), 'Newcomers'),
  },
  {
    path: '/trainings/:id/resits',
    label: '补考',
    permission: 'training.read',
    side: 'both',
    nav: false,
    screen: screen(() => import('./features/resit/ResitPage.tsx'), 'ResitPage'),
  },
  {
    path: '/print/training/:id/:paper',
    label: '打印预览',
    permission: 'print.document',
    side: 'both',
    nav: false,
    screen: screen(() => import('./features/print/PaperPreview.tsx'), 'TrainingPaperPreview'),
  },
];

export const knowledgeTabs: readonly NavEntry[] = [
  {
    path: '/knowledge/:kind?/:id?/:complaint?',
    label: '知识库',
    permission: 'knowledge.read',
    side: 'both',
    nav: false,
    screen: screen(() => import('./features/knowledge/KnowledgePage.tsx'), 'KnowledgePage'),
  },
];

export const dictionaryTabs: readonly NavEntry[] = [
  {
    path: '/dictionary/groups',
    label: '管理口径分组',
    permission: 'dictionary.read',
    side: 'centre',
    nav: false,
    sounds: 'glkjfz guanlikoujingfenzu',
    screen: screen(() => import('./features/dictionary/GroupList.tsx'), 'GroupList'),
  },
];
