/** What waits today, in the order it presses. One action per row. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { TodayItem } from '#contract/today.ts';
import { ClockTag } from '#renderer/ui/Clock310.tsx';
import { dayText } from '#renderer/ui/format.ts';
import { useShortLabel } from '#renderer/ui/use-dict.ts';

const groups: readonly { readonly key: TodayItem['group']; readonly title: string; readonly tone: string }[] = [
  { key: 'overdue', title: '超期', tone: 'tone-overdue' },
  { key: 'today', title: '今日到期', tone: 'tone-today' },
  { key: 'tomorrow', title: '明日到期', tone: '' },
  { key: 'toApprove', title: '待审批', tone: '' },
  { key: 'activity', title: '今天的活动和培训', tone: '' },
  { key: 'toFill', title: '待回填签到', tone: '' },
  { key: 'toReport', title: '待上报', tone: '' },
];

const actionNames: Readonly<Record<TodayItem['action'], string>> = {
  contact: '联系',
  plan: '出方案',
  close: '办结',
  followUp: '回访',
  open: '打开',
  fill: '回填',
  report: '上报',
};

/** Where the row's one action is done. */
export function routeOf(item: TodayItem): string {
  if (item.kind === 'exchange') return '/sync';
  if (item.kind === 'outreach') return item.action === 'fill' ? `/events/${item.id}/attendance` : `/events/${item.id}`;
  if (item.kind === 'training') return `/trainings/${item.id}`;
  return item.action === 'open' ? `/complaints/${item.id}` : `/complaints/${item.id}/${item.action}`;
}

interface Props {
  readonly items: readonly TodayItem[];
  readonly onOpen: (item: TodayItem) => void;
}

export function TodayList({ items, onOpen }: Props): ReactNode {
  return (
    <section className="section today-list" aria-label="待办">
      {groups.map((group) => {
        const own = items.filter((item) => item.group === group.key);
        if (own.length === 0) return null;
        return (
          <div key={group.key}>
            <h2 className={`today-group ${group.tone}`}>
              {group.title} <span className="num">{own.length}</span>
            </h2>
            <ul>
              {own.map((item) => (
                <Item
                  key={`${item.kind}${item.id}${item.detail}`}
                  item={item}
                  number={items.indexOf(item) + 1}
                  onOpen={onOpen}
                />
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

function Item({
  item,
  number,
  onOpen,
}: {
  readonly item: TodayItem;
  readonly number: number;
  readonly onOpen: (item: TodayItem) => void;
}): ReactNode {
  const short = useShortLabel();
  const detail = item.action === 'fill' ? `${dayText(item.detail)} 已结束` : item.detail;
  return (
    <li className="today-item">
      <span className="today-number num" aria-hidden="true">
        {number <= 9 ? number : ''}
      </span>
      <span className="today-what ellipsis">
        {item.title}
        {item.business !== '' && ` · ${short(item.business)}`}
        <span className="muted num"> {detail}</span>
      </span>
      <span className="today-clock">{item.clock !== null && <ClockTag clock={item.clock} />}</span>
      <span className="today-who muted ellipsis">{item.who}</span>
      <Button size="small" onClick={() => onOpen(item)} aria-label={`${actionNames[item.action]} ${item.title}`}>
        {actionNames[item.action]}
      </Button>
    </li>
  );
}
