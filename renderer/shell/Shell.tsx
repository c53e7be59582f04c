/** The frame round every screen: navigation, top bar, one content area; global keys. */
import { Suspense, useEffect, useMemo, useState, type ReactNode } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { dateOfInstant } from '#domain/dates.ts';
import { may, type Permission, type Role, type Side } from '#domain/permissions.ts';
import { ErrorScreen } from '#renderer/ErrorScreen.tsx';
import { useIncoming } from '#renderer/incoming-store.ts';
import type { NavEntry } from '#renderer/nav-entry.ts';
import { actions, banners, entries } from '#renderer/navigation.tsx';
import { lock, useSession, useSide, useUser } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { fullDay } from '#renderer/ui/format.ts';
import { keyLabel } from '#renderer/ui/key-names.ts';
import { useKeys, type KeyBinding } from '#renderer/ui/keys.ts';
import { Waiting } from '#renderer/ui/ListPage.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { queryClient, useRead } from '#renderer/use-query.ts';
import { currentEntry } from './current-entry.ts';
import { KeyHelp } from './KeyHelp.tsx';
import { Palette } from './Palette.tsx';
import { stepTextSize, useTextSize } from './text-size.ts';
import { TopBar } from './TopBar.tsx';
import { useNow } from './use-now.ts';
import { useScanGun } from './use-scan-gun.ts';
import './shell.css';

const fits = (side: Side | 'both', permission: Permission | 'session', mine: Side, role: Role): boolean =>
  (side === 'both' || side === mine) && (permission === 'session' || may(role, permission));

export function Shell(): ReactNode {
  const session = useSession();
  const today = dateOfInstant(useNow());
  const side = useSide();
  const { role } = useUser();
  const [path, go] = useLocation();
  const [panel, setPanel] = useState<'search' | 'help'>();
  const mine = useMemo(() => entries.filter((entry) => fits(entry.side, entry.permission, side, role)), [side, role]);
  const nav = mine.filter((entry) => entry.nav);
  const [textSize, setTextSize] = useTextSize();
  useNotices(session.notices);
  useIncomingFiles(side, mine, go);
  useScanGun(may(role, 'outreach.read'), go);
  const keys: readonly KeyBinding[] = [
    { key: 'Ctrl+K', label: '查找和命令', run: () => setPanel('search') },
    { key: 'F1', label: '本页按键', run: () => setPanel('help') },
    { key: '?', label: '本页按键', run: () => setPanel('help') },
    { key: 'F5', label: '刷新', run: () => start(queryClient.invalidateQueries()) },
    { everywhere: true, key: 'Ctrl+L', label: '锁定', run: () => start(lock()) },
    { everywhere: true, key: 'Ctrl+=', label: '放大文字', run: () => setTextSize(stepTextSize(textSize, 1)) },
    { everywhere: true, key: 'Ctrl+-', label: '缩小文字', run: () => setTextSize(stepTextSize(textSize, -1)) },
    { everywhere: true, key: 'Ctrl+0', label: '标准文字', run: () => setTextSize('standard') },
    ...actions
      .filter((action) => fits(action.side, action.permission, side, role))
      .map((action) => ({ key: action.key, label: action.label, run: () => go(action.path) })),
    ...nav
      .slice(0, 9)
      .map((entry, index) => ({ key: `Alt+${index + 1}`, label: entry.label, run: () => go(entry.path) })),
  ];
  useKeys('全部页面', keys, { enabled: panel === undefined });
  return (
    <div className="shell">
      {session.demo && (
        <div className="demo-band" role="note">
          练习数据，不会上报{session.clockLag > 0 && ` · 练习日期 ${fullDay(today)}`}
        </div>
      )}
      <div className="shell-main">
        <Navigation entries={nav} path={path} />
        <div className="shell-right">
          <TopBar
            textSize={textSize}
            onTextSize={setTextSize}
            onSearch={() => setPanel('search')}
            onHelp={() => setPanel('help')}
          />
          <Suspense fallback={null}>
            {banners.map((Banner, index) => (
              <Banner key={index} />
            ))}
          </Suspense>
          <main className="shell-content">
            <ErrorScreen place={path}>
              <Suspense fallback={<Waiting />}>
                <Screens entries={mine} first={nav[0]?.path ?? '/settings'} />
              </Suspense>
            </ErrorScreen>
          </main>
        </div>
      </div>
      {panel === 'search' && (
        <Palette entries={mine} onClose={() => setPanel(undefined)} onHelp={() => setPanel('help')} />
      )}
      {panel === 'help' && <KeyHelp onClose={() => setPanel(undefined)} />}
    </div>
  );
}

/** What the backend has to say after opening is said once. */
function useNotices(notices: readonly string[]): void {
  useEffect(() => {
    for (const text of notices) toast({ text, seconds: 15 });
  }, [notices]);
}

/** A file that was double-clicked opens the screen that takes its kind. */
function useIncomingFiles(side: Side, mine: readonly NavEntry[], go: (path: string) => void): void {
  const waiting = useIncoming(side === 'centre' ? 'xbsync' : 'xbcfg').paths.length;
  const place = side === 'centre' ? '/inbox' : '/sync';
  const open = mine.some((entry) => entry.path === place);
  useEffect(() => {
    if (waiting > 0 && open) go(place);
  }, [waiting, open, place, go]);
}

function Screens({
  entries: mine,
  first,
}: {
  readonly entries: readonly NavEntry[];
  readonly first: string;
}): ReactNode {
  const [path, go] = useLocation();
  // A form whose choices arrive after its fields would lead the first keys of a quick typist astray. Read
  // once, they are kept for as long as this frame stands.
  const { loading } = useRead('dictionary.all', {});
  if (loading) return <Waiting />;
  return (
    <Switch>
      {mine.map((entry) => (
        <Route key={`${entry.path} ${entry.label}`} path={entry.path}>
          <entry.screen />
        </Route>
      ))}
      {path === '/' && first !== '/' && (
        <Route>
          <Redirect to={first} replace />
        </Route>
      )}
      <Route>
        <EmptyState
          title="没有这一页，或您的岗位看不到它"
          actions={[{ label: '回到首页', run: () => go(first), primary: true }]}
        />
      </Route>
    </Switch>
  );
}

function Navigation({
  entries: nav,
  path,
}: {
  readonly entries: readonly NavEntry[];
  readonly path: string;
}): ReactNode {
  const current = currentEntry(
    nav.map((entry) => entry.path),
    path,
  );
  return (
    <nav className="nav" aria-label="主导航">
      <div className="nav-brand" aria-hidden="true">
        <span className="nav-mark">消</span>
        <span className="nav-word">消保台账</span>
      </div>
      <ul>
        {nav.map((entry, index) => (
          <li key={entry.path}>
            <Link
              href={entry.path}
              className={`nav-item${entry.path === current ? ' nav-current' : ''}`}
              aria-current={entry.path === current ? 'page' : undefined}
              title={index < 9 ? `${entry.label}  ${keyLabel(`Alt+${index + 1}`)}` : entry.label}
            >
              <span className="nav-icon" aria-hidden="true">
                {entry.icon}
              </span>
              <span className="nav-word">{entry.label}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
