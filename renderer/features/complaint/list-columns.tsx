/** Columns of the complaint list, and the tone of a state. */
import type { ComplaintLine } from '#contract/complaint.ts';
import { complaintStates, type ComplaintState } from '#domain/complaint.ts';
import type { Side } from '#domain/permissions.ts';
import { ClockTag } from '#renderer/ui/Clock310.tsx';
import { clockWords } from '#renderer/ui/clock-face.ts';
import type { Column } from '#renderer/ui/ListPage.tsx';
import { StateTag, type Tone } from '#renderer/ui/StateTag.tsx';

const tones: Readonly<Record<ComplaintState, Tone>> = {
  registered: 'idle',
  handling: 'active',
  planned: 'active',
  closed: 'good',
  followed: 'good',
  withdrawn: 'idle',
  rejected: 'idle',
};

export function ComplaintTag({ state, voided }: { readonly state: ComplaintState; readonly voided: boolean }) {
  if (voided) return <StateTag tone="idle">已作废</StateTag>;
  return <StateTag tone={tones[state]}>{complaintStates[state]}</StateTag>;
}

const exportedText = (row: ComplaintLine): string => (row.exported ? '已导出' : '未上报');

/** Open clocks by date, then the finished ones. */
const dueOf = ({ clock }: ComplaintLine): string =>
  clock === null ? '9' : `${clock.actual === null ? '' : '8'}${clock.due}`;
const byDue = (a: ComplaintLine, b: ComplaintLine): number =>
  dueOf(a) === dueOf(b) ? 0 : dueOf(a) < dueOf(b) ? -1 : 1;

const classColumns = (short: (id: string) => string): readonly Column<ComplaintLine>[] => [
  { key: 'channel', title: '办理渠道', width: 100, text: (row) => short(row.channel), filter: true, hidden: true },
  { key: 'source', title: '来源', width: 100, text: (row) => short(row.source), filter: true, hidden: true },
  { key: 'level', title: '等级', width: 84, text: (row) => short(row.level), filter: true, hidden: true },
];

const lateColumn: Column<ComplaintLine> = {
  key: 'late',
  title: '补报',
  width: 72,
  text: (row) => (row.late ? '补报' : ''),
  filter: true,
  hidden: true,
};

export function complaintColumns(side: Side, short: (id: string) => string): readonly Column<ComplaintLine>[] {
  const own: readonly Column<ComplaintLine>[] = [
    { key: 'exported', title: '上报', width: 76, text: exportedText, filter: true, hidden: true },
  ];
  const ofCentre: readonly Column<ComplaintLine>[] = [
    { key: 'outlet', title: '被投诉网点', width: 150, text: (row) => row.outletName, sort: 'text', filter: true },
  ];
  return [
    {
      key: 'caseNo',
      title: '编号',
      width: 200,
      text: (row) => row.caseNo,
      sort: 'text',
      render: (row) => <CaseNo row={row} />,
    },
    {
      key: 'receivedOn',
      title: '收到时间',
      width: 104,
      text: (row) => `${row.receivedOn} ${row.receivedTime}`,
      render: (row) => (
        <span className="num" title={`${row.receivedOn} ${row.receivedTime}`}>
          {row.receivedOn.slice(5)} {row.receivedTime}
        </span>
      ),
      sort: 'text',
    },
    { key: 'customer', title: '客户', width: 66, text: (row) => row.customer, unmasked: 'customerName' },
    { key: 'phone', title: '电话', width: 116, text: (row) => row.phone, unmasked: 'phone', hidden: true },
    ...(side === 'centre' ? ofCentre : []),
    {
      key: 'class',
      title: '业务 · 原因',
      width: 130,
      text: (row) => `${short(row.business)} · ${short(row.cause)}`,
      sort: 'text',
    },
    {
      key: 'business',
      title: '业务',
      width: 150,
      text: (row) => short(row.business),
      sort: 'text',
      filter: true,
      hidden: true,
    },
    {
      key: 'cause',
      title: '原因',
      width: 120,
      text: (row) => short(row.cause),
      sort: 'text',
      filter: true,
      hidden: true,
    },
    ...classColumns(short),
    { key: 'summary', title: '诉求摘要', width: 80, grow: true, text: (row) => row.summary, unmasked: 'summary' },
    {
      key: 'clock',
      title: '时限',
      width: 138,
      text: (row) => (row.clock === null ? '--' : `${row.clock.due} ${clockWords(row.clock)}`),
      render: (row) => <ClockTag clock={row.clock} />,
      sort: byDue,
    },
    {
      key: 'state',
      title: '状态',
      width: 90,
      text: (row) => (row.voided ? '已作废' : complaintStates[row.state]),
      render: (row) => <ComplaintTag state={row.state} voided={row.voided} />,
      filter: true,
    },
    lateColumn,
    { key: 'handler', title: '承办', width: 84, text: (row) => row.handlerName, filter: true },
    ...(side === 'outlet' ? own : []),
  ];
}

function CaseNo({ row }: { readonly row: ComplaintLine }) {
  return (
    <span className="num case-no">
      {row.caseNo}
      {row.forwarded && (
        <b className="case-mark case-mark-forwarded" title="监管转办">
          转
        </b>
      )}
      {row.handover !== null && row.handover !== 'passed' && (
        <b className="case-mark" title={row.handover === 'in' ? '转入本单位办理' : '已转出，由对方办理'}>
          {row.handover === 'in' ? '入' : '出'}
        </b>
      )}
      {row.late && (
        <b className="case-mark" title="补报：报告期封账后登记">
          补
        </b>
      )}
      {row.repeat && (
        <b className="case-mark" title="重复投诉">
          重
        </b>
      )}
    </span>
  );
}
