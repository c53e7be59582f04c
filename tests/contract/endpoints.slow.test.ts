import { describe, expect, it } from 'vitest';
import { contract } from '#contract/index.ts';
import type { Endpoint } from '#contract/define.ts';
import type { Role } from '#domain/permissions.ts';
import { may, permissions, roles } from '#domain/permissions.ts';
import { handlers } from '#services/handlers.ts';
import { newBranch } from '#tests/helpers/branch.ts';

const endpoints = Object.entries(contract as Readonly<Record<string, Endpoint>>);

describe('the contract', () => {
  it('has exactly one handler for every backend request, and no handler without a request', () => {
    const answered = [...Object.keys(handlers.entries), ...Object.keys(handlers.verbs), ...Object.keys(handlers.jobs)];

    const asked = endpoints.filter(([, { where }]) => where === 'backend').map(([name]) => name);
    expect([...answered].sort()).toEqual([...asked].sort());
  });

  it('names every request noun.verb', () => {
    expect(endpoints.map(([name]) => name).filter((name) => !/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(name))).toEqual(
      [],
    );
  });

  it('announces no change for a query', () => {
    expect(
      endpoints.filter(([, { kind, changes }]) => kind === 'query' && changes.length > 0).map(([name]) => name),
    ).toEqual([]);
  });

  it('answers junk with a sentence, never with a crash', async () => {
    const { centre, outlets } = await newBranch(1);
    const stations = [centre, ...outlets];
    const junk: readonly unknown[] = [
      null,
      7,
      'x',
      [],
      { id: { $ne: null } },
      { __proto__: { admin: true } },
      { text: 'x'.repeat(5_000_000) },
    ];
    const strange: string[] = [];

    for (const [name, { where }] of endpoints) {
      if (where === 'shell' || name === 'session.logout' || name === 'session.cancelJob') continue;
      for (const input of junk) {
        for (const { backend } of stations) {
          const reply = await backend.call(name, input);
          if (!reply.ok && reply.code === 'internal') strange.push(`${name} ${JSON.stringify(input)?.slice(0, 40)}`);
        }
      }
    }

    expect(strange).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'complaint.nothing', ''])(
    'does not know the request %j',
    async (name) => {
      const { centre } = await newBranch(1);

      expect(await centre.backend.call(name, {})).toMatchObject({ ok: false, code: 'notFound' });
    },
  );
});

describe('who may do what', () => {
  it('is the matrix in docs/permissions.md', async () => {
    const names = Object.keys(roles) as Role[];
    const head = ['请求', ...names.map((role) => `${roles[role].label}`)];
    const cell = (role: Role, needs: Endpoint['needs']): string =>
      needs === 'anyone' || needs === 'session' || may(role, needs) ? '✓' : '';
    const lines = endpoints
      .map(([name, { needs }]) => [
        `\`${name}\` ${needs === 'anyone' ? '（无需登录）' : ''}`.trim(),
        ...names.map((role) => cell(role, needs)),
      ])
      .sort(([left = ''], [right = '']) => (left < right ? -1 : 1));
    for (const name of ['print.unmasked', 'setting.write'] as const)
      lines.push([`${name}（在请求之内判断）`, ...names.map((role) => cell(role, name))]);
    const table = [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

    await expect(
      `# Who may do what\n\nWritten by tests/contract/endpoints.slow.test.ts (vitest -u) from domain/permissions.ts and contract/.\n\n${table}\n`,
    ).toMatchFileSnapshot('../../docs/permissions.md');
  });

  it('uses every permission of the table; two are asked for inside a verb, where the value decides', () => {
    const used = new Set(endpoints.map(([, { needs }]) => needs));

    expect(Object.keys(permissions).filter((name) => !used.has(name as Endpoint['needs']))).toEqual([
      'print.unmasked',
      'setting.write',
    ]);
  });
});
