/** `sandbox`: the sandbox gateway alone, for a shop that runs elsewhere (docker-compose, several API processes). */
import type { Command } from 'commander';

interface Options {
  readonly port?: string;
  readonly webhookUrl?: string;
  readonly payoutsPort?: string;
  readonly payoutsWebhookUrl?: string;
}

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('sandbox')
    .description('run the offline sandbox gateway and payout service alone')
    .option('--port <port>', 'where it listens; default: SANDBOX_PORT, else the port it had last time')
    .option('--webhook-url <url>', 'where it sends its webhooks')
    .option(
      '--payouts-port <port>',
      'where the payout service listens; default: SANDBOX_PAYOUTS_PORT, else as last time',
    )
    .option('--payouts-webhook-url <url>', 'where the payout service sends its callbacks')
    .action(async (options: Options) => sandbox(options));
}

async function sandbox(options: Options): Promise<void> {
  const { CartwrightConfig, loadConfig } = await import('#libs/platform');
  const { mkdirSync } = await import('node:fs');
  const { payoutWebhookUrl, sandboxWebhookUrl, startPayoutsBeside, startSandboxBeside } = await import('../sandbox.js');
  const { Shutdown } = await import('../shutdown.js');
  const say = (sentence: string): boolean => process.stderr.write(`${sentence}\n`);
  const shutdown = new Shutdown(say);
  const loaded = loadConfig();
  const port = options.port === undefined ? loaded.sandboxPort : Number(options.port);
  const payoutsPort = options.payoutsPort === undefined ? loaded.sandboxPayoutsPort : Number(options.payoutsPort);
  const config = CartwrightConfig.of({ ...loaded, sandboxPort: port, sandboxPayoutsPort: payoutsPort });
  mkdirSync(config.homePath, { recursive: true });
  const gateway = await shutdown.start(
    'The sandbox gateway',
    () => startSandboxBeside(config, options.webhookUrl ?? sandboxWebhookUrl(config.port), { host: config.host }),
    (running) => running.close(),
  );
  say(`The sandbox gateway listens at ${gateway.url}.`);
  const payouts = await shutdown.start(
    'The sandbox payout service',
    () => startPayoutsBeside(config, options.payoutsWebhookUrl ?? payoutWebhookUrl(config.port), { host: config.host }),
    (running) => running.close(),
  );
  say(`The sandbox payout service listens at ${payouts.url}.`);
}
