/** Columns of the list of events. */
import type { OutreachRow } from '#contract/outreach.ts';
import { outreachStates } from '#domain/outreach.ts';
import type { Side } from '#domain/permissions.ts';
import { thousands } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/ListPage.tsx';
import { daysText, OutreachStateTag } from './outreach-state.tsx';

type Label = (id: string | null) => string;

const count = (value: number | null): string => (value === null ? '' : thousands(value));

const figureColumns: readonly Column<OutreachRow>[] = [
  {
    key: 'planned',
    title: '计划',
    width: 68,
    align: 'right',
    text: (row) => count(row.plannedPeople),
    sort: 'number',
  },
  {
    key: 'signed',
    title: '签名',
    width: 68,
    align: 'right',
    text: (row) => count(row.signedCount),
    sort: 'number',
    term: '签到表上的签名数，按纸质签到表清点。',
  },
  {
    key: 'reached',
    title: '覆盖人次',
    width: 92,
    align: 'right',
    text: (row) => count(row.reachedPeople),
    sort: 'number',
    term: '现场覆盖人次：到场和接受咨询、领取资料的人次，同一人多次计多次。不是人数。',
  },
  {
    key: 'materials',
    title: '资料份数',
    width: 92,
    align: 'right',
    text: (row) => count(row.materialsGiven),
    sort: 'number',
  },
  { key: 'photos', title: '照片', width: 64, align: 'right', text: (row) => count(row.photos), sort: 'number' },
  {
    key: 'completeness',
    title: '完整度',
    width: 80,
    align: 'right',
    text: (row) => (row.state === 'cancelled' ? '' : String(row.completeness)),
    sort: 'number',
    term: '档案完整度，0–100：回填各项、照片（至少 3 张）、签到表扫描。点开活动可看到还缺什么。',
  },
];

export function outreachColumns(label: Label, side: Side, thisYear: string): readonly Column<OutreachRow>[] {
  const audiences = (row: OutreachRow): string => row.audiences.map(label).join('、');
  return [
    {
      key: 'heldOn',
      title: '日期',
      width: 128,
      text: (row) => row.heldOn,
      render: (row) => <span className="num">{daysText(row, thisYear)}</span>,
      sort: 'text',
    },
    {
      key: 'state',
      title: '状态',
      width: 104,
      text: (row) => outreachStates[row.state],
      render: (row) => <OutreachStateTag state={row.state} />,
    },
    { key: 'title', title: '主题', width: 200, grow: true, text: (row) => row.title, sort: 'text' },
    ...(side === 'centre'
      ? [
          {
            key: 'outlet',
            title: '网点',
            width: 150,
            text: (row: OutreachRow) => row.outletName,
            sort: 'text' as const,
            filter: true,
          },
        ]
      : []),
    { key: 'venue', title: '场景', width: 88, text: (row) => label(row.venue), filter: true },
    { key: 'place', title: '地点', width: 128, text: (row) => row.place, sort: 'text' },
    { key: 'audiences', title: '对象', width: 112, text: audiences },
    {
      key: 'campaign',
      title: '主题活动',
      width: 180,
      text: (row) => (row.campaign === null ? '' : label(row.campaign)),
      filter: true,
      hidden: true,
    },
    {
      key: 'leader',
      title: '负责人',
      width: 104,
      text: (row) => row.leaderName,
      filter: true,
      hidden: side === 'centre',
    },
    ...figureColumns,
    { key: 'eventNo', title: '编号', width: 210, text: (row) => row.eventNo, sort: 'text', hidden: true },
  ];
}
