/** Puts a backup of the branch's keys back, on a PC that was restored without them. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { call } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';
import { EnterForm } from '#renderer/ui/EnterForm.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct } from '#renderer/use-query.ts';
import { PassphraseField } from './PassphraseField.tsx';

export function ImportKeys({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [passphrase, setPassphrase] = useState('');
  const act = useAct('pack.importBranchKeys', { onFailure: () => true });
  const isWrong = act.failure?.code === 'wrongCode';
  const faults = isWrong ? { passphrase: act.failure.message } : {};
  const put = async (): Promise<void> => {
    const [path] = await call('shell.pickFiles', {
      title: '选择分行密钥备份',
      extensions: ['txt'],
      many: false,
      folder: '',
    });
    if (path === undefined) return;
    const done = await act.run({ path, passphrase });
    if (done === undefined) return;
    toast({
      text: `分行密钥已导回，指纹 ${done.fingerprint}。可以合并文件、生成配置包了。`,
      tone: 'good',
      seconds: 30,
    });
    onClose();
  };
  return (
    <Sheet title="导回密钥备份" onClose={onClose} width={600}>
      <p className="paste-hint">
        中心电脑换了、或只恢复了台账时用。选导出时存下的“分行密钥备份”文件，输入当时设的备份口令。本机已有分行密钥的，不会被替换。
      </p>
      <EnterForm label="导回密钥备份" onSave={() => start(put())} errors={faults} busy={act.busy}>
        <PassphraseField
          name="passphrase"
          label="备份口令"
          error={faults.passphrase}
          autoFocus
          value={passphrase}
          onChange={setPassphrase}
        />
        {act.failure !== undefined && !isWrong && <FailureNote failure={act.failure} />}
        <div className="sheet-buttons">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" loading={act.busy}>
            选择文件并导回<kbd>Ctrl+Enter</kbd>
          </Button>
        </div>
      </EnterForm>
    </Sheet>
  );
}
