/**
 * The one list of screens, global keys and searches. A screen that exists is here; nothing else is shown.
 * Order in the list is order in the navigation.
 */
import {
  BankOutlined,
  BarChartOutlined,
  DashboardOutlined,
  ExportOutlined,
  HistoryOutlined,
  InboxOutlined,
  NotificationOutlined,
  PrinterOutlined,
  ReadOutlined,
  ScheduleOutlined,
  SettingOutlined,
  SolutionOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { lazy, type ComponentType, type LazyExoticComponent, type ReactNode } from 'react';
import type { Permission, Side } from '#domain/permissions.ts';
import { call } from './api.ts';

export interface NavEntry {
  readonly path: string;
  readonly label: string;
  readonly icon?: ReactNode;
  /** `session` is every logged-in user. */
  readonly permission: Permission | 'session';
  readonly side: Side | 'both';
  /** False for screens reached from others (forms, details). */
  readonly nav: boolean;
  readonly screen: LazyExoticComponent<ComponentType>;
  /** Pinyin initials and full pinyin for Ctrl+K, e.g. `ts tousu`. */
  readonly sounds?: string;
}

export interface NavAction {
  /** A function key, bound everywhere in the app. */
  readonly key: string;
  readonly label: string;
  readonly path: string;
  readonly permission: Permission;
  readonly side: Side | 'both';
  readonly sounds?: string;
}

export interface SearchHit {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly path: string;
}

export interface SearchProvider {
  readonly id: string;
  /** Heading of the group in the search panel. */
  readonly title: string;
  readonly permission: Permission;
  readonly search: (text: string) => Promise<readonly SearchHit[]>;
}

/** React wants lazy modules with a default export; ours name their screens. */
function screen<M, K extends keyof M>(load: () => Promise<M>, name: K): LazyExoticComponent<ComponentType> {
  return lazy(async () => ({ default: (await load())[name] as ComponentType }));
}

export const entries: readonly NavEntry[] = [
  {
    path: '/',
    label: '驾驶舱',
    icon: <DashboardOutlined />,
    permission: 'figures.read',
    side: 'centre',
    nav: true,
    sounds: 'jsc jiashicang sy shouye',
    screen: screen(() => import('./features/figures/Dashboard.tsx'), 'Dashboard'),
  },
  {
    path: '/',
    label: '今日',
    icon: <ScheduleOutlined />,
    permission: 'complaint.read',
    side: 'outlet',
    nav: true,
    sounds: 'jr jinri daiban',
    screen: screen(() => import('./features/today/TodayPage.tsx'), 'TodayPage'),
  },
  {
    path: '/inbox',
    label: '收件箱',
    icon: <InboxOutlined />,
    permission: 'inbox.read',
    side: 'centre',
    nav: true,
    sounds: 'sjx shoujianxiang hb hebing',
    screen: screen(() => import('./features/inbox/Inbox.tsx'), 'Inbox'),
  },
  {
    path: '/complaints',
    label: '投诉',
    icon: <SolutionOutlined />,
    permission: 'complaint.read',
    side: 'both',
    nav: true,
    sounds: 'ts tousu',
    screen: screen(() => import('./features/complaint/ComplaintList.tsx'), 'ComplaintList'),
  },
  {
    path: '/complaints/new',
    label: '登记投诉',
    permission: 'complaint.write',
    side: 'outlet',
    nav: false,
    screen: screen(() => import('./features/complaint/ComplaintForm.tsx'), 'ComplaintForm'),
  },
  {
    path: '/complaints/:id/:act?',
    label: '投诉详情',
    permission: 'complaint.read',
    side: 'both',
    nav: false,
    screen: screen(() => import('./features/complaint/ComplaintDetail.tsx'), 'ComplaintDetail'),
  },
  {
    path: '/analysis',
    label: '投诉分析',
    icon: <BarChartOutlined />,
    permission: 'figures.read',
    side: 'centre',
    nav: true,
    sounds: 'tsfx tousufenxi',
    screen: screen(() => import('./features/figures/Analysis.tsx'), 'Analysis'),
  },
  {
    path: '/events',
    label: '宣教活动',
    icon: <NotificationOutlined />,
    permission: 'outreach.read',
    side: 'both',
    nav: true,
    sounds: 'xjhd xuanjiaohuodong xchd xuanchuanhuodong',
    screen: screen(() => import('./features/outreach/OutreachList.tsx'), 'OutreachList'),
  },
  {
    path: '/events/new',
    label: '新建活动',
    permission: 'outreach.write',
    side: 'outlet',
    nav: false,
    screen: screen(() => import('./features/outreach/OutreachForm.tsx'), 'OutreachNew'),
  },
  {
    path: '/events/:id',
    label: '活动概况',
    permission: 'outreach.read',
    side: 'both',
    nav: false,
    screen: screen(() => import('./features/outreach/OutreachDetail.tsx'), 'OutreachDetail'),
  },
  {
    path: '/events/:id/edit',
    label: '修改活动',
    permission: 'outreach.write',
    side: 'outlet',
    nav: false,
    screen: screen(() => import('./features/outreach/OutreachForm.tsx'), 'OutreachEdit'),
  },
  {
    path: '/events/:id/attendance',
    label: '签到与回填',
    permission: 'outreach.read',
    side: 'both',
    nav: false,
    screen: screen(() => import('./features/attendance/EventAttendance.tsx'), 'EventAttendance'),
  },
  {
    path: '/trainings',
    label: '培训',
    icon: <ReadOutlined />,
    permission: 'training.read',
    side: 'both',
    nav: true,
    sounds: 'px peixun',
    screen: screen(() => import('./features/training/TrainingList.tsx'), 'TrainingList'),
  },
  {
    path: '/trainings/new',
    label: '新建培训',
    permission: 'training.write',
    side: 'outlet',
    nav: false,
    screen: screen(() => import('./features/training/TrainingForm.tsx'), 'TrainingNew'),
  },
  {
    path: '/trainings/:id',
    label: '培训概况',
    permission: 'training.read',
    side: 'both',
    nav: false,
    screen: screen(() => import('./features/training/TrainingDetail.tsx'), 'TrainingDetail'),
  },
  {
    path: '/trainings/:id/edit',
    label: '修改培训',
    permission: 'training.write',
    side: 'outlet',
    nav: false,
    screen: screen(() => import('./features/training/TrainingForm.tsx'), 'TrainingEdit'),
  },
  {
    path: '/trainings/:id/attendance',
    label: '名单与签到',
    permission: 'training.read',
    side: 'both',
    nav: false,
    screen: screen(() => import('./features/attendance/TrainingSheet.tsx'), 'TrainingAttendance'),
  },
  {
    path: '/trainings/:id/scores',
    label: '成绩',
    permission: 'training.read',
    side: 'both',
    nav: false,
    screen: screen(() => import('./features/attendance/TrainingSheet.tsx'), 'TrainingScores'),
  },
  {
    path: '/print',
    label: '打印',
    icon: <PrinterOutlined />,
    permission: 'print.document',
    side: 'both',
    nav: true,
    sounds: 'dy dayin qdb qiandaobiao',
    screen: screen(() => import('./features/print/PrintHome.tsx'), 'PrintHome'),
  },
  {
    path: '/print/sign-in/:kind/:id/:template',
    label: '打印预览',
    permission: 'print.document',
    side: 'both',
    nav: false,
    screen: screen(() => import('./features/print/PrintPreview.tsx'), 'PrintPreview'),
  },
  {
    path: '/sync',
    label: '上报',
    icon: <ExportOutlined />,
    permission: 'exchange.read',
    side: 'outlet',
    nav: true,
    sounds: 'sb shangbao dc daochu',
    screen: screen(() => import('./features/exchange/Report.tsx'), 'Report'),
  },
  {
    path: '/organisation',
    label: '网点与配置包',
    icon: <BankOutlined />,
    permission: 'exchange.read',
    side: 'centre',
    nav: true,
    sounds: 'wdypzb wangdianyupeizhibao pzb peizhibao',
    screen: screen(() => import('./features/organisation/OutletList.tsx'), 'OutletList'),
  },
  {
    path: '/users',
    label: '人员',
    icon: <TeamOutlined />,
    permission: 'user.manage',
    side: 'both',
    nav: true,
    sounds: 'ry renyuan kl kouling',
    screen: screen(() => import('./features/user/UserList.tsx'), 'UserList'),
  },
  {
    path: '/audit',
    label: '操作记录',
    icon: <HistoryOutlined />,
    permission: 'audit.read',
    side: 'both',
    nav: true,
    sounds: 'czjl caozuojilu',
    screen: screen(() => import('./features/audit/AuditList.tsx'), 'AuditList'),
  },
  {
    path: '/settings',
    label: '设置',
    icon: <SettingOutlined />,
    permission: 'session',
    side: 'both',
    nav: true,
    sounds: 'sz shezhi',
    screen: screen(() => import('./features/setting/SettingPage.tsx'), 'SettingPage'),
  },
];

export const actions: readonly NavAction[] = [
  {
    key: 'F2',
    label: '登记投诉',
    path: '/complaints/new',
    permission: 'complaint.write',
    side: 'outlet',
    sounds: 'djts dengjitousu xinjian',
  },
  {
    key: 'F3',
    label: '新建活动',
    path: '/events/new',
    permission: 'outreach.write',
    side: 'outlet',
    sounds: 'xjhd xinjianhuodong',
  },
  {
    key: 'F4',
    label: '新建培训',
    path: '/trainings/new',
    permission: 'training.write',
    side: 'outlet',
    sounds: 'xjpx xinjianpeixun',
  },
  {
    key: 'F6',
    label: '上报',
    path: '/sync',
    permission: 'exchange.export',
    side: 'outlet',
    sounds: 'sb shangbao',
  },
];

const holds = (text: string, ...fields: readonly string[]): boolean =>
  fields.join(' ').toLowerCase().includes(text.trim().toLowerCase());

export const searchProviders: readonly SearchProvider[] = [
  {
    id: 'complaint',
    title: '投诉',
    permission: 'complaint.read',
    search: async (text) => {
      const { rows } = await call('complaint.list', { text, limit: 8 });
      return rows.map((row) => ({
        id: row.id,
        label: `${row.caseNo} ${row.customer}`,
        detail: row.summary,
        path: `/complaints/${row.id}`,
      }));
    },
  },
  {
    id: 'outreach',
    title: '宣教活动',
    permission: 'outreach.read',
    search: async (text) => {
      const rows = await call('outreach.list', { from: null, to: null });
      return rows
        .filter((row) => holds(text, row.title, row.eventNo, row.place))
        .slice(0, 8)
        .map((row) => ({
          id: row.id,
          label: row.title,
          detail: `${row.heldOn} ${row.place}`,
          path: `/events/${row.id}`,
        }));
    },
  },
  {
    id: 'training',
    title: '培训',
    permission: 'training.read',
    search: async (text) => {
      const rows = await call('training.list', { from: null, to: null });
      return rows
        .filter((row) => holds(text, row.title, row.trainingNo, row.place))
        .slice(0, 8)
        .map((row) => ({
          id: row.id,
          label: row.title,
          detail: `${row.heldOn} ${row.place}`,
          path: `/trainings/${row.id}`,
        }));
    },
  },
];

/** Small parts in the top bar, left of the text size: the state of reporting. */
export const topBar: readonly LazyExoticComponent<ComponentType>[] = [
  screen(() => import('./features/exchange/SyncChip.tsx'), 'SyncChip'),
];

/** Lines under the top bar, over every screen: disk nearly full, calendar missing. */
export const banners: readonly LazyExoticComponent<ComponentType>[] = [];

/** Cards on the settings screen that belong to other features: backups, dictionaries, checks. */
export const settingSections: readonly LazyExoticComponent<ComponentType>[] = [];
