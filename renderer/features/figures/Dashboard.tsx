/** 驾驶舱: the numbers of a period at one glance, who has reported, where complaints come from. */
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { InboxOutlet } from '#contract/inbox.ts';
import { definitions } from '#domain/figures.ts';
import { fullInstant, thousands } from '#renderer/ui/format.ts';
import { setList } from '#renderer/ui/list-store.ts';
import { Section } from '#renderer/ui/Page.tsx';
import { StatCard } from '#renderer/ui/StatCard.tsx';
import { useRead } from '#renderer/use-query.ts';
import { FiguresPage, type FiguresProps } from './FiguresPage.tsx';
import { MonthsPanel } from './MonthsPanel.tsx';
import { PartPanel } from './PartPanel.tsx';
import { beforeText, changeOf, fractionText, percentText, rateText } from './words.ts';

export const Dashboard = (): ReactNode => <FiguresPage title="驾驶舱" body={DashboardBody} />;

function DashboardBody(props: FiguresProps): ReactNode {
  const { data, periods, onOpen } = props;
  const outlets = useRead('inbox.outlets', {}).data;
  const { complaints } = data;
  const wholes = { now: complaints.total.n, before: complaints.total.previous };
  return (
    <>
      <ComplaintCards {...props} outlets={outlets} />
      <ActivityCards {...props} />
      <div className="panels">
        <PartPanel
          title="管理口径分组"
          name="分组"
          definition={definitions.groups}
          parts={complaints.groups}
          {...{ wholes, periods, onOpen }}
        />
        <MonthsPanel months={complaints.months} onOpen={onOpen} />
      </div>
      {outlets !== undefined && <Progress outlets={outlets} />}
    </>
  );
}

const Lines = ({ first, second }: { readonly first: string; readonly second: string }): ReactNode => (
  <>
    {first}
    <br />
    {second}
  </>
);

interface CardsProps extends FiguresProps {
  readonly outlets: readonly InboxOutlet[] | undefined;
}

function ComplaintCards({ data, periods, word, onOpen, outlets }: CardsProps): ReactNode {
  const [, go] = useLocation();
  const { total, forwarded, rates } = data.complaints;
  const { finish, contact, plan, satisfaction, followUp, forwardedOnTime } = rates;
  const silent = outlets?.filter(({ state }) => state === 'none').length;
  return (
    <div className="cards">
      <StatCard
        label="投诉量"
        value={total.n}
        unit="件"
        definition={definitions.complaints}
        note={<Lines first={beforeText(total, word)} second={changeOf(total)} />}
        onOpen={() => onOpen({ title: `${periods.now} 投诉`, open: total.open })}
      />
      <StatCard
        label="监管转办"
        value={forwarded.n}
        unit="件"
        definition={`${definitions.forwarded}\n按时办结：${definitions.forwardedOnTime}`}
        note={
          <Lines
            first={`${beforeText(forwarded, word)} ${changeOf(forwarded)}`}
            second={`按时办结 ${rateText(forwardedOnTime)}`}
          />
        }
        onOpen={() => onOpen({ title: `${periods.now} 监管转办`, open: forwarded.open })}
      />
      <StatCard
        label="10日办结率"
        value={rateText(finish)}
        definition={definitions.finish}
        note={<Lines first={`3日联系 ${rateText(contact)}`} second={`5日方案 ${rateText(plan)}`} />}
        {...(finish.openMissed === null || finish.now.due === finish.now.met ? {} : { tone: 'today' as const })}
        onOpen={() => onOpen({ title: `${periods.now} 10日办结：应计`, open: finish.open })}
      />
      <StatCard
        label="满意率"
        value={rateText(satisfaction)}
        definition={`${definitions.satisfaction}\n回访覆盖率：${definitions.followUp}`}
        note={<Lines first={fractionText(satisfaction)} second={`回访 ${rateText(followUp)}`} />}
        onOpen={() => onOpen({ title: `${periods.now} 已评价`, open: satisfaction.open })}
      />
      <StatCard
        label="重复投诉率"
        value={rateText(rates.repeat)}
        definition={`${definitions.repeat}\n${definitions.merged}`}
        note={`合并重复后 ${thousands(data.complaints.merged.n)}件`}
        onOpen={() => onOpen({ title: `${periods.now} 重复投诉`, open: rates.repeat.openMet ?? rates.repeat.open })}
      />
      <StatCard
        label="从未上报网点"
        value={silent}
        unit="家"
        definition="还没有合并过任何报送文件的网点。"
        note={outlets === undefined ? '' : `共 ${outlets.length} 家网点`}
        {...(silent !== undefined && silent > 0 ? { tone: 'today' as const } : {})}
        onOpen={() => {
          setList('inbox', { chip: silent === 0 ? '' : 'none', text: '' });
          go('/inbox');
        }}
      />
    </div>
  );
}

