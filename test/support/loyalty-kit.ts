/** What tests of earning, tiers and redeeming have in common. */
import { uuid7 } from '#libs/platform';
import { EarningService, TierService, type Tier } from '#libs/loyalty';
import { WalletService, type Asset } from '#libs/wallet-credit';
import { receive } from './receipt-kit.js';
import { eventually } from './http-client.js';
import { ADDRESS, type Customer, type Shop } from './shop.js';

export const DAY_MS = 86_400_000;

export interface WalletBody {
  readonly credit: { readonly balance: number; readonly available: number; readonly held: number };
  readonly points: { readonly balance: number; readonly available: number };
}

export interface EarningBody {
  readonly id: string;
  readonly kind: string;
  readonly orderId: string | null;
  readonly amount: number;
  readonly reduced: number;
  readonly state: string;
  readonly maturesAt: string | null;
}

export const tier = (name: string, fromMinor: number, more: Partial<Tier> = {}): Tier => ({
  name,
  fromMinor,
  discountBps: 0,
  earningMultiplierBps: 10_000,
  expiryExtensionDays: 0,
  ...more,
});

/** Puts tiers in place, as an operator would. */
export async function setTiers(shop: Shop, tiers: readonly Tier[]): Promise<void> {
  await shop.database.transaction(async (tx) => {
    const { version } = await shop.get(TierService).table(tx);
    await shop.get(TierService).replace(tx, { version, tiers, author: null });
  });
}

/** Buys with credit alone; answers the order's id. */
export async function buyWithCredit(customer: Customer, lines: readonly object[]): Promise<string> {
  const body = { lines, shippingAddress: ADDRESS, credit: { use: 'max' } };
  const placed = await customer.http.post<{ id: string; state: string }>('/v1/orders', body);
  expect([placed.status, placed.body.state]).toEqual([201, 'paid']);
  return placed.body.id;
}

export async function walletOf(customer: Customer): Promise<WalletBody> {
  return (await customer.http.get<WalletBody>('/v1/wallet')).body;
}

export async function earningsOf(customer: Customer): Promise<readonly EarningBody[]> {
  return (await customer.http.get<{ items: EarningBody[] }>('/v1/loyalty/earnings')).body.items;
}

/** The goods of an order, or of one merchant in it, were shipped, delivered and received. */
export async function confirmReceipt(shop: Shop, orderId: string, merchantId: string | null = null): Promise<void> {
  await receive(shop, orderId, merchantId);
}

/** Receives an order and lets its rewards mature at once, whatever the clock says. */
export async function mature(shop: Shop, orderId: string): Promise<void> {
  await confirmReceipt(shop, orderId);
  await shop.database.query(
    `UPDATE loyalty.order_reward SET matures_at = now() - interval '1 minute' WHERE order_id = $1`,
    [orderId],
  );
  await shop.get(EarningService).mature(500);
  // The shop's own sweep may have taken them a moment before, and steps over what another one has: then they come with its commit.
  await eventually(
    () => shop.database.query(`SELECT FROM loyalty.order_reward WHERE order_id = $1 AND state = 'maturing'`, [orderId]),
    (rows) => rows.length === 0,
    'its rewards have matured',
  );
}

export async function give(
  shop: Shop,
  ownerId: string,
  asset: Asset,
  amount: number,
  expiresAt: Date | null = null,
): Promise<void> {
  await shop.database.transaction((tx) =>
    shop.get(WalletService).grant(tx, [
      {
        transferId: uuid7(),
        lotId: uuid7(),
        ownerId,
        asset,
        amount,
        source: 'opening',
        from: 'opening',
        kind: 'opening_credit',
        reference: uuid7(),
        expiresAt,
        actor: null,
        reason: 'test',
      },
    ]),
  );
}
