import { describe, expect, it } from 'vitest';
import { row, rows } from '#db/statements.ts';
import { complaintEntity } from '#domain/complaint.ts';
import { must } from '#domain/failure.ts';
import { centreUsers, logInAs, type Station } from '#tests/helpers/branch.ts';
import { contestedBranch } from '#tests/helpers/contested.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';

const dbOf = (at: Station) => must(at.backend.session, 'logged in').installation.db;
const causesOf = (at: Station): readonly string[] =>
  rows<{ cause: string }>(dbOf(at), 'SELECT cause FROM complaint ORDER BY case_no').map(({ cause }) => cause);
const left = (at: Station): unknown => row(dbOf(at), 'SELECT count(*) AS n FROM conflict');

describe('a field that both sides changed', { timeout: 60_000 }, () => {
  it('is shown with what it was, both values, who wrote them and when', async () => {
    const { branch, cases } = await contestedBranch(1);
    const { centre } = branch;

    const { records, lastMerge } = await centre.call('conflict.list', {});
    const found = await centre.call('conflict.get', { record: cases[0] ?? '' });

    expect(records).toMatchObject([
      { record: cases[0], kind: '投诉', title: 'TS-0001-20250303-A001-0', outlet: '0001', fields: ['投诉原因'] },
    ]);
    expect(lastMerge?.at).toBe(branch.clock.now);
    const at = branch.clock.now;
    expect(found).toMatchObject({ closed: true, path: `/complaints/${encodeURIComponent(cases[0] ?? '')}` });
    expect(found?.fields).toMatchObject([
      {
        field: 'cause',
        label: '投诉原因',
        original: labelOf(centre, 'cause.pricing.fee'),
        refusal: '',
        claims: [
          {
            text: labelOf(centre, 'cause.rule.unfair'),
            side: 'centre',
            place: '消保中心',
            userName: 'director',
            at: at - 60_000,
            shown: false,
          },
          {
            text: labelOf(centre, 'cause.service.attitude'),
            side: 'outlet',
            place: '第0001支行',
            // Not on the roster: then the number is the name.
            userName: '200000',
            at,
            shown: true,
            alike: 0,
          },
        ],
      },
    ]);
  });

  it('is decided by a person; the decision goes back and both sides are the same', async () => {
    const { branch, cases, carryBack } = await contestedBranch(3);
    const { centre, outlets } = branch;
    const [outlet] = outlets as [Station];
    const record = cases[0] ?? '';
    const fields = must(await centre.call('conflict.get', { record }), 'contested').fields;
    const byCentre = must(
      fields[0]?.claims.find(({ side }) => side === 'centre'),
      'the centre’s value',
    );

    expect(byCentre.alike).toBe(2);
    const first = await centre.call('conflict.decide', { record, field: 'cause', opId: byCentre.opId });
    await carryBack();

    expect(first).toEqual({ decided: 1 });
    expect(causesOf(centre)).toEqual(['cause.rule.unfair', 'cause.service.attitude', 'cause.service.attitude']);
    expect(await centre.call('conflict.get', { record })).toBeNull();
    expect(left(centre)).toEqual({ n: 2 });
    expect([causesOf(outlet), left(outlet)]).toEqual([causesOf(centre), { n: 2 }]);
    expect((await outlet.call('exchange.check', {})).map(({ link }) => link)).toEqual(['/conflicts']);
    for (const each of [centre, outlet]) expect((await each.call('database.verify', {})).ok).toBe(true);
  });

  it('by choosing the value that is shown already, too: nothing is left to ask on either side', async () => {
    const { branch, cases, carryBack } = await contestedBranch(2);
    const { centre, outlets } = branch;
    const [outlet] = outlets as [Station];
    const [record = ''] = cases;
    await carryBack();
    expect(left(outlet)).toEqual({ n: 2 });
    const fields = must(await centre.call('conflict.get', { record }), 'contested').fields;
    const shown = must(
      fields[0]?.claims.find((claim) => claim.shown),
      'the shown value',
    );

    await centre.call('conflict.decide', { record, field: 'cause', opId: shown.opId });
    await carryBack();

    expect([left(centre), left(outlet)]).toEqual([{ n: 1 }, { n: 1 }]);
    expect(await outlet.call('conflict.get', { record })).toBeNull();
    for (const each of [centre, outlet]) expect((await each.call('database.verify', {})).ok).toBe(true);
  });

  it('the same for all of its kind; overruling a closed case needs a reason, which the case keeps', async () => {
    const { branch, cases, carryBack } = await contestedBranch(3);
    const { centre, outlets } = branch;
    const [outlet] = outlets as [Station];
    const record = cases[0] ?? '';
    const fields = must(await centre.call('conflict.get', { record }), 'contested').fields;
    const opId = must(
      fields[0]?.claims.find(({ side }) => side === 'centre'),
      'the centre’s value',
    ).opId;
    const choice = { record, field: 'cause', opId, alike: true };

    const refused = await failureCode(() => centre.call('conflict.decide', choice));
    const untouched = left(centre);
    const done = await centre.call('conflict.decide', { ...choice, note: '经与网点电话核实' });
    await carryBack();

    expect(refused).toBe('invalid');
    expect(untouched).toEqual({ n: 3 });
    expect(done).toEqual({ decided: 3 });
    expect([causesOf(outlet), left(outlet)]).toEqual([
      ['cause.rule.unfair', 'cause.rule.unfair', 'cause.rule.unfair'],
      { n: 0 },
    ]);
    const { steps } = await outlet.call('complaint.get', { id: cases[2] ?? '' });
    expect(steps.map(({ text }) => text)).toContain('核对“投诉原因”的两种写法：经与网点电话核实');
  });

  it('in a locked period is settled on the value that was reported, and on no other', async () => {
    const { branch, cases } = await contestedBranch(2);
    const { centre, clock } = branch;
    const [record = ''] = cases;
    await logInAs(centre, centreUsers.director);
    clock.now = Date.UTC(2025, 6, 20, 2);
    await centre.call('periodLock.lock', { key: '2025H1', reason: '半年报告已上报' });
    const claims = must(await centre.call('conflict.get', { record }), 'contested').fields[0]?.claims ?? [];
    const decide = (isShown: boolean, alike: boolean) => {
      const claim = must(
        claims.find(({ shown }) => shown === isShown),
        'a value',
      );
      return centre.call('conflict.decide', { record, field: 'cause', opId: claim.opId, note: '按录音', alike });
    };

    for (const alike of [false, true])
      await expect(decide(false, alike)).rejects.toThrow(
        '2025年上半年已于7月20日封账，投诉原因计入已上报的数字，核对时不能换成另一个值。没有改动任何内容。请选现在显示的值；确要更正的，再在这件投诉上提交更正申请，由另一位有审批权限的人同意后生效。',
      );
    expect(left(centre)).toEqual({ n: 2 });
    expect(await decide(true, true)).toEqual({ decided: 2 });
    expect(left(centre)).toEqual({ n: 0 });
  });

  it('and changed once more is decided anew: an old choice is refused, the administrator sees nothing', async () => {
    const { branch, cases, carryUp } = await contestedBranch(1);
    const { centre, outlets } = branch;
    const [outlet] = outlets as [Station];
    const [record = ''] = cases;
    const claims = must(await centre.call('conflict.get', { record }), 'contested').fields[0]?.claims ?? [];

    await logInAs(centre, centreUsers.admin);
    const byAdmin = await failureCode(() => centre.call('conflict.list', {}));
    await logInAs(centre, centreUsers.director);
    outlet.write((ctx) => ctx.write(complaintEntity, record, { cause: 'cause.pricing.fee' }));
    await carryUp();
    const gone = await failureCode(() =>
      centre.call('conflict.decide', { record, field: 'cause', opId: claims[1]?.opId ?? '', note: '按网点' }),
    );

    expect([byAdmin, gone]).toEqual(['forbidden', 'notFound']);
    expect(must(await centre.call('conflict.get', { record }), 'still contested').fields[0]?.claims).toMatchObject([
      { text: labelOf(centre, 'cause.rule.unfair'), side: 'centre', shown: false },
      { text: labelOf(centre, 'cause.pricing.fee'), side: 'outlet', shown: true },
    ]);
  });
});

const labelOf = (at: Station, id: string): string =>
  row<{ label: string }>(dbOf(at), 'SELECT label FROM dict_entry WHERE id = ?', id)?.label ?? '';
