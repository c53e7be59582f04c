import { describe, expect, it } from 'vitest';
import { rows } from '#db/statements.ts';
import { SHIPPED_ARTICLES } from '#domain/data/rule-articles.ts';
import { aDraft, closing } from '#tests/helpers/complaint.ts';
import { centreWorld, outletWorld, testOutlet, type TestWorld } from '#tests/helpers/world.ts';

const phrase = {
  code: 'SL',
  title: '受理告知',
  text: '您的投诉（{编号}）已受理，{联系期限}前联系您。',
  business: null,
  cause: null,
};
const banned = {
  sentence: '这款产品稳赚不赔',
  reason: '承诺收益，误导客户',
  abolishedOn: '2025-06-10',
  instead: '产品有风险，过往业绩不代表未来',
};
const typical = {
  title: '分期手续费未讲清引发的纠纷',
  happened: '客户办理分期时没有听到总费用，账单出来后要求退还。',
  handled: '调取双录，确认未讲总费用，退还差额并致歉。',
  lesson: '分期要讲总费用，不只讲每期金额。',
  business: 'biz.card.credit',
  cause: 'cause.disclosure',
};

async function closedCase({ call }: TestWorld): Promise<string> {
  const { id } = await call('complaint.create', {
    ...aDraft(),
    complainedOutlet: testOutlet,
    customerName: '欧阳娜娜',
    phone: '13812345678',
  });
  await call('complaint.close', { id, ...closing });
  return id;
}

describe('the centre’s wordings', () => {
  it('are kept with their sounds, corrected, taken out of use and never deleted', async () => {
    const { call, at } = await centreWorld();

    const { id } = await call('knowledge.savePhrase', { id: null, ...phrase });
    await call('knowledge.savePhrase', { id, ...phrase, title: '受理告知（电话）' });
    at('2025-06-13');
    await call('knowledge.setInUse', { kind: 'phrase', id, inUse: false });

    const [kept] = (await call('knowledge.all', {})).phrases;
    expect(kept).toMatchObject({ id, ...phrase, title: '受理告知（电话）', retiredOn: '2025-06-13', inUse: false });
    expect(kept?.pinyin).toContain('slgz');
    await call('knowledge.setInUse', { kind: 'phrase', id, inUse: true });
    expect((await call('knowledge.all', {})).phrases[0]).toMatchObject({ retiredOn: null, inUse: true });
  });

  it('refuse a second use of a code, a placeholder nobody can fill, a class that does not exist', async () => {
    const { call, refusal } = await centreWorld();
    const { id } = await call('knowledge.savePhrase', { id: null, ...phrase });
    const save = (change: object) => refusal('knowledge.savePhrase', { id: null, ...phrase, code: 'X', ...change });

    expect((await save({ code: 'sl' }))?.fields).toEqual({ code: '已有同样的一条，请在列表里修改它' });
    expect((await save({ text: '尊敬的{客户姓名}' }))?.fields).toEqual({ text: '“{客户姓名}”不能自动填，请改成文字' });
    expect((await save({ business: 'biz.nothing' }))?.fields).toEqual({ business: '没有这个选项，请重新选择' });
    expect((await save({ code: '', title: ' ' }))?.fields).toEqual({ code: '请填写代码', title: '请填写名称' });
    expect((await refusal('knowledge.savePhrase', { ...phrase, id: 'nothing' }))?.code).toBe('notFound');

    // What is out of use gives its code free, and does not come back beside its successor.
    await call('knowledge.setInUse', { kind: 'phrase', id, inUse: false });
    expect(await save({ code: 'SL' })).toBeNull();
    expect((await refusal('knowledge.setInUse', { kind: 'phrase', id, inUse: true }))?.code).toBe('conflict');
  });

  it('come as a table from Excel, whole or not at all; pasted again it changes nothing', async () => {
    const { call, refusal, db } = await centreWorld();
    const heading = '代码\t名称\t话术\t业务类别\t投诉原因';
    const good = 'FQ\t分期费用\t分期的总费用是……\t信用卡\t信息披露';
    const ops = () => rows<{ n: number }>(db, 'SELECT count(*) AS n FROM op')[0]?.n;

    const checked = await call('knowledge.check', { kind: 'phrase', text: `${heading}\n${good}\nX\t名\t话\t花卉` });
    const refused = await refusal('knowledge.paste', { kind: 'phrase', text: `${good}\nX\t名` });
    const none = (await call('knowledge.all', {})).phrases;
    const first = await call('knowledge.paste', { kind: 'phrase', text: `${heading}\n${good}` });
    const before = ops();
    const again = await call('knowledge.paste', { kind: 'phrase', text: good });

    expect(checked.map(({ problem }) => problem)).toEqual(['', '没有业务类别“花卉”']);
    expect(refused).toMatchObject({ code: 'invalid', fields: { text: '第 2 行：缺少话术' } });
    expect(none).toEqual([]);
    expect([first, again]).toEqual([
      { added: 1, changed: 0 },
      { added: 0, changed: 1 },
    ]);
    expect(ops()).toBe(before);
    expect((await call('knowledge.all', {})).phrases).toMatchObject([
      { code: 'FQ', business: 'biz.card.credit', cause: 'cause.disclosure' },
    ]);
  });
});

