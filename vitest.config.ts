import { defineConfig } from 'vitest/config';
import { LongestFirst } from './build/longest-first.ts';

// `npm run test:long` counts everything that `npm test` samples.
const isLong = process.env['XB_LONG'] === '1';
const slow = isLong ? 6 * 3_600_000 : 120_000;
const displays = process.env['XB_DISPLAYS']?.split(' ').length ?? 1;

export default defineConfig({
  test: {
    pool: 'forks',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          maxWorkers: '100%',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/e2e/**', 'tests/bench/**', 'tests/**/*.slow.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          // Whole branches and processes: part of `npm test`, left out of `npm run check`.
          name: 'slow',
          maxWorkers: '100%',
          include: ['tests/**/*.slow.test.ts'],
          testTimeout: slow,
          hookTimeout: slow,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.ts'],
          // One worker for each display that build/run.mjs gives; on a real screen one window at a time.
          maxWorkers: displays,
          fileParallelism: displays > 1,
          // A window may be late on a busy machine. What passed at its second try is named in the report: "retry x1".
          retry: isLong ? 0 : 1,
          setupFiles: ['tests/e2e/helpers/display.ts'],
          testTimeout: slow,
          hookTimeout: slow,
        },
      },
    ],
  },
});
