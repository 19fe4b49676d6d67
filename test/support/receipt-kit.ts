/** What tests of shipping, receipts and reviews have in common: parts of orders taken along their flow, through the shop's own verbs. */
import { uuid7 } from '#libs/platform';
import { IdentityService } from '#libs/identity';
import { OrderService, stepsFrom } from '#libs/order';
import { ReceiptService, SubOrderWork, type SubOrderRecord } from '#libs/order-saga';
import { HttpClient } from './http-client.js';
import { Customer, type Shop } from './shop.js';

type Stop = SubOrderRecord['to'];

/** Takes all parts of an order, or one merchant's, as far as said. */
export async function bring(shop: Shop, orderId: string, to: Stop, merchantId: string | null = null): Promise<void> {
  await shop.database.transaction(async (tx) => {
    for (;;) {
      const parts = (await shop.get(OrderService).subOrdersOf(tx, [orderId])).get(orderId) ?? [];
      const steps = parts
        .filter((part) => merchantId === null || part.merchantId === merchantId)
        .flatMap((part) => {
          const [next] = part.state === to ? [] : stepsFrom(part.goodsType, part.state, 'merchant');
          return next === undefined ? [] : [{ orderId, number: part.number, to: next as Stop, actor: null }];
        });
      if (steps.length === 0) return;
      const outcomes = await shop.get(SubOrderWork).record(tx, steps);
      expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['moved']));
    }
  });
}

/** Ships, delivers and receives all parts of an order, or one merchant's. */
export async function receive(shop: Shop, orderId: string, merchantId: string | null = null): Promise<void> {
  await bring(shop, orderId, 'delivered', merchantId);
  await shop.database.transaction(async (tx) => {
    const parts = (await shop.get(OrderService).subOrdersOf(tx, [orderId])).get(orderId) ?? [];
    const there = parts.filter(
      (part) => part.state === 'delivered' && (merchantId ?? part.merchantId) === part.merchantId,
    );
    await shop.get(ReceiptService).receive(
      tx,
      there.map(({ number }) => ({ orderId, number, actor: null })),
    );
  });
}

/** Somebody of a merchant's staff, logged in; merchants are numbered from 1. */
export async function merchantStaff(shop: Shop, merchant: number): Promise<Customer> {
  const id = uuid7();
  const identity = shop.get(IdentityService);
  const { merchantId } = shop.merchants[merchant - 1]!;
  const account = { id, email: `${id}@example.com`, displayName: 'Merchant', passwordHash: null };
  const [token] = await shop.database.transaction(async (tx) => {
    await identity.createAccounts(tx, [{ ...account, role: 'merchant', merchantId }]);
    return identity.issueAccessTokens(tx, [id], { lifetimeSeconds: 60 * 86_400 });
  });
  return new Customer(id, new HttpClient(shop.urls[0]!, token!));
}

/** Makes a merchant's goods third-party: from now on its parts are accepted before they ship. */
export const makeThirdParty = (shop: Shop, merchant: number): Promise<void> =>
  shop.setMerchants([{ merchant, goodsType: 'third_party' }]);
