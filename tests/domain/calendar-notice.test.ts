import { describe, expect, test } from 'vitest';
import { checkCalendarYear, parseNotice } from '#domain/calendar-notice.ts';
import type { CalendarYear } from '#domain/calendar.ts';
import { OFFICIAL_CALENDAR } from '#domain/data/calendar-cn.ts';

const NOTICES: Readonly<Record<number, string>> = {
  2022: `一、元旦：2022年1月1日至3日放假，共3天。
二、春节：1月31日至2月6日放假调休，共7天。1月29日（星期六）、1月30日（星期日）上班。
三、清明节：4月3日至5日放假调休，共3天。4月2日（星期六）上班。
四、劳动节：4月30日至5月4日放假调休，共5天。4月24日（星期日）、5月7日（星期六）上班。
五、端午节：6月3日至5日放假，共3天。
六、中秋节：9月10日至12日放假，共3天。
七、国庆节：10月1日至7日放假调休，共7天。10月8日（星期六）、10月9日（星期日）上班。`,
  2023: `一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。`,
  2024: `一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。`,
  2025: `一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。`,
  2026: `国务院办公厅关于2026年部分节假日安排的通知
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。`,
};

function official(year: number): CalendarYear {
  return OFFICIAL_CALENDAR.find((entry) => entry.year === year)!;
}

/** Dates of a year's own notice: 2022-12-31 belongs to the notice of 2023 but lies in the data of 2022. */
function offDates(days: readonly { readonly date: string }[], year: number): readonly string[] {
  return days.map((day) => day.date).filter((date) => date.startsWith(String(year)) && date !== '2022-12-31');
}

describe('reading a notice', () => {
  test.each([2022, 2023, 2024, 2025, 2026])('the lines of %i give the shipped data', (year) => {
    const parsed = parseNotice(NOTICES[year]!, year);

    expect(parsed.problems).toEqual([]);
    expect(parsed.work).toEqual(official(year).work);
    expect(offDates(parsed.off, year)).toEqual(offDates(official(year).off, year));
  });

  test('the last day of the year before is taken along', () => {
    expect(parseNotice(NOTICES[2023]!, 2023).off[0]).toEqual({ date: '2022-12-31', name: '元旦' });
  });

  test('all in one line and with full-width digits reads the same', () => {
    const text = NOTICES[2026]!
      .replaceAll('\n', '')
      .replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

    expect(parseNotice(text, 2026)).toEqual(parseNotice(NOTICES[2026]!, 2026));
  });

  test('a wrong weekday, a wrong count and a day that does not exist are reported', () => {
    const messages = (text: string): readonly string[] =>
      parseNotice(text, 2027).problems.map((problem) => problem.message);

    expect(messages('一、元旦：1月1日（周四）至3日放假，共3天。')).toEqual(['2027年1月1日是周五，通知写的是周四']);
    expect(messages('一、元旦：1月1日至3日放假，共4天。')).toEqual(['元旦：通知写共4天，读出3天']);
    expect(messages('三、清明节：2月30日放假。')).toContain('不存在的日期：2027年2月30日');
    expect(messages('一、元旦：放假安排另行通知。')).toContain('没有读出日期：一、元旦：放假安排另行通知');
    expect(messages('10月8日上班。')).toEqual(['没有读到任何放假日期']);
  });
});

describe('checking a year', () => {
  const good = official(2026);
  const messages = (year: CalendarYear): readonly string[] => checkCalendarYear(year).map((found) => found.message);

  test('a worked day must lie on a weekend', () => {
    expect(messages({ ...good, work: [...good.work, '2026-06-10'] })).toEqual([
      '2026年6月10日是周三，本来就上班，不会是调休上班日',
    ]);
  });

  test('no day may be in both lists, or twice, or invalid, or of another year', () => {
    expect(messages({ ...good, work: [...good.work, '2026-10-03'] })).toContain(
      '2026年10月3日重复，或同时列为放假和上班',
    );
    expect(messages({ ...good, off: [...good.off, { date: '2026-02-30', name: '春节' }] })).toEqual([
      '不是有效日期：2026-02-30',
    ]);
    expect(messages({ ...good, off: [...good.off, { date: '2027-10-01', name: '国庆节' }] })).toEqual([
      '2027年10月1日不属于2026年的放假安排',
    ]);
  });

  test('a holiday must be one block', () => {
    const broken = { ...good, off: good.off.filter((day) => day.date !== '2026-02-18') };

    expect(messages(broken)).toEqual(['春节假期中间有工作日，不连续']);
  });

  test('a missing holiday and an unlikely number of working days are warnings', () => {
    const thin = { ...good, off: good.off.filter((day) => !/国庆|春节/.test(day.name)) };

    expect(checkCalendarYear(thin).map((found) => found.severity)).not.toContain('error');
    expect(messages(thin)).toContain('没有春节的放假日期');
    expect(messages(thin)).toContain('2026年10月1日是法定节假日，未列入放假');
    expect(messages(thin).at(-1)).toMatch(/^全年工作日2\d\d天，一般为247至252天/);
  });
});
