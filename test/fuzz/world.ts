/** The shop under attack: somebody of every kind, something of everybody's, and a picture of the whole database. */
import { randomUUID } from 'node:crypto';
import { uuid7 } from '#libs/platform';
import { IdentityService, IdentitySettings } from '#libs/identity';
import { NotificationService } from '#libs/notification';
import { HttpClient } from '../support/http-client.js';
import { aReward } from '../audit/populated-loyalty.js';
import { give } from '../support/loyalty-kit.js';
import { startOffer } from '../support/promotions.js';
import { ADDRESS, Shop } from '../support/shop.js';
import type { PrincipalKind } from './operations.js';

/** In what the owner wrote; nobody else may ever see it. */
export const CANARY = 'Canary Onlymine';

/** A column that a refused request may write: when an API key was used last. */
const NOTED = 'last_used_at';

/**
 * Rows that a refused request may leave, and why:
 * - platform.idempotency_key: a refusal in the act itself is kept under its key, so that its repetition is refused alike.
 * - identity.rate_limit: attempts are counted; that is what it is for.
 * - cart.watch_position, cart.watched_variant: a sweep looks at what is in carts, whoever asks what meanwhile.
 * - ops.audit_log_anchor: earlier acts are anchored in the background. (A refused act leaves no entry: ops.audit_log_entry is looked at.)
 * Of identity.api_key only {@link NOTED} is left out: when a key was used last.
 */
export const MAY_CHANGE: readonly string[] = [
  'platform.idempotency_key',
  'identity.rate_limit',
  'cart.watch_position',
  'cart.watched_variant',
  'ops.audit_log_anchor',
];

const SCHEMAS = [
  'cart',
  'catalog',
  'fulfilment',
  'identity',
  'inventory',
  'loyalty',
  'merchant',
  'ops',
  'orders',
  'payment',
  'platform',
  'promotion',
  'transfer',
  'wallet',
];

/** The tables of all libraries. */
export async function tablesOf(shop: Shop): Promise<readonly string[]> {
  const rows = await shop.database.query<{ name: string }>(
    `SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname = ANY($1) ORDER BY 1`,
    [SCHEMAS],
  );
  return rows.map(({ name }) => name);
}

/** Count and checksum of every table that a refused request must leave alone. */
export async function pictureOf(shop: Shop): Promise<Readonly<Record<string, string>>> {
  const tables = (await tablesOf(shop)).filter((name) => !MAY_CHANGE.includes(name));
  const parts = tables.map(
    (name) =>
      `SELECT '${name}' AS name, count(*) || ' ' || coalesce(sum(hashtextextended((to_jsonb(t) - '${NOTED}')::text, 0)), 0) AS sum FROM ${name} t`,
  );
  const rows = await shop.database.query<{ name: string; sum: string }>(parts.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}

/** The tables that differ between two pictures. */
export function changedTables(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name]);
}

export interface World {
  readonly shop: Shop;
  readonly tokens: Readonly<Record<Exclude<PrincipalKind, 'none' | 'service'>, string>>;
  readonly apiKey: string;
  readonly ids: Readonly<Record<string, string>>;
  readonly bases: Readonly<Record<string, unknown>>;
  readonly badTokens: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  /** What only the owning customer and the staff may see. */
  readonly secrets: readonly string[];
}

/** The cheapest argon2id that is still one. */
const CHEAP = { memoryKib: 64, passes: 1, lanes: 1 };

interface Made {
  readonly id: string;
}

