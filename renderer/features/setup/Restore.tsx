/** Making this PC what a backup says: choose where it lies, see which it is, log in as before. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { FoundBackup } from '#contract/backup.ts';
import type { SessionState } from '#contract/session.ts';
import { call } from '#renderer/api.ts';
import { setSession } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { bytes, fullInstant, thousands } from '#renderer/ui/format.ts';
import { Front } from '#renderer/ui/Front.tsx';
import { useAct, useRead } from '#renderer/use-query.ts';

interface Props {
  readonly onBack: () => void;
  readonly footer: ReactNode;
}

export function Restore({ onBack, footer }: Props): ReactNode {
  const [folder, setFolder] = useState<string>();
  const [chosen, setChosen] = useState(0);
  const [done, setDone] = useState<SessionState>();
  const found = useRead('restore.find', { folder: folder ?? '' }, { enabled: folder !== undefined, keep: false });
  const act = useAct('restore.run', { onFailure: () => true });
  const backup = found.data?.[chosen];
  const pick = async (): Promise<void> => {
    const next = await call('shell.pickFolder', { title: '选择“消保台账备份”文件夹', folder: '' });
    if (next === null) return;
    setChosen(0);
    setFolder(next);
  };
  const run = async (): Promise<void> => {
    if (backup === undefined) return;
    const state = await act.run({ path: backup.path });
    if (state !== undefined) setDone(state);
  };
  if (done !== undefined) return <Done state={done} footer={footer} />;
  return (
    <Front title="从备份恢复" wide footer={footer}>
      <div className="front-text">
        <p>请插上存有备份的U盘，选择名称以“消保台账备份”开头的文件夹。原来的电脑如果还在用，请不要两台同时登记。</p>
        {found.failure !== undefined && <FailureNote failure={found.failure} />}
        {found.data !== undefined && <Backups found={found.data} at={chosen} onChoose={setChosen} />}
        {act.failure !== undefined && <FailureNote failure={act.failure} />}
        <div className="wizard-foot">
          <Button onClick={onBack} disabled={act.busy}>
            上一步
          </Button>
          <Button type={backup === undefined ? 'primary' : 'default'} autoFocus onClick={() => start(pick())}>
            选择文件夹
          </Button>
          {backup !== undefined && (
            <Button type="primary" loading={act.busy} onClick={() => start(run())}>
              恢复到本机
            </Button>
          )}
        </div>
      </div>
    </Front>
  );
}

function Done({ state, footer }: { readonly state: SessionState; readonly footer: ReactNode }): ReactNode {
  return (
    <Front title="已恢复到本机" wide footer={footer}>
      <div className="front-text">
        <p>请用备份那天的工号和口令登录。</p>
        <p>
          {state.side === 'centre'
            ? '登录后请导回密钥备份，并通知各网点重新报送一次。'
            : '登录后请马上上报一次，并把“上报”页上的本机指纹电话读给消保中心。'}
        </p>
        <div className="wizard-foot">
          <Button type="primary" autoFocus onClick={() => setSession(state)}>
            去登录
          </Button>
        </div>
      </div>
    </Front>
  );
}

function Backups(props: {
  readonly found: readonly FoundBackup[];
  readonly at: number;
  readonly onChoose: (index: number) => void;
}): ReactNode {
  return (
    <fieldset className="restore-list">
      <legend>{props.found.length === 1 ? '这份备份' : `有 ${props.found.length} 份备份，默认最近一份`}</legend>
      {props.found.map((backup, index) => (
        <label key={backup.path} className="restore-line">
          <input
            type="radio"
            name="backup"
            checked={index === props.at}
            onChange={() => {
              props.onChoose(index);
            }}
          />
          <span>
            <b className="num">{fullInstant(backup.madeAt)}</b> {backup.owner}
            <span className="restore-facts muted num">
              投诉 {thousands(backup.records.complaints)} 件，活动 {thousands(backup.records.events)} 场，培训{' '}
              {thousands(backup.records.trainings)} 次，附件 {thousands(backup.attachments)} 个 · {bytes(backup.bytes)}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
