import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { In } from '#contract/index.ts';
import { attendanceLine, eventPlan, trainingPlan } from '#tests/helpers/activity.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import { outletWorld } from '#tests/helpers/world.ts';

type Request = In<'print.sheet'>;
const request = (fields: Partial<Request>): Request => ({
  kind: 'blank',
  id: null,
  template: 'T2',
  large: false,
  ...fields,
});

/** What stands on the pages, without markup. */
const textOf = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, '\n')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\n+/g, '\n');
const rowsOn = (html: string): readonly number[] =>
  html
    .split('<section')
    .slice(1)
    .map((page) => page.split('<tr style').length - 1);

describe('pages of a sign-in sheet', () => {
  it('have 15 rows, then 18; planned people and spare rows, the last page filled', async () => {
    const { call } = await outletWorld();
    const { id, eventNo } = await call('outreach.create', { ...eventPlan, plannedPeople: 40 });
    const sheet = await call('print.sheet', request({ kind: 'outreach', id }));
    expect(sheet.pages).toBe(3);
    expect(rowsOn(sheet.html)).toEqual([15, 18, 18]);
    const text = textOf(sheet.html);
    expect(text).toContain('第 1 页　共 3 页');
    expect(text).toContain('第 3 页　共 3 页');
    expect(text).toContain('测试银行测试分行　城东支行营业部');
    expect(text).toContain('2025年6月12日（周四）　14:00—16:00');
    expect(text).toContain('不用于营销');
    expect(
      sheet.html
        .split('aria-label="')
        .slice(1)
        .map((part) => part.slice(0, part.indexOf('"'))),
    ).toEqual([`${eventNo}/T2/1-3`, `${eventNo}/T2/2-3`, `${eventNo}/T2/3-3`]);
    expect(sheet.fileName).toBe(`${eventNo}_宣传活动签到表_守护您的钱袋子走进幸福社区.pdf`);
  });

  it('have 12 rows, then 14, in the large size', async () => {
    const { call } = await outletWorld();
    const { id } = await call('outreach.create', { ...eventPlan, plannedPeople: 20 });
    expect(rowsOn((await call('print.sheet', request({ kind: 'outreach', id, large: true }))).html)).toEqual([12, 14]);
  });

  it('print without any event, and then carry no code', async () => {
    const { call } = await outletWorld();
    for (const template of ['T1', 'T2', 'T3', 'T4'] as const) {
      const sheet = await call('print.sheet', request({ template }));
      expect(sheet).toMatchObject({ pages: 1, record: null, masked: false, maskable: false });
      expect(sheet.html).not.toContain('<svg');
      expect(sheet.html).not.toContain('<script');
    }
  });

  it('take as many empty rows as asked for', async () => {
    const { call } = await outletWorld();
    expect(rowsOn((await call('print.sheet', request({ rows: 100 }))).html)).toEqual([15, 18, 18, 18, 18, 18, 18]);
  });

  it('name the staff of a training from its roster, rare characters too', async () => {
    const { call } = await outletWorld();
    const { id, trainingNo } = await call('training.create', { ...trainingPlan, lecturer: '周䶮' });
    await call('attendance.fromRoster', { ofKind: 'training', ofId: id, posts: [] });
    await call('attendance.save', {
      ofKind: 'training',
      ofId: id,
      sheet: 'staff',
      removed: [],
      reason: '',
      lines: [attendanceLine(4, { name: '㛃堃喆', unit: '外聘', state: 'expected' })],
    });
    const sheet = await call('print.sheet', request({ kind: 'training', id, template: 'T1' }));
    const text = textOf(sheet.html);
    for (const said of ['周䶮', '李建国', '㛃堃喆', '大堂经理', trainingNo, '应到']) expect(text).toContain(said);
    expect(sheet.html).toContain('&ensp;4&ensp;');
    expect(sheet.masked).toBe(false);
  });

  it('never name a pupil', async () => {
    const { call } = await outletWorld();
    const { id } = await call('outreach.create', { ...eventPlan, partner: '第一实验小学', sheetTemplate: 'T3' });
    await call('attendance.save', {
      ofKind: 'outreach',
      ofId: id,
      sheet: 'public',
      removed: [],
      reason: '',
      lines: [attendanceLine(1, { name: '小明同学' })],
    });
    const sheet = await call(
      'print.sheet',
      request({ kind: 'outreach', id, template: 'T3', filled: true, unmaskedReason: '测试' }),
    );
    expect(sheet.html).not.toContain('小明同学');
    expect(textOf(sheet.html)).toContain('第一实验小学');
  });

  it('mean text by text, whatever is typed', async () => {
    const { call } = await outletWorld();
    const { id } = await call('outreach.create', {
      ...eventPlan,
      title: `<b onload='x'>"A&B"</b>`,
      place: '<script>1</script>',
    });
    const { html, fileName } = await call('print.sheet', request({ kind: 'outreach', id }));
    expect(html).not.toContain('<b onload');
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;b onload=&#39;x&#39;&gt;');
    expect(fileName).not.toMatch(/[<>"|?*]/);
  });
});

describe('what the public left on a sheet', () => {
  it('is printed only when asked for, masked unless there is a reason, and logged', async () => {
    const { call, as } = await outletWorld();
    const { id } = await call('outreach.create', eventPlan);
    await call('attendance.save', {
      ofKind: 'outreach',
      ofId: id,
      sheet: 'public',
      removed: [],
      reason: '',
      lines: [attendanceLine(1, { name: '欧阳娜娜', phoneTail: '5621' })],
    });
    const empty = await call('print.sheet', request({ kind: 'outreach', id }));
    expect(empty.html).not.toContain('欧阳');
    const masked = await call('print.sheet', request({ kind: 'outreach', id, filled: true }));
    expect(masked).toMatchObject({ masked: true, maskable: true });
    expect(masked.html).toContain('欧***');
    expect(masked.html).not.toContain('5621');
    expect(textOf(masked.html)).toContain('已遮盖');
    const plain = await call(
      'print.sheet',
      request({ kind: 'outreach', id, filled: true, unmaskedReason: '监管现场检查调阅' }),
    );
    expect(plain.masked).toBe(false);
    expect(plain.html).toContain('欧阳娜娜');
    expect(plain.html).toContain('****5621');
    as('head');
    const notes = (await call('audit.list', { limit: 3 })).map(({ note }) => note ?? '');
    expect(notes[0]).toContain('明文，原因：监管现场检查调阅');
    expect(notes[1]).toContain('已遮盖');
    expect(notes.join()).not.toContain('欧阳');
  });
});

describe('the trail of prints', () => {
  it('tells pages, printers and files of one record', async () => {
    const { call } = await outletWorld();
    const { id } = await call('outreach.create', eventPlan);
    await call('print.sheet', request({ kind: 'outreach', id }));
    await call('print.noted', { record: id, text: '打印 宣传活动签到表 3 页 1 份 财务室激光' });
    await call('print.sheet', request({}));
    const lines = await call('print.history', { record: id });
    expect(lines.map(({ action, user }) => [action, user])).toEqual([
      ['printed', '10086'],
      ['preview', '10086'],
    ]);
    expect(await call('print.history', { record: null })).toHaveLength(3);
  });

  it('knows how to make a sheet again, in the same rows', async () => {
    const { call } = await outletWorld();
    const { id, eventNo } = await call('outreach.create', eventPlan);
    await call('print.sheet', request({ kind: 'outreach', id, template: 'T4', large: true }));
    await call('print.sheet', request({ template: 'T3' }));
    await call('print.noted', { record: id, text: `打印 工作人员签到表 ${eventNo} 3 页 1 份 财务室激光` });
    await call('print.noted', { record: null, text: '打印 另一种单据' });

    const lines = await call('print.history', { record: null });

    expect(lines.map(({ again }) => again)).toEqual([
      null,
      { kind: 'outreach', id, template: 'T4', large: false },
      { kind: 'blank', id: null, template: 'T3', large: false },
      { kind: 'outreach', id, template: 'T4', large: true },
    ]);
  });

  it('writes a PDF whole, never over another file, and nothing that is no PDF', async () => {
    const { call, refusal } = await outletWorld();
    const path = join(tempFolder(), '签到表.pdf');
    const pdf = new TextEncoder().encode('%PDF-1.7 first');
    expect(await call('print.store', { path, pdf, record: null, text: '另存' })).toEqual({ path, bytes: pdf.length });
    const other = await call('print.store', {
      path,
      pdf: new TextEncoder().encode('%PDF-1.7 second'),
      record: null,
      text: '另存',
    });
    expect(other.path).toBe(path.replace('.pdf', ' (2).pdf'));
    expect(readFileSync(path, 'utf8')).toBe('%PDF-1.7 first');
    const elsewhere = join(tempFolder(), 'x.pdf');
    await expect(
      call('print.store', { path: elsewhere, pdf: new Uint8Array([1, 2, 3, 4, 5, 6]), record: null, text: '' }),
    ).rejects.toThrow('not a PDF');
    expect(existsSync(elsewhere)).toBe(false);
    expect(await refusal('print.store', { path: '签到表.pdf', pdf, record: null, text: '' })).toMatchObject({
      code: 'invalid',
    });
  });
});
