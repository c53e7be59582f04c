/** The window: which of wizard, log-in and shell is shown, and what the backend says in between. */
import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, type ReactNode } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import type { SessionState } from '#contract/session.ts';
import { onChanged, onFiles, onNotice } from './api.ts';
import { ErrorScreen } from './ErrorScreen.tsx';
import { ChangePassword } from './features/session/ChangePassword.tsx';
import { Login } from './features/session/Login.tsx';
import { Wizard } from './features/setup/Wizard.tsx';
import { addIncoming } from './incoming-store.ts';
import { readSession, sessionStore } from './session-store.ts';
import { Shell } from './shell/Shell.tsx';
import { start } from './start.ts';
import { theme } from './theme.ts';
import { Covered } from './ui/cover.ts';
import { listenToKeys } from './ui/keys.ts';
import { toast } from './ui/toast.ts';
import { Toasts } from './ui/Toasts.tsx';
import { followChanges, queryClient } from './use-query.ts';

export function App(): ReactNode {
  useEffect(() => {
    start(readSession());
    const stops = [
      listenToKeys(),
      followChanges(),
      onChanged((topics) => {
        if (topics.includes('session')) start(readSession());
      }),
      onNotice(({ kind, message }) => {
        toast({ text: message, tone: kind === 'info' ? 'plain' : kind === 'warning' ? 'warn' : 'bad', seconds: 20 });
      }),
      onFiles(addIncoming),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <ErrorScreen>
      <ConfigProvider
        theme={theme}
        locale={zhCN}
        wave={{ disabled: true }}
        button={{ autoInsertSpace: false }}
        getPopupContainer={(from) => from?.closest('dialog') ?? document.body}
      >
        <QueryClientProvider client={queryClient}>
          <Router hook={useHashLocation}>
            <Phase />
          </Router>
          <Toasts />
        </QueryClientProvider>
      </ConfigProvider>
    </ErrorScreen>
  );
}

function Phase(): ReactNode {
  const { now, open } = sessionStore();
  if (now === undefined) return null;
  if (now.phase === 'new') return <Wizard />;
  return (
    <>
      {open !== undefined && <BehindLock locked={now.phase === 'locked'} session={open} />}
      {now.phase === 'locked' && <Login session={now} returning={open?.user ?? undefined} />}
    </>
  );
}

/** Behind the lock the screens keep their place but can neither be seen nor reached. */
function BehindLock({ locked, session }: { readonly locked: boolean; readonly session: SessionState }): ReactNode {
  return (
    <div className="behind-lock" hidden={locked} inert={locked}>
      <Covered value={locked}>
        {session.user?.mustChangePassword === true ? <ChangePassword /> : <Shell key={session.user?.staffNo} />}
      </Covered>
    </div>
  );
}
