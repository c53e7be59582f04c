/** The computers of one outlet: which may report, and the one at the door whose fingerprint must be compared. */
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { DeviceLine } from '#contract/device.ts';
import { deviceStates } from '#contract/device.ts';
import { useMay } from '#renderer/session-store.ts';
import { fullInstant } from './format.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import type { Tone } from './StateTag.tsx';
import { StateTag } from './StateTag.tsx';
import { useAct, useRead } from '#renderer/use-query.ts';
import './devices.css';

const tones = {
  active: 'good',
  replaced: 'idle',
  revoked: 'overdue',
  unknown: 'today',
} as const satisfies Record<DeviceLine['state'], Tone>;

export function Devices({ outlet }: { readonly outlet: string }): ReactNode {
  const devices = useRead('device.list', { outlet }, { keep: false });
  const mayManage = useMay('device.manage');
  const [chosen, setChosen] = useState<DeviceLine>();
  if (devices.data === undefined || devices.data.length === 0) return null;
  return (
    <section className="devices" aria-label="电脑">
      <h3 className="section-title">电脑</h3>
      <ul>
        {devices.data.map((line) => (
          <li key={line.inc}>
            <StateTag tone={tones[line.state]}>{deviceStates[line.state]}</StateTag>
            {line.state === 'unknown' ? (
              <span>指纹请对方读出</span>
            ) : (
              <span>
                指纹 <b className="mono">{line.fingerprint}</b>
              </span>
            )}
            <span className="muted num">{sinceWords(line)}</span>
            {mayManage && line.state !== 'replaced' && (
              <Button size="small" onClick={() => setChosen(line)}>
                {line.state === 'active' ? '停用…' : line.state === 'revoked' ? '恢复使用…' : '核对指纹并登记…'}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {chosen?.state === 'active' && <Revoke line={chosen} onClose={() => setChosen(undefined)} />}
      {chosen !== undefined && chosen.state !== 'active' && (
        <Admit line={chosen} onClose={() => setChosen(undefined)} />
      )}
    </section>
  );
}

function sinceWords({ state, since, heldBack }: DeviceLine): string {
  const when = state === 'unknown' ? `${fullInstant(since)} 起来过文件` : `${fullInstant(since)} 登记`;
  return heldBack === 0 ? when : `${when}，${heldBack} 份文件没有合并`;
}

interface DialogProps {
  readonly line: DeviceLine;
  readonly onClose: () => void;
}

function Revoke({ line, onClose }: DialogProps): ReactNode {
  const act = useAct('device.revoke');
  return (
    <ReasonDialog
      open
      title="停用这台电脑"
      text="停用后，这台电脑的报送文件不再合并；已合并的内容不受影响。可以再恢复使用。"
      presets={['电脑遗失', '电脑报废', '网点撤并']}
      okText="停用"
      danger
      onOk={async (reason) => {
        if ((await act.run({ inc: line.inc, reason })) !== undefined) onClose();
      }}
      onCancel={onClose}
    />
  );
}

/** The fingerprint is typed as the outlet reads it out: seeing it here and pressing a button would compare nothing. */
function Admit({ line, onClose }: DialogProps): ReactNode {
  const act = useAct('device.admit');
  const [typed, setTyped] = useState('');
  return (
    <ReasonDialog
      open
      title={line.state === 'revoked' ? '恢复使用这台电脑' : '登记这台电脑'}
      text={
        <>
          <p>请打电话给网点，让对方在“上报”页读出本机指纹，照读的输入：</p>
          <Input
            autoFocus
            className="mono device-typed"
            aria-label="对方读出的指纹"
            placeholder="例如 AB12-CD34"
            maxLength={12}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value.toUpperCase());
            }}
          />
          <p className="muted">不一致就不要登记。登记后，存着的文件在下一次合并时自动并入。</p>
        </>
      }
      presets={['电话核对，换了电脑', '电话核对，台账从备份恢复', '电话核对，确有两台电脑']}
      okText={line.state === 'revoked' ? '恢复使用' : '登记'}
      onOk={async (reason) => {
        if ((await act.run({ inc: line.inc, fingerprint: typed, reason })) !== undefined) onClose();
      }}
      onCancel={onClose}
    />
  );
}
