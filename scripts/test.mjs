/** `npm test [-- jest arguments]`: the gates and all suites on a real PostgreSQL. The last line is `N passed, N failed`. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { passGates, sourceGates } from './gates.mjs';
import { ensureBuilt, ensureInstalled, main, node } from './ground.mjs';

let passed = 0;
let failed = 0;

await main(() => {
  const jestArgs = process.argv.slice(2);
  // Chosen suites are for somebody at work: the gates run with the whole.
  const isWhole = jestArgs.length === 0;
  if (!attempt(ensureInstalled)) return;
  if (isWhole) countGates(sourceGates);
  // The black-box suites run the built server; the others need no build.
  if (attempt(ensureBuilt) && isWhole) countGates(['sync']);
  runJest(jestArgs);
});
if (failed > 0) process.exitCode = 1;
process.stdout.write(`${passed} passed, ${failed} failed\n`);

/** Runs a step that throws when it fails; its failure counts and is told, and the run goes on where it can. */
function attempt(step) {
  try {
    step();
    return true;
  } catch (error) {
    failed += 1;
    process.stderr.write(`${error.message}\n`);
    return false;
  }
}

function countGates(names) {
  const result = passGates(names);
  passed += result.passed;
  failed += result.failed.length;
}

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
    const lost = result.numFailedTests + result.numRuntimeErrorTestSuites;
    failed += code !== 0 && lost === 0 ? 1 : lost;
  } catch (error) {
    failed += 1;
    process.stderr.write(`jest wrote no report: ${error.message}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
