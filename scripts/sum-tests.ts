/** Adds up the runs of scripts/test: `NAME.exit` of each, `NAME.json` of those that vitest ran. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
}

const folder = process.argv[2];
const total = { passed: 0, failed: 0, skipped: 0 };

for (const file of readdirSync(folder).filter((name) => name.endsWith('.exit'))) {
  const name = basename(file, '.exit');
  const run = countsOf(name, readFileSync(join(folder, file), 'utf8').trim() === '0');
  console.log(`${name}: ${run.passed} passed, ${run.failed} failed, ${run.skipped} skipped`);
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += run[key];
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** A step without a report is one test; a run that ended badly without a failed test has failed once. */
function countsOf(name: string, wentWell: boolean): typeof total {
  const file = join(folder, `${name}.json`);
  if (!existsSync(file)) return { passed: wentWell ? 1 : 0, failed: wentWell ? 0 : 1, skipped: 0 };
  const report: VitestReport = JSON.parse(readFileSync(file, 'utf8'));
  const failed = report.numFailedTests || (wentWell ? 0 : 1);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
}
