/** A copy of the branch's keys for the safe, opened only by its own passphrase. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { call } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';
import { EnterForm } from '#renderer/ui/EnterForm.tsx';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct } from '#renderer/use-query.ts';
import { PassphraseField } from './PassphraseField.tsx';

const shortest = 12;

/** Why the passphrase cannot be used, by field. */
function faultsOf(passphrase: string, again: string): Readonly<Record<string, string>> {
  if ([...passphrase].length < shortest) return { passphrase: `至少 ${shortest} 个字符，建议用一句自己记得住的话` };
  return passphrase === again ? {} : { again: '两次输入不一致' };
}

export function ExportKeys({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const act = useAct('pack.exportBranchKeys');
  const save = async (): Promise<void> => {
    const found = faultsOf(passphrase, again);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    const folder = await call('shell.pickFolder', { title: '选择存放密钥备份的位置（建议专用U盘）', folder: '' });
    if (folder === null) return;
    const done = await act.run({ folder, passphrase });
    if (done === undefined) return;
    toast({
      text: `密钥备份已写入并核对：${done.path}\n指纹 ${done.fingerprint}。请连同口令分别封存。`,
      tone: 'good',
      seconds: 30,
    });
    onClose();
  };
  return (
    <Sheet title="导出分行密钥备份" onClose={onClose} width={600}>
      <p className="paste-hint">
        没有这份备份，中心电脑损坏后就不能再打开网点的报送文件，也不能签发配置包。请存到专用U盘，锁进保险柜；口令另处保管。
      </p>
      <EnterForm label="导出分行密钥备份" onSave={() => start(save())} errors={faults} busy={act.busy}>
        <PassphraseField
          name="passphrase"
          label="备份口令"
          hint={`至少 ${shortest} 个字符`}
          error={faults['passphrase']}
          autoFocus
          value={passphrase}
          onChange={setPassphrase}
        />
        <PassphraseField name="again" label="再输一次" error={faults['again']} value={again} onChange={setAgain} />
        <div className="sheet-buttons">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" loading={act.busy}>
            选择位置并导出<kbd>Ctrl+Enter</kbd>
          </Button>
        </div>
      </EnterForm>
    </Sheet>
  );
}
