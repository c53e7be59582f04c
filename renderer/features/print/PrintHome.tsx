/** 打印: sheets for what comes next, empty sheets, and what was printed before. */
import { Button } from 'antd';
import { useCallback, useMemo, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { PrintLine } from '#contract/print.ts';
import { addDays } from '#domain/dates.ts';
import { SHEET_TEMPLATES, type SheetTemplate } from '#domain/sign-in-sheet.ts';
import { DataTable, type Column } from '#renderer/ui/DataTable.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { dayWeek, fullInstant, instantText } from '#renderer/ui/format.ts';
import { Page, Section } from '#renderer/ui/Page.tsx';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { useRead } from '#renderer/use-query.ts';
import './print.css';

const templates = Object.entries(SHEET_TEMPLATES) as [SheetTemplate, string][];
const actions: Readonly<Record<PrintLine['action'], string>> = { preview: '生成', printed: '打印', saved: '另存' };

const pathOf = ({ kind, id, template, large }: NonNullable<PrintLine['again']>): string =>
  `/print/sign-in/${kind}/${id ?? '-'}/${template}${large ? '/large' : ''}`;

const columnsFor = (repeat: (line: PrintLine) => void): readonly Column<PrintLine>[] => [
  {
    key: 'at',
    title: '时间',
    width: 150,
    text: (line) => fullInstant(line.at),
    render: (line) => instantText(line.at),
  },
  { key: 'user', title: '工号', width: 100, text: (line) => line.user },
  { key: 'action', title: '动作', width: 72, text: (line) => actions[line.action] },
  { key: 'text', title: '内容', width: 320, grow: true, text: (line) => line.text },
  {
    key: 'again',
    title: '重新打印',
    width: 104,
    text: (line) => (line.again === null ? '' : '重新打印'),
    render: (line) =>
      line.again !== null && (
        <Button size="small" onClick={() => repeat(line)}>
          重新打印
        </Button>
      ),
  },
];

export function PrintHome(): ReactNode {
  const [, go] = useLocation();
  return (
    <Page title="打印">
      <Section title="空白签到表">
        <p className="muted">计划还没登记、人已经到了时用；事后按纸质表回填。</p>
        <div className="print-tiles">
          {templates.map(([template, label]) => (
            <Button key={template} onClick={() => go(`/print/sign-in/blank/-/${template}`)}>
              {label}
            </Button>
          ))}
        </div>
      </Section>
      <Upcoming />
      <History />
    </Page>
  );
}

interface Coming {
  readonly key: string;
  readonly day: string;
  readonly title: string;
  readonly path: string;
}

/** Two weeks ahead and one back: what is being prepared or typed back. */
function Upcoming(): ReactNode {
  const [, go] = useLocation();
  const { today } = useNowOnce();
  const span = { from: addDays(today, -7), to: addDays(today, 14) };
  const events = useRead('outreach.list', span);
  const trainings = useRead('training.list', span);
  const coming = useMemo<readonly Coming[]>(
    () =>
      [
        ...(events.data ?? [])
          .filter((row) => row.state !== 'cancelled')
          .map((row) => ({
            key: row.id,
            day: row.heldOn,
            title: row.title,
            path: `/print/sign-in/outreach/${row.id}/${row.sheetTemplate}`,
          })),
        ...(trainings.data ?? [])
          .filter((row) => row.state !== 'cancelled')
          .map((row) => ({
            key: row.id,
            day: row.heldOn,
            title: row.title,
            path: `/print/sign-in/training/${row.id}/T1`,
          })),
      ].toSorted((a, b) => a.day.localeCompare(b.day)),
    [events.data, trainings.data],
  );
  if (coming.length === 0) return null;
  return (
    <Section title="近期活动和培训的签到表">
      <ul className="print-coming">
        {coming.slice(0, 12).map((each) => (
          <li key={each.key}>
            <span className="num print-day">{dayWeek(each.day)}</span>
            <span className="ellipsis">{each.title}</span>
            <Button size="small" onClick={() => go(each.path)}>
              签到表
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function History(): ReactNode {
  const [, go] = useLocation();
  const history = useRead('print.history', { record: null, limit: 100 });
  const repeat = useCallback(
    ({ again }: PrintLine): void => {
      if (again !== null) go(pathOf(again));
    },
    [go],
  );
  const columns = useMemo(() => columnsFor(repeat), [repeat]);
  return (
    <Section title="打印记录">
      {history.failure !== undefined && <FailureNote failure={history.failure} onRetry={history.reload} />}
      {history.data !== undefined && (
        <DataTable
          label="打印记录"
          rows={history.data}
          rowId={(line) => String(line.n)}
          columns={columns}
          onOpen={repeat}
          height={history.data.length === 0 ? 180 : Math.min(396, 72 + history.data.length * 36)}
          empty={<EmptyState title="还没有打印过">打印和另存都会记在这里，也记入操作记录。</EmptyState>}
        />
      )}
    </Section>
  );
}
