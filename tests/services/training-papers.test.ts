import { describe, expect, it } from 'vitest';
import { attendanceLine, trainingPlan } from '#tests/helpers/activity.ts';
import { outletWorld } from '#tests/helpers/world.ts';

const wordsOf = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\s+/g, '');

async function trainingWith(scores: readonly (number | null)[]) {
  const world = await outletWorld();
  const { id } = await world.call('training.create', trainingPlan);
  const lines = scores.map((score10, index) =>
    attendanceLine(index + 1, {
      name: `学员${index + 1}`,
      unit: '城东支行营业部',
      duty: '',
      ...(score10 === null ? { examState: 'missed' as const } : { score10, examState: 'sat' as const, attempts: 1 }),
    }),
  );
  await world.call('attendance.save', {
    ofKind: 'training',
    ofId: id,
    sheet: 'staff',
    lines,
    removed: [],
    reason: '',
  });
  return { ...world, id };
}

describe('the list of scores', () => {
  it('has everybody with result, and the rates with their denominators, over as many pages as needed', async () => {
    const { call, id } = await trainingWith([860, 595, null, ...Array.from({ length: 60 }, () => 900)]);

    const sheet = await call('print.paper', { paper: 'P11', id });

    expect(sheet.pages).toBe(3);
    const words = wordsOf(sheet.html);
    for (const said of [
      '学员1',
      '86',
      '59.5',
      '未通过',
      '缺考',
      '62÷63=98.4%',
      '61÷62=98.4%',
      '第3页／共3页',
      '制表人',
    ])
      expect(words).toContain(said);
  });

  it('is none where there was no exam', async () => {
    const { call, refusal } = await outletWorld();
    const { id } = await call('training.create', { ...trainingPlan, hasExam: false, passMark: null });

    expect((await refusal('print.paper', { paper: 'P11', id }))?.code).toBe('impossible');
  });
});

describe('certificates', () => {
  it('are for those who came and passed, once the training is finished', async () => {
    const { call, refusal, id } = await trainingWith([860, 595, null, 900]);
    expect((await refusal('print.paper', { paper: 'P23', id }))?.code).toBe('impossible');
    await call('training.finish', { id, summary: null });

    const sheet = await call('print.paper', { paper: 'P23', id });

    expect(sheet.pages).toBe(2);
    // Each is handed to somebody else: the title stands on all of them.
    expect(sheet.html.split('<h1>培训证明</h1>')).toHaveLength(3);
    expect(wordsOf(sheet.html)).toContain(
      '兹证明城东支行营业部学员1于2025年6月12日参加消费者权益保护培训“消保应知应会”',
    );
    expect(wordsOf(sheet.html)).toContain('考试成绩86分，合格');
    const [line] = await call('print.history', { record: id });
    expect(line).toMatchObject({ action: 'preview', again: null });
  });
});
