import { describe, expect, test } from 'vitest';
import { recentAudit } from '#db/audit.ts';
import { casePapers } from '#domain/complaint-paper.ts';
import type { CasePaper, RegisterColumn } from '#domain/complaint-paper.ts';
import { piecesOf } from '#services/print/paper.ts';
import { closing, registered } from '#tests/helpers/complaint.ts';
import type { TestWorld } from '#tests/helpers/world.ts';
import { outletWorld } from '#tests/helpers/world.ts';

const papers = Object.keys(casePapers) as CasePaper[];
const textOf = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

/** Through everything that leaves a paper. */
async function wholeCase(world: TestWorld): Promise<string> {
  const id = await registered(world, { summary: '信用卡分期手续费与柜台说明不一致，来电13812345678要求退还' });
  await world.call('complaint.addContact', { id, means: 'means.phone', reached: true, text: '已说明处理时限' });
  await world.call('complaint.consult', { id, members: ['李建国', '赵分析'], text: '同意退还差额手续费' });
  const asked = await world.call('complaint.ask', { id, kind: 'extend', reason: '需调取影像' });
  world.as('head');
  await world.call('complaint.decide', { request: asked.id, approve: true, note: '分行批件 8 号' });
  world.as('clerk');
  await world.call('complaint.transfer', { id, to: 'O101', text: '账户在开发区支行，客户电话13812345678' });
  await world.call('complaint.transfer', { id, to: null, text: '客户要求本网点处理' });
  await world.call('complaint.close', { id, ...closing, basis: '分期业务合同第七条' });
  return id;
}

describe('papers of a case', () => {
  test('each one is masked, has its form number and the number of the case', async () => {
    const world = await outletWorld();
    const id = await wholeCase(world);

    for (const paper of papers.filter((each) => each !== 'P26')) {
      const made = await world.call('print.paper', { paper, id });
      expect(made).toMatchObject({ masked: true, maskable: true, record: id });
      expect(textOf(made.html)).toContain(`${paper} 版本 1`);
      expect(textOf(made.html)).toMatch(/TS-0037-20250612-A001-\d/);
      expect(made.html).not.toMatch(/张三丰|13812345678/);
      expect(made.html.match(/<section class="page">/g)).toHaveLength(made.pages);
      expect(made.fileName).not.toContain('张');
    }
  });

  test('in clear only for a reason, which stands in the log', async () => {
    const world = await outletWorld();
    const id = await wholeCase(world);
    const made = await world.call('print.paper', { paper: 'P01', id, unmaskedReason: '交客户签字' });

    expect(textOf(made.html)).toContain('张三丰');
    expect(textOf(made.html)).toContain('13812345678');
    const [line] = recentAudit(world.db, 1, Number.MAX_SAFE_INTEGER);
    expect(line).toMatchObject({ verb: 'print.paper', record: id });
    expect(line?.note).toMatch(/^生成 投诉受理登记单 TS-.* P01 1 页 明文，原因：交客户签字$/);
    expect(JSON.stringify(line)).not.toMatch(/张三丰|13812345678/);
  });

  test('an answer needs its basis; a consultation and an extension need to have been', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    await expect(world.call('print.paper', { paper: 'P04', id })).rejects.toThrow('此件尚未办结，办结后再出答复函');
    await expect(world.call('print.paper', { paper: 'P05', id })).rejects.toThrow('还没有记过提级会商');
    await expect(world.call('print.paper', { paper: 'P06', id })).rejects.toThrow('还没有申请过延期');
    await world.call('complaint.close', { id, ...closing });
    await expect(world.call('print.paper', { paper: 'P04', id })).rejects.toThrow('答复函缺少处理依据');
  });

  test('the answer says what was found, on what ground, and what is open to the customer', async () => {
    const world = await outletWorld();
    const id = await wholeCase(world);
    const text = textOf((await world.call('print.paper', { paper: 'P04', id })).html);

    for (const part of [
      '张** 先生／女士',
      closing.findings,
      closing.resolution,
      '分期业务合同第七条',
      '30 日内',
      '申请核查',
      '提起诉讼',
    ])
      expect(text).toContain(part);
  });

  test('a transfer and an urging name who is to act, by when, and where to sign', async () => {
    const world = await outletWorld();
    const id = await registered(world, { summary: '手续费与柜台说明不一致，来电13812345678要求退还' });
    await expect(world.call('print.paper', { paper: 'P25', id })).rejects.toThrow('还没有转办过');
    await world.call('complaint.transfer', { id, to: 'O101', text: '账户在开发区支行' });
    for (const [paper, parts] of [
      ['P25', ['承接方 开发区支行', '转给开发区支行：账户在开发区支行', '承接负责人']],
      ['P26', ['开发区支行：下列投诉尚未办结', '督办意见', '承办单位签收']],
    ] as const) {
      const made = await world.call('print.paper', { paper, id });
      const text = textOf(made.html);
      for (const part of [...parts, '2025年6月17日前首次联系客户', '法定期限 2025-06-27', '张**'])
        expect(text).toContain(part);
      expect(text).not.toMatch(/张三丰|13812345678/);
      expect(made).toMatchObject({ masked: true, maskable: true, pages: 1 });
    }
    await world.call('complaint.transfer', { id, to: null, text: '收回' });
    await world.call('complaint.close', { id, ...closing });
    await expect(world.call('print.paper', { paper: 'P26', id })).rejects.toThrow('此件已办完，不需要督办');
  });

  test('texts of any length run on to the next page, whole and in readable size', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    const long = Array.from({ length: 240 }, (_, n) => `第${n}句话`).join('，');
    const members = Array.from({ length: 30 }, (_, n) => `分行消费者权益保护中心分析员${n}`);
    await world.call('complaint.consult', { id, members, text: long });
    const made = await world.call('print.paper', { paper: 'P05', id, unmaskedReason: '归档' });

    expect(made.pages).toBeGreaterThan(1);
    expect(made.html).not.toMatch(/font-size:[5678](?:\.\d)?pt/);
    const pieces = [...made.html.matchAll(/<td class="text">([^<]*)<\/td>/g)].map(([, text]) => text);
    expect(pieces.join('')).toContain(long);
    expect(made.html.match(/class="sign"/g)).toHaveLength(30);
  });

  test('a long timeline takes several pages with the head on each', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    for (let n = 0; n < 12; n += 1)
      await world.call('complaint.addNote', { id, text: `第${n}次 ${'核对账务并与客户沟通。'.repeat(30)}` });
    await world.call('complaint.addNote', { id, text: '长'.repeat(2000) });
    const made = await world.call('print.paper', { paper: 'P02', id });

    expect(made.pages).toBeGreaterThan(2);
    expect(made.html.match(/<th>事项<\/th>/g)).toHaveLength(made.pages);
    expect(textOf(made.html)).toContain(`第 ${made.pages} 页／共 ${made.pages} 页`);
  });

  test('markup in a text is text', async () => {
    const world = await outletWorld();
    const id = await registered(world, { summary: '<img src=x onerror=alert(1)>要求退还手续费' });
    expect((await world.call('print.paper', { paper: 'P01', id })).html).toContain('&lt;img src=x');
  });
});

