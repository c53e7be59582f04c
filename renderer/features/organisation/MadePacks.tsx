/** The packs just made, with the codes that open them. The codes are shown once and travel apart from the files. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { MadePack } from '#contract/pack.ts';
import type { Out } from '#contract/index.ts';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { DataTable } from '#renderer/ui/DataTable.tsx';
import { bytes } from '#renderer/ui/format.ts';
import { tsvOf, type Column } from '#renderer/ui/rows.ts';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { useAct } from '#renderer/use-query.ts';
import { start } from '#renderer/start.ts';

const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

const columns: readonly Column<MadePack>[] = [
  { key: 'outlet', title: '网点号', width: 80, text: (pack) => pack.outlet },
  { key: 'name', title: '网点', width: 150, grow: true, text: (pack) => pack.name },
  {
    key: 'code',
    title: '领取码',
    width: 210,
    text: (pack) => (pack.code === '' ? '不需要（已登记）' : pack.code),
    render: (pack) =>
      pack.code === '' ? <span className="muted">不需要（已登记）</span> : <b className="mono">{pack.code}</b>,
  },
  { key: 'file', title: '文件', width: 240, text: (pack) => fileName(pack.path) },
  { key: 'bytes', title: '大小', width: 84, align: 'right', text: (pack) => bytes(pack.bytes) },
];

interface Props {
  readonly result: Out<'pack.make'>;
  readonly onClose: () => void;
}

export function MadePacks({ result, onClose }: Props): ReactNode {
  const { made, fingerprint } = result;
  const reveal = useAct('shell.reveal');
  const withCode = made.filter(({ code }) => code !== '');
  const withPapers = made.filter(({ attachments }) => attachments > 0);
  const first = made[0];
  return (
    <Sheet
      title={`已生成 ${made.length} 份配置包`}
      width={880}
      onClose={onClose}
      footer={
        <>
          {first !== undefined && (
            <Button onClick={() => start(reveal.run({ path: first.path }))}>打开所在文件夹</Button>
          )}
          {withCode.length > 0 && <CopyButton text={tsvOf(withCode, columns)} label="复制领取码清单" />}
          <Button type="primary" onClick={onClose}>
            完成
          </Button>
        </>
      }
    >
      {withCode.length > 0 && (
        <p className="paste-hint">
          领取码只在这里显示一次，请复制到 WPS 保存或打印，<b>与文件分开</b>
          告诉网点（例如电话）。一个码只能登记一台电脑；遗失可以重新生成配置包。
        </p>
      )}
      <p className="paste-hint">
        签发指纹 <b className="mono">{fingerprint}</b> <CopyButton text={fingerprint} />
        ，网点导入时屏幕上显示的应与此相同。
      </p>
      {withPapers.length > 0 && (
        <p className="paste-hint">
          {withPapers.length} 份配置包旁边有同名的<b>“_附件”文件夹</b>
          ，里面是转办投诉的附件（{withPapers.map(({ name, attachments }) => `${name} ${attachments} 个`).join('，')}
          ），请和配置包一起送到网点。
        </p>
      )}
      {made
        .filter(({ problem }) => problem !== '')
        .map(({ outlet, name, problem }) => (
          <p key={outlet} className="tone-today">
            ◔ {name}的附件没有写全，下一份配置包会再带：{problem}
          </p>
        ))}
      <DataTable
        rows={made}
        rowId={(pack) => pack.outlet}
        columns={columns}
        label="配置包"
        height={Math.min(made.length, 9) * 36 + 40}
      />
    </Sheet>
  );
}
