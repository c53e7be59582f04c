import { describe, expect, test } from 'vitest';
import { makeCalendar } from '#domain/calendar.ts';
import { OFFICIAL_CALENDAR } from '#domain/data/calendar-cn.ts';
import { addDays, daysBetween } from '#domain/dates.ts';
import { explainClock } from '#domain/deadline-explain.ts';
import { DEFAULT_DEADLINE_RULES, deadlineRulesSchema } from '#domain/deadline-rules.ts';
import type { ClockContext, ClockInput, DeadlineRules, Pause } from '#domain/deadline-rules.ts';
import { computeDeadlines, isMet, reviewDecisionDue } from '#domain/deadline.ts';

const calendar = makeCalendar(OFFICIAL_CALENDAR);

function at(today: string, rules: Partial<DeadlineRules> = {}): ClockContext {
  return { today, calendar, rules: { ...DEFAULT_DEADLINE_RULES, ...rules } };
}

function aCase(fields: Partial<ClockInput> = {}): ClockInput {
  return { receivedOn: '2025-03-12', complexity: 'normal', pauses: [], ...fields };
}

const approvedInTime = { approvedOn: '2025-03-20', toldOn: '2025-03-21' };

describe('the worked dates of the handbook', () => {
  test.each([
    ['2025-01-24', '2025-02-05', '2025-02-07', '2025-02-13', '2025-02-08', '2025-02-23', '2025-03-25', 'legal'],
    ['2025-03-12', '2025-03-17', '2025-03-19', '2025-03-26', '2025-03-27', '2025-04-11', '2025-05-11', 'finish'],
    ['2025-09-26', '2025-09-30', '2025-10-10', '2025-10-16', '2025-10-11', '2025-10-26', '2025-11-25', 'legal'],
    ['2026-02-13', '2026-02-25', '2026-02-27', '2026-03-05', '2026-02-28', '2026-03-15', '2026-04-14', 'legal'],
    ['2026-02-14', '2026-02-26', '2026-02-28', '2026-03-06', '2026-03-01', '2026-03-16', '2026-04-15', 'legal'],
    ['2026-04-29', '2026-05-07', '2026-05-09', '2026-05-15', '2026-05-14', '2026-05-29', '2026-06-28', 'legal'],
    ['2026-09-24', '2026-09-30', '2026-10-09', '2026-10-15', '2026-10-09', '2026-10-24', '2026-11-23', 'legal'],
    ['2026-10-10', '2026-10-14', '2026-10-16', '2026-10-23', '2026-10-25', '2026-11-09', '2026-12-09', 'finish'],
  ])('received on %s', (receivedOn, contact, plan, finish, legal, complex, special, first) => {
    const context = at(receivedOn);
    const normal = computeDeadlines(aCase({ receivedOn }), context);
    const extension = { approvedOn: receivedOn, toldOn: receivedOn };

    expect([normal.contact.due, normal.plan.due, normal.finish.due, normal.legal.due]).toEqual([
      contact,
      plan,
      finish,
      legal,
    ]);
    expect(computeDeadlines(aCase({ receivedOn, complexity: 'complex' }), context).legal.due).toBe(complex);
    expect(computeDeadlines(aCase({ receivedOn, complexity: 'special', extension }), context).legal.due).toBe(special);
    expect(normal.crossing === null).toBe(first === 'finish');
    expect([normal.contact, normal.plan, normal.finish, normal.legal].some((clock) => clock.estimated)).toBe(false);
  });

  test.each([
    [2024, 345, 56],
    [2025, 344, 60],
    [2026, 344, 58],
  ])('in %i, of %i receipt dates %i have their tenth working day after the legal date', (year, dates, crossing) => {
    let counted = 0;
    let crossed = 0;
    for (let day = `${year}-01-01`; day <= `${year}-12-10`; day = addDays(day, 1)) {
      counted += 1;
      if (computeDeadlines(aCase({ receivedOn: day }), at(day)).crossing !== null) crossed += 1;
    }

    expect([counted, crossed]).toEqual([dates, crossing]);
  });

  test('the worst case takes 21 natural days', () => {
    expect(computeDeadlines(aCase({ receivedOn: '2026-02-03' }), at('2026-02-03')).finish.due).toBe('2026-02-24');
  });
});

