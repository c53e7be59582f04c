/** Imports a newer configuration pack: dictionaries, calendar, people, and word of what the centre has received. */
import { Button } from 'antd';
import { useEffect, type ReactNode } from 'react';
import type { Out } from '#contract/index.ts';
import { call } from '#renderer/api.ts';
import { useIncoming } from '#renderer/incoming-store.ts';
import { start } from '#renderer/start.ts';
import { toast } from '#renderer/ui/toast.ts';
import { useAct } from '#renderer/use-query.ts';

function sayAttachments({ stored, refused }: Out<'exchange.importPack'>['attachments']): void {
  if (stored > 0) toast({ text: `转办投诉的附件 ${stored} 个已存入。`, tone: 'good' });
  const [first] = refused;
  if (first !== undefined)
    toast({ text: `${refused.length} 个附件没有存入，下一份配置包会再带一次。${first.reason}`, tone: 'warn' });
}

export function TakePack(): ReactNode {
  const incoming = useIncoming('xbcfg');
  const { run, busy } = useAct('exchange.importPack');
  const [path] = incoming.paths;
  const { take: forget } = incoming;
  const take = async (file: string): Promise<void> => {
    const done = await run({ path: file });
    if (done === undefined) return;
    toast({
      text: done.isNews
        ? `配置包第 ${done.packNo} 份已导入：新增 ${done.added} 项，更新 ${done.changed} 项。`
        : `配置包第 ${done.packNo} 份已导入，没有新的内容（本机的相同或更新）；报送状态已更新。`,
      tone: 'good',
    });
    sayAttachments(done.attachments);
    if (done.renewed)
      toast({
        text: '分行持有本机没有的记录：这份台账是从备份恢复或复制来的。缺的记录已找回，本机已换用新的编号继续，请再上报一次。',
        tone: 'warn',
      });
  };
  const pick = async (): Promise<void> => {
    const [file] = await call('shell.pickFiles', {
      title: '选择配置包',
      extensions: ['xbcfg'],
      many: false,
      folder: '',
    });
    if (file !== undefined) await take(file);
  };
  useEffect(() => {
    if (path === undefined || busy) return;
    forget();
    start(take(path));
  });
  return (
    <Button loading={busy} onClick={() => start(pick())}>
      导入配置包
    </Button>
  );
}