function ActivityCards({ data, periods, word, onOpen }: FiguresProps): ReactNode {
  const { events, reached, coverage, archives } = data.outreach;
  const { courses, exams, attendance, sat, passed, firstPassed } = data.training;
  return (
    <div className="cards">
      <StatCard
        label="宣教活动"
        value={events.n}
        unit="场"
        definition={definitions.events}
        note={<Lines first={beforeText(events, word)} second={changeOf(events)} />}
        onOpen={() => onOpen({ title: `${periods.now} 宣教活动`, open: events.open })}
      />
      <StatCard
        label="覆盖人次"
        value={reached.n}
        unit="人次"
        definition={definitions.reached}
        note={<Lines first={beforeText(reached, word)} second={changeOf(reached)} />}
        onOpen={() => onOpen({ title: `${periods.now} 覆盖人次`, open: reached.open })}
      />
      <StatCard
        label="活动网点覆盖率"
        value={percentText(coverage.now.percent)}
        definition={`${definitions.coverage}\n${definitions.archives}`}
        note={
          <Lines
            first={fractionText(coverage)}
            second={`档案完整率 ${rateText(archives)}（${fractionText(archives)}）`}
          />
        }
        onOpen={() => onOpen({ title: `${periods.now} 宣教活动`, open: coverage.open })}
      />
      <StatCard
        label="培训"
        value={courses.n}
        unit="场"
        definition={definitions.courses}
        note={<Lines first={beforeText(courses, word)} second={changeOf(courses)} />}
        onOpen={() => onOpen({ title: `${periods.now} 培训`, open: courses.open })}
      />
      <StatCard
        label="参训率"
        value={rateText(attendance)}
        definition={definitions.attendance}
        note={fractionText(attendance)}
        onOpen={() => onOpen({ title: `${periods.now} 培训`, open: attendance.open })}
      />
      <StatCard
        label="考试"
        value={exams.n}
        unit="场"
        definition={`${definitions.exams}\n${definitions.sat}\n${definitions.passed}\n${definitions.firstPassed}`}
        note={
          <Lines
            first={`参考率 ${rateText(sat)}`}
            second={`通过率 ${rateText(passed)}（首考 ${rateText(firstPassed)}）`}
          />
        }
        onOpen={() => onOpen({ title: `${periods.now} 考试`, open: exams.open })}
      />
    </div>
  );
}

const tileStates = {
  merged: { tone: 'merged', sign: '✓', word: '已合并' },
  waiting: { tone: 'waiting', sign: '◔', word: '等前一份' },
  approval: { tone: 'waiting', sign: '▲', word: '等待核准' },
  refused: { tone: 'waiting', sign: '▲', word: '最近一份拒收' },
  none: { tone: 'none', sign: '○', word: '从未上报' },
} as const;

/** One tile per outlet; its data are as old as its last file. */
function Progress({ outlets }: { readonly outlets: readonly InboxOutlet[] }): ReactNode {
  const [, go] = useLocation();
  const merged = outlets.filter(({ state }) => state === 'merged').length;
  return (
    <Section
      title="上报进度"
      extra={
        <span className="muted num">
          ✓ 已合并 {merged}　◔ ▲ 待处理 {outlets.filter(({ state }) => state !== 'merged' && state !== 'none').length}
          　○ 从未上报 {outlets.filter(({ state }) => state === 'none').length}
        </span>
      }
    >
      <div className="tiles">
        {outlets.map((each) => {
          const { tone, sign, word } = tileStates[each.state];
          const asOf = each.asOf === null ? '' : `，数据截至 ${fullInstant(each.asOf)}`;
          return (
            <button
              key={each.outlet}
              type="button"
              className={`tile tile-${tone} num`}
              title={`${each.name}：${word}${asOf}`}
              aria-label={`${each.outlet} ${each.name} ${word}${asOf}`}
              onClick={() => {
                setList('inbox', { chip: '', text: each.outlet, active: each.outlet });
                go('/inbox');
              }}
            >
              {sign} {each.outlet}
            </button>
          );
        })}
      </div>
    </Section>
  );
}
