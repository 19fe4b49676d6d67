/** Everything of loyalty that the audit knows of: rewards in each state, claw-backs of both policies, tiers, points, redemptions. */
import { randomUUID } from 'node:crypto';
import { uuid7 } from '#libs/platform';
import { BonusService, EarningService, RewardCatalogue, TierService, type NewReward } from '#libs/loyalty';
import { EarningLedger, WalletService } from '#libs/wallet-credit';
import { eventually } from '../support/http-client.js';
import { buyWithCredit, confirmReceipt, give, mature, setTiers, tier } from '../support/loyalty-kit.js';
import type { Shop } from '../support/shop.js';

export async function earnAndRedeem(shop: Shop): Promise<void> {
  await setTiers(shop, [tier('silver', 2_000), tier('gold', 1_000_000)]);
  await shop.get(TierService).recompute(500);
  await earnAndLose(shop);
  await refer(shop);
  await convert(shop);
  await redeem(shop);
  await campaign(shop);
}

async function earnAndLose(shop: Shop): Promise<void> {
  const customer = await shop.customer(3_750);
  const refund = async (orderId: string, goodsMinor: number): Promise<void> => {
    const { merchantId } = shop.merchants[0]!;
    await shop.database.transaction((tx) =>
      shop.get(EarningService).reduce(tx, [{ refundId: randomUUID(), orderId, merchantId, goodsMinor }]),
    );
  };
  const first = await buyWithCredit(customer, [{ sku: 'MUG', quantity: 2 }]);
  await refund(first, 625);
  await mature(shop, first);
  await refund(first, 625);
  const second = await buyWithCredit(customer, [{ sku: 'MUG', quantity: 1 }]);
  await mature(shop, second);
  // Spent whole, so that the next claw-back finds too little.
  const { credit } = (await customer.http.get<{ credit: { available: number } }>('/v1/wallet')).body;
  await shop.sell([{ sku: 'ALL', priceMinor: credit.available }]);
  await buyWithCredit(customer, [{ sku: 'ALL', quantity: 1 }]);
  await refund(second, 1_250);
  // The other policy, by the ledger's own verb: as if the shop had been set to it.
  await shop.database.transaction(async (tx) => {
    const [row] = await tx.query<{ id: string; order_id: string; source_id: string }>(
      `SELECT id, order_id, source_id FROM loyalty.order_reward WHERE order_id = $1`,
      [first],
    );
    await tx.query(
      `UPDATE loyalty.order_reward SET refunded_minor = goods_minor, owed = amount - cancelled - clawed_back - written_off WHERE id = $1`,
      [row!.id],
    );
    const [left] = await tx.query<{ owed: number }>(`SELECT owed FROM loyalty.order_reward WHERE id = $1`, [row!.id]);
    await tx.query(
      `INSERT INTO loyalty.reward_reduction (refund_id, order_id, merchant_id, source_id, goods_minor, cancelled, clawed_back, written_off, owed, reduced_at)
       VALUES (gen_random_uuid(), $1, $2, $2, 1250, 0, 0, 0, $3, $4)`,
      [first, row!.source_id, left!.owed, tx.now],
    );
    await tx.query(`UPDATE loyalty.member SET spend_minor = spend_minor - 1250 WHERE customer_id = $1`, [customer.id]);
    const claim = {
      transferId: uuid7(),
      reference: uuid7(),
      ownerId: customer.id,
      asset: 'credit' as const,
      orderId: first,
    };
    await shop
      .get(EarningLedger)
      .clawBack(tx, [{ ...claim, amount: left!.owed, reason: 'refunded' }], { policy: 'deficit' });
  });
  await shop.database.query(`UPDATE loyalty.member SET recomputed_at = recomputed_at - interval '2 days'`);
  await shop.get(TierService).recompute(500);
}

