/** `sync`: writes the generated files that are committed; `--check` only compares them. For developers and CI. */
import type { Command } from 'commander';
import type { Artefact } from '../sync/artefacts.js';

interface Options {
  readonly check?: boolean;
}

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('sync')
    .description('write openapi.json, SQL listings, schema, diagram, client types and .env.example')
    .option('--check', 'write nothing; fail when a file differs')
    .action(async (options: Options) => sync(options));
}

async function sync(options: Options): Promise<void> {
  const { CommandFailure } = await import('../failures.js');
  const { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = await import('node:fs');
  const { dirname, join } = await import('node:path');
  const artefacts = await makeArtefacts();
  const outdated = artefacts.filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
  const wanted = new Set(artefacts.map(({ path }) => path));
  const listed = existsSync('docs/sql') ? readdirSync('docs/sql').map((name) => join('docs/sql', name)) : [];
  const orphans = listed.filter((path) => !wanted.has(path));
  const differing = [...outdated.map(({ path }) => path), ...orphans];
  if (options.check && differing.length > 0)
    throw new CommandFailure(
      `Not up to date: ${differing.join(', ')}. Run \`npm run sync\` and commit what it writes.`,
    );
  for (const { path, text } of outdated) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  for (const path of orphans) rmSync(path);
  process.stdout.write(differing.length === 0 ? 'Everything is up to date.\n' : `Wrote ${differing.join(', ')}.\n`);
}

/** Builds everything over a throwaway database, so that no running shop is touched. */
async function makeArtefacts(): Promise<readonly Artefact[]> {
  const { mkdtempSync, rmSync } = await import('node:fs');
  const { startEmbeddedPostgres, throwawaySettings } = await import('#libs/platform/embedded');
  const home = mkdtempSync(process.platform === 'win32' ? 'cartwright-sync-' : '/tmp/cartwright-sync-');
  const postgres = await startEmbeddedPostgres({ home, settings: throwawaySettings });
  try {
    return await describeCode(postgres.url());
  } finally {
    await postgres.remove();
    rmSync(home, { recursive: true, force: true });
  }
}

async function describeCode(url: string): Promise<readonly Artefact[]> {
  const { CartwrightConfig, createLog, Database, declaredStatements, envExample } = await import('#libs/platform');
  const { migrateUp } = await import('#libs/platform/migrations');
  const { loadMigrations } = await import('../migrations.js');
  const { createApi } = await import('../../../api/src/create-api.js');
  const { buildOpenApi } = await import('../../../api/src/docs.js');
  const { dumpSchema } = await import('../sync/schema-dump.js');
  const { architectureArtefact, clientTypesArtefact, openApiArtefact, sqlListings } =
    await import('../sync/artefacts.js');
  await migrateUp(url, await loadMigrations());
  // The defaults, not this machine's settings: the files must not depend on who writes them.
  const config = CartwrightConfig.of({ databaseUrl: url, workerInApi: false, logLevel: 'silent', port: 0 });
  const app = await createApi(config, { log: createLog(config) });
  try {
    const database = app.get(Database);
    const document = buildOpenApi(app);
    const diagram = architectureArtefact();
    return [
      openApiArtefact(document),
      { path: '.env.example', text: envExample() },
      { path: 'docs/schema.sql', text: await dumpSchema((text) => database.query(text)) },
      ...sqlListings(declaredStatements()),
      await clientTypesArtefact(document),
      ...(diagram ? [diagram] : []),
    ];
  } finally {
    await app.close();
  }
}
