/** What orders do to a wallet, and what it is filled by: grant, hold, release, capture, refund. */
import { uuid7 } from '#libs/platform';
import type { HoldAmount, LotSource } from '#libs/wallet-credit';
import type { Event } from './model.js';
import { act, DAY_MS, GRACE_DAYS, type Filling, type Key } from './world.js';

const SOURCES: readonly LotSource[] = ['manual', 'promotion'];

export const grant = act<Filling>({
  name: 'grant',
  weight: 35,
  draw(world, now) {
    const { random, grants } = world;
    const again = random.chance(10) ? world.lately(grants) : undefined;
    if (again !== undefined) return { ...again, lotId: uuid7() };
    // Some have run out already; many run out on one day, so that ties are common.
    const days = random.between(-1, 12);
    const expiresAt = random.chance(25) ? null : new Date(Math.floor(now / DAY_MS) * DAY_MS + days * DAY_MS);
    const request = {
      ...{ ...world.freshKey(), kind: 'property_grant', lotId: uuid7() },
      ...{ amount: random.between(1, 1_000), expiresAt, origin: random.pick(SOURCES) },
    };
    grants.push(request);
    return request;
  },
  carryOut: (tx, { wallet }, requests) =>
    wallet.grant(
      tx,
      requests.map(({ origin: source, ...request }) => ({
        ...{ ...request, source, transferId: uuid7(), from: 'promotions', actor: null, reason: null },
      })),
    ),
  expected: (model, { expiresAt, ...request }) =>
    model.grant({ ...request, from: 'promotions', expiresAt: expiresAt?.getTime() ?? Infinity }),
  ownersOf: ({ ownerId }) => [ownerId],
});

interface Hold extends Key {
  readonly amount: HoldAmount;
}

export const hold = act<Hold>({
  name: 'hold',
  weight: 40,
  draw(world) {
    const { random } = world;
    const units = random.between(0, 600);
    const amount: HoldAmount = random.chance(70) ? { use: 'exact', amount: units } : { use: 'max', upTo: units };
    return { ...(random.chance(85) ? world.freshOrder() : world.someOrder()), amount };
  },
  carryOut: (tx, { wallet }, requests) => wallet.hold(tx, requests),
  expected: (model, request, now) => model.hold(request, request.reference, request.amount, now),
  ownersOf: ({ ownerId }) => [ownerId],
});

export const release = act<Key>({
  name: 'release',
  weight: 15,
  draw: (world) => world.someOrder(),
  async carryOut(tx, { wallet }, requests) {
    await wallet.release(tx, requests);
    return requests.map(() => undefined);
  },
  expected: (model, request) => model.release(request, request.reference),
  ownersOf: ({ ownerId }) => [ownerId],
});

interface Capture extends Key {
  readonly amount?: number;
}

const PAYMENT = { credit: 'order_payment', points: 'order_points' } as const;

export const capture = act<Capture>({
  name: 'capture',
  weight: 25,
  draw(world) {
    // Capturing what was released is a defect of the caller, and throws: it is not drawn.
    for (;;) {
      const key = world.someOrder();
      const held = world.holdOf(key);
      if (held?.state === 'released') continue;
      return held !== undefined && world.random.chance(30)
        ? { ...key, amount: world.random.between(0, held.amount) }
        : key;
    }
  },
  async carryOut(tx, { wallet }, requests) {
    await wallet.capture(
      tx,
      requests.map((request) => ({ ...request, transferId: uuid7(), kind: PAYMENT[request.asset], to: 'sales' })),
    );
    return requests.map(() => undefined);
  },
  expected: (model, { amount, ...key }) =>
    model.capture(key, { reference: key.reference, kind: PAYMENT[key.asset], amount }, 'sales'),
  ownersOf: ({ ownerId }) => [ownerId],
});

type Refund = Event & { readonly refundId: string };

/** In parts, sometimes more than there is, sometimes again, now and then with another amount. */
export const refund = act<Refund>({
  name: 'refund',
  weight: 20,
  draw(world) {
    const { random, refunds } = world;
    const again = random.chance(10) ? world.lately(refunds) : undefined;
    if (again !== undefined) return random.chance(80) ? again : { ...again, amount: again.amount + 1 };
    const order = world.someOrder((key) => random.chance(10) || (world.holdOf(key)?.used.length ?? 0) > 0);
    const paid = world.holdOf(order)?.used.reduce((sum, { amount }) => sum + amount, 0) ?? 0;
    const amount = random.chance(15) ? paid + 1 : random.between(1, Math.max(1, paid));
    const request = { ...order, refundId: uuid7(), kind: `${PAYMENT[order.asset]}_refund`, amount };
    refunds.push(request);
    return request;
  },
  carryOut: (tx, { refunds }, requests) =>
    refunds.refund(
      tx,
      requests.map((request) => ({
        ...{ ...request, transferId: uuid7(), from: 'sales', orderId: request.reference, actor: null, reason: null },
      })),
      { graceDays: GRACE_DAYS },
    ),
  expected: (model, request, now) => model.refund(request, { from: 'sales', graceMs: GRACE_DAYS * DAY_MS, now }),
  ownersOf: ({ ownerId }) => [ownerId],
});
