/** What libs/loyalty does to a wallet: earn, claw back by either policy, redeem and cancel that, convert. */
import { uuid7 } from '#libs/platform';
import type { ClawbackPolicy } from '#libs/wallet-credit';
import type { Event } from './model.js';
import { act, DAY_MS, GRACE_DAYS, SETTINGS, type AnyAct, type Filling, type Key } from './world.js';

export const earn = act<Filling>({
  name: 'earn',
  weight: 12,
  draw(world, now) {
    const { random, earnings } = world;
    const again = random.chance(10) ? world.lately(earnings) : undefined;
    if (again !== undefined) return { ...again, lotId: uuid7() };
    const expiresAt = random.chance(25) ? null : new Date(now + random.between(1, 10) * DAY_MS);
    const request = {
      ...{ ...world.freshKey(), kind: 'property_reward', lotId: uuid7() },
      ...{ amount: random.between(1, 500), expiresAt, origin: 'review' as const },
    };
    earnings.push(request);
    return request;
  },
  carryOut: (tx, { earnings }, requests) =>
    earnings.earn(
      tx,
      requests.map(({ origin: source, ...request }) => ({
        ...{ ...request, source, transferId: uuid7(), orderId: null, actor: null, reason: null },
      })),
    ),
  expected: (model, { expiresAt, ...request }) =>
    model.earn({ ...request, from: 'promotions', expiresAt: expiresAt?.getTime() ?? Infinity }),
  ownersOf: ({ ownerId }) => [ownerId],
});

function clawback(policy: ClawbackPolicy): AnyAct {
  return act<Event>({
    name: `clawback (${policy})`,
    weight: 6,
    draw(world) {
      const { random, claims } = world;
      const again = random.chance(10) ? world.lately(claims) : undefined;
      if (again !== undefined) return again;
      const key = world.freshKey();
      // Who has earned nothing has nothing to lose: a defect of the caller, and throws.
      if (world.model.account(key) === undefined) return undefined;
      const request = { ...key, kind: 'reward_clawback', amount: random.between(1, 500) };
      claims.push(request);
      return request;
    },
    carryOut: (tx, { earnings }, requests) =>
      earnings.clawBack(
        tx,
        requests.map((request) => ({ ...request, transferId: uuid7(), orderId: null, reason: 'refunded' })),
        { policy },
      ),
    expected: (model, request, now) => model.clawBack(request, policy, now),
    ownersOf: ({ ownerId }) => [ownerId],
  });
}

export const clamp = clawback('clamp');
export const deficit = clawback('deficit');

export const redeem = act<Event>({
  name: 'redeem',
  weight: 8,
  draw(world) {
    const { random, redemptions } = world;
    const again = random.chance(10) ? world.lately(redemptions) : undefined;
    if (again !== undefined) return again;
    const request = { ...world.freshKey(), kind: 'redemption', amount: random.between(1, 300) };
    redemptions.push(request);
    return request;
  },
  carryOut: (tx, { debits }, requests) =>
    debits.debit(
      tx,
      requests.map((request) => ({
        ...{ ...request, transferId: uuid7(), to: 'redemptions', actor: request.ownerId, reason: null },
      })),
    ),
  expected: (model, request, now) => model.debit(request, 'redemptions', now),
  ownersOf: ({ ownerId }) => [ownerId],
});

/** A redemption that is cancelled: the whole of it is reversed, once. */
export const reverse = act<Event>({
  name: 'reverse',
  weight: 5,
  draw: (world) =>
    world.lately(
      world.redemptions,
      (request) => world.random.chance(10) || (world.holdOf(request)?.used.length ?? 0) > 0,
    ),
  carryOut: (tx, { refunds }, requests) =>
    refunds.refund(
      tx,
      requests.map((request) => ({
        ...{ ...request, refundId: request.reference, transferId: uuid7(), kind: 'redemption_refund' },
        ...{ from: 'redemptions', orderId: null, actor: null, reason: null },
      })),
      { graceDays: GRACE_DAYS },
    ),
  expected: (model, request, now) =>
    model.refund(
      { ...request, refundId: request.reference, kind: 'redemption_refund' },
      { from: 'redemptions', graceMs: GRACE_DAYS * DAY_MS, now },
    ),
  ownersOf: ({ ownerId }) => [ownerId],
});

interface Conversion extends Key {
  readonly points: number;
}

/** Either way; sometimes too few points, or no multiple of a step. The asset is the one that goes. */
export const convert = act<Conversion>({
  name: 'convert',
  weight: 4,
  draw(world) {
    const { random } = world;
    const steps = random.between(1, 60) * SETTINGS.pointsStep;
    return {
      ...world.freshKey(random.chance(60) ? 'points' : 'credit'),
      points: steps + (random.chance(10) ? random.between(1, SETTINGS.pointsStep - 1) : 0),
    };
  },
  async carryOut(tx, { points: service }, requests) {
    const outcomes: unknown[] = [];
    for (const { reference: conversionId, ownerId: customerId, asset, points } of requests) {
      const direction = asset === 'points' ? 'points_to_credit' : 'credit_to_points';
      const outcome = await service.convert(tx, { conversionId, customerId, direction, points });
      outcomes.push(
        outcome.kind === 'converted' ? { kind: 'converted', credit: outcome.conversion.creditMinor } : outcome,
      );
    }
    return outcomes;
  },
  expected(model, { points, ...key }, now) {
    if (points < 20) return { kind: 'fault', fault: 'MINIMUM' };
    if (points % 10 !== 0) return { kind: 'fault', fault: 'MULTIPLE' };
    const credit = (points / 10) * 7;
    const [out, into] = key.asset === 'points' ? [points, credit] : [credit, points];
    const outcome = model.convert(
      { ...key, kind: 'conversion_out', amount: out },
      {
        ...{ ...key, kind: 'conversion_in', amount: into, expiresAt: now + 5 * DAY_MS },
        asset: key.asset === 'points' ? 'credit' : 'points',
      },
      now,
    );
    return outcome.kind === 'debited' ? { kind: 'converted', credit } : outcome;
  },
  ownersOf: ({ ownerId }) => [ownerId],
});
