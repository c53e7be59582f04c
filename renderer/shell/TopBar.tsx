/** Where and when: outlet, date with 工作日 or 休, search, state of reporting, text size, person. */
import { LockOutlined, QuestionCircleOutlined, SearchOutlined } from '@ant-design/icons';
import { Suspense, type ReactNode } from 'react';
import { roles } from '#domain/permissions.ts';
import { topBar } from '#renderer/navigation.tsx';
import { lock, useSession, useUser } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { TodayMark } from './TodayMark.tsx';
import { textSizes, type TextSize } from './text-size.ts';

interface Props {
  readonly textSize: TextSize;
  readonly onTextSize: (size: TextSize) => void;
  readonly onSearch: () => void;
  readonly onHelp: () => void;
}

export function TopBar({ textSize, onTextSize, onSearch, onHelp }: Props): ReactNode {
  const session = useSession();
  const user = useUser();
  const place = session.side === 'outlet' ? session.outletName : session.branchName;
  return (
    <header className="top">
      <span
        className="top-place ellipsis"
        title={`${session.bankName} ${session.branchName} ${session.outletName}`.trim()}
      >
        {place === '' ? session.bankName : place}
        {session.side === 'centre' && <span className="muted"> · 消保中心</span>}
      </span>
      <TodayMark />
      <button type="button" className="top-search" title="查找、命令 Ctrl+K" onClick={onSearch}>
        <SearchOutlined aria-hidden="true" />
        <span className="top-search-text">查找、命令</span>
        <kbd>Ctrl+K</kbd>
      </button>
      <Suspense fallback={null}>
        {topBar.map((Part, index) => (
          <Part key={index} />
        ))}
      </Suspense>
      <div className="top-right">
        <div className="size-switch" role="group" aria-label="文字大小">
          {textSizes.map((size) => (
            <button
              key={size.key}
              type="button"
              className={`size-${size.key}`}
              aria-pressed={size.key === textSize}
              title={`${size.label}字  Ctrl+= Ctrl+-`}
              onClick={() => {
                onTextSize(size.key);
              }}
            >
              {size.label}
            </button>
          ))}
        </div>
        <button type="button" className="plain-button" aria-label="本页按键" title="本页按键 F1" onClick={onHelp}>
          <QuestionCircleOutlined aria-hidden="true" />
        </button>
        <span className="top-user ellipsis" title={`${user.name} ${user.staffNo}`}>
          {user.name} <span className="muted">{roles[user.role].label}</span>
        </span>
        <button
          type="button"
          className="plain-button"
          aria-label="锁定"
          title="锁定 Ctrl+L"
          onClick={() => start(lock())}
        >
          <LockOutlined aria-hidden="true" /> 锁定
        </button>
      </div>
    </header>
  );
}