async function refer(shop: Shop): Promise<void> {
  const [referrer, referred] = [await shop.customer(), await shop.customer(2_000)];
  await shop.database.transaction((tx) =>
    shop.get(BonusService).recordReferrals(tx, [{ referredId: referred.id, referrerId: referrer.id }]),
  );
  const orderId = await buyWithCredit(referred, [{ sku: 'MUG', quantity: 1 }]);
  await confirmReceipt(shop, orderId);
  const review = { line: 1, rating: 4, text: 'A mug as mugs should be.' };
  const reviewed = await referred.http.post(`/v1/orders/${orderId}/reviews`, review);
  if (reviewed.status !== 201) throw new Error(`a review was answered ${reviewed.status}`);
}

async function convert(shop: Shop): Promise<void> {
  const customer = await shop.customer();
  await give(shop, customer.id, 'points', 1_000);
  const converted = await customer.http.post('/v1/points-conversions', { points: 500 });
  if (converted.status !== 201) throw new Error(`a conversion was answered ${converted.status}`);
}

async function redeem(shop: Shop): Promise<void> {
  const [operator, customer] = [await shop.staff('operator'), await shop.customer()];
  const runsOut = await giveForAMoment(shop, customer.id, 60);
  await give(shop, customer.id, 'points', 1_000);
  const reward = await aReward(shop, { kind: 'gift' });
  const path = `/v1/rewards/${reward}/redemptions`;
  // The one that is cancelled was paid in part by points that have run out when it is: they live on in a lot of their own.
  const [cancelled, kept] = [
    await customer.http.post<{ id: string }>(path),
    await customer.http.post<{ id: string }>(path),
  ];
  await eventually(
    () => shop.database.now(),
    (now) => now > runsOut,
    'the points have run out',
  );
  await operator.http.post(`/v1/admin/redemptions/${cancelled.body.id}/cancellation`, { reason: 'withdrawn' });
  await operator.http.post(`/v1/admin/redemptions/${kept.body.id}/handover`, { note: 'by hand' });
}

/** Points that run out in two seconds; answers when. */
async function giveForAMoment(shop: Shop, ownerId: string, amount: number): Promise<Date> {
  return shop.database.transaction(async (tx) => {
    const expiresAt = new Date(tx.now.getTime() + 2_000);
    await shop.get(WalletService).grant(tx, [
      {
        ...{ transferId: uuid7(), lotId: uuid7(), ownerId, asset: 'points', amount, source: 'promotion', expiresAt },
        ...{ from: 'promotions', kind: 'welcome_points', reference: uuid7(), actor: null, reason: 'test' },
      },
    ]);
    return expiresAt;
  });
}

/** A reward in the catalogue; answers its id. */
export async function aReward(shop: Shop, more: Partial<NewReward>): Promise<string> {
  const id = uuid7();
  const reward: NewReward = {
    id,
    name: 'Something nice',
    description: '',
    kind: 'gift',
    asset: 'points',
    price: 100,
    productId: null,
    link: null,
    stock: 10,
    perCustomerLimit: null,
    tiers: [],
    startsAt: null,
    endsAt: null,
    shelf: 'on',
    ...more,
  };
  const outcome = await shop.database.transaction((tx) =>
    shop.get(RewardCatalogue).create(tx, reward, { author: null }),
  );
  if (outcome.kind !== 'done') throw new Error(`a reward was ${outcome.kind}`);
  return id;
}

async function campaign(shop: Shop): Promise<void> {
  const [proposer, approver] = [await shop.staff('operator'), await shop.staff('operator')];
  const customerIds = (await shop.customers(3)).map(({ id }) => id);
  for (const decision of ['approval', 'rejection']) {
    const wish = { name: 'Spring', amount: 50, budget: 150, customerIds, reason: 'spring is here' };
    const proposed = await proposer.http.post<{ id: string }>('/v1/admin/promotion-grants', wish);
    await approver.http.post(`/v1/admin/promotion-grants/${proposed.body.id}/${decision}`);
  }
}
