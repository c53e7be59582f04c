/** What the sheets look like on paper: every kind of page against a stored picture of it. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { In } from '#contract/index.ts';
import { renderPdf } from '#electron/print-spawn.ts';
import { attendanceLine, eventPlan, trainingPlan } from '#tests/helpers/activity.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import { outletWorld, type TestWorld } from '#tests/helpers/world.ts';
import { difference, differenceFrom } from './helpers/page-picture.ts';

const people = ['周䶮', '钱㛃', '吴堃', '郑喆', '欧阳修远', '买买提·吐尔逊·阿卜杜热合曼'];

/** A sheet as a PDF file. */
async function sheet({ call }: TestWorld, request: Partial<In<'print.sheet'>>): Promise<string> {
  const path = join(tempFolder(), 'sheet.pdf');
  const { html } = await call('print.sheet', { kind: 'blank', id: null, template: 'T2', large: false, ...request });
  writeFileSync(`${path}.html`, html);
  await renderPdf(`${path}.html`, path);
  return path;
}

async function trainingOf({ call }: TestWorld, count: number): Promise<string> {
  const { id } = await call('training.create', { ...trainingPlan, title: '投诉处理技巧与案例研讨', lecturer: '周䶮' });
  const lines = Array.from({ length: count }, (_, index) =>
    attendanceLine(index + 1, {
      name: people[index % people.length] ?? '',
      unit: '城东支行营业部',
      duty: '',
      state: 'expected',
    }),
  );
  await call('attendance.save', { ofKind: 'training', ofId: id, sheet: 'staff', lines, removed: [], reason: '' });
  return id;
}

const pagesOf = (pdf: string): number =>
  Number(/^Pages: +(\d+)$/m.exec(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' }))?.[1]);
const wordsOf = (pdf: string): string =>
  execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).replaceAll(/\s/g, '');
/** Letters are drawn a little differently by another version of the drawing library; a moved line is more. */
const unlike = (name: string, pdf: string, page: number): readonly string[] => {
  const { mean, worst } = differenceFrom(name, pdf, page);
  return mean < 1.5 && worst < 60 ? [] : [`${name}: mean ${mean}, worst ${worst}`];
};

describe('a page of paper looks as it was drawn:', () => {
  test('T1 for 120 people, its first page, a later one and the last', async () => {
    const world = await outletWorld();
    const pdf = await sheet(world, { kind: 'training', id: await trainingOf(world, 120), template: 'T1' });

    expect(pagesOf(pdf)).toBe(8);
    for (const name of people) expect(wordsOf(pdf)).toContain(name);
    expect(unlike('T1-first', pdf, 1)).toEqual([]);
    expect(unlike('T1-next', pdf, 2)).toEqual([]);
    expect(unlike('T1-last', pdf, 8)).toEqual([]);
  });

  test('T1 in large rows of 15 mm: twelve on a page', async () => {
    const world = await outletWorld();
    const pdf = await sheet(world, { kind: 'training', id: await trainingOf(world, 6), template: 'T1', large: true });

    expect(pagesOf(pdf)).toBe(1);
    expect(unlike('T1-large', pdf, 1)).toEqual([]);
  });

  test('T2 of an event with a title of sixty characters', async () => {
    const world = await outletWorld();
    const title =
      '守护您的钱袋子金融知识进社区暨防范养老诈骗与非法集资集中宣传活动第三季走进幸福里社区老年大学专场讲座及现场咨询服务日启动';
    const { id } = await world.call('outreach.create', { ...eventPlan, title: title.slice(0, 60) });
    const pdf = await sheet(world, { kind: 'outreach', id, template: 'T2' });

    expect(wordsOf(pdf)).toContain(title.slice(0, 20));
    expect(unlike('T2-event', pdf, 1)).toEqual([]);
  });

  test('T3 of a school and T4 of the workers, and an empty T2', async () => {
    const world = await outletWorld();
    const school = { ...eventPlan, venue: 'venue.school', partner: '幸福里实验小学', sheetTemplate: 'T3' } as const;
    const { id } = await world.call('outreach.create', school);
    await world.call('attendance.fromRoster', { ofKind: 'outreach', ofId: id, posts: [] });

    expect(unlike('T3-school', await sheet(world, { kind: 'outreach', id, template: 'T3' }), 1)).toEqual([]);
    expect(unlike('T4-workers', await sheet(world, { kind: 'outreach', id, template: 'T4' }), 1)).toEqual([]);
    expect(unlike('T2-empty', await sheet(world, {}), 1)).toEqual([]);
  });
});

test('a comparison that could not fail would be none: a line that is missing is seen', () => {
  const white = new Uint8Array(60 * 60).fill(255);
  const line = white.map((value, at) => (Math.floor(at / 60) === 30 ? 0 : value));

  expect(difference({ width: 60, height: 60, grey: white }, { width: 60, height: 60, grey: white }).worst).toBe(0);
  expect(
    difference({ width: 60, height: 60, grey: white }, { width: 60, height: 60, grey: line }).worst,
  ).toBeGreaterThan(40);
});