describe('what is due', () => {
  test('is the nearest open clock, and moves on as things get done', () => {
    const dues = [
      aCase(),
      aCase({ contactedOn: '2025-03-13' }),
      aCase({ contactedOn: '2025-03-13', plannedOn: '2025-03-18' }),
      aCase({ contactedOn: '2025-03-13', plannedOn: '2025-03-18', closedOn: '2025-03-20' }),
    ].map((input) => computeDeadlines(input, at('2025-03-13')).due);

    expect(dues.map((due) => due?.clock ?? null)).toEqual(['contact', 'plan', 'finish', null]);
    expect(dues[0]).toEqual({
      clock: 'contact',
      due: '2025-03-17',
      estimated: false,
      state: 'pending',
      tone: 'amber',
      daysLeft: 4,
    });
  });

  test('is the law where the law comes first, with a warning', () => {
    const input = aCase({ receivedOn: '2025-09-26', contactedOn: '2025-09-26', plannedOn: '2025-09-28' });
    const deadlines = computeDeadlines(input, at('2025-10-09'));

    expect(deadlines.due).toMatchObject({ clock: 'legal', due: '2025-10-11', tone: 'amber' });
    expect(deadlines.crossing).toEqual({
      finishDue: '2025-10-16',
      legalDue: '2025-10-11',
      days: 5,
      message: '法定时限2025年10月11日早于行内办结时限2025年10月16日（相差5天），请按法定时限办理',
    });
  });

  test('is the letter where the regulator wants an answer sooner', () => {
    const input = aCase({ letterDueOn: '2025-03-14', contactedOn: '2025-03-12' });

    expect(computeDeadlines(input, at('2025-03-13')).due).toMatchObject({ clock: 'letter', state: 'tomorrow' });
    expect(computeDeadlines({ ...input, letterRepliedOn: '2025-03-14' }, at('2025-03-14')).letter?.state).toBe(
      'onTime',
    );
    expect(computeDeadlines(aCase(), at('2025-03-13')).letter).toBeNull();
  });
});

describe('states', () => {
  test.each([
    ['2025-03-20', 'pending', 'neutral', 6, 4],
    ['2025-03-24', 'pending', 'amber', 2, 2],
    ['2025-03-25', 'tomorrow', 'amber', 1, 1],
    ['2025-03-26', 'today', 'red', 0, 0],
    ['2025-03-27', 'overdue', 'red', -1, 0],
  ])('on %s the finish date is %s', (today, state, tone, daysLeft, workdaysLeft) => {
    expect(computeDeadlines(aCase(), at(today)).finish).toMatchObject({ state, tone, daysLeft, workdaysLeft });
  });

  test.each([
    ['2025-03-25', 'early', true],
    ['2025-03-26', 'onTime', true],
    ['2025-03-27', 'doneLate', false],
  ])('closed on %s is %s', (closedOn, state, met) => {
    const { finish } = computeDeadlines(aCase({ closedOn }), at('2025-06-01'));

    expect(finish).toMatchObject({ state, tone: 'done', actual: closedOn, workdaysLeft: null });
    expect(isMet(finish)).toBe(met);
  });

  test('a long weekend before the last day turns amber by working days', () => {
    const { legal } = computeDeadlines(aCase({ receivedOn: '2025-09-26' }), at('2025-09-30'));

    expect(legal).toMatchObject({ due: '2025-10-11', daysLeft: 11, workdaysLeft: 3, tone: 'neutral' });
    expect(computeDeadlines(aCase({ receivedOn: '2025-09-26' }), at('2025-10-09')).legal.tone).toBe('amber');
  });

  test('escalation counts the thresholds passed', () => {
    const levels = ['2025-03-20', '2025-03-24', '2025-03-26'].map(
      (today) => computeDeadlines(aCase(), at(today)).legal.escalation,
    );

    expect(levels).toEqual([0, 1, 2]);
  });

  test('a notice later than the closing stops the legal clock, not the closing alone', () => {
    const { legal, finish } = computeDeadlines(
      aCase({ closedOn: '2025-03-26', noticeOn: '2025-03-28' }),
      at('2025-04-01'),
    );

    expect([finish.state, legal.state, legal.actual]).toEqual(['onTime', 'doneLate', '2025-03-28']);
  });

  test('closing on the spot meets contact and plan too', () => {
    const { contact, plan, due } = computeDeadlines(aCase({ closedOn: '2025-03-12' }), at('2025-03-12'));

    expect([contact.state, plan.state, due]).toEqual(['early', 'early', null]);
  });
});

