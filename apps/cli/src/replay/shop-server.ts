/** The shop that the replay buys from: the one that runs, or one that it starts, with caps that fit the file. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CartwrightConfig } from '#libs/platform';
import { isReady, ServerProcess } from '../bench/server-process.js';
import type { BookOrder } from './book.js';
import { ShopClient } from './shop-client.js';

/** What the search for a shop goes by. */
export interface ShopSearch {
  readonly config: CartwrightConfig;
  readonly databaseUrl: string;
  readonly connections: number;
  /** The orders that need the largest caps, each with a token of its customer. */
  readonly probes: readonly { readonly order: BookOrder; readonly token: string }[];
  readonly say: (sentence: string) => void;
}

/** A shop to buy from. `stop` ends it if we started it. */
export interface FoundShop {
  readonly client: ShopClient;
  stop(): Promise<void>;
}

/** Finds a running shop on PORT that takes the file's largest orders, or starts one over the same database. */
export async function findShop(search: ShopSearch): Promise<FoundShop> {
  const { config, connections, probes, say } = search;
  const isRunning = config.port > 0 && (await isReady(config.port));
  if (isRunning) {
    const client = new ShopClient(`http://127.0.0.1:${config.port}`, { connections });
    const taken = await Promise.all(probes.map(({ order, token }) => client.takes(order, token)));
    if (taken.every(Boolean)) {
      say(`Placing orders at ${client.url}.`);
      return { client, stop: () => client.close() };
    }
    await client.close();
    say(
      'The running shop takes orders of fewer lines or units than the file has: another API with larger caps is started beside it.',
    );
  } else {
    say('Starting a shop …');
  }
  const server = await startShop(search, { beside: isRunning });
  const client = new ShopClient(server.url, { connections });
  const stop = async (): Promise<void> => {
    await client.close();
    await server.stop();
  };
  return { client, stop };
}

/** Beside a running shop only the API is ours: the sandbox gateway and its books are the running shop's. */
function startShop(
  { config, databaseUrl, probes }: ShopSearch,
  { beside }: { readonly beside: boolean },
): Promise<ServerProcess> {
  const linesMax = Math.max(config.cartLinesMax, ...probes.map(({ order }) => order.lines.length));
  const unitsMax = Math.max(
    config.cartLineQuantityMax,
    ...probes.flatMap(({ order }) => order.lines.map((line) => line.quantity)),
  );
  const settings: Record<string, string> = {
    DATABASE_URL: databaseUrl,
    CARTWRIGHT_HOME: config.homePath,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    STORE_CURRENCY: config.storeCurrency,
    CART_LINES_MAX: String(linesMax),
    CART_LINE_QUANTITY_MAX: String(unitsMax),
  };
  if (!beside) return ServerProcess.start('shop', settings);
  const portFile = join(config.homePath, 'sandbox-port');
  const kept = existsSync(portFile) ? `http://127.0.0.1:${readFileSync(portFile, 'utf8').trim()}` : undefined;
  const gatewayUrl = config.sandboxGatewayUrl ?? kept;
  return ServerProcess.start('api', {
    ...settings,
    ...(gatewayUrl !== undefined && { SANDBOX_GATEWAY_URL: gatewayUrl }),
  });
}