/** Opens the shop and puts one of everything in it. */
export async function openWorld(): Promise<World> {
  const shop = await Shop.open();
  // What a hash costs is not the matter here, and legal passwords by the dozen are hashed.
  Object.assign(shop.get(IdentitySettings), { customerCost: CHEAP, staffCost: CHEAP });
  const [variantId = ''] = await shop.sell([{ sku: 'MUG', priceMinor: 1_250 }]);
  const [owner, other] = await shop.customers(2, 100_000);
  const [operator, admin] = [await shop.staff('operator'), await shop.staff('admin')];
  const [merchant, otherMerchant] = [await merchantToken(shop, 0), await merchantToken(shop, 1)];
  const guest = await new HttpClient(shop.urls[0]!).post<{ guestToken: string }>('/v1/guests', {
    deviceId: randomUUID(),
  });
  const victim = await shop.customer();
  const buy = { sku: 'MUG', quantity: 1, shippingAddress: { ...ADDRESS, name: CANARY } };
  const order = must(await owner!.http.post<Made>('/v1/orders', buy));
  const payment = must(await owner!.http.post<Made>(`/v1/orders/${order.id}/payments`, {}));
  must(await owner!.http.post('/v1/cart/lines', { lines: [{ sku: 'MUG', quantity: 1 }] }));
  const key = must(
    await admin.http.post<Made & { key: string }>('/v1/admin/api-keys', { name: 'fuzz', scopes: ['stock:read'] }),
  );
  const category = must(
    await operator.http.post<Made>('/v1/admin/categories', { slug: 'kitchen', name: 'Kitchen', position: 0 }),
  );
  const grant = { ownerId: victim.id, asset: 'credit', amount: 10_000, reason: 'Goodwill' };
  const proposed = await operator.http.post<Made>('/v1/admin/credit-grants', grant);
  const reward = await aReward(shop, { kind: 'content', link: 'https://example.com/film', stock: null });
  await give(shop, owner!.id, 'points', 1_000);
  const redeemed = must(await owner!.http.post<Made>(`/v1/rewards/${reward}/redemptions`));
  const campaign = { name: 'Spring', amount: 5, budget: 100, customerIds: [victim.id], reason: 'Thanks' };
  const promoted = must(await operator.http.post<Made>('/v1/admin/promotion-grants', campaign));
  const giver = await shop.customer(1_000);
  const received = must(await giver.http.post<Made>('/v1/gifts', { customerId: owner!.id, amount: 500 }));
  const sent = must(await owner!.http.post<Made>('/v1/gifts', { customerId: giver.id, amount: 500 }));
  const withdrawal = must(await owner!.http.post<Made>('/v1/withdrawals', { amount: 2_000, destination: 'acct_slow' }));
  const [product] = await shop.database.query<{ id: string }>('SELECT product_id AS id FROM catalog.variant LIMIT 1');
  const [line] = await shop.database.query<{ id: string }>('SELECT id FROM cart.line LIMIT 1');
  // The payment waits for its customer; nobody shall ask the gateway about it meanwhile.
  await shop.database.query(`UPDATE payment.payment SET next_poll_at = now() + interval '1 day'`);
  const offerId = await startOffer(shop, {
    kind: 'threshold_amount_off',
    tiers: [{ fromMinor: 10_000_000, offMinor: 1 }],
  });
  const told = { ownerId: owner!.id, kind: 'fuzz', key: 'fuzz', title: 'Told', body: '', about: {} };
  await shop.database.transaction((tx) => shop.get(NotificationService).notify(tx, [told]));
  const [notification] = await shop.database.query<{ id: string }>('SELECT id FROM notification.notification');
  const { merchantId, warehouseId } = shop.merchants[0]!;
  const revoked = await shop.customer();
  await revoked.http.send('DELETE', '/v1/sessions/current', undefined, {});
  return {
    shop,
    tokens: {
      guest: must(guest).guestToken,
      customer: owner!.http.token!,
      otherCustomer: other!.http.token!,
      merchant,
      otherMerchant,
      operator: operator.http.token!,
      admin: admin.http.token!,
    },
    apiKey: key.key,
    ids: {
      '/v1/orders/{orderId}': order.id,
      '/v1/admin/orders/{orderId}': order.id,
      '/v1/admin/orders/{orderId}/sub-orders/{number}': '1',
      '/v1/payments/{id}': payment.id,
      '/v1/cart/lines/{id}': line!.id,
      '/v1/offers/{offerId}': offerId,
      '/v1/notifications/{id}': notification!.id,
      '/v1/admin/accounts/{id}': victim.id,
      '/v1/admin/wallets/{customerId}': owner!.id,
      '/v1/admin/api-keys/{id}': key.id,
      '/v1/admin/categories/{id}': category.id,
      '/v1/admin/credit-grants/{grantId}': proposed.body.id,
      '/v1/rewards/{rewardId}': reward,
      '/v1/admin/rewards/{rewardId}': reward,
      '/v1/redemptions/{redemptionId}': redeemed.id,
      '/v1/admin/redemptions/{redemptionId}': redeemed.id,
      '/v1/admin/promotion-grants/{campaignId}': promoted.id,
      '/v1/admin/loyalty/customers/{customerId}': victim.id,
      '/v1/admin/merchants/{id}': merchantId,
      '/v1/merchants/{id}': merchantId,
      '/v1/admin/merchants/{id}/warehouses/{warehouseId}': warehouseId,
      '/v1/admin/products/{id}': product!.id,
      '/v1/products/{id}': product!.id,
      '/v1/me/products/{id}': product!.id,
      '/v1/admin/variants/{id}': variantId,
      '/v1/gifts/{giftId}': received.id,
      '/v1/gifts/{sentGiftId}': sent.id,
      '/v1/withdrawals/{withdrawalId}': withdrawal.id,
      '/v1/admin/withdrawals/{withdrawalId}': withdrawal.id,
      '/v1/admin/wallets/{ownerId}': victim.id,
    },
    bases: {
      placeOrder: { ...buy, shippingAddress: ADDRESS },
      addCartLines: { lines: [{ sku: 'MUG', quantity: 1 }] },
      readNotifications: { upTo: notification!.id },
      changeStock: { changes: [{ variantId, warehouseId, kind: 'received', quantity: 1, reason: 'Delivery' }] },
      proposeCreditGrant: grant,
      proposePromotionGrant: campaign,
      createReward: { kind: 'gift', name: 'A cup', price: 100 },
      convertPoints: { points: 100 },
      sendGift: { customerId: other!.id, amount: 100 },
      requestWithdrawal: { amount: 1_000, destination: 'acct_slow' },
      rejectWithdrawal: { reason: 'Not this account' },
      writeReview: { line: 1, rating: 5, text: 'Fine' },
      createCategory: { slug: 'garden', name: 'Garden', position: 0 },
    },
    badTokens: badTokens(owner!.http.token!, revoked.http.token!, await expiredToken(shop), key.key),
    secrets: [CANARY, order.id, payment.id, redeemed.id, withdrawal.id, `${owner!.id}@example.com`],
  };
}