describe('an extension', () => {
  const special = aCase({ complexity: 'special' });

  test('counts when it was approved and told in time', () => {
    expect(computeDeadlines({ ...special, extension: approvedInTime }, at('2025-03-22')).legal).toMatchObject({
      due: '2025-05-11',
      notes: [],
    });
  });

  test.each([
    [null, '特别复杂情况的延期尚未批准，暂不延长'],
    [{ approvedOn: '2025-03-20', toldOn: null }, '延期尚未告知投诉人，暂不延长'],
    [{ approvedOn: '2025-03-20', toldOn: '2025-04-12' }, '延期批准或告知晚于原时限2025年4月11日，不予延长'],
  ])('%j does not lengthen the clock', (extension, note) => {
    expect(computeDeadlines({ ...special, extension }, at('2025-03-22')).legal).toMatchObject({
      due: '2025-04-11',
      notes: [note],
    });
  });
});

describe('pauses', () => {
  const mediation: Pause = { kind: 'mediation', from: '2025-03-20', to: '2025-03-30' };

  test('lengthen the legal clock by their days and leave 3-5-10 alone', () => {
    const paused = computeDeadlines(aCase({ pauses: [mediation] }), at('2025-04-01'));

    expect(paused.legal).toMatchObject({ due: '2025-04-06', state: 'pending' });
    expect(paused.finish.due).toBe('2025-03-26');
    expect(paused.legal.steps.at(-1)?.why).toBe('调解期间（2025年3月20日起10天）不计，顺延');
  });

  test('that overlap are not taken out twice', () => {
    const appraisal: Pause = { kind: 'appraisal', from: '2025-03-25', to: '2025-04-02' };
    const { legal } = computeDeadlines(aCase({ pauses: [appraisal, mediation] }), at('2025-04-03'));

    expect(daysBetween('2025-03-12', legal.due)).toBe(15 + 13);
  });

  test('that are open move the date day by day and press nobody', () => {
    const input = aCase({ pauses: [{ ...mediation, to: null }], contactedOn: '2025-03-12', plannedOn: '2025-03-13' });
    const first = computeDeadlines(input, at('2025-03-25')).legal;
    const second = computeDeadlines(input, at('2025-03-26')).legal;

    expect([first.state, first.tone, first.due, second.due]).toEqual(['paused', 'neutral', '2025-04-01', '2025-04-02']);
    expect(computeDeadlines(input, at('2025-03-31')).due?.clock).toBe('finish');
  });

  test('that begin after the last day cannot save it', () => {
    const late: Pause = { kind: 'mediation', from: '2025-03-28', to: '2025-04-28' };

    expect(computeDeadlines(aCase({ pauses: [late] }), at('2025-04-01')).legal).toMatchObject({
      due: '2025-03-27',
      state: 'overdue',
    });
  });

  test('that are open end with the closing', () => {
    const input = aCase({ pauses: [{ ...mediation, to: null }], closedOn: '2025-04-01', noticeOn: '2025-04-01' });

    expect(computeDeadlines(input, at('2025-06-01')).legal).toMatchObject({ due: '2025-04-08', state: 'early' });
  });
});

describe('a restart with new facts', () => {
  test('leaves what was done before as it was judged, and opens the rest anew', () => {
    const input = aCase({ contactedOn: '2025-03-14', restartedOn: '2025-04-01' });
    const { contact, plan, legal } = computeDeadlines(input, at('2025-04-02'));

    expect([contact.due, contact.state]).toEqual(['2025-03-17', 'early']);
    expect([plan.due, legal.due]).toEqual(['2025-04-09', '2025-04-16']);
    expect(legal.steps[0]?.why).toBe('收到新的事实和理由，重新起算，当日不计');
  });

  test('opens a case closed before', () => {
    const input = aCase({ closedOn: '2025-03-20', noticeOn: '2025-03-20', restartedOn: '2025-04-01' });
    const { finish, review, due } = computeDeadlines(input, at('2025-04-02'));

    expect([finish.actual, review, due?.clock]).toEqual([null, null, 'contact']);
  });
});

