/** An empty place says why it is empty and what to do next. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import './parts.css';

export interface EmptyAction {
  readonly label: string;
  readonly keyName?: string;
  readonly run: () => void;
  readonly primary?: boolean;
}

interface Props {
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: readonly EmptyAction[];
}

export function EmptyState({ title, children, actions = [] }: Props): ReactNode {
  return (
    <div className="empty-state">
      <p className="empty-title">{title}</p>
      {children !== undefined && <div className="muted">{children}</div>}
      {actions.length > 0 && (
        <div className="empty-actions">
          {actions.map((action) => (
            <Button key={action.label} type={action.primary === true ? 'primary' : 'default'} onClick={action.run}>
              {action.label}
              {action.keyName !== undefined && <kbd>{action.keyName}</kbd>}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
