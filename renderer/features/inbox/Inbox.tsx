/** 收件箱: files come in above, below who has reported and up to when. */
import { useMemo, useState, type ReactNode } from 'react';
import type { InboxOutlet } from '#contract/inbox.ts';
import { Devices } from '#renderer/ui/Devices.tsx';
import { DetailDrawer } from '#renderer/ui/DetailDrawer.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { fullInstant, instantText, thousands } from '#renderer/ui/format.ts';
import { ListPage, type Column } from '#renderer/ui/ListPage.tsx';
import { nextInList, useListState } from '#renderer/ui/list-store.ts';
import { StateTag } from '#renderer/ui/StateTag.tsx';
import { useRead } from '#renderer/use-query.ts';
import { Arrival } from './Arrival.tsx';
import { FileTable } from './FileTable.tsx';
import { inboxStore } from './inbox-store.ts';
import { outletStates } from './words.ts';
import './inbox.css';

const columns: readonly Column<InboxOutlet>[] = [
  { key: 'outlet', title: '网点号', width: 84, text: (line) => line.outlet, sort: 'text' },
  { key: 'name', title: '网点', width: 160, grow: true, text: (line) => line.name, sort: 'text' },
  { key: 'subBranch', title: '支行', width: 140, text: (line) => line.subBranch, sort: 'text', filter: true },
  {
    key: 'state',
    title: '状态',
    width: 108,
    text: (line) => outletStates[line.state].word,
    render: (line) => <StateTag tone={outletStates[line.state].tone}>{outletStates[line.state].word}</StateTag>,
    filter: true,
  },
  {
    key: 'lastNo',
    title: '最近一份',
    width: 88,
    align: 'right',
    text: (line) => (line.lastNo === null ? '--' : `第${line.lastNo}份`),
  },
  {
    key: 'asOf',
    title: '数据截至',
    width: 140,
    text: (line) => fullInstant(line.asOf),
    sort: 'text',
    term: '网点生成最近一份已合并文件的时间。之后发生的事，这里还没有。',
  },
  {
    key: 'receivedAt',
    title: '收到时间',
    width: 130,
    text: (line) => fullInstant(line.receivedAt),
    render: (line) => instantText(line.receivedAt),
    sort: 'text',
  },
  { key: 'records', title: '记录', width: 80, align: 'right', text: (line) => thousands(line.records), sort: 'number' },
  { key: 'app', title: '程序版本', width: 112, text: (line) => (line.app === '' ? '--' : line.app), filter: true },
];

const rowId = (line: InboxOutlet): string => line.outlet;
const chips = [
  { key: 'all', label: '全部' },
  { key: 'none', label: '从未上报' },
  { key: 'merged', label: '已合并' },
  { key: 'waiting', label: '等前一份' },
  { key: 'approval', label: '等待核准' },
  { key: 'refused', label: '拒收' },
] as const;

export function Inbox(): ReactNode {
  const outlets = useRead('inbox.outlets', {});
  const list = useListState('inbox', { chip: 'all' });
  const step = inboxStore((store) => store.step);
  const [open, setOpen] = useState<string>();
  const rows = useMemo(() => {
    const typed = list.text.trim().toLowerCase();
    return outlets.data
      ?.filter((line) => list.chip === '' || list.chip === 'all' || line.state === list.chip)
      .filter((line) => `${line.outlet}${line.name}${line.subBranch}`.toLowerCase().includes(typed));
  }, [outlets.data, list.chip, list.text]);
  const opened = outlets.data?.find((line) => line.outlet === open);
  // A result takes the screen; the outlets come back when it has been read.
  if (step.kind === 'preview' || step.kind === 'done') return <div className="page inbox-step">{<Arrival />}</div>;
  return (
    <div className="page">
      <div className="inbox-list">
        <ListPage
          page="inbox"
          title="收件箱"
          chips={chips.map((chip) => ({
            ...chip,
            count:
              chip.key === 'all'
                ? outlets.data?.length
                : outlets.data?.filter(({ state }) => state === chip.key).length,
          }))}
          search="网点号、网点、支行"
          rows={rows}
          rowId={rowId}
          columns={columns}
          failure={outlets.failure}
          onRetry={outlets.reload}
          onOpen={(line) => setOpen(line.outlet)}
          openId={open}
          rowTone={(line) =>
            line.state === 'refused'
              ? 'red'
              : line.state === 'waiting' || line.state === 'approval'
                ? 'amber'
                : undefined
          }
          emptyFirst={<EmptyState title="还没有网点">先在“网点与配置包”里添加网点、生成配置包。</EmptyState>}
          drawer={
            opened !== undefined && (
              <OutletFiles
                key={opened.outlet}
                line={opened}
                onClose={() => setOpen(undefined)}
                onStep={(by) => setOpen(nextInList('inbox', opened.outlet, by) ?? opened.outlet)}
              />
            )
          }
        />
      </div>
      <Arrival />
    </div>
  );
}

interface FilesProps {
  readonly line: InboxOutlet;
  readonly onClose: () => void;
  readonly onStep: (by: 1 | -1) => void;
}

/** Everything that ever came from one outlet. */
function OutletFiles({ line, onClose, onStep }: FilesProps): ReactNode {
  const files = useRead('inbox.files', { outlet: line.outlet }, { keep: false });
  return (
    <DetailDrawer
      open
      title={`${line.outlet} ${line.name}`}
      sub={
        line.asOf === null
          ? '还没有合并过报送文件'
          : `数据截至 ${fullInstant(line.asOf)}，共 ${thousands(line.records)} 条记录`
      }
      width={960}
      onClose={onClose}
      onNext={() => onStep(1)}
      onPrevious={() => onStep(-1)}
    >
      <div className="inbox-files">
        <Devices outlet={line.outlet} />
        {files.data !== undefined && <FileTable files={files.data} label={`${line.name}的报送文件`} />}
      </div>
    </DetailDrawer>
  );
}
