import { expect, it } from 'vitest';
import { contract } from '#contract/index.ts';
import { hasWord } from '#renderer/features/audit/verb-words.ts';

it('every action that leaves a line in the audit trail has a word', () => {
  const commands = Object.entries(contract).filter(([, { kind, where }]) => kind === 'command' && where === 'backend');
  expect(commands.map(([name]) => name).filter((name) => !hasWord(name))).toEqual([]);
});
