/** `audit`: proves the books of a database; every invariant is a query that must answer no row. */
import type { Command } from 'commander';
import type { Check } from '#libs/ops';

interface Options {
  readonly json?: boolean;
}

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('audit')
    .description('check every invariant of the database; exits with 1 when one does not hold')
    .option('--json', 'print one JSON object and nothing else')
    .action(async (options: Options) => audit(options));
}

async function audit({ json = false }: Options): Promise<void> {
  const { loadConfig } = await import('#libs/platform');
  const { withCommandDatabase } = await import('../database.js');
  const { auditDatabase } = await import('../audit.js');
  const config = loadConfig();
  const say = (line: string): boolean => process.stdout.write(`${line}\n`);
  const noted = (sentence: string): boolean => process.stderr.write(`${sentence}\n`);
  await withCommandDatabase(config, async ({ url, label }) => {
    if (!json) say(`Auditing ${label}\n`);
    const startedAt = performance.now();
    const checked = (check: Check): void => void (json || say(lineOf(check)));
    const { invariants, violations } = await auditDatabase(config, { url, noted, checked });
    if (json) say(JSON.stringify({ invariants, violations }));
    else {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      say(`\n${invariants} invariants, ${violations.length} of them violated, ${seconds} s.`);
    }
    if (violations.length > 0) process.exitCode = 1;
  });
}

function lineOf({ invariant, sentence, rows, durationMs }: Check): string {
  const head = `${rows.length === 0 ? 'ok       ' : 'VIOLATED '} ${invariant.padEnd(48)} ${sentence}`;
  const slow = durationMs >= 1_000 ? ` (${(durationMs / 1000).toFixed(1)} s)` : '';
  return [head + slow, ...rows.map((row) => `            ${JSON.stringify(row)}`)].join('\n');
}
