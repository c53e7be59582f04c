/** The frame of a screen: one header of 48 px, one scroll area. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { thousands } from './format.ts';
import { keyLabel } from './key-names.ts';
import './page.css';

export interface PrimaryAction {
  readonly label: string;
  /** Printed on the button; the key itself is bound by the shell or by useKeys. */
  readonly keyName?: string;
  readonly run: () => void;
  readonly disabled?: boolean;
  readonly busy?: boolean;
}

export interface HeadProps {
  readonly title: ReactNode;
  readonly count?: number | undefined;
  readonly back?: { readonly label: string; readonly path: string };
  readonly primary?: PrimaryAction | undefined;
  /** More buttons, left of the primary one. */
  readonly actions?: ReactNode;
}

export function PageHeader({ title, count, back, primary, actions }: HeadProps): ReactNode {
  return (
    <header className="page-header">
      {back !== undefined && (
        <Link href={back.path} className="page-back">
          ‹ {back.label}
        </Link>
      )}
      <h1 className="page-title">{title}</h1>
      {count !== undefined && <span className="page-count num">{thousands(count)}</span>}
      <div className="page-actions">
        {actions}
        {primary !== undefined && (
          <Button
            type="primary"
            onClick={primary.run}
            disabled={primary.disabled ?? false}
            loading={primary.busy ?? false}
          >
            {primary.label}
            {primary.keyName !== undefined && <kbd>{keyLabel(primary.keyName)}</kbd>}
          </Button>
        )}
      </div>
    </header>
  );
}

interface PageProps extends HeadProps {
  readonly children: ReactNode;
  /** A line under the header that stays while the rest scrolls: chips, tabs. */
  readonly tools?: ReactNode;
  /** The child scrolls by itself (tables, split views). */
  readonly flush?: boolean;
}

export function Page({ children, tools, flush = false, ...head }: PageProps): ReactNode {
  return (
    <div className="page">
      <PageHeader {...head} />
      {tools !== undefined && <div className="page-tools">{tools}</div>}
      {/* Focusable so that a keyboard can scroll it. */}
      <div className={flush ? 'page-body page-flush' : 'page-body'} tabIndex={flush ? undefined : -1}>
        {children}
      </div>
    </div>
  );
}

interface SectionProps {
  readonly title?: ReactNode;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}

/** A white card with a title line. */
export function Section({ title, extra, children }: SectionProps): ReactNode {
  return (
    <section className="section">
      {(title !== undefined || extra !== undefined) && (
        <div className="section-head">
          <h2 className="section-title">{title}</h2>
          <div className="page-actions">{extra}</div>
        </div>
      )}
      {children}
    </section>
  );
}
