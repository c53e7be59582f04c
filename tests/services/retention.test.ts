import { describe, expect, test } from 'vitest';
import { rows } from '#db/statements.ts';
import { dueBefore, keptUntil } from '#domain/retention.ts';
import { soundWord } from '#domain/search.ts';
import { aDraft, closing } from '#tests/helpers/complaint.ts';
import type { TestWorld } from '#tests/helpers/world.ts';
import { centreWorld } from '#tests/helpers/world.ts';

async function closedCase(world: TestWorld, phone: string): Promise<string> {
  const { id } = await world.call('complaint.create', aDraft({ complainedOutlet: 'O101', phone }));
  await world.call('complaint.pause', { id, kind: 'mediation', organisation: '调解中心', text: '张三丰同意调解' });
  await world.call('complaint.resume', { id, text: '张三丰与网点达成协议' });
  await world.call('complaint.close', { id, ...closing });
  await world.call('complaint.ask', {
    id,
    kind: 'change',
    reason: '张三丰来电更正姓名',
    fields: { customerName: '张三峰' },
  });
  return id;
}

/** What the search index knows of how customers' names sound, by case. */
function soundsIndexed(world: TestWorld): readonly { readonly id: string; readonly sounds: string }[] {
  world.db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.word USING fts5vocab(main, complaint_text, 'instance')`);
  return rows(
    world.db,
    `SELECT complaint.id, group_concat(substr(term, 2), ' ') AS sounds FROM temp.word JOIN complaint ON complaint.rowid = doc
     WHERE substr(term, 1, 1) = ? GROUP BY complaint.id`,
    soundWord(''),
  );
}

describe('keeping', () => {
  test('what is due is proposed, a hold keeps it, and the customer is taken out of all of it', async () => {
    const world = await centreWorld();
    const due = await closedCase(world, '13900001111');
    const held = await closedCase(world, '13900002222');
    await world.call('complaint.hold', { id: held, hold: true, text: '涉及诉讼' });
    expect(await world.refusal('retention.due', {})).toMatchObject({ code: 'forbidden' });
    world.as('director');
    world.at('2030-06-12');
    expect(await world.call('retention.due', {})).toMatchObject({ years: 5, total: 0 });
    world.at('2030-06-13');
    expect(await world.call('retention.due', {})).toMatchObject({
      total: 1,
      rows: [{ id: due, closedOn: '2025-06-12', keptUntil: '2030-06-12', outletName: '开发区支行' }],
    });

    await world.call('erasure.order', { complaint: due, reason: '保管期限届满' });

    expect(await world.call('retention.due', {})).toMatchObject({ total: 0 });
    const kept = rows<{ private: string }>(world.db, 'SELECT private FROM op WHERE private IS NOT NULL');
    const texts = kept.map((op) => op.private).join();
    expect(texts).not.toContain('13900001111');
    // Of the held case: its name, and in its steps, its pause and its request.
    expect(texts.match(/张三丰/g)?.length).toBe(6);
    expect(await world.call('complaint.get', { id: due })).toMatchObject({ customerName: '', state: 'closed' });
    expect(soundsIndexed(world)).toEqual([{ id: held, sounds: 'zhangsanfeng zsf' }]);
    expect((await world.call('complaint.history', { id: due })).length).toBeGreaterThan(0);
    // Nothing of it is for any outlet.
    expect(
      rows(world.db, `SELECT DISTINCT stream FROM op JOIN chain ON chain.id = op.chain WHERE entity = 'erasure'`),
    ).toEqual([{ stream: 'centre' }]);
  });

  test('the number of years is the centre’s, within reason', async () => {
    const world = await centreWorld();
    world.as('director');
    expect(await world.refusal('retention.save', { years: 1 })).toMatchObject({ fields: { years: '不少于 3 年' } });
    await world.call('retention.save', { years: 10 });

    expect((await world.call('retention.due', {})).years).toBe(10);
  });

  test('leap days', () => {
    expect(keptUntil('2024-02-29', { years: 5 })).toBe('2029-03-01');
    expect(dueBefore('2028-02-29', { years: 5 })).toBe('2023-03-01');
  });
});
