/** 备份: everything on this PC, encrypted as it is, onto a stick or a share. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { call } from '#renderer/api.ts';
import { useMay, useSide } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { bytes, fullInstant, thousands } from '#renderer/ui/format.ts';
import { JobSheet } from '#renderer/ui/JobSheet.tsx';
import { Section } from '#renderer/ui/Page.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct, useRead } from '#renderer/use-query.ts';

export function BackupSection(): ReactNode {
  const may = useMay('backup.make');
  const side = useSide();
  const last = useRead('backup.state', {}).data?.last ?? null;
  const act = useAct('backup.make');
  const make = async (): Promise<void> => {
    const folder = await call('shell.pickFolder', {
      title: '选择备份存放的位置（U盘或共享文件夹）',
      folder: last?.folder ?? '',
    });
    if (folder === null) return;
    const done = await act.run({ folder });
    if (done === undefined) return;
    toast({
      text: `已备份到 ${done.path}（台账 ${bytes(done.bytes)}，附件 ${thousands(done.attachments)} 个），可以拔出U盘。`,
      tone: 'good',
      seconds: 15,
    });
  };
  return (
    <Section title="备份">
      <dl className="setting-list">
        <dt>上次备份</dt>
        <dd>
          {last === null ? (
            '还没有备份到别处'
          ) : (
            <>
              <span className="num">{fullInstant(last.at)}</span>{' '}
              <span className="mono setting-path">{last.folder}</span>
            </>
          )}
          <p className="field-hint">
            备份是加密的，只能用本机台账的口令打开。恢复：在没有台账的电脑上选“从备份恢复”。
            {side === 'centre' && '分行密钥不在备份里，请另行导出密钥备份。'}
          </p>
        </dd>
        {may && (
          <>
            <dt />
            <dd>
              <Button loading={act.busy} onClick={() => start(make())}>
                立即备份
              </Button>
            </dd>
          </>
        )}
      </dl>
      {act.busy && <JobSheet title="正在备份" />}
    </Section>
  );
}
