/** 导出明文: a list with its personal columns in clear, for a right and a reason. Masked stays what Ctrl+E does. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useMay } from '#renderer/session-store.ts';
import { exportUnmasked } from './export-table.ts';
import { thousands } from './format.ts';
import type { ListView } from './list-view.ts';
import { ReasonDialog } from './ReasonDialog.tsx';

interface Props<Row> {
  readonly title: string;
  readonly view: ListView<Row>;
  readonly rowId: (row: Row) => string;
}

const reasons = ['监管检查调阅', '上级行要求', '内部审计核查'] as const;

export function UnmaskedExport<Row>({ title, view, rowId }: Props<Row>): ReactNode {
  const mayExport = useMay('export.unmasked');
  const [isAsking, setIsAsking] = useState(false);
  const { chosen, shown, visible, rowsToExport } = view;
  const masked = visible.filter((column) => column.unmasked !== undefined).map((column) => column.title);
  if (!mayExport || masked.length === 0) return null;
  return (
    <>
      <Button disabled={shown.length === 0} onClick={() => setIsAsking(true)}>
        导出明文
      </Button>
      <ReasonDialog
        open={isAsking}
        title="导出明文"
        text={
          <>
            <p>
              {chosen.length > 0 ? `选中的 ${thousands(chosen.length)} 行` : '列表中的全部行'}，{masked.join('、')}
              不遮盖。文件离开本机后本程序无法再保护，用完请删除。
            </p>
            <p>导出的行数和原因记入操作记录。</p>
          </>
        }
        presets={reasons}
        okText="导出明文"
        danger
        onOk={async (reason) => {
          if (await exportUnmasked(title, { columns: visible, rowId, reason }, rowsToExport)) setIsAsking(false);
        }}
        onCancel={() => setIsAsking(false)}
      />
    </>
  );
}
