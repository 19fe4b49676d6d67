/** The sandbox gateway beside the API: its own HTTP server, its own books in CARTWRIGHT_HOME, the same address after a restart. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandboxGateway, type SandboxGateway } from '#libs/payment/sandbox';
import type { CartwrightConfig } from '#libs/platform';
import { CommandFailure } from './failures.js';

/** Where the gateway sends its webhooks on an API at this port of this machine. */
export function sandboxWebhookUrl(port: number): string {
  return `http://127.0.0.1:${port}/v1/webhooks/payments/sandbox`;
}

/** Starts it on the configured port, else on the one it had last time, else on a free one. */
export async function startSandboxBeside(
  config: CartwrightConfig,
  webhookUrl: string | undefined,
  reach: { readonly host?: string } = {},
): Promise<SandboxGateway> {
  const { sandboxWebhookSecret: webhookSecret, sandboxApiKey: apiKey, homePath } = config;
  if (webhookSecret === undefined || apiKey === undefined)
    throw new CommandFailure('The sandbox gateway needs SANDBOX_WEBHOOK_SECRET and SANDBOX_API_KEY.');
  const options = {
    ...reach,
    webhookSecret,
    apiKey,
    booksFile: join(homePath, 'sandbox-books.jsonl'),
    ...(webhookUrl !== undefined && { webhookUrl }),
  };
  const portFile = join(homePath, 'sandbox-port');
  if (config.sandboxPort !== 0) return startSandboxGateway({ ...options, port: config.sandboxPort });
  const kept = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0;
  const gateway = await startSandboxGateway({ ...options, port: kept }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    return startSandboxGateway({ ...options, port: 0 });
  });
  writeFileSync(portFile, new URL(gateway.url).port);
  return gateway;
}
