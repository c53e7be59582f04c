/** One event: the plan, what came of it, what is still missing. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useLocation, useParams } from 'wouter';
import type { OutreachRow } from '#contract/outreach.ts';
import { archiveParts, hoursText, keyGroups, poorArchive, type ArchivePart } from '#domain/outreach.ts';
import { materialKinds } from '#domain/stock.ts';
import { SHEET_TEMPLATES } from '#domain/sign-in-sheet.ts';
import { useMay } from '#renderer/session-store.ts';
import { Attachments, showAttachments } from '#renderer/ui/Attachments.tsx';
import { Completeness } from '#renderer/ui/Completeness.tsx';
import { Facts } from '#renderer/ui/Facts.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { useKeys } from '#renderer/ui/keys.ts';
import { isInList, stepInList } from '#renderer/ui/list-store.ts';
import { Page, Section } from '#renderer/ui/Page.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { StatCard } from '#renderer/ui/StatCard.tsx';
import { TabLinks } from '#renderer/ui/TabLinks.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useDictLabel } from '#renderer/ui/use-dict.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import { Twins } from './Twins.tsx';
import { daysText, OutreachStateTag } from './outreach-state.tsx';

const back = { label: '宣教活动', path: '/events' };

export function OutreachDetail(): ReactNode {
  const { id = '' } = useParams();
  const event = useRead('outreach.get', { id }, { keep: false });
  if (event.failure !== undefined) {
    return (
      <Page title="活动" back={back}>
        <FailureNote failure={event.failure} onRetry={event.reload} />
      </Page>
    );
  }
  return event.data === undefined ? null : <Loaded row={event.data} />;
}

function Loaded({ row }: { readonly row: OutreachRow }): ReactNode {
  const [, go] = useLocation();
  const [cancelling, setCancelling] = useState(false);
  const cancel = useAct('outreach.cancel');
  const isLive = row.state !== 'cancelled';
  const mayWrite = useMay('outreach.write') && isLive;
  const mayPrint = useMay('print.document') && isLive;
  const print = (): void => go(`/print/sign-in/outreach/${row.id}/${row.sheetTemplate}`);
  const printPlan = (): void => go(`/print/event/${row.id}/P08`);
  const step = (by: 1 | -1) => () => {
    const next = stepInList('events', row.id, by);
    if (next !== undefined) go(`/events/${next}`, { replace: true });
    else toast({ text: by === 1 ? '已是列表的最后一场' : '已是列表的第一场' });
  };
  const listed = isInList('events', row.id);
  useKeys(row.title, [
    { key: 'Ctrl+P', label: '打印签到表', run: print, when: mayPrint },
    { key: 'p', label: '审批表和物料单', run: printPlan, when: mayPrint },
    { key: 'b', label: '签到与回填', run: () => go(`/events/${row.id}/attendance`), when: mayWrite },
    { key: 'e', label: '修改计划', run: () => go(`/events/${row.id}/edit`), when: mayWrite },
    { key: 'Escape', label: '返回列表', run: () => go('/events') },
    { key: 'Ctrl+ArrowDown', label: '下一场', run: step(1), when: listed },
    { key: 'Ctrl+ArrowUp', label: '上一场', run: step(-1), when: listed },
  ]);
  const goToPart = (part: ArchivePart): void =>
    part === 'photos' || part === 'scan' ? showAttachments() : go(`/events/${row.id}/attendance`);
  const cancelNow = async (reason: string): Promise<void> => {
    if ((await cancel.run({ id: row.id, reason })) === undefined) return;
    setCancelling(false);
    toast({ text: `${row.eventNo} 已取消`, tone: 'good' });
  };
  return (
    <Page
      title={row.title}
      back={back}
      primary={
        mayWrite ? { label: '签到与回填', keyName: 'b', run: () => go(`/events/${row.id}/attendance`) } : undefined
      }
      actions={
        <Actions
          {...(mayPrint ? { onPrint: print, onPapers: printPlan } : {})}
          {...(mayWrite ? { onEdit: () => go(`/events/${row.id}/edit`) } : {})}
          {...(mayWrite && row.state !== 'done' ? { onCancel: () => setCancelling(true) } : {})}
        />
      }
      tools={
        <TabLinks
          label={row.title}
          current={`/events/${row.id}`}
          tabs={[
            { label: '活动概况', path: `/events/${row.id}` },
            { label: '签到与回填', path: `/events/${row.id}/attendance`, count: row.publicLines + row.staffLines },
          ]}
        >
          <OutreachStateTag state={row.state} />
        </TabLinks>
      }
    >
      {isLive && <ResultCards row={row} onGo={mayWrite ? goToPart : undefined} />}
      <Twins row={row} />
      <PlanFacts row={row} />
      <Attachments key={row.id} ofKind="outreach" ofId={row.id} live={isLive} />
      <ReasonDialog
        open={cancelling}
        title={`取消 ${row.title}`}
        text="取消后不能再回填，编号保留。"
        presets={['天气原因', '场地原因', '与其他活动合并']}
        okText="取消活动"
        danger
        onOk={cancelNow}
        onCancel={() => setCancelling(false)}
      />
    </Page>
  );
}

function Actions(props: {
  readonly onPrint?: () => void;
  readonly onPapers?: () => void;
  readonly onEdit?: () => void;
  readonly onCancel?: () => void;
}): ReactNode {
  const { onPrint, onPapers, onEdit, onCancel } = props;
  return (
    <>
      {onPrint !== undefined && (
        <Button onClick={onPrint}>
          打印签到表<kbd>Ctrl+P</kbd>
        </Button>
      )}
      {onPapers !== undefined && (
        <Button onClick={onPapers}>
          审批表、物料单<kbd>P</kbd>
        </Button>
      )}
      {onEdit !== undefined && (
        <Button onClick={onEdit}>
          修改<kbd>E</kbd>
        </Button>
      )}
      {onCancel !== undefined && <Button onClick={onCancel}>取消活动</Button>}
    </>
  );
}

function ResultCards(props: {
  readonly row: OutreachRow;
  readonly onGo: ((part: ArchivePart) => void) | undefined;
}): ReactNode {
  const { row, onGo } = props;
  return (
    <>
      <div className="cards">
        <StatCard
          label="覆盖人次"
          value={row.reachedPeople}
          definition="现场覆盖人次。同一人多次计多次，不是人数。"
          note={groupText(row) || `计划 ${row.plannedPeople} 人`}
        />
        <StatCard
          label="签名"
          value={row.signedCount}
          definition="纸质签到表上的签名数。"
          note={row.signedPages === null ? '页数未填' : `${row.signedPages} 页`}
        />
        <StatCard label="资料份数" value={row.materialsGiven} note={givenText(row) || undefined} />
        <StatCard label="咨询人次" value={row.consultations} />
        <StatCard
          label="工作人员"
          value={row.workers}
          unit="人次"
          note={row.staffLines > 0 ? `签到 ${row.staffPresent} / ${row.staffLines}` : undefined}
        />
      </div>
      <Section title={<ArchiveScore score={row.completeness} />}>
        <Completeness parts={archiveParts} missing={row.missing} onGo={onGo} />
        {row.doubts.map((doubt) => (
          <p key={doubt} className="complete-no">
            ◔ {doubt}
          </p>
        ))}
      </Section>
    </>
  );
}

/** The light in colour, sign and words. */
function ArchiveScore({ score }: { readonly score: number }): ReactNode {
  const [tone, sign] =
    score === 100 ? ['tone-good', '✓'] : score < poorArchive ? ['tone-overdue', '▲'] : ['tone-today', '◔'];
  return (
    <>
      档案完整度{' '}
      <span className={`num ${tone}`}>
        {sign} {score} 分
      </span>
    </>
  );
}

