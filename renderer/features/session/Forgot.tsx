/** What to do about a lost password, up to the case that nobody here knows one any more. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { call } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { useAct } from '#renderer/use-query.ts';
import { Recover } from './Recover.tsx';

export function Forgot({ centre, onClose }: { readonly centre: boolean; readonly onClose: () => void }): ReactNode {
  const [recovering, setRecovering] = useState(false);
  if (recovering) return <Recover onClose={onClose} />;
  return (
    <Sheet title="忘记口令" onClose={onClose}>
      <div className="front-text">
        <p>口令不保存在任何地方，谁也查不到；没有口令，本机的台账打不开。</p>
        <p>
          <b>还有人记得</b>　请{centre ? '系统管理员' : '网点负责人'}
          登录，在“人员”里为您重设口令。重设后第一次登录要改成自己的口令。
        </p>
        {centre ? (
          <p>
            <b>所有人都忘了</b>　请联系科技部门，并且不要删除或重装本机的台账。
          </p>
        ) : (
          <Everybody onAnswer={() => setRecovering(true)} />
        )}
      </div>
    </Sheet>
  );
}

/** Nobody at this outlet remembers: a request goes to the centre, an answer comes back. */
function Everybody({ onAnswer }: { readonly onAnswer: () => void }): ReactNode {
  const ask = useAct('recovery.ask', { onFailure: () => true });
  const [written, setWritten] = useState<string>();
  const write = async (): Promise<void> => {
    const folder = await call('shell.pickFolder', { title: '申请存到哪里（U盘）', folder: '' });
    if (folder === null) return;
    setWritten((await ask.run({ folder }))?.path);
  };
  return (
    <>
      <p>
        <b>所有人都忘了</b>　不要删除或重装本机的台账，数据都在：钥匙另用分行密钥封存了一份，由消保中心帮您找回。
      </p>
      <ol className="front-steps">
        <li>
          <Button onClick={() => start(write())} loading={ask.busy}>
            生成找回申请
          </Button>
          <span>送到消保中心，并由网点负责人打电话说明。</span>
        </li>
        <li>
          <Button onClick={onAnswer}>导入中心的答复</Button>
          <span>中心核实后给您一个答复文件，并在电话里告诉您 16 位找回码。</span>
        </li>
      </ol>
      {written !== undefined && (
        <p role="status">
          ✓ 申请已写入并核对：<span className="path">{written}</span>
        </p>
      )}
      {ask.failure !== undefined && <FailureNote failure={ask.failure} />}
    </>
  );
}
