import { describe, expect, it } from 'vitest';
import { attendanceLine, eventPlan, eventResult } from '#tests/helpers/activity.ts';
import { outletWorld } from '#tests/helpers/world.ts';

const wordsOf = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\s+/g, '');

describe('the plan of an event on paper', () => {
  it('has everything that is to be approved, who does what, and three places to sign, on one page', async () => {
    const { call } = await outletWorld();
    const { id, eventNo } = await call('outreach.create', eventPlan);
    const worker = attendanceLine(1, { staff: 'O037.10087', name: '周涛', duty: '讲解', state: 'expected' });
    const sheet = { ofKind: 'outreach', ofId: id, sheet: 'staff' } as const;
    await call('attendance.save', { ...sheet, lines: [worker], removed: [], reason: '' });

    const paper = await call('print.paper', { paper: 'P08', id });

    expect(paper).toMatchObject({ pages: 1, title: `宣传活动方案审批表 ${eventNo}`, record: id, maskable: false });
    const words = wordsOf(paper.html);
    for (const said of [
      '守护您的钱袋子走进幸福社区',
      '幸福社区居委会',
      '2025年6月12日',
      '14:00—16:00',
      '40人',
      '周涛',
      '大堂经理',
      '讲解',
      '不含产品营销',
      '网点负责人意见',
      '分行消保中心意见',
      'P08版本1',
    ])
      expect(words).toContain(said);
  });

  it('goes on over as many pages as the people need, and keeps long words', async () => {
    const { call } = await outletWorld();
    const place = '幸福'.repeat(40);
    const { id } = await call('outreach.create', { ...eventPlan, title: '长'.repeat(60), place });
    const lines = Array.from({ length: 60 }, (_, at) =>
      attendanceLine(at + 1, { name: `员工${at + 1}`, duty: '咨询台', state: 'expected' }),
    );
    const sheet = { ofKind: 'outreach', ofId: id, sheet: 'staff' } as const;
    await call('attendance.save', { ...sheet, lines, removed: [], reason: '' });

    const paper = await call('print.paper', { paper: 'P08', id });

    expect(paper.pages).toBe(4);
    expect(wordsOf(paper.html)).toContain('员工60');
    expect(wordsOf(paper.html)).toContain(place);
  });

  it('is none for a cancelled event', async () => {
    const { call, refusal } = await outletWorld();
    const { id } = await call('outreach.create', eventPlan);
    await call('outreach.cancel', { id, reason: '天气原因' });

    expect((await refusal('print.paper', { paper: 'P08', id }))?.code).toBe('impossible');
  });
});

describe('the list of materials', () => {
  it('says what is in stock and what was given out, with room for what is drawn and returned', async () => {
    const { call } = await outletWorld();
    await call('stock.move', { kind: 'leaflet', cause: 'received', movedOn: '2025-06-01', quantity: 300, note: null });
    const { id } = await call('outreach.create', eventPlan);
    const result = { ...eventResult, givenByKind: [{ kind: 'leaflet' as const, count: 60 }] };
    await call('outreach.fill', { id, result, finish: true, reason: '' });

    const { html, pages } = await call('print.paper', { paper: 'P24', id });

    expect(pages).toBe(1);
    // Number, kind, unit, stock before this event, drawn, given out.
    expect(html.replaceAll(/\s+/g, '')).toContain(
      '<td>1</td><td>折页</td><td>份</td><td>300</td><td></td><td>60</td><td></td>',
    );
    expect(html.replaceAll(/\s+/g, '')).toContain('<td>2</td><td>大字版折页</td><td>份</td><td></td>');
    expect(wordsOf(html)).toContain('退回核对人');
  });
});