describe('banned sentences', () => {
  it('say why and what instead; too short, to come, or repeated in their own replacement they are refused', async () => {
    const { call, refusal } = await centreWorld();
    await call('knowledge.saveBanned', { id: null, ...banned });
    const save = (change: object) => refusal('knowledge.saveBanned', { id: null, ...banned, ...change });

    expect((await call('knowledge.all', {})).banned).toMatchObject([{ ...banned, inUse: true }]);
    expect((await save({ sentence: '这款产品，稳赚不赔！' }))?.fields).toHaveProperty('sentence');
    expect((await save({ sentence: '保本', abolishedOn: '2025-06-13' }))?.fields).toEqual({
      sentence: '至少 4 个字，太短会误报',
      abolishedOn: '不能晚于今天',
    });
  });
});

describe('a typical case', () => {
  it('is written from a closed case; where its customer can be recognised the centre is warned', async () => {
    const world = await centreWorld();
    const { call, refusal } = world;
    const complaint = await closedCase(world);
    const telling = { ...typical, happened: '欧阳娜娜来电 13812345678 要求退还。' };

    const hint = await call('knowledge.personal', { id: null, complaint, texts: { happened: telling.happened } });
    const warned = await refusal('knowledge.saveCase', { id: null, complaint, ...telling });
    const { id } = await call('knowledge.saveCase', { id: null, complaint, ...typical });

    expect(hint).toEqual({ happened: '含有完整的电话号码、客户姓名、联系电话' });
    expect(warned?.fields['happened']).toContain('含有完整的电话号码、客户姓名');
    expect(await call('knowledge.ofComplaint', { complaint })).toEqual({ id });
    // Corrected later, it is still measured against the case it came from.
    expect((await refusal('knowledge.saveCase', { id, complaint: null, ...telling }))?.code).toBe('invalid');
    // A warning is no prohibition: the name may be a common word.
    expect(await refusal('knowledge.saveCase', { id, complaint: null, ...telling, checked: true })).toBeNull();
    expect((await refusal('knowledge.saveCase', { id: null, complaint, ...typical, title: '又一个' }))?.code).toBe(
      'conflict',
    );
  });

  it('is not written from an open case, and where it came from is told to nobody', async () => {
    const world = await centreWorld();
    const { call, refusal, db } = world;
    const { id: open } = await call('complaint.create', { ...aDraft(), complainedOutlet: testOutlet });
    const complaint = await closedCase(world);
    await call('knowledge.saveCase', { id: null, complaint, ...typical });

    expect((await refusal('knowledge.saveCase', { id: null, complaint: open, ...typical }))?.code).toBe('impossible');
    const streams = rows<{ stream: string; entity: string }>(
      db,
      `SELECT DISTINCT stream, entity FROM chain JOIN op ON op.chain = chain.id WHERE op.entity LIKE 'typical_case%' ORDER BY entity`,
    );
    expect(streams).toEqual([
      { stream: 'all', entity: 'typical_case' },
      { stream: 'centre', entity: 'typical_case_source' },
    ]);
    const lines = rows<{ line: string }>(db, `SELECT line FROM op WHERE entity = 'typical_case'`);
    expect(lines.map(({ line }) => line).join()).not.toContain(complaint);
  });

  it('pasted as a table is refused where it holds a number', async () => {
    const { call } = await centreWorld();

    const checked = await call('knowledge.check', {
      kind: 'case',
      text: '一案\t客户 13812345678 来电\t已致歉\t先核实',
    });

    expect(checked[0]?.problem).toBe('含有完整的电话号码，请改写');
  });
});

