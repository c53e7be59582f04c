import { describe, expect, test } from 'vitest';
import { complaintStates } from '#domain/complaint.ts';
import type { ComplaintState } from '#domain/complaint.ts';
import type { Move } from '#domain/complaint-state.ts';
import {
  closeChange,
  contactChange,
  dayRefusal,
  followUpChange,
  moveLabels,
  nextMove,
  planChange,
  refusalOf,
  withdrawChange,
} from '#domain/complaint-state.ts';

const states = Object.keys(complaintStates) as ComplaintState[];
const moves = Object.keys(moveLabels) as Move[];

describe('what may be done when', () => {
  test('the whole table', () => {
    const table = states.map((state) => [
      complaintStates[state],
      moves
        .filter((move) => refusalOf(move, { state, voided: false }) === null)
        .map((move) => moveLabels[move])
        .join(' '),
    ]);

    expect(Object.fromEntries(table)).toEqual({
      待联系:
        '记录联系 补充处理记录 办结 撤回 提级会商 暂停计时 补充材料，重新起算 申请延期 转办 延长保管 申请作废 修改',
      处理中:
        '记录联系 出方案 补充处理记录 办结 撤回 提级会商 暂停计时 补充材料，重新起算 申请延期 转办 延长保管 申请作废 修改',
      已出方案:
        '记录联系 出方案 补充处理记录 办结 撤回 提级会商 暂停计时 补充材料，重新起算 申请延期 转办 延长保管 申请作废 修改',
      已办结: '回访 重新办理 登记核查申请 延长保管 申请作废 修改',
      已回访: '重新办理 登记核查申请 延长保管 申请作废 修改',
      已撤回: '重新办理 延长保管 申请作废 修改',
      不予办理: '重新办理 登记核查申请 延长保管 申请作废 修改',
    });
  });

  test('marks beside the state decide the rest', () => {
    const open = { state: 'handling', voided: false } as const;
    const closed = { state: 'closed', voided: false } as const;
    const extended = { extendedOn: '2025-06-20', extensionToldOn: null };
    const table = [
      refusalOf('close', { ...open, isPaused: true }),
      refusalOf('pause', { ...open, isPaused: true }),
      refusalOf('resume', { ...open, isPaused: true }),
      refusalOf('extend', { ...open, asked: ['extend'] }),
      refusalOf('extend', { ...open, ...extended }),
      refusalOf('tellExtension', { ...open, ...extended }),
      refusalOf('tellExtension', { ...open, ...extended, extensionToldOn: '2025-06-21' }),
      refusalOf('void', { ...open, asked: ['void'] }),
      refusalOf('edit', { ...closed, asked: ['change'] }),
      refusalOf('reopen', open),
      refusalOf('review', { ...closed, reviewAskedOn: '2025-07-01' }),
      refusalOf('decideReview', closed),
      refusalOf('decideReview', { ...closed, reviewAskedOn: '2025-07-01' }),
      refusalOf('decideReview', { ...closed, reviewAskedOn: '2025-07-01', reviewDecidedOn: '2025-07-02' }),
    ];

    expect(table).toEqual([
      '正在暂停计时（鉴定或调解），请先恢复计时，再办结',
      '已在暂停计时，请先恢复',
      null,
      '已有一项“延期”申请等待审批',
      '延期已经批准过一次，不能再延',
      null,
      '已经记过告知延期',
      '已有一项“作废”申请等待审批',
      '已有一项“更正投诉”申请等待审批',
      '此件尚未办结，不需要重新办理',
      '已经登记过核查申请',
      '还没有登记核查申请',
      null,
      '已经登记过核查决定',
    ]);
  });

  test('nothing can be done with a void case', () => {
    for (const state of states) {
      for (const move of moves) expect(refusalOf(move, { state, voided: true })).toBe('此件已作废，不能再办理');
      expect(nextMove({ state, voided: true })).toBeNull();
    }
  });

  test('what comes next can be done', () => {
    expect(states.map((state) => nextMove({ state, voided: false }))).toEqual([
      'contact',
      'plan',
      'close',
      'followUp',
      null,
      null,
      null,
    ]);
    const refused = states.flatMap((state) => {
      const next = nextMove({ state, voided: false });
      return next === null ? [] : [refusalOf(next, { state, voided: false })];
    });
    expect(refused).toEqual([null, null, null, null]);
  });

  test.each([
    ['plan', 'registered', '还没有联系上客户，请先记录联系，再出方案'],
    ['close', 'closed', '此件已办结，不能再办结'],
    ['followUp', 'handling', '此件尚未办结，办结后再回访'],
    ['followUp', 'followed', '此件已回访'],
    ['followUp', 'withdrawn', '此件已撤回，不需要回访'],
    ['withdraw', 'rejected', '此件不予办理，不能再撤回'],
  ] as const)('%s on %s is refused with a reason', (move, state, reason) => {
    expect(refusalOf(move, { state, voided: false })).toBe(reason);
  });
});

