/** 工号 + 口令. Says what is wrong, counts the waiting time down, and explains a lost password. */
import { Button, Input } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { In } from '#contract/index.ts';
import type { SessionState, SessionUser } from '#contract/session.ts';
import { asFailure, call, type RequestFailure } from '#renderer/api.ts';
import { setSession } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { EnterForm } from '#renderer/ui/EnterForm.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Front } from '#renderer/ui/Front.tsx';
import { ClockQuestion } from './ClockQuestion.tsx';
import { Forgot } from './Forgot.tsx';

interface Props {
  readonly session: SessionState;
  /** Who locked the app; the screens wait behind. */
  readonly returning?: SessionUser | undefined;
}

export function Login({ session, returning }: Props): ReactNode {
  const [staffNo, setStaffNo] = useState(returning?.staffNo ?? '');
  const [password, setPassword] = useState('');
  const [forgot, setForgot] = useState(false);
  const { busy, failed, run, clear } = useLogin();
  const seconds = useCountdown(failed);
  const ready = staffNo.trim() !== '' && password !== '' && !busy && seconds === 0;
  const logIn = (confirmClock: boolean): void => {
    if (ready) start(run({ staffNo: staffNo.trim(), password, confirmClock }));
  };
  return (
    <Front
      title={returning === undefined ? '登录' : '已锁定'}
      sub={returning === undefined ? sideText(session) : `${returning.name}，登录后回到刚才的页面`}
      demo={session.demo}
    >
      <EnterForm label="登录" onSave={() => logIn(false)} busy={busy} lastEnterSaves className="stacked">
        <Field label="工号" name="staffNo" required>
          {(control) => (
            <Input
              {...control}
              size="large"
              autoComplete="username"
              autoFocus={returning === undefined}
              value={staffNo}
              onChange={(event) => {
                setStaffNo(event.target.value);
              }}
            />
          )}
        </Field>
        <Field label="口令" name="password" required error={passwordError(failed, seconds)}>
          {(control) => (
            <Input.Password
              {...control}
              size="large"
              autoComplete="current-password"
              autoFocus={returning !== undefined}
              value={password}
              onChange={(event) => {
                setPassword(event.target.value);
              }}
            />
          )}
        </Field>
        {failed !== undefined && isElsewhere(failed.failure) && <FailureNote failure={failed.failure} />}
        <Button type="primary" size="large" block htmlType="submit" loading={busy} disabled={!ready && !busy}>
          {seconds > 0 ? `请等待 ${waitText(seconds)}` : '登录'}
        </Button>
        <button type="button" className="plain-button front-link" onClick={() => setForgot(true)}>
          忘记口令？
        </button>
      </EnterForm>
      {forgot && <Forgot centre={session.side === 'centre'} onClose={() => setForgot(false)} />}
      {failed?.failure.code === 'clockBack' && (
        <ClockQuestion
          details={failed.failure.details}
          onRetry={() => {
            clear();
            logIn(false);
          }}
          onConfirm={() => {
            clear();
            logIn(true);
          }}
          onCancel={clear}
        />
      )}
    </Front>
  );
}

interface Failed {
  readonly failure: RequestFailure;
  /** performance.now() when it came, for the countdown. */
  readonly at: number;
}

function useLogin(): {
  readonly busy: boolean;
  readonly failed: Failed | undefined;
  readonly run: (input: In<'session.login'>) => Promise<void>;
  readonly clear: () => void;
} {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failed>();
  const run = async (input: In<'session.login'>): Promise<void> => {
    setBusy(true);
    try {
      const state = await call('session.login', input);
      setFailed(undefined);
      setSession(state);
    } catch (error) {
      setFailed({ failure: asFailure(error), at: performance.now() });
    } finally {
      setBusy(false);
    }
  };
  const clear = (): void => {
    setFailed(undefined);
  };
  return { busy, failed, run, clear };
}

const sideText = (session: SessionState): string => (session.side === 'centre' ? '消费者权益保护中心' : '网点');

const isPassword = (failure: RequestFailure): boolean => ['wrongPassword', 'tooManyTries'].includes(failure.code);
const isElsewhere = (failure: RequestFailure): boolean => !isPassword(failure) && failure.code !== 'clockBack';

function passwordError(failed: Failed | undefined, seconds: number): string | undefined {
  if (failed === undefined || !isPassword(failed.failure)) return undefined;
  // The waiting time is over: the old sentence would send the person away again.
  if (failed.failure.code === 'tooManyTries' && seconds === 0) return undefined;
  return failed.failure.message;
}

/** Whole seconds still to wait, from the failure's `waitMs`. */
function useCountdown(failed: Failed | undefined): number {
  const [now, setNow] = useState(() => performance.now());
  const wait = waitOf(failed?.failure.details);
  const at = failed?.at ?? 0;
  useEffect(() => {
    if (wait === 0) return;
    const timer = setInterval(() => {
      setNow(performance.now());
    }, 250);
    return () => {
      clearInterval(timer);
    };
  }, [wait, at]);
  return Math.max(0, Math.ceil((at + wait - Math.max(now, at)) / 1000));
}

function waitOf(details: unknown): number {
  if (typeof details !== 'object' || details === null || !('waitMs' in details)) return 0;
  return typeof details.waitMs === 'number' ? details.waitMs : 0;
}

const waitText = (seconds: number): string =>
  seconds < 60 ? `${seconds} 秒` : `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`;
