/**
 * Lives as long as one test run: joins the shared test server, says so on stdout, and leaves it when its stdin closes, which
 * also happens when the run is killed.
 */
import { existsSync } from 'node:fs';
import { loadLibraryMigrations } from '../../apps/cli/src/migrations.js';
import { joinTestServer, type LibraryMigrations } from '../../libs/platform/src/testing/test-server.js';

const strict = process.env['CI'] === 'true';
const report = (sentence: string): boolean => process.stderr.write(`${sentence}\n`);

const run = await joinTestServer({ root: process.cwd(), load: presentMigrations, report, strict });
process.stdout.write(`${JSON.stringify(run.server)}\n`);
process.stdin.resume();
process.stdin.on('end', () => void run.leave().finally(() => process.exit(0)));
// A Ctrl-C at the terminal reaches the whole process group; the run itself decides when it is over.
process.on('SIGINT', () => undefined);

/** While the project grows, a library that has no migrations yet is left out with a word, not an error. */
async function presentMigrations(): Promise<readonly LibraryMigrations[]> {
  const libraries = await loadLibraryMigrations();
  const absent = libraries.filter(({ library }) => !existsSync(`libs/${library}/src/migrations.ts`));
  if (absent.length === 0 || strict) return libraries;
  report(`Without migrations yet: ${absent.map(({ library }) => library).join(', ')}.`);
  return libraries.filter((library) => !absent.includes(library));
}
