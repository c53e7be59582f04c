/** 答复口令找回: whose request it is, a word on how that was verified, the answer and its code. */
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Out } from '#contract/index.ts';
import { call } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { EnterForm } from '#renderer/ui/EnterForm.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { FileDrop } from '#renderer/ui/FileDrop.tsx';
import { fullInstant } from '#renderer/ui/format.ts';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { useAct } from '#renderer/use-query.ts';

export function AnswerRecovery({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [path, setPath] = useState<string>();
  const [made, setMade] = useState<Out<'recovery.answer'>>();
  const inspect = useAct('recovery.inspect', { onFailure: () => true });
  const [face, setFace] = useState<Out<'recovery.inspect'>>();
  const open = async (chosen: string | undefined): Promise<void> => {
    if (chosen === undefined) return;
    setPath(chosen);
    setFace(await inspect.run({ path: chosen }));
  };
  if (made !== undefined) return <Done made={made} onClose={onClose} />;
  return (
    <Sheet title="答复口令找回" onClose={onClose} width={640}>
      <p className="paste-hint">
        网点所有人都忘了口令时，凭网点送来的申请找回。拿到答复和找回码的人能打开那台电脑上的台账，所以先
        <b>打电话给网点负责人本人</b>核实。
      </p>
      {(path === undefined || face === undefined) && (
        <FileDrop
          extensions={['xbkey']}
          label="把网点送来的“口令找回申请”拖到这里"
          button="选择申请文件"
          onPaths={([first]) => start(open(first))}
        />
      )}
      {inspect.failure !== undefined && <FailureNote failure={inspect.failure} />}
      {path !== undefined && face !== undefined && (
        <Answer path={path} face={face} onMade={setMade} onClose={onClose} />
      )}
    </Sheet>
  );
}

interface AnswerProps {
  readonly path: string;
  readonly face: Out<'recovery.inspect'>;
  readonly onMade: (made: Out<'recovery.answer'>) => void;
  readonly onClose: () => void;
}

function Answer({ path, face, onMade, onClose }: AnswerProps): ReactNode {
  const [reason, setReason] = useState('');
  const act = useAct('recovery.answer');
  const save = async (): Promise<void> => {
    const folder = await call('shell.pickFolder', { title: '答复存到哪里（U盘）', folder: '' });
    if (folder === null) return;
    const made = await act.run({ path, folder, reason });
    if (made !== undefined) onMade(made);
  };
  const ready = reason.trim().length >= 2 && !act.busy;
  return (
    <EnterForm label="答复口令找回" className="stacked" busy={act.busy} onSave={() => ready && start(save())}>
      <dl className="face">
        <dt>网点</dt>
        <dd>
          {face.outlet === '' ? (
            <b className="recovery-unproven">
              ▲ 申请不能证明来自哪台电脑（台账是恢复的，或从未上报过）。请到网点当面核实。
            </b>
          ) : (
            <>
              <span className="mono">{face.outlet}</span> {face.outletName}
            </>
          )}
        </dd>
        {face.fingerprint !== '' && (
          <>
            <dt>电脑指纹</dt>
            <dd className="mono">{face.fingerprint}</dd>
          </>
        )}
        <dt>申请时间</dt>
        <dd className="num">{fullInstant(face.madeAt)}</dd>
      </dl>
      <Field
        label="如何核实"
        name="reason"
        required
        hint="记入操作记录，例如：9:20 致电负责人本人，核对工号与入职日期。"
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <div className="sheet-buttons">
        <Button onClick={onClose}>取消</Button>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={act.busy}>
          生成答复<kbd>Ctrl+Enter</kbd>
        </Button>
      </div>
    </EnterForm>
  );
}

function Done({ made, onClose }: { readonly made: Out<'recovery.answer'>; readonly onClose: () => void }): ReactNode {
  return (
    <Sheet
      title="答复已生成"
      width={640}
      onClose={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          完成
        </Button>
      }
    >
      <p className="paste-hint">
        文件 <span className="path">{made.path}</span>
      </p>
      <p>
        找回码 <b className="mono recovery-code">{made.code}</b> <CopyButton text={made.code} />
      </p>
      <p className="paste-hint">
        找回码只在这里显示一次，请在电话里<b>只告诉网点负责人本人</b>，不要和文件一起发。
      </p>
    </Sheet>
  );
}
