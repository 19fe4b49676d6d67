/** `npm run check`: what to run before each commit, under a minute: the gates and the tests that need no database. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { passGates, sourceGates } from './gates.mjs';
import { ensureInstalled, main, node, root, Sentence } from './ground.mjs';

/** A suite that opens a database, a server or a browser is not small. */
const LARGE = /openTestDatabase|platform\/testing'|test\/support|startEmbeddedPostgres|child_process/;

await main(async () => {
  ensureInstalled();
  const { failed } = passGates(sourceGates);
  const small = ['apps', 'libs', 'test'].flatMap(specs).filter((path) => !LARGE.test(readFileSync(path, 'utf8')));
  const code = node(['node_modules/jest/bin/jest.js', '--silent', '--runTestsByPath', ...small], {
    env: { ...process.env, CARTWRIGHT_TEST_SERVER: 'none' },
  });
  if (code !== 0) failed.push('small tests');
  if (failed.length > 0) throw new Sentence(`Not ready to commit: ${failed.join(', ')}.`);
  process.stderr.write('All checks passed.\n');
});

function specs(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((path) => path.endsWith('.spec.ts') && !path.includes('node_modules'))
    .map((path) => join(root, folder, path));
}
