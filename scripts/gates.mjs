/** The gates beside the tests. Each is a tool with its own output; all of the named ones run even when one fails. */
import { node } from './ground.mjs';

const gates = {
  format: ['node_modules/prettier/bin/prettier.cjs', '--check', '--cache', '--log-level', 'warn', '.'],
  lint: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings', 'apps', 'libs', 'test', 'scripts'],
  types: ['node_modules/typescript7/bin/tsc', '--noEmit', '-p', 'tsconfig.json'],
  boundaries: [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.mjs',
    'apps',
    'libs',
    'test',
    '--output-type',
    'err',
  ],
  // Needs a build: the generated files that are committed are those the code makes.
  sync: ['dist/bundle/cli.js', 'sync', '--check'],
};

/** The gates that need no build. */
export const sourceGates = ['format', 'lint', 'types', 'boundaries'];

/** Runs the named gates and answers how many passed and which failed. */
export function passGates(names) {
  const failed = [];
  for (const name of names) {
    const startedAt = Date.now();
    const code = node(gates[name]);
    process.stderr.write(
      `${code === 0 ? 'passed' : 'FAILED'}  ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)\n`,
    );
    if (code !== 0) failed.push(name);
  }
  return { passed: names.length - failed.length, failed };
}
