/** A clock as plain data, and in words. */
import type { ClockName, ClockState } from '#domain/deadline-rules.ts';

/** A domain Clock fits; `explain` are the lines of explainClock(). */
export interface ClockFace {
  readonly name: ClockName;
  readonly due: string;
  readonly state: ClockState;
  /** Natural days to the last day; negative when late. */
  readonly daysLeft: number;
  readonly workdaysLeft: number | null;
  readonly actual: string | null;
  readonly estimated: boolean;
  readonly explain?: readonly string[];
}

/** 剩3日, 今日到期, 超期2日, 提前1日 … Working days where the clock counts them. */
export function clockWords(clock: ClockFace): string {
  switch (clock.state) {
    case 'pending':
      return clock.workdaysLeft === null ? `剩${clock.daysLeft}天` : `剩${clock.workdaysLeft}个工作日`;
    case 'tomorrow':
      return '明日到期';
    case 'today':
      return '今日到期';
    case 'overdue':
      return `超期${-clock.daysLeft}天`;
    case 'onTime':
      return '按时完成';
    case 'early':
      return `提前${clock.daysLeft}天完成`;
    case 'doneLate':
      return `超期${-clock.daysLeft}天完成`;
    case 'paused':
      return '暂停计时';
  }
}

/** The same for a narrow column. */
export const shortWords = (clock: ClockFace): string =>
  clockWords(clock).replace('个工作日', '日').replace('天', '日').replace('按时完成', '按时').replace('计时', '');