describe('the register', () => {
  test('is what the list shows, masked; nothing to print is said', async () => {
    const world = await outletWorld();
    await registered(world);
    await registered(world, { customerName: '欧阳娜娜', phone: '13900001111', source: 'src.hotline' });
    const made = await world.call('print.paper', { paper: 'P12', filter: { text: '13900001111' } });

    expect(textOf(made.html)).toContain('欧***');
    expect(textOf(made.html)).not.toContain('张');
    expect(textOf(made.html)).toContain('共 1 件');
    await expect(world.call('print.paper', { paper: 'P12', filter: { text: '没有这样的话' } })).rejects.toThrow(
      '列表里没有投诉',
    );
  });

  test('has the columns and the rows of the screen, in their order', async () => {
    const world = await outletWorld();
    const [first, second, third] = [await registered(world), await registered(world), await registered(world)];
    const made = await world.call('print.paper', {
      paper: 'P12',
      filter: {},
      columns: ['level', 'caseNo', 'exported'],
      only: [third, first],
    });
    const heads = [...made.html.matchAll(/<th>([^<]*)<\/th>/g)].map(([, head]) => head);
    const numbers = [...made.html.replaceAll(/<[^>]+>/g, '').matchAll(/TS-\d{4}-\d{8}-[A-Z]\d{3}-\d/g)].map(
      ([number]) => number,
    );
    const caseNoOf = async (id: string) => (await world.call('complaint.get', { id })).caseNo;

    expect(heads).toEqual(['序号', '等级', '编号', '上报']);
    expect(numbers).toEqual([await caseNoOf(third), await caseNoOf(first)]);
    expect(numbers).not.toContain(await caseNoOf(second));
  });

  test('gives the room of columns that were not chosen to the words, and folds numbers where they are read', async () => {
    const world = await outletWorld();
    await registered(world);
    const widthsOf = (html: string): readonly number[] =>
      [...html.matchAll(/<col style="width:([\d.]+)%"/g)].map(([, width]) => Number(width));
    const registerOf = async (columns: readonly RegisterColumn[]) =>
      (await world.call('print.paper', { paper: 'P12', filter: {}, columns: [...columns] })).html;
    const few = await registerOf(['caseNo', 'phone', 'summary', 'state']);
    const narrow = await registerOf(['receivedOn', 'state']);

    expect(widthsOf(few)).toEqual([4, 17.5, 9, 63.5, 6]);
    expect(widthsOf(narrow).reduce((sum, width) => sum + width)).toBeCloseTo(100, 0);
    expect(few).toContain('138****<wbr /><span class="one-line">5678</span>');
    expect(few).toContain('TS-0037-20250612-<wbr /><span class="one-line">A001-');
    expect(narrow).toContain('2025-<wbr /><span class="one-line">06-12</span>');
  });
});

test('a text is cut into parts without losing a sign', () => {
  const text = '一二三\n'.repeat(100) + '长'.repeat(500);
  const parts = piecesOf(text, 88, 10);

  expect(parts.join('')).toBe(text);
  expect(parts.length).toBeGreaterThan(10);
});
