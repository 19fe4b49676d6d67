/** The shop of the cart section: carts filled to the cap, and fifty offers that compete for their lines. */
import { uuid7 } from '#libs/platform';
import type { Libraries } from './libraries.js';
import { seededIntegers } from './random.js';
import { openShop } from './shop.js';
import type { Stage } from './stage.js';

const SEED = 20_251_102;
const MERCHANTS = 10;
const SKUS = 2_000;
export const CARTS = 200;
export const LINES = 120;
/** 25 line offers, 5 of them flash sales with a limit; 25 basket offers, so that each seller's lines lie between two and more. */
export const OFFERS = 50;
const TOKEN_SECONDS = 7_200;
const HOUR_MS = 3_600_000;

/** A filled cart, and its owner's token. */
export interface FilledCart {
  readonly ownerId: string;
  readonly token: string;
}

/** Opens the shop in the stage's database. */
export async function openCartShop(stage: Stage): Promise<readonly FilledCart[]> {
  stage.say(`Filling ${CARTS} carts of ${LINES} lines under ${OFFERS} offers …`);
  const random = seededIntegers(SEED);
  await stage.migrate();
  return stage.withLibraries(async (libraries) => {
    const shop = plannedShop(random);
    await openShop(libraries, shop);
    await startOffers(
      libraries,
      shop.merchants.map(({ merchantId }) => merchantId),
      shop.products.flatMap((product) => product.variants.map(({ variantId }) => variantId)),
      random,
    );
    const ids = shop.customers.map((customer) => customer.id);
    for (const id of ids) await fill(libraries, id, random);
    const tokens = await libraries.database.transaction((tx) =>
      libraries.identity.issueAccessTokens(tx, ids, { lifetimeSeconds: TOKEN_SECONDS }),
    );
    return ids.map((ownerId, i) => ({ ownerId, token: tokens[i]! }));
  });
}

function plannedShop(random: (bound: number) => number): Parameters<typeof openShop>[1] {
  const merchants = Array.from({ length: MERCHANTS }, (_, i) => ({
    merchantId: uuid7(),
    name: `Cart merchant ${i}`,
    phone: '+442071234567',
    goodsType: 'self_operated' as const,
    rewardBps: 500,
    state: 'approved' as const,
    shipping: { flatMinor: 495, perKgMinor: 0, freeFromMinor: null },
    warehouses: [{ warehouseId: uuid7(), code: `CART-${i}`, name: `Warehouse ${i}`, priority: 1 }],
  }));
  const variantIds = Array.from({ length: SKUS }, () => uuid7());
  return {
    id: uuid7(),
    merchants,
    products: variantIds.map((variantId, i) => ({
      productId: uuid7(),
      merchantId: merchants[i % MERCHANTS]!.merchantId,
      title: `Cart product ${i}`,
      shelf: 'on' as const,
      variants: [
        {
          variantId,
          sku: `CART-${i}`,
          priceMinor: 199 + random(4_800),
          attributes: { colour: ['red', 'blue', 'green'][i % 3]!, size: String(i % 7) },
          weightGrams: 250,
          shelf: 'on' as const,
        },
      ],
    })),
    stock: variantIds.map((variantId, i) => ({
      variantId,
      warehouseId: merchants[i % MERCHANTS]!.warehouses[0]!.warehouseId,
      quantity: 1_000_000,
      kind: 'received' as const,
    })),
    customers: Array.from({ length: CARTS }, (_, i) => ({
      id: uuid7(),
      email: `cart-${i}@bench.example`,
      displayName: `Cart customer ${i}`,
      creditMinor: 0,
    })),
  };
}

async function startOffers(
  { database, offers }: Libraries,
  merchantIds: readonly string[],
  variantIds: readonly string[],
  random: (bound: number) => number,
): Promise<void> {
  const now = (await database.now()).getTime();
  const some = (count: number) => ({
    kind: 'variants' as const,
    ids: [...new Set(Array.from({ length: count }, () => variantIds[random(SKUS)]!))],
  });
  await database.transaction(async (tx) => {
    for (let i = 0; i < OFFERS; i++) {
      const isLineOffer = i < OFFERS / 2;
      const fromMinor = 5_000 + random(60_000);
      const outcome = await offers.create(tx, {
        offerId: uuid7(),
        createdBy: uuid7(),
        name: `Offer ${i}`,
        preheatFrom: null,
        startsAt: new Date(now - HOUR_MS),
        endsAt: new Date(now + (24 + i) * HOUR_MS),
        quota: i < 5 ? 1_000_000 : null,
        perCustomerLimit: i < 5 ? 2 : null,
        rules:
          i < 5
            ? { kind: 'flash_sale', priceMinor: 99 }
            : isLineOffer
              ? { kind: 'item_percent', offBps: 500 + random(2_000) }
              : { kind: 'threshold_amount_off', tiers: [{ fromMinor, offMinor: Math.floor(fromMinor / 10) }] },
        scope: i < 5 ? some(20) : isLineOffer ? some(100) : { kind: 'merchants', ids: [merchantIds[i % MERCHANTS]!] },
      });
      if (outcome.kind !== 'done') throw new Error(`an offer of the bench was ${outcome.kind}`);
    }
  });
}

async function fill({ database, cart }: Libraries, ownerId: string, random: (bound: number) => number): Promise<void> {
  const owner = { id: ownerId, kind: 'customer' as const };
  const skus = new Set<string>();
  while (skus.size < LINES) skus.add(`CART-${random(SKUS)}`);
  const prepared = await cart.prepareAdd(
    [...skus].map((sku) => ({ sku, quantity: 1 + random(3) })),
    owner,
  );
  await database.transaction((tx) => cart.add(tx, owner, prepared));
}