/** 一老 30、一少 12, as far as counted. */
const groupText = (row: OutreachRow): string =>
  row.groupPeople
    .flatMap(({ group, people }) =>
      Object.hasOwn(keyGroups, group) ? [`${keyGroups[group as keyof typeof keyGroups]} ${people}`] : [],
    )
    .join('、');
const givenText = (row: OutreachRow): string =>
  row.givenByKind.map(({ kind, count }) => `${materialKinds[kind]} ${count}`).join('、');

function PlanFacts({ row }: { readonly row: OutreachRow }): ReactNode {
  const label = useDictLabel();
  const { today } = useNowOnce();
  const names = (ids: readonly string[]): string => ids.map(label).join('、');
  return (
    <Section title="活动计划">
      <Facts
        facts={[
          { label: '编号', value: <span className="mono">{row.eventNo}</span> },
          { label: '主办', value: row.outletName },
          { label: '时间', value: `${daysText(row, today.slice(0, 4))} ${hoursText(row)}` },
          { label: '地点', value: row.place },
          { label: '场景', value: label(row.venue) },
          { label: '主题活动', value: row.campaign === null ? '' : label(row.campaign) },
          { label: '对象', value: names(row.audiences) },
          { label: '形式', value: names(row.forms) },
          { label: '负责人', value: row.leaderName },
          { label: '协办单位', value: row.partner },
          {
            label: '性质',
            value: `${row.concentrated ? '集中宣传' : '常态化'} · ${row.publicGood ? '公益' : '非公益'}`,
          },
          { label: '宣传任务', value: row.campaignTitle },
          { label: '教育基地', value: row.baseName },
          { label: '联合活动', value: row.joint === null ? '' : `由 ${row.joint} 牵头，汇总计一场` },
          { label: '签到表', value: SHEET_TEMPLATES[row.sheetTemplate] },
          { label: '宣传内容', value: names(row.topics), wide: true },
          { label: row.state === 'cancelled' ? '说明' : '小结', value: row.summary, wide: true },
        ]}
      />
    </Section>
  );
}
