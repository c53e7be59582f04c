/** The calm page before anybody is logged in: name of the program at the left, one task at the right. */
import type { ReactNode } from 'react';
import './front.css';

interface Props {
  readonly title: ReactNode;
  readonly sub?: ReactNode;
  readonly demo?: boolean;
  /** More room, for lists. */
  readonly wide?: boolean;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

export function Front({ title, sub, demo = false, wide = false, children, footer }: Props): ReactNode {
  return (
    <div className="front">
      {demo && (
        <div className="front-demo" role="note">
          练习数据，不会上报
        </div>
      )}
      <aside className="front-side">
        <span className="front-mark" aria-hidden="true">
          消
        </span>
        <p className="front-name">消保台账</p>
        <p className="front-line">投诉 · 宣教 · 培训</p>
        <p className="front-line">离线使用，数据加密保存在本机</p>
      </aside>
      <main className="front-main">
        <div className={wide ? 'front-card front-wide' : 'front-card'}>
          <h1 className="front-title">{title}</h1>
          {sub !== undefined && <p className="front-sub">{sub}</p>}
          {children}
        </div>
        {footer !== undefined && <div className="front-foot">{footer}</div>}
      </main>
    </div>
  );
}
