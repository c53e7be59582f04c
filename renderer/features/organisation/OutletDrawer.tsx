/** One outlet: its pack and its people. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { posts } from '#domain/organisation.ts';
import type { StaffRow } from '#contract/organisation.ts';
import type { PackState } from '#contract/pack.ts';
import { Devices } from '#renderer/ui/Devices.tsx';
import { DataTable } from '#renderer/ui/DataTable.tsx';
import { DetailDrawer } from '#renderer/ui/DetailDrawer.tsx';
import { fullInstant } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/rows.ts';
import { useRead } from '#renderer/use-query.ts';
import { CloseOutlet } from './CloseOutlet.tsx';

const columns: readonly Column<StaffRow>[] = [
  { key: 'staffNo', title: '工号', width: 110, text: (person) => person.staffNo, sort: 'text' },
  { key: 'name', title: '姓名', width: 120, grow: true, text: (person) => person.name, sort: 'text' },
  { key: 'post', title: '岗位', width: 120, text: (person) => posts[person.post], filter: true },
  { key: 'joinedOn', title: '入职日期', width: 110, text: (person) => person.joinedOn ?? '--', sort: 'text' },
  { key: 'leftOn', title: '转出日期', width: 110, text: (person) => person.leftOn ?? '--', sort: 'text' },
];

interface Props {
  readonly line: PackState;
  readonly onMake: (() => void) | undefined;
  /** First packs with a new code, although the outlet has a computer. */
  readonly onFresh: (() => void) | undefined;
  readonly onClose: () => void;
  readonly onStep: (by: 1 | -1) => void;
}

export function OutletDrawer({ line, onMake, onFresh, onClose, onStep }: Props): ReactNode {
  const staff = useRead('organisation.staff', { outlet: line.outlet }, { keep: false });
  return (
    <DetailDrawer
      open
      title={`${line.outlet} ${line.name}`}
      sub={[
        line.subBranch,
        line.packNo === null ? '还没有配置包' : `配置包第 ${line.packNo} 份，${fullInstant(line.madeAt)}`,
        line.enrolled ? '已登记电脑' : '还没有登记电脑',
        line.closedOn === null
          ? ''
          : `${line.closedOn} 撤销${line.mergedInto === null ? '' : `，并入 ${line.mergedInto}`}`,
      ]
        .filter((part) => part !== '')
        .join(' · ')}
      width={640}
      onClose={onClose}
      onNext={() => onStep(1)}
      onPrevious={() => onStep(-1)}
      {...(onMake === undefined ? {} : { actions: <Button onClick={onMake}>生成配置包</Button> })}
    >
      <div className="outlet-staff">
        <Devices outlet={line.outlet} />
        <p className="outlet-acts">
          {onFresh !== undefined && line.enrolled && <Button onClick={onFresh}>给新电脑做首次配置包</Button>}
          <CloseOutlet line={line} />
        </p>
        {staff.data !== undefined && (
          <DataTable
            rows={staff.data}
            rowId={(person) => person.id}
            columns={columns}
            label={`${line.name}的人员`}
            empty={<p className="muted outlet-none">还没有人员。回到列表，用“导入人员名单”粘贴。</p>}
          />
        )}
      </div>
    </DetailDrawer>
  );
}
