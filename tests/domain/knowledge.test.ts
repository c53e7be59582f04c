import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { bannedIn } from '#domain/banned-phrase.ts';
import { SHIPPED_DICTS } from '#domain/data/dictionaries.ts';
import { SHIPPED_ARTICLES } from '#domain/data/rule-articles.ts';
import { personalIn } from '#domain/desensitise.ts';
import { articlePlace, chineseNumber, find, fitOf, fitting, indexed } from '#domain/knowledge.ts';
import { keyOf, parseKnowledge } from '#domain/knowledge-table.ts';
import { filledPhrase, placeholders, unknownPlaceholders } from '#domain/phrase.ts';

const chinese = fc.stringMatching(/^[一-鿋]{2,12}$/);

describe('what fits the business and the cause of a form', () => {
  const card = { business: 'biz.card.credit', cause: null };
  const fee = { business: null, cause: 'cause.pricing' };
  const both = { business: 'biz.card.credit', cause: 'cause.pricing' };
  const general = { business: null, cause: null };
  const loan = { business: 'biz.loan', cause: null };

  test('the nearest first, general ones last, what speaks against it not at all', () => {
    const chosen = { business: 'biz.card.credit.use', cause: 'cause.pricing.fee' };

    expect(fitting([general, loan, fee, card, both], chosen)).toEqual([both, fee, card, general]);
  });

  test('a coarse choice already shows what is finer, behind what is as coarse', () => {
    expect(fitting([card, { business: 'biz.card', cause: null }, loan], { business: 'biz.card', cause: null })).toEqual(
      [{ business: 'biz.card', cause: null }, card],
    );
  });

  test('a name that only begins alike is another class', () => {
    expect(fitOf({ business: 'biz.card', cause: null }, { business: 'biz.cardigan', cause: null })).toBe(0);
  });

  test('of what fits alike the preferred one stands first, never above what fits better', () => {
    const other = { business: null, cause: null, name: 'other' };
    const wanted = { business: null, cause: null, name: 'wanted' };
    const near = { ...fee, name: 'near' };
    const far = { ...loan, name: 'wanted' };

    const found = fitting(
      [other, wanted, near, far],
      { business: null, cause: 'cause.pricing' },
      ({ name }) => name === 'wanted',
    );

    expect(found).toEqual([near, wanted, other]);
  });

  test('without a choice only what fits every case', () => {
    expect(fitting([card, fee, both, general], general)).toEqual([general]);
  });
});

describe('searching', () => {
  const items = [
    { name: '分期手续费说明', text: '提前还款', sounds: 'fqsxfsm fenqishouxufeishuoming' },
    { name: '首问负责', text: '由我跟进，分期也一样', sounds: 'swfz shouwenfuze' },
  ];
  const index = indexed(items, (item) => item);

  test.each([
    ['分期', [0, 1]],
    ['fq', [0]],
    ['shouwen', [1]],
    ['ＳＷ', [1]],
    ['分期 还款', [0]],
    ['没有的', []],
    ['', [0, 1]],
  ])('%s finds', (typed, expected) => {
    expect(find(index, typed).map((item) => items.indexOf(item))).toEqual(expected);
  });

  it('finds everything by any two neighbouring characters of its text, and nothing that does not hold them', () => {
    fc.assert(
      fc.property(fc.array(chinese, { minLength: 1, maxLength: 20 }), fc.nat(), (texts, pick) => {
        const all = indexed(texts, (text) => ({ name: '', text, sounds: '' }));
        const wanted = texts[pick % texts.length] ?? '';
        const typed = wanted.slice(0, 2);

        const found = find(all, typed);

        expect(found).toContain(wanted);
        expect(found.every((text) => text.includes(typed))).toBe(true);
      }),
    );
  });

  it('takes less than 50 ms over two thousand long texts', () => {
    const many = Array.from({ length: 2000 }, (_, n) => ({
      name: `第${n}条`,
      text: '客户反映分期手续费与柜台说明不一致要求退还'.repeat(20),
      sounds: 'dt ditiao',
    }));
    const big = indexed(many, (item) => item);
    find(big, '热身');
    const times = ['分期', 'ditiao', '退还 第19', '没有'].map((typed) => {
      const before = performance.now();
      find(big, typed);
      return performance.now() - before;
    });

    expect(Math.min(...times)).toBeLessThan(50);
    expect(times.toSorted((a, b) => a - b)[1]).toBeLessThan(50);
  });
});

describe('placeholders', () => {
  test('are filled where the form knows them and stay where it does not', () => {
    expect(filledPhrase('{编号}已于｛受理日期｝受理，{联系期限}前联系', { 编号: 'TS-1', 受理日期: '6月12日' })).toBe(
      'TS-1已于6月12日受理，{联系期限}前联系',
    );
  });

  test('name nobody', () => {
    expect(Object.keys(placeholders).filter((name) => /姓名|电话|客户|账/.test(name))).toEqual([]);
    expect(unknownPlaceholders('{编号} {客户姓名} ｛客户姓名｝')).toEqual(['客户姓名']);
  });

  it('change nothing else of a wording, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(filledPhrase(text, {})).toBe(text);
      }),
    );
  });
});

