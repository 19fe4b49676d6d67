/** Customers who read their wallets at one shop: a past of so many entries, a session each, and the requests that they send. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { uuid7 } from '#libs/platform';
import { encodeCursor } from '#libs/platform/http';
import { CommandFailure } from '../failures.js';
import { LOAD_CONNECTIONS } from './bench-shop.js';
import { seededIntegers } from './random.js';
import type { ServerProcess } from './server-process.js';
import { openShop } from './shop.js';
import type { Stage } from './stage.js';
import { fillEntries } from './wallet-history.js';

const TOKEN_SECONDS = 7_200;
const CREDIT_MINOR = 1_000_000;
const PAGE = 20;
const SEED = 19_860_128;
/** Pages somewhere in the middle that each customer turns to. */
const MIDDLE_PAGES = 10;

/** What is read: the balance, the newest page, a page anywhere, the newest page of one kind. */
export const READINGS = ['wallet', 'entries', 'middle', 'filtered'] as const;
export type Reading = (typeof READINGS)[number];

/** The paths by which one customer reads, each in turn. `entries` is how many the customer has: at least a page. */
export function pathsOf(reading: Reading, entries: number, random: (bound: number) => number): readonly string[] {
  switch (reading) {
    case 'wallet':
      return ['/v1/wallet'];
    case 'entries':
      return [`/v1/wallet/entries?limit=${PAGE}`];
    case 'filtered':
      return [`/v1/wallet/entries?limit=${PAGE}&kind=order_payment`];
    case 'middle':
      // Before an entry that has a whole page behind it.
      return Array.from({ length: MIDDLE_PAGES }, () => {
        const before = PAGE + 1 + random(entries - PAGE + 1);
        return `/v1/wallet/entries?limit=${PAGE}&cursor=${encodeCursor([before])}`;
      });
  }
}

export class WalletReaders {
  private loads = 0;

  private constructor(
    private readonly stage: Stage,
    private readonly server: ServerProcess,
    private readonly files: ReadonlyMap<Reading, string>,
    private readonly name: string,
  ) {}

  /** Makes customers with so many entries in all, evenly, in a migrated database. */
  static async open(
    stage: Stage,
    shop: { readonly name: string; readonly url: string; readonly server: ServerProcess },
    { owners, entries }: { readonly owners: number; readonly entries: number },
  ): Promise<WalletReaders> {
    const { name, url, server } = shop;
    stage.say(`Making ${entries} entries of ${owners} wallets …`);
    const tokens = await sessions(stage, url, owners, entries);
    const files = new Map<Reading, string>();
    for (const reading of READINGS) {
      const random = seededIntegers(SEED);
      const requests = tokens.flatMap((token) =>
        pathsOf(reading, Math.floor(entries / owners), random).map((path) =>
          JSON.stringify(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`),
        ),
      );
      const file = join(stage.folder, `wallet-${name}-${reading}.jsonl`);
      writeFileSync(file, requests.join('\n'));
      files.set(reading, file);
    }
    return new WalletReaders(stage, server, files, name);
  }

  /** Answers a second. @throws CommandFailure when an answer was not 200 */
  async rate(reading: Reading, seconds: number): Promise<number> {
    const { host, port } = this.server;
    const keyPrefix = `${this.name}-${++this.loads}`;
    const options = { host, port, connections: LOAD_CONNECTIONS, seconds, keyPrefix };
    const result = await this.stage.driver.load(options, this.files.get(reading)!);
    if (result.succeeded === result.answered && result.succeeded > 0) return result.succeeded / result.seconds;
    throw new CommandFailure(
      `The shop refused to show wallets (${JSON.stringify(result.statuses)}):\n${Object.values(result.refusals).join('\n\n')}`,
    );
  }
}

async function sessions(stage: Stage, url: string, owners: number, entries: number): Promise<readonly string[]> {
  const customers = Array.from({ length: owners }, (_, i) => {
    const id = uuid7();
    return { id, email: `${id}@wallet.example`, displayName: `Wallet ${i}`, creditMinor: CREDIT_MINOR };
  });
  const ids = customers.map(({ id }) => id);
  const tokens = await stage.withLibraries(async (libraries) => {
    await openShop(libraries, { id: uuid7(), merchants: [], products: [], stock: [], customers });
    return libraries.database.transaction((tx) =>
      libraries.identity.issueAccessTokens(tx, ids, { lifetimeSeconds: TOKEN_SECONDS }),
    );
  }, url);
  const client = new pg.Client({ connectionString: url, application_name: 'bench' });
  await client.connect();
  try {
    await fillEntries(client, ids, entries);
    await client.query('VACUUM (ANALYZE) wallet.account, wallet.entry, wallet.transfer, wallet.lot');
  } finally {
    await client.end();
  }
  return tokens;
}
