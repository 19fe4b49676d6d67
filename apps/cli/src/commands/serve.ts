/** `serve`: the whole shop in one process tree: PostgreSQL, migrations, demo data, sandbox gateway, API with its worker. */
import type { Command } from 'commander';
import type { CartwrightConfig } from '#libs/platform';
import type { Shutdown } from '../shutdown.js';

interface Options {
  readonly demo: boolean;
}

interface Addresses {
  readonly api: string;
  readonly sandbox: string | undefined;
  readonly payouts: string | undefined;
  readonly database: string;
}

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('serve')
    .description('start everything that is needed and serve the API until Ctrl-C')
    .option('--no-demo', 'leave an empty database empty')
    .action(async (options: Options) => {
      const { Shutdown } = await import('../shutdown.js');
      const shutdown = new Shutdown(say);
      try {
        await serve(options, shutdown);
      } catch (error) {
        await shutdown.stopAll();
        const { explained } = await import('../failures.js');
        say(explained(error));
        process.exit(1);
      }
    });
}

async function serve(options: Options, shutdown: Shutdown): Promise<void> {
  const { CartwrightConfig: Config, createLog, loadConfig } = await import('#libs/platform');
  const { openCommandDatabase } = await import('../database.js');
  let config = loadConfig();
  // The addresses and logins below are for reading; a line per request is there for the asking.
  if (process.env['LOG_LEVEL'] === undefined) config = Config.of({ ...config, logLevel: 'warn' });
  await requireFreePort(config);
  // What the next lines wait for is loaded meanwhile: the framework takes longer to load than PostgreSQL to start.
  const loading = Promise.all([import('../../../api/src/create-api.js'), import('#libs/platform/http')]);
  loading.catch(() => undefined);
  const given = config;
  const database = await shutdown.start(
    'The database',
    () => openCommandDatabase(given, say),
    (open) => open.release(),
  );
  config = Config.of({ ...config, databaseUrl: database.url });
  await migrate(database.url);
  const startsSandbox = config.sandboxGatewayUrl === undefined && config.environment !== 'production';
  const sandbox = startsSandbox ? await startSandbox(config, shutdown) : undefined;
  if (sandbox) config = Config.of({ ...config, sandboxGatewayUrl: sandbox.url });
  const startsPayouts = config.sandboxPayoutsUrl === undefined && config.environment !== 'production';
  const payouts = startsPayouts ? await startPayouts(config, shutdown) : undefined;
  if (payouts) config = Config.of({ ...config, sandboxPayoutsUrl: payouts.url });
  const [{ createApi }, { stopHttpApplication }] = await loading;
  const settings = config;
  const app = await shutdown.start(
    'The API',
    () => createApi(settings, { log: createLog(settings) }),
    (running) => stopHttpApplication(running, settings.shutdownSecondsMax),
  );
  const { demoLogins, seedDemo } = await import('../seed.js');
  if (options.demo && config.environment !== 'production') await seedDemo(app, say);
  await app.listen(config.port, config.host);
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const { payoutWebhookUrl, sandboxWebhookUrl } = await import('../sandbox.js');
  sandbox?.setWebhookUrl(sandboxWebhookUrl(port));
  payouts?.setWebhookUrl(payoutWebhookUrl(port));
  printAddresses(
    {
      api: `http://localhost:${port}`,
      sandbox: sandbox?.url ?? config.sandboxGatewayUrl,
      payouts: payouts?.url ?? config.sandboxPayoutsUrl,
      database: database.label,
    },
    config.environment === 'production' ? [] : demoLogins,
  );
}

async function migrate(url: string): Promise<void> {
  const { migrateUp } = await import('#libs/platform/migrations');
  const { loadMigrations } = await import('../migrations.js');
  const applied = await migrateUp(url, await loadMigrations());
  if (applied.length > 0) say(`Applied ${applied.length} migrations.`);
}

async function startSandbox(
  config: CartwrightConfig,
  shutdown: Shutdown,
): Promise<{ url: string; setWebhookUrl(url: string): void }> {
  const { startSandboxBeside } = await import('../sandbox.js');
  return shutdown.start(
    'The sandbox gateway',
    () => startSandboxBeside(config, undefined),
    (gateway) => gateway.close(),
  );
}

async function startPayouts(
  config: CartwrightConfig,
  shutdown: Shutdown,
): Promise<{ url: string; setWebhookUrl(url: string): void }> {
  const { startPayoutsBeside } = await import('../sandbox.js');
  return shutdown.start(
    'The sandbox payout service',
    () => startPayoutsBeside(config, undefined),
    (service) => service.close(),
  );
}

/** Told before a database is started for nothing. */
async function requireFreePort({ port, host }: CartwrightConfig): Promise<void> {
  if (port === 0) return;
  const { createServer } = await import('node:net');
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function printAddresses(
  { api, sandbox, payouts, database }: Addresses,
  logins: readonly { role: string; email: string; password: string }[],
): void {
  const lines = [
    '',
    'Cartwright is running.',
    '',
    `  API              ${api}/v1`,
    `  Documentation    ${api}/docs`,
    `  OpenAPI          ${api}/openapi.json`,
    ...(sandbox === undefined ? [] : [`  Sandbox gateway  ${sandbox}`]),
    ...(payouts === undefined ? [] : [`  Sandbox payouts  ${payouts}`]),
    `  Database         ${database}`,
    ...(logins.length === 0 ? [] : ['', '  Logins of the demo data']),
    ...logins.map(({ role, email, password }) => `    ${role.padEnd(12)} ${email.padEnd(32)} ${password}`),
    '',
    'Ctrl-C stops it.',
    '',
  ];
  process.stdout.write(lines.join('\n'));
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