describe('settings', () => {
  test('3-5-10 may count from acceptance, the law never does', () => {
    const input = aCase({ acceptedOn: '2025-03-14' });
    const { contact, legal } = computeDeadlines(input, at('2025-03-14', { startRule: 'accepted' }));

    expect([contact.due, legal.due]).toEqual(['2025-03-19', '2025-03-27']);
    expect(computeDeadlines(aCase(), at('2025-03-14', { startRule: 'accepted' })).contact.due).toBe('2025-03-17');
  });

  test('a last day on a holiday stays, and the shifted day is known; or it moves', () => {
    const input = aCase({ receivedOn: '2025-09-20' });

    expect(computeDeadlines(input, at('2025-09-20')).legal).toMatchObject({
      due: '2025-10-05',
      shiftedDue: '2025-10-09',
    });
    expect(computeDeadlines(input, at('2025-09-20', { shiftLastDay: true })).legal).toMatchObject({
      due: '2025-10-09',
      shiftedDue: null,
    });
  });

  test('the defaults fit their schema', () => {
    expect(deadlineRulesSchema.parse(DEFAULT_DEADLINE_RULES)).toEqual(DEFAULT_DEADLINE_RULES);
  });
});

describe('the review period', () => {
  test('runs 30 natural days from the notice and then ends by itself', () => {
    const input = aCase({ closedOn: '2025-03-20', noticeOn: '2025-03-21' });

    expect(computeDeadlines(input, at('2025-04-20')).review).toMatchObject({ due: '2025-04-20', state: 'today' });
    expect(computeDeadlines(input, at('2025-04-21')).review).toMatchObject({ actual: '2025-04-20', state: 'onTime' });
    expect(reviewDecisionDue('2025-04-10', DEFAULT_DEADLINE_RULES)).toBe('2025-05-10');
  });
});

describe('a year without data', () => {
  test('gives an estimate that says so', () => {
    const { finish, legal } = computeDeadlines(aCase({ receivedOn: '2026-12-25' }), at('2026-12-25'));

    expect([finish.estimated, legal.estimated]).toEqual([true, false]);
    expect(explainClock(finish, DEFAULT_DEADLINE_RULES)).toContain(
      '部分日期所在年度的放假安排未导入或为草稿，按周一至周五估算，导入后会重新计算。',
    );
  });
});

describe('why it is this day', () => {
  test('working days: one line per counted day, one per holiday', () => {
    const { contact } = computeDeadlines(aCase({ receivedOn: '2025-01-24' }), at('2025-01-24'));

    expect(explainClock(contact, DEFAULT_DEADLINE_RULES)).toEqual([
      '首次联系：2025年2月5日（周三）',
      '从2025年1月24日（周五）起算，当日不计，第3个工作日到期。',
      '1/25(六) 不计（周六）',
      '1/26(日) 第1个工作日（调休上班）',
      '1/27(一) 第2个工作日（工作日）',
      '1/28(二)—2/4(二) 不计8天（春节放假）',
      '2/5(三) 第3个工作日（工作日）',
      '依据：行内投诉处理“3-5-10”时效标准',
    ]);
  });

  test('natural days: the start, the length, each pause', () => {
    const pauses: readonly Pause[] = [{ kind: 'appraisal', from: '2025-09-10', to: '2025-09-12' }];
    const { legal } = computeDeadlines(aCase({ receivedOn: '2025-09-03', pauses }), at('2025-09-15'));

    expect(explainClock(legal, DEFAULT_DEADLINE_RULES)).toEqual([
      '法定时限：2025年9月20日（周六）',
      '9/3(三) 收到日，当日不计',
      '9/18(四) 15个自然日',
      '9/20(六) 外部鉴定期间（2025年9月10日起2天）不计，顺延',
      '末日为非工作日；如可顺延，为2025年9月22日（周一）（现行设置：不顺延）。',
      '依据：《银行业保险业消费投诉处理管理办法》第十八条、第二十三条、第四十三条',
    ]);
  });
});