function must<Body>({ status, body }: { status: number; body: Body }): Body {
  if (status >= 300) throw new Error(`the world could not be made: ${status} ${JSON.stringify(body)}`);
  return body;
}

async function merchantToken(shop: Shop, place: number): Promise<string> {
  const id = uuid7();
  const identity = shop.get(IdentityService);
  const [token] = await shop.database.transaction(async (tx) => {
    const { merchantId } = shop.merchants[place]!;
    const account = {
      id,
      email: `${id}@example.com`,
      role: 'merchant' as const,
      displayName: 'Merchant',
      passwordHash: null,
    };
    await identity.createAccounts(tx, [{ ...account, merchantId }]);
    return identity.issueAccessTokens(tx, [id]);
  });
  return token!;
}

async function expiredToken(shop: Shop): Promise<string> {
  const { id } = await shop.customer();
  const [token] = await shop.database.transaction((tx) =>
    shop.get(IdentityService).issueAccessTokens(tx, [id], { lifetimeSeconds: -60 }),
  );
  return token!;
}

function badTokens(live: string, revoked: string, expired: string, apiKey: string): World['badTokens'] {
  const flipped = live.slice(0, 10) + (live[10] === 'A' ? 'B' : 'A') + live.slice(11);
  const bearer = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` });
  return {
    none: {},
    'empty bearer': { authorization: 'Bearer ' },
    'Basic in place of Bearer': { authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` },
    expired: bearer(expired),
    revoked: bearer(revoked),
    forged: bearer(flipped),
    'with a suffix': bearer(`${live}x`),
    'cut short': bearer(live.slice(0, -1)),
    'in upper case': bearer(live.toUpperCase()),
    'without its prefix': bearer(live.slice(4)),
    'bare token': { authorization: live },
    'two in one': { authorization: `Bearer ${live}, Bearer ${live}` },
    'as a refresh token': bearer(live.replace('cwa_', 'cwr_')),
    'as a guest token': bearer(`cwg_${'0'.repeat(32)}.zzzzzz.${live.slice(4)}`),
    'a key as bearer': bearer(apiKey),
    'as a key': { 'x-api-key': live },
    'unknown key': { 'x-api-key': `cwk_${live.slice(4)}` },
    'JWT without signature': bearer('eyJhbGciOiJub25lIn0.eyJyb2xlIjoiYWRtaW4ifQ.'),
    'SQL in it': bearer("' OR 1=1 --"),
    'very long': bearer('x'.repeat(8_000)),
    'a cookie': { cookie: `access_token=${live}; session=${live}` },
  };
}
