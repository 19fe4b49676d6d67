/** The API as a process of its own, from the sources: what a race over several machines needs and one event loop cannot show. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { CartwrightConfig } from '#libs/platform';
import type { Shop } from './shop.js';

export interface ApiProcess {
  readonly url: string;
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>;
}

/** Starts an API over the shop's database and gateway and resolves when it listens. @throws Error with its last words when it does not */
export async function startApiProcess(
  shop: Shop,
  environment: Readonly<Record<string, string>> = {},
): Promise<ApiProcess> {
  const config = shop.apps[0]!.get(CartwrightConfig);
  const child = spawn(
    process.execPath,
    ['--conditions=ts-source', '--import', '@swc-node/register/esm-register', 'apps/api/src/main.ts'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        NODE_ENV: 'test',
        LOG_LEVEL: 'info',
        HOST: '127.0.0.1',
        PORT: '0',
        DATABASE_URL: shop.test.url,
        DATABASE_POOL_SIZE: '8',
        SANDBOX_GATEWAY_URL: shop.gateway.url,
        SANDBOX_API_KEY: config.sandboxApiKey,
        SANDBOX_WEBHOOK_SECRET: config.sandboxWebhookSecret,
        TOKEN_SECRET: config.tokenSecret,
        ...environment,
      },
    },
  );
  const exited = once(child, 'exit');
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2_000)));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      words = `${words}${line}\n`.slice(-2_000);
      const said = line.startsWith('{') ? (JSON.parse(line) as { msg?: string; url?: string }) : {};
      if (said.msg === 'listening' && said.url !== undefined) resolve(said.url);
    });
    void exited.then(() => reject(new Error(`the API did not start: ${words}`)));
  });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
