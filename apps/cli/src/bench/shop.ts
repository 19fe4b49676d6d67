/** Opens a shop in a database: merchants, products, stock, customers and their credit, in a few set-based statements per thousand. */
import type { UpsertProduct } from '#libs/catalog';
import type { StockChange } from '#libs/inventory';
import type { UpsertMerchant } from '#libs/merchant';
import { uuid7, type Minor } from '#libs/platform';
import type { Libraries } from './libraries.js';

/** A customer of the shop. */
export interface ShopCustomer {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  /** Opening credit; 0 for none. */
  readonly creditMinor: Minor;
}

/** Everything a shop opens with. Ids are the caller's: the same shop opened twice is one shop. */
export interface Shop {
  /** Names the opening; what was opened under this id is not opened again. */
  readonly id: string;
  readonly merchants: readonly UpsertMerchant[];
  readonly products: readonly UpsertProduct[];
  readonly stock: readonly StockChange[];
  readonly customers: readonly ShopCustomer[];
}

/** Rows a transaction carries: large enough that round trips do not count, small enough that locks and memory do not either. */
const ROWS_PER_TRANSACTION = 1_000;

/** Opens it; safe to repeat after it was cut off half-way. `advanced` is told how many of how many rows stand. */
export async function openShop(
  libraries: Libraries,
  shop: Shop,
  advanced: (done: number, all: number) => void = () => undefined,
): Promise<void> {
  const { database, merchants, catalog, identity } = libraries;
  const all = shop.products.length + shop.stock.length + 2 * shop.customers.length;
  let done = 0;
  const advance = (rows: readonly unknown[]): void => advanced((done += rows.length), all);

  await database.transaction((tx) => merchants.upsertMerchants(tx, shop.merchants));
  for (const products of slices(shop.products)) {
    await database.transaction((tx) => catalog.upsertProducts(tx, products, { author: null }));
    advance(products);
  }
  for (const [index, changes] of slices(shop.stock).entries()) {
    await receiveOnce(libraries, `${shop.id}-stock-${index}`, shop.id, changes);
    advance(changes);
  }
  for (const customers of slices(shop.customers)) {
    await database.transaction(async (tx) => {
      const accounts = customers.map(({ id, email, displayName }) => ({
        id,
        email,
        displayName,
        role: 'customer' as const,
        passwordHash: null,
      }));
      const refused = (await identity.createAccounts(tx, accounts)).find(
        ({ kind }) => kind === 'differs' || kind === 'email_taken',
      );
      if (refused !== undefined) throw new Error(`a customer of the shop cannot be opened: ${refused.kind}`);
    });
    advance(customers);
  }
  for (const customers of slices(shop.customers)) {
    await grantOpeningCredit(libraries, customers);
    advance(customers);
  }
}

/** Stock is an amount added, so adding it is guarded by a key: an opening cut off half-way adds nothing twice. */
async function receiveOnce(
  { idempotency, inventory }: Libraries,
  key: string,
  principalId: string,
  changes: readonly StockChange[],
): Promise<void> {
  const call = { principal: { id: principalId }, key, operation: 'openShop', body: changes.length };
  await idempotency.once(call, async (tx) => {
    await inventory.changeStock(tx, changes);
    return { status: 201, body: {} };
  });
}

async function grantOpeningCredit({ database, wallet }: Libraries, customers: readonly ShopCustomer[]): Promise<void> {
  const grants = customers
    .filter((customer) => customer.creditMinor > 0)
    .map((customer) => ({
      transferId: uuid7(),
      lotId: uuid7(),
      ownerId: customer.id,
      asset: 'credit' as const,
      amount: customer.creditMinor,
      source: 'opening' as const,
      from: 'opening' as const,
      kind: 'opening',
      // Once a customer: a repeated opening finds it booked.
      reference: customer.id,
      expiresAt: null,
      actor: null,
      reason: 'opening credit',
    }));
  await database.transaction((tx) => wallet.grant(tx, grants));
}

function slices<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_PER_TRANSACTION) }, (_, i) =>
    rows.slice(i * ROWS_PER_TRANSACTION, (i + 1) * ROWS_PER_TRANSACTION),
  );
}
