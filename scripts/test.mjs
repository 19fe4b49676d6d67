/** `npm test [-- jest arguments]`: the gates and all suites on a real PostgreSQL. The last line is `N passed, N failed`. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, main, node } from './ground.mjs';

let passed = 0;
let failed = 0;

await main(async () => {
  const jestArgs = process.argv.slice(2);
  try {
    ensureInstalled();
    // Chosen suites are for somebody at work: the gates run with the whole.
    if (jestArgs.length === 0) {
      const { passGates } = await import('./gates.mjs');
      const gates = passGates();
      passed += gates.passed;
      failed += gates.failed.length;
    }
    // Black-box suites run the built server.
    ensureBuilt();
    runJest(jestArgs);
  } catch (error) {
    failed += 1;
    throw error;
  }
});
if (failed > 0) process.exitCode = 1;
process.stderr.write('');
process.stdout.write(`${passed} passed, ${failed} failed\n`);

function runJest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'cartwright-jest-'));
  const report = join(folder, 'report.json');
  try {
    const code = node(['node_modules/jest/bin/jest.js', '--json', `--outputFile=${report}`, ...args], {
      stdout: 'ignore',
      env: { ...process.env, FORCE_COLOR: process.stderr.isTTY ? '1' : '0' },
    });
    const result = JSON.parse(readFileSync(report, 'utf8'));
    passed += result.numPassedTests;
    // A suite that cannot even be loaded has no tests to count as failed.
    failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    if (code !== 0 && result.numFailedTests + result.numRuntimeErrorTestSuites === 0) failed += 1;
  } catch (error) {
    failed += 1;
    process.stderr.write(`jest wrote no report: ${error.message}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
