/** The choices of forms, and how business classes are counted together. */
import type { ReactNode } from 'react';
import { TabLinks } from '#renderer/ui/TabLinks.tsx';

export const DictionaryTabs = ({ current }: { readonly current: string }): ReactNode => (
  <TabLinks
    label="字典"
    current={current}
    tabs={[
      { label: '字典', path: '/dictionary' },
      { label: '管理口径分组', path: '/dictionary/groups' },
    ]}
  />
);
