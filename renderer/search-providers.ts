/** Where Ctrl+K looks for records. Each feature adds its own search. */
import type { Permission } from '#domain/permissions.ts';
import { find, indexed } from '#domain/knowledge.ts';
import { call } from './api.ts';
import { articleFindable, caseFindable } from './ui/use-knowledge.ts';

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
  {
    id: 'case',
    title: '案例',
    permission: 'knowledge.read',
    search: async (text) => {
      const { cases } = await call('knowledge.all', {});
      const inUse = cases.filter((row) => row.inUse);
      return find(indexed(inUse, caseFindable), text)
        .slice(0, 5)
        .map((row) => ({ id: row.id, label: row.title, detail: row.lesson, path: `/knowledge/case/${row.id}` }));
    },
  },
  {
    id: 'article',
    title: '制度',
    permission: 'knowledge.read',
    search: async (text) => {
      const { articles } = await call('knowledge.all', {});
      const inUse = articles.filter((row) => row.inUse);
      return find(indexed(inUse, articleFindable), text)
        .slice(0, 5)
        .map((row) => ({
          id: row.id,
          label: `《${row.document}》${row.article ?? ''}`,
          detail: row.text,
          path: `/knowledge/article/${row.id}`,
        }));
    },
  },
];