describe('banned sentences', () => {
  const list = [{ sentence: '零风险、稳赚不赔' }, { sentence: '跟存款一样安全' }, { sentence: '保本' }];

  test.each([
    ['客户经理说零风险，稳赚不赔。', ['零风险、稳赚不赔']],
    ['跟 存款 一样\n安全！', ['跟存款一样安全']],
    ['零风险不等于稳赚不赔', []],
    ['保本', []],
    ['', []],
  ])('in “%s”', (text, expected) => {
    expect(bannedIn(text, list).map(({ sentence }) => sentence)).toEqual(expected);
  });

  it('are found inside any text, and a text without their characters holds none', () => {
    fc.assert(
      fc.property(fc.string(), chinese, fc.string(), (before, sentence, after) => {
        fc.pre(sentence.length >= 4);
        expect(bannedIn(`${before}${sentence}。${after}`, [{ sentence }])).toHaveLength(1);
        expect(bannedIn(after.replaceAll(/[一-鿋]/g, ''), [{ sentence }])).toEqual([]);
      }),
    );
  });
});

describe('the text of a case for everybody', () => {
  const known = [
    { label: '客户姓名', value: '欧阳娜娜' },
    { label: '账户末四位', value: '6621' },
    { label: '外部编号', value: '' },
  ];

  test('names where somebody could be recognised, without repeating it', () => {
    const found = personalIn(
      { title: '分期手续费纠纷', happened: '欧阳 娜娜（138 1234 5678）的卡６６２１', handled: '已退还' },
      known,
    );

    expect(found).toEqual({ happened: '含有完整的电话号码、客户姓名、账户末四位' });
    expect(Object.values(found).join()).not.toContain('娜');
  });

  test('an ID-like number needs no case', () => {
    expect(personalIn({ happened: '证件 110101199003074514' }, [])).toEqual({ happened: '含有完整的证件号码' });
  });
});

describe('a pasted table', () => {
  const reading = {
    today: '2025-06-30',
    dateOf: (text: string) => (/^\d{4}-\d\d-\d\d$/.test(text) ? text : null),
    choiceOf: (dict: string, label: string) => (label === '信用卡' && dict === 'business' ? 'biz.card.credit' : null),
  };
  const problems = (kind: 'phrase' | 'banned' | 'case' | 'article', ...lines: readonly string[]) =>
    parseKnowledge(kind, lines.join('\n'), reading).map(({ problem }) => problem);

  test('of wordings: every bad line says why', () => {
    expect(
      problems(
        'phrase',
        '代码\t名称\t话术\t业务类别\t投诉原因',
        'sl\t受理告知\t{编号}已受理\t信用卡',
        'SL\t又一条\t重复的代码',
        'x y\t名\t话',
        'a\t\t话',
        'b\t名\t尊敬的{客户姓名}',
        'c\t名\t话\t花卉',
        `d\t${'长'.repeat(41)}\t话`,
      ),
    ).toEqual([
      '',
      '与第 2 行重复',
      '代码用 1 至 12 个字母、数字或汉字',
      '缺少名称',
      '“{客户姓名}”不能自动填，请改成文字',
      '没有业务类别“花卉”',
      '名称超过 40 个字',
    ]);
  });

  test('of banned sentences, cases and rules', () => {
    expect(
      problems(
        'banned',
        '稳赚不赔\t误导\t2025-06-20\t如实说明风险',
        '零风险投资\t误导\t下周\t如实说明',
        '零风险的\t误导\t2025-07-01\t如实',
        '保本\t误导\t2025-06-20\t如实',
        '绝对安全放心\t误导\t2025-06-20\t不说绝对安全放心',
      ),
    ).toEqual(['', '废止日期“下周”看不懂', '不能晚于今天', '至少 4 个字，太短会误报', '改说的话里还有这句禁用语']);
    expect(problems('case', '标题\t经过\t处理\t启示', '一案\t甲\t乙\t丙', '二案\t甲\t乙')).toEqual(['', '缺少启示']);
    expect(parseKnowledge('article', '《某办法》\t第三条\t十日内答复\t时限、答复', reading)[0]?.fields).toEqual({
      document: '某办法',
      article: '第三条',
      text: '十日内答复',
      keywords: ['时限', '答复'],
      business: null,
      cause: null,
    });
  });
});

describe('the articles the program ships', () => {
  const known = new Set(SHIPPED_DICTS.map(({ id }) => id));

  test('are many enough, each once, and belong to classes that exist', () => {
    expect(SHIPPED_ARTICLES.length).toBeGreaterThanOrEqual(30);
    expect(new Set(SHIPPED_ARTICLES.map(({ id }) => id)).size).toBe(SHIPPED_ARTICLES.length);
    expect(new Set(SHIPPED_ARTICLES.map((each) => keyOf('article', each))).size).toBe(SHIPPED_ARTICLES.length);
    const classes = SHIPPED_ARTICLES.flatMap(({ business, cause }) => [business, cause]).filter((id) => id !== null);
    expect(classes.filter((id) => !known.has(id))).toEqual([]);
  });

  test('quote nothing: no text stands in quotation marks as the words of the document', () => {
    expect(SHIPPED_ARTICLES.filter(({ text }) => /规定：|原文|“[^”]{16,}”/.test(text))).toEqual([]);
  });

  test.each([
    ['第十八条第二款', 1802],
    ['第二十条', 2000],
    ['第18条', 1800],
    ['第一百零三条', 10_300],
    [null, Number.MAX_SAFE_INTEGER],
  ])('%s has its place', (article, place) => {
    expect(articlePlace(article)).toBe(place);
  });

  test('Chinese numbers', () => {
    expect(['十', '十五', '二十', '九十九', '一百一十', '甲'].map(chineseNumber)).toEqual([10, 15, 20, 99, 110, 0]);
  });
});
