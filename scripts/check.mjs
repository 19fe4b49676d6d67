/** `npm run check`: what to run before each commit, under a minute: the gates and the tests that need no database. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { passGates, sourceGates } from './gates.mjs';
import { ensureInstalled, main, node, root, Sentence } from './ground.mjs';

/** A suite that opens a database, a server or another process, or that searches through random inputs, is not small. */
const LARGE =
  /openTestDatabase|platform\/testing'|test\/support|startEmbeddedPostgres|child_process|fast-check|performance\.now/;

await main(async () => {
  ensureInstalled();
  const { failed } = passGates(sourceGates);
  const small = ['apps', 'libs'].flatMap(specs).filter((path) => !isLarge(path));
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

/** Looks at a suite and at what it imports from beside it: kits open the database for their suites. */
function isLarge(path, seen = new Set()) {
  if (seen.has(path) || !existsSync(path)) return false;
  seen.add(path);
  const text = readFileSync(path, 'utf8');
  if (LARGE.test(text)) return true;
  const beside = [...text.matchAll(/from '(\.{1,2}\/[^']+)\.js'/g)].map(([, name]) =>
    join(dirname(path), `${name}.ts`),
  );
  return beside.filter((file) => /[/\\]test[/\\]/.test(file)).some((file) => isLarge(file, seen));
}