describe('when it can have happened', () => {
  const facts = {
    receivedOn: '2025-06-10',
    contactedOn: '2025-06-12',
    plannedOn: '2025-06-13',
    closedOn: '2025-06-16',
  };
  const today = '2025-06-20';

  test.each([
    ['contact', '2025-06-10', null],
    ['contact', '2025-06-09', '不能早于收到日期（2025年6月10日）'],
    ['plan', '2025-06-11', '不能早于首次联系日期（2025年6月12日）'],
    ['close', '2025-06-12', '不能早于已记录的联系或方案日期（2025年6月13日）'],
    ['close', '2025-06-13', null],
    ['followUp', '2025-06-15', '不能早于办结日期（2025年6月16日）'],
    ['followUp', '2025-06-21', '日期不能晚于今天（2025年6月20日）'],
  ] as const)('%s on %s', (move, on, reason) => {
    expect(dayRefusal(move, on, today, facts)).toBe(reason);
  });
});

describe('what it changes', () => {
  const fresh = { state: 'registered', contactedOn: null, plannedOn: null } as const;

  test('an unanswered call nothing; the earliest contact counts', () => {
    expect(contactChange(fresh, { on: '2025-06-12', reached: false })).toEqual({});
    expect(contactChange(fresh, { on: '2025-06-12', reached: true })).toEqual({
      state: 'handling',
      contactedOn: '2025-06-12',
    });
    expect(
      contactChange({ ...fresh, state: 'planned', contactedOn: '2025-06-12' }, { on: '2025-06-11', reached: true }),
    ).toEqual({
      state: 'planned',
      contactedOn: '2025-06-11',
    });
  });

  test('the first plan keeps its date', () => {
    expect(planChange({ ...fresh, plannedOn: '2025-06-12' }, '2025-06-13')).toEqual({
      state: 'planned',
      plannedOn: '2025-06-12',
    });
  });

  test('closing tells the customer; refusing and withdrawing end the clocks too', () => {
    expect(closeChange(fresh, '2025-06-12', 'outcome.agreed')).toEqual({
      state: 'closed',
      outcome: 'outcome.agreed',
      contactedOn: '2025-06-12',
      plannedOn: '2025-06-12',
      closedOn: '2025-06-12',
    });
    expect(closeChange(fresh, '2025-06-12', 'outcome.refused').state).toBe('rejected');
    expect(withdrawChange('2025-06-12')).toEqual({
      state: 'withdrawn',
      closedOn: '2025-06-12',
      outcome: 'outcome.withdrawn',
    });
  });

  test('a follow-up that reached nobody can be tried again', () => {
    expect(followUpChange('2025-06-12', 'satisfaction.unreachable')).toEqual({
      satisfaction: 'satisfaction.unreachable',
    });
    expect(followUpChange('2025-06-12', 'satisfaction.fair')).toMatchObject({
      state: 'followed',
      followedOn: '2025-06-12',
    });
  });
});
