/** Reads from the shop's database what became of a replay: which orders stand, and what they add up to. */
import type pg from 'pg';
import type { ShopBooks } from './verdict.js';

/** An order of the replay as the database has it. */
export interface StandingOrder {
  readonly id: string;
  readonly customer: string;
  readonly invoice: string;
  /** `2010-12-01T08:26` */
  readonly minute: string;
  readonly state: string;
  readonly totalMinor: bigint;
}

const REFERENCE = /^(\d+)@(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})$/;

/** All orders that the replay has placed so far, cancelled ones too. `customerIds` is by the file's customer number. */
export async function standingOrders(
  client: pg.Client,
  customerIds: ReadonlyMap<string, string>,
): Promise<StandingOrder[]> {
  const customers = new Map([...customerIds].map(([customer, id]) => [id, customer]));
  const { rows } = await client.query<{
    id: string;
    customer_id: string;
    reference: string;
    state: string;
    total: string;
  }>(
    `SELECT id, customer_id, reference, state, total_minor::text AS total FROM orders.customer_order
     WHERE customer_id = ANY($1::uuid[]) AND reference IS NOT NULL`,
    [[...customers.keys()]],
  );
  return rows.flatMap((row) => {
    const match = REFERENCE.exec(row.reference);
    if (match === null) return [];
    const order = {
      id: row.id,
      customer: customers.get(row.customer_id)!,
      invoice: match[1]!,
      minute: match[2]!,
      state: row.state,
    };
    return [{ ...order, totalMinor: BigInt(row.total) }];
  });
}

/** What the orders up to and with `untilDay` add up to. */
export async function readBooks(
  client: pg.Client,
  customerIds: ReadonlyMap<string, string>,
  untilDay: string | undefined,
): Promise<ShopBooks> {
  const standing = (await standingOrders(client, customerIds)).filter(
    (order) => order.state !== 'cancelled' && (untilDay === undefined || order.minute.slice(0, 10) <= untilDay),
  );
  const revenueByCustomer = new Map<string, bigint>();
  const revenueByMonth = new Map<string, bigint>();
  const counts = new Map<string, number>();
  for (const order of standing) {
    grow(revenueByCustomer, order.customer, order.totalMinor);
    grow(revenueByMonth, order.minute.slice(0, 7), order.totalMinor);
    const key = `${order.invoice} ${order.customer}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return {
    unitsBySku: await readUnits(
      client,
      standing.map((order) => order.id),
    ),
    revenueByCustomer,
    revenueByMonth,
    orders: standing.length,
    unpaid: standing.filter((order) => order.state === 'awaiting_payment').map((order) => order.invoice),
    doubled: [...counts].filter(([, count]) => count > 1).map(([key]) => key.split(' ')[0]!),
    creditByCustomer: await readCredit(client, customerIds),
  };
}

async function readUnits(client: pg.Client, orderIds: readonly string[]): Promise<Map<string, bigint>> {
  const { rows } = await client.query<{ sku: string; units: string }>(
    `SELECT sku, sum(quantity)::text AS units FROM orders.line WHERE order_id = ANY($1::uuid[]) GROUP BY sku`,
    [orderIds],
  );
  return new Map(rows.map((row) => [row.sku, BigInt(row.units)]));
}

/** Balances as they are, held or not: once everything is paid nothing is held. */
async function readCredit(client: pg.Client, customerIds: ReadonlyMap<string, string>): Promise<Map<string, bigint>> {
  const customers = new Map([...customerIds].map(([customer, id]) => [id, customer]));
  const { rows } = await client.query<{ owner_id: string; balance: string }>(
    `SELECT owner_id, balance::text AS balance FROM wallet.account WHERE asset = 'credit' AND owner_id = ANY($1::uuid[])`,
    [[...customers.keys()]],
  );
  return new Map(rows.map((row) => [customers.get(row.owner_id)!, BigInt(row.balance)]));
}

function grow(sums: Map<string, bigint>, key: string, by: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + by);
}
