/** Credit that leaves a wallet: gifts and withdrawals, by the verbs that libs/wallet-saga calls, each at the step at which it does. */
import { uuid7 } from '#libs/platform';
import { act, WITHDRAWABLE, type World } from './world.js';

type Gift = World['gifts'][number];

export const gift = act<Gift>({
  name: 'gift',
  weight: 15,
  draw(world) {
    const { random, gifts } = world;
    const again = random.chance(10) ? world.lately(gifts) : undefined;
    if (again !== undefined) return random.chance(80) ? again : { ...again, amount: again.amount + 1 };
    const senderId = random.pick(world.owners);
    const receiverId = random.pick(world.owners.filter((ownerId) => ownerId !== senderId));
    const request = { reference: uuid7(), senderId, receiverId, amount: random.between(1, 400) };
    gifts.push(request);
    return request;
  },
  distinct: ({ reference }) => reference,
  carryOut: (tx, { transfers }, requests) =>
    transfers.send(
      tx,
      requests.map(({ reference, senderId, amount }) => ({
        ...{ reference, ownerId: senderId, amount, transferId: uuid7(), kind: 'gift_sent', to: 'gifts_in_flight' },
        reason: null,
      })),
    ),
  expected: (model, request, now) => model.send(request, request.amount, now),
  ownersOf: ({ senderId }) => [senderId],
});

export const claim = act<Gift & { readonly isAgain: boolean }>({
  name: 'claim',
  weight: 12,
  // One that was refused was never sent, and a saga never claims what was returned.
  draw(world) {
    const { model, gifts } = world;
    const request = world.lately(
      gifts,
      (sent) => model.has(sent.reference, 'gift_sent') && !model.has(sent.reference, 'gift_returned'),
    );
    return request && { ...request, isAgain: model.has(request.reference, 'gift_claimed') };
  },
  distinct: ({ reference }) => reference,
  async carryOut(tx, { transfers }, requests) {
    const claimed: Gift[] = [];
    // A first claim is accepted only while something of the gift is alive.
    for (const request of requests)
      if (request.isAgain || (await transfers.aliveOf(tx, request.reference)) > 0) claimed.push(request);
    const moved = await transfers.passOn(
      tx,
      claimed.map(({ reference, senderId, receiverId }) => ({
        ...{ reference, senderId, receiverId, transferId: uuid7(), kind: 'gift_claimed', from: 'gifts_in_flight' },
        reason: null,
      })),
    );
    return requests.map((request) => moved[claimed.indexOf(request)] ?? { kind: 'gone' });
  },
  expected: (model, request, now) => model.claim(request, now),
  ownersOf: ({ senderId, receiverId }) => [senderId, receiverId],
});

/** Cancelled, declined or lapsed: one verb. Also for a gift that was never sent. */
export const giveBack = act<Gift>({
  name: 'gift returned',
  weight: 8,
  draw: (world) => world.lately(world.gifts, ({ reference }) => !world.model.has(reference, 'gift_claimed')),
  distinct: ({ reference }) => reference,
  carryOut: (tx, { transfers }, requests) =>
    transfers.giveBack(
      tx,
      requests.map(({ reference, senderId }) => ({
        ...{ reference, senderId, transferId: uuid7(), kind: 'gift_returned', from: 'gifts_in_flight', reason: null },
      })),
    ),
  expected: (model, request, now) => model.returnGift(request, now),
  ownersOf: ({ senderId }) => [senderId],
});

type Withdrawal = World['withdrawals'][number];

export const withdraw = act<Withdrawal>({
  name: 'withdraw',
  weight: 12,
  draw(world) {
    const { random, withdrawals } = world;
    const again = random.chance(10) ? world.lately(withdrawals) : undefined;
    // What was refused stands for no amount yet: asked for again it is asked for as it was.
    const isOther = again !== undefined && world.holdOf(again) !== undefined && random.chance(20);
    if (again !== undefined) return isOther ? { ...again, amount: again.amount + 1 } : again;
    const amount = random.between(2, 400);
    const feeMinor = random.chance(20) ? 0 : random.below(amount);
    const request = { ...world.freshKey('credit'), amount, feeMinor, recoveryId: uuid7() };
    withdrawals.push(request);
    return request;
  },
  distinct: ({ reference }) => reference,
  carryOut: (tx, { withdrawable }, requests) =>
    withdrawable.hold(
      tx,
      requests.map(({ reference, ownerId, amount }) => ({ reference, ownerId, amount, origins: WITHDRAWABLE })),
    ),
  expected: (model, request, now) =>
    model.hold(request, request.reference, { use: 'exact', amount: request.amount }, now, WITHDRAWABLE),
  ownersOf: ({ ownerId }) => [ownerId],
});

/** A withdrawal that was accepted and has one of these states. */
function withdrawalIn(world: World, ...states: readonly string[]): Withdrawal | undefined {
  return world.lately(world.withdrawals, (request) => states.includes(world.holdOf(request)?.state ?? 'refused'));
}

const houses = ({ amount, feeMinor }: Withdrawal) => ({ payouts: amount - feeMinor, fees: feeMinor });

const houseList = (request: Withdrawal) =>
  Object.entries(houses(request)).map(([house, amount]) => ({ house: house as 'payouts' | 'fees', amount }));

export const payOut = act<Withdrawal>({
  name: 'withdrawal paid',
  weight: 8,
  draw: (world) => withdrawalIn(world, 'held', 'captured'),
  distinct: ({ reference }) => reference,
  async carryOut(tx, { withdrawable }, requests) {
    await withdrawable.settle(
      tx,
      requests.map((request) => ({
        ...{ reference: request.reference, ownerId: request.ownerId, transferId: uuid7(), kind: 'withdrawal_paid' },
        ...{ to: houseList(request), reason: null },
      })),
    );
    return requests.map(() => undefined);
  },
  expected: (model, request) =>
    model.capture(request, { reference: request.reference, kind: 'withdrawal_paid' }, houses(request)),
  ownersOf: ({ ownerId }) => [ownerId],
});

/** Rejected, not decided in time or failed: one verb. */
export const letGo = act<Withdrawal>({
  name: 'withdrawal failed',
  weight: 6,
  draw: (world) => withdrawalIn(world, 'held', 'released'),
  async carryOut(tx, { wallet }, requests) {
    await wallet.release(tx, requests);
    return requests.map(() => undefined);
  },
  expected: (model, request) => model.release(request, request.reference),
  ownersOf: ({ ownerId }) => [ownerId],
});

/** The provider has paid what it had called failed: reversed as far as there is credit. */
export const recover = act<Withdrawal>({
  name: 'withdrawal recovered',
  weight: 10,
  draw: (world) => withdrawalIn(world, 'released'),
  distinct: ({ reference }) => reference,
  carryOut: (tx, { withdrawable }, requests) =>
    withdrawable.recover(
      tx,
      requests.map((request) => ({
        ...{ reference: request.recoveryId, ownerId: request.ownerId, amount: request.amount, transferId: uuid7() },
        ...{ kind: 'withdrawal_recovered', to: houseList(request), reason: null },
      })),
    ),
  expected: (model, request, now) =>
    model.recover({ ...request, reference: request.recoveryId, kind: 'withdrawal_recovered' }, houses(request), now),
  ownersOf: ({ ownerId }) => [ownerId],
});
