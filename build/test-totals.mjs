/** Totals from vitest's JSON report. */

/** A file that could not even be loaded has no tests in the report, so it counts as one failure. */
export function addUp(report) {
  const unloadable = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloadable.length };
}

export function closingLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}
