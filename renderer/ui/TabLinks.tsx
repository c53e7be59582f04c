/** Tabs of a record that are screens of their own: links, so that the way back works. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { thousands } from './format.ts';
import './tab-links.css';

export interface TabLink {
  readonly label: string;
  readonly path: string;
  readonly count?: number | undefined;
}

interface Props {
  readonly label: string;
  readonly tabs: readonly TabLink[];
  /** Path of the tab that is open. */
  readonly current: string;
  readonly children?: ReactNode;
}

export function TabLinks({ label, tabs, current, children }: Props): ReactNode {
  return (
    <nav className="tab-links" aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.path}
          href={tab.path}
          className="tab-link"
          replace
          aria-current={tab.path === current ? 'page' : undefined}
        >
          {tab.label}
          {tab.count !== undefined && <span className="num"> {thousands(tab.count)}</span>}
        </Link>
      ))}
      <span className="tab-rest">{children}</span>
    </nav>
  );
}