describe('articles of rules', () => {
  it('are there from the first day, in the order of their documents', async () => {
    const { call } = await centreWorld();

    const { articles, unshipped } = await call('knowledge.all', {});

    expect(unshipped).toBe(0);
    expect(articles).toHaveLength(SHIPPED_ARTICLES.length);
    const handling = articles.filter(({ document }) => document === '银行业保险业消费投诉处理管理办法');
    expect(handling.slice(0, 4).map(({ article }) => article)).toEqual(['第二条', '第七条', '第八条', '第九条']);
  });

  it('of a newer program are added once; what the centre corrected stays', async () => {
    const { call, db } = await centreWorld();
    const [first, second] = SHIPPED_ARTICLES;
    if (first === undefined || second === undefined) throw new Error('the program ships some');
    // As in a branch that was founded by a program that did not ship it yet.
    db.exec(`DROP TRIGGER rule_article_never_deleted; DELETE FROM rule_article WHERE id = '${second.id}'`);
    await call('knowledge.saveArticle', { ...first, keywords: [], text: '改过的要点' });
    const before = (await call('knowledge.all', {})).unshipped;

    const done = [await call('knowledge.addShipped', {}), await call('knowledge.addShipped', {})];

    expect([before, ...done.map(({ added }) => added)]).toEqual([1, 1, 0]);
    const { articles } = await call('knowledge.all', {});
    expect(articles.find(({ id }) => id === first.id)?.text).toBe('改过的要点');
    expect(articles.find(({ id }) => id === second.id)?.text).toBe(second.text);
  });
});

describe('rights', () => {
  it('an outlet reads and does not write; the administrator sees none', async () => {
    const outlet = await outletWorld();
    const centre = await centreWorld();

    expect((await outlet.call('knowledge.all', {})).articles).toHaveLength(SHIPPED_ARTICLES.length);
    expect((await outlet.refusal('knowledge.savePhrase', { id: null, ...phrase }))?.code).toBe('forbidden');
    centre.as('admin');
    expect((await centre.refusal('knowledge.all', {}))?.code).toBe('forbidden');
  });
});

describe('management groups', () => {
  it('are changed by the director, described with their codes, and counted by', async () => {
    const { call, refusal, as } = await centreWorld();
    const draft = { id: null, purpose: 'bank' as const, label: '外汇', members: ['biz.forex'] };
    expect((await refusal('dictionary.saveGroup', draft))?.code).toBe('forbidden');
    as('director');

    const { id } = await call('dictionary.saveGroup', draft);

    const bank = (await call('dictionary.groups', {})).filter(({ purpose }) => purpose === 'bank');
    expect(bank[0]).toMatchObject({
      label: '信用卡（含催收）',
      words: '信用卡（含催收）：B0302 信用卡、B1201 信用卡债务催收',
    });
    expect(bank.at(-2)).toEqual({
      id,
      purpose: 'bank',
      label: '外汇',
      members: ['biz.forex'],
      words: '外汇：B07 外汇',
    });
    expect(
      (await refusal('dictionary.saveGroup', { ...draft, label: '重', members: ['biz.forex.exchange'] }))?.fields,
    ).toEqual({ members: '“个人结售汇”与分组“外汇”重叠' });
    expect((await refusal('dictionary.saveGroup', { ...draft, id: 'nfra.loan' }))?.code).toBe('notFound');
  });
});
