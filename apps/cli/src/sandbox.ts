/**
 * The sandbox gateway and the sandbox payout service beside the API: each its own HTTP server, its own books in CARTWRIGHT_HOME, the same
 * address after a restart.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandboxGateway, startSandboxPayouts, type SandboxGateway } from '#libs/payment/sandbox';
import type { CartwrightConfig } from '#libs/platform';
import { CommandFailure } from './failures.js';

/** Where the gateway sends its webhooks on an API at this port of this machine. */
export function sandboxWebhookUrl(port: number): string {
  return `http://127.0.0.1:${port}/v1/webhooks/payments/sandbox`;
}

/** Where the payout service sends its callbacks on an API at this port of this machine. */
export function payoutWebhookUrl(port: number): string {
  return `http://127.0.0.1:${port}/v1/webhooks/payouts/sandbox`;
}

/** How long a slow payout of the demo takes. */
const PAYOUT_SETTLES_AFTER_MS = 5_000;

/** Starts the gateway on the configured port, else on the one it had last time, else on a free one. */
export function startSandboxBeside(
  config: CartwrightConfig,
  webhookUrl: string | undefined,
  reach: { readonly host?: string } = {},
): Promise<SandboxGateway> {
  const { port, options } = besideOptions(config, webhookUrl, { name: 'sandbox', port: config.sandboxPort });
  return onKeptPort(config, { name: 'sandbox', port }, (at) => startSandboxGateway({ ...reach, ...options, port: at }));
}

/** As {@link startSandboxBeside}, the payout service. */
export function startPayoutsBeside(
  config: CartwrightConfig,
  webhookUrl: string | undefined,
  reach: { readonly host?: string } = {},
): Promise<SandboxGateway> {
  const { port, options } = besideOptions(config, webhookUrl, { name: 'payouts', port: config.sandboxPayoutsPort });
  return onKeptPort(config, { name: 'payouts', port }, (at) =>
    startSandboxPayouts({ ...reach, ...options, port: at, settleAfterMs: PAYOUT_SETTLES_AFTER_MS }),
  );
}

function besideOptions(
  config: CartwrightConfig,
  webhookUrl: string | undefined,
  service: { readonly name: string; readonly port: number },
) {
  const { sandboxWebhookSecret: webhookSecret, sandboxApiKey: apiKey, homePath } = config;
  if (webhookSecret === undefined || apiKey === undefined)
    throw new CommandFailure('The sandbox gateway needs SANDBOX_WEBHOOK_SECRET and SANDBOX_API_KEY.');
  const booksFile = join(homePath, `${service.name}-books.jsonl`);
  return {
    port: service.port,
    options: { webhookSecret, apiKey, booksFile, ...(webhookUrl !== undefined && { webhookUrl }) },
  };
}

async function onKeptPort(
  config: CartwrightConfig,
  service: { readonly name: string; readonly port: number },
  start: (port: number) => Promise<SandboxGateway>,
): Promise<SandboxGateway> {
  if (service.port !== 0) return start(service.port);
  const portFile = join(config.homePath, `${service.name}-port`);
  const kept = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0;
  const running = await start(kept).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    return start(0);
  });
  writeFileSync(portFile, new URL(running.url).port);
  return running;
}
