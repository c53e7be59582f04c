/**
 * The order of test files: the long ones first, so that no worker is left alone with one at the end.
 * A clean clone has no times of earlier runs, and a file's size says nothing about its time.
 */
import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** Files of more than ten seconds, the longest first. */
const long = [
  'e2e/looks-centre.e2e.ts',
  'e2e/looks-outlet.e2e.ts',
  'sync/model.slow.test.ts',
  'e2e/main-job.e2e.ts',
  'e2e/sign-in.e2e.ts',
  'e2e/centre.e2e.ts',
  'e2e/complaint.e2e.ts',
  'sync/killed.slow.test.ts',
  'build/setup.slow.test.ts',
  'electron/xb.slow.test.ts',
];

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = long.findIndex((file) => moduleId.replaceAll('\\', '/').endsWith(`/tests/${file}`));
  return place < 0 ? long.length : place;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
