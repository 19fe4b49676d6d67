/** The shop that the bench sells from, and the requests it is sent: as many SKUs and wallets as the reference has rows. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { uuid7 } from '#libs/platform';
import { KEY_SLOT } from './http-load.js';
import { seededIntegers } from './random.js';
import { HOT_SKU, REFERENCE_ROWS } from './reference.sql.js';
import { openShop, type Shop } from './shop.js';
import type { Stage } from './stage.js';

/** Clients at once, for the shop and for the reference. */
export const LOAD_CONNECTIONS = 64;

const SEED = 20_101_201;
const MERCHANTS = 10;
const LINES_PER_ORDER = 3;
const SHIPPING_MINOR = 495;
const STOCK_UNITS = 100_000_000;
const CREDIT_MINOR = 1_000_000_000;
/** Each order takes so much credit and owes the rest. */
const CREDIT_PER_ORDER_MINOR = 500;
/** Sessions outlast the longest bench. */
const TOKEN_SECONDS = 7_200;
const ADDRESS = {
  name: 'Ada Lovelace',
  line1: '12 St James Square',
  city: 'London',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
};

/** How the orders of a load are paid. */
export type OrderTender = 'partCredit' | 'allCredit';

/** The open shop: for making loads of requests. */
export interface BenchShop {
  readonly customerIds: readonly string[];
  /** Writes the requests of a load, one a customer, and gives the file. */
  requestsFile(load: { readonly hot: boolean; readonly tender: OrderTender }): string;
}

interface Item {
  readonly sku: string;
  readonly priceMinor: number;
}

/** Opens the shop in the stage's database: 10,000 SKUs of 10 merchants, 10,000 customers with credit and a session each. */
export async function openBenchShop(stage: Stage): Promise<BenchShop> {
  stage.say(`Opening a shop of ${REFERENCE_ROWS} SKUs and ${REFERENCE_ROWS} customers …`);
  const items = Array.from({ length: REFERENCE_ROWS }, (_, i): Item => ({
    sku: `BENCH-${i}`,
    priceMinor: 199 + ((i * 37) % 4_800),
  }));
  const shop = shopOf(items);
  await stage.migrate();
  const customerIds = shop.customers.map((customer) => customer.id);
  const tokens = await stage.withLibraries(async (libraries) => {
    await openShop(libraries, shop);
    return libraries.database.transaction((tx) =>
      libraries.identity.issueAccessTokens(tx, customerIds, { lifetimeSeconds: TOKEN_SECONDS }),
    );
  });
  return {
    customerIds,
    requestsFile({ hot, tender }) {
      const path = join(stage.folder, `orders-${hot ? 'hot' : 'uniform'}-${tender}.jsonl`);
      const random = seededIntegers(SEED);
      const lines = tokens.map((token) => JSON.stringify(orderRequest(token, basketOf(items, hot, random), tender)));
      writeFileSync(path, lines.join('\n'));
      return path;
    },
  };
}

function shopOf(items: readonly Item[]): Shop {
  const shipping = { flatMinor: SHIPPING_MINOR, perKgMinor: 0, freeFromMinor: null };
  const merchants = Array.from({ length: MERCHANTS }, (_, i) => ({
    merchantId: uuid7(),
    name: `Bench merchant ${i}`,
    phone: '+442071234567',
    goodsType: 'self_operated' as const,
    rewardBps: 500,
    state: 'approved' as const,
    shipping,
    warehouses: [{ warehouseId: uuid7(), code: `BENCH-${i}`, name: `Warehouse ${i}`, priority: 1 }],
  }));
  const variantIds = items.map(() => uuid7());
  return {
    id: uuid7(),
    merchants,
    products: items.map(({ sku, priceMinor }, i) => ({
      productId: uuid7(),
      merchantId: merchants[merchantOf(i)]!.merchantId,
      title: `Bench product ${i}`,
      shelf: 'on' as const,
      variants: [{ variantId: variantIds[i]!, sku, priceMinor, weightGrams: 250, shelf: 'on' as const }],
    })),
    stock: variantIds.map((variantId, i) => ({
      variantId,
      warehouseId: merchants[merchantOf(i)]!.warehouses[0]!.warehouseId,
      quantity: STOCK_UNITS,
      kind: 'received' as const,
    })),
    customers: Array.from({ length: REFERENCE_ROWS }, (_, i) => ({
      id: uuid7(),
      email: `bench-${i}@bench.example`,
      displayName: `Bench customer ${i}`,
      creditMinor: CREDIT_MINOR,
    })),
  };
}

/** Neighbouring SKUs are one merchant's, so that a basket can be bought from one: it becomes one sub-order, as in the reference. */
function merchantOf(item: number): number {
  return Math.floor(item / (REFERENCE_ROWS / MERCHANTS));
}

/** Three different SKUs of one merchant, the hot one among them if asked. */
function basketOf(items: readonly Item[], hot: boolean, random: (bound: number) => number): Item[] {
  const perMerchant = REFERENCE_ROWS / MERCHANTS;
  const merchant = hot ? merchantOf(HOT_SKU) : random(MERCHANTS);
  const chosen = new Set<number>(hot ? [HOT_SKU] : []);
  while (chosen.size < LINES_PER_ORDER) chosen.add(merchant * perMerchant + random(perMerchant));
  return [...chosen].map((index) => items[index]!);
}

function orderRequest(token: string, basket: readonly Item[], tender: OrderTender): string {
  const totalMinor = basket.reduce((total, item) => total + item.priceMinor, SHIPPING_MINOR);
  const body = JSON.stringify({
    lines: basket.map(({ sku }) => ({ sku, quantity: 1 })),
    shippingAddress: ADDRESS,
    credit: tender === 'allCredit' ? { use: 'max' } : { use: 'exact', amount: CREDIT_PER_ORDER_MINOR },
    expectedTotal: totalMinor,
  });
  const head = [
    'POST /v1/orders HTTP/1.1',
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    `Authorization: Bearer ${token}`,
    `Idempotency-Key: ${KEY_SLOT}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
