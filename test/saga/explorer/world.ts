/**
 * A small world around one order: its saga row, what it holds, its payments here and at the gateway, two workers, a customer, a clock.
 * Everything that can happen next is a transition; what takes part in one transaction happens in one.
 */
import type { SagaState } from '#libs/platform/saga';

/** A payment as the gateway has it. `declined` may still be paid with another card. */
export type AtGateway = 'none' | 'pending' | 'declined' | 'authorized' | 'captured' | 'voided' | 'refunded';
/** A payment as our row says. */
export type InBooks = 'none' | 'created' | 'pending' | 'failed' | 'authorized' | 'voided' | 'captured';

export interface PaymentWorld {
  gateway: AtGateway;
  books: InBooks;
  /** What the gateway has ever said, a bit each: any of it may arrive at any time, again, in any order, or never. */
  said: number;
  /** The saga that gives late money back. */
  returning: 'no' | 'due' | 'done';
  /** A refund is set aside or done in our books. */
  refund: boolean;
  /** It was there when its order began to be undone: it must be closed before the order is cancelled (R2). */
  mustClose: boolean;
  /** Different keys under which the gateway was asked to refund. */
  refundKeys: number;
}

export interface WorkerWorld {
  /** `leased`: about to call; `acted`: the call has come back (or not), its outcome is not written yet. */
  stage: 'idle' | 'leased' | 'acted';
  isUndo: boolean;
  outcome: 'accepted' | 'refused' | 'unknown';
}

export interface World {
  isPlaced: boolean;
  saga: SagaState;
  cursor: number;
  before: SagaState;
  /** Its alarm has rung: somebody woke it, or it wants to be asked again. */
  isDue: boolean;
  /** The worker that has it, from 1; 0 for none. */
  lease: number;
  isLeaseLive: boolean;
  order: 'none' | 'awaiting' | 'paid' | 'cancelled';
  /** `taken`: the hold lapsed and somebody else has the goods. */
  stock: 'free' | 'held' | 'secured' | 'committed' | 'released' | 'taken';
  wallet: 'free' | 'held' | 'captured' | 'released';
  hasWork: boolean;
  /** The time to pay is over. */
  isLate: boolean;
  payments: PaymentWorld[];
  workers: WorkerWorld[];
}

/** Something that must never be was found. */
export class Violation extends Error {}

/** What the gateway can say, and its bit. */
export const NEWS = { failed: 1, authorized: 2, captured: 4, voided: 8, refunded: 16 } as const;
export type News = keyof typeof NEWS;

/** How large a world is. */
export interface Size {
  readonly payments: number;
  readonly workers: number;
}

export function firstWorld({ payments, workers }: Size): World {
  return {
    isPlaced: false,
    saga: 'running',
    cursor: 0,
    before: 'running',
    isDue: false,
    lease: 0,
    isLeaseLive: false,
    order: 'none',
    stock: 'free',
    wallet: 'free',
    hasWork: false,
    isLate: false,
    payments: Array.from({ length: payments }, () => ({
      gateway: 'none',
      books: 'none',
      said: 0,
      returning: 'no',
      refund: false,
      mustClose: false,
      refundKeys: 0,
    })),
    workers: Array.from({ length: workers }, idle),
  };
}

export function idle(): WorkerWorld {
  return { stage: 'idle', isUndo: false, outcome: 'unknown' };
}

export function copy(world: World): World {
  return {
    ...world,
    payments: world.payments.map((payment) => ({ ...payment })),
    workers: world.workers.map((worker) => ({ ...worker })),
  };
}

const letters = new Map<unknown, string>();

/** One character for each word, number and flag that occurs. */
function letter(value: unknown): string {
  let known = letters.get(value);
  if (known === undefined) letters.set(value, (known = String.fromCharCode(48 + letters.size)));
  return known;
}

/** Equal worlds have equal keys, and so have worlds that differ only in which worker is which. */
export function keyOf(world: World): string {
  let key =
    letter(world.isPlaced) +
    letter(world.saga) +
    letter(world.cursor) +
    letter(world.before) +
    letter(world.isDue) +
    letter(world.isLeaseLive) +
    letter(world.lease > 0);
  key +=
    letter(world.order) + letter(world.stock) + letter(world.wallet) + letter(world.hasWork) + letter(world.isLate);
  for (const payment of world.payments) {
    key +=
      letter(payment.gateway) +
      letter(payment.books) +
      letter(payment.said) +
      letter(payment.returning) +
      letter(payment.refund) +
      letter(mustStillClose(world, payment)) +
      letter(payment.refundKeys);
  }
  const workers = world.workers.map(
    (worker, i) =>
      letter(worker.stage) + letter(worker.isUndo) + letter(worker.outcome) + letter(world.lease === i + 1),
  );
  return key + (workers.length > 1 ? workers.sort().join('') : workers[0]);
}

/** What must be closed and is not: once it is, or once its order is cancelled, it makes no difference any more. */
export function mustStillClose(world: World, { mustClose, gateway }: PaymentWorld): boolean {
  return mustClose && world.order === 'awaiting' && gateway !== 'voided' && gateway !== 'refunded';
}

/** What must hold in every state. @throws Violation */
export function assertSafe(world: World): void {
  const kept = world.payments.filter((payment) => payment.gateway === 'captured').length;
  if (world.order === 'paid') {
    if (kept === 0) throw new Violation('an order is paid and no money was kept');
    if (world.wallet !== 'captured' || world.stock !== 'committed' || !world.hasWork)
      throw new Violation('an order is paid in part: credit, stock and work belong to it');
  }
  if (world.wallet === 'captured' && kept === 0) throw new Violation('credit was spent before the money was captured');
  if (world.order !== 'paid' && world.hasWork) throw new Violation('goods leave for an order that is not paid');
  if ((world.saga === 'done') !== (world.order === 'paid'))
    throw new Violation('the saga is done, and the order is not paid, or the other way round');
  if (world.payments.some((payment) => payment.refundKeys > 1))
    throw new Violation('a refund was asked for under two keys');
  if (world.isPlaced && world.saga === 'undone') assertUndone(world);
}

function assertUndone(world: World): void {
  if (world.order === 'awaiting' || world.order === 'paid')
    throw new Violation('the saga is undone and the order is not cancelled');
  if (world.wallet === 'held' || world.wallet === 'captured')
    throw new Violation('credit of a cancelled order is not given back');
  if (world.stock === 'held' || world.stock === 'secured' || world.stock === 'committed')
    throw new Violation('stock of a cancelled order is not given back');
  const forgotten = world.payments.find(
    (payment) =>
      payment.returning === 'no' &&
      (payment.books === 'authorized' || (payment.books === 'captured' && !payment.refund)),
  );
  if (forgotten !== undefined) throw new Violation('money of a cancelled order is known and nobody gives it back');
}

/** An end that customer and shop can live with: paid once and delivered, or cancelled and everything back; nothing under way. */
export function isGoodEnd(world: World): boolean {
  if (world.saga !== 'done' && world.saga !== 'undone') return false;
  if (
    world.workers.some((worker) => worker.stage !== 'idle') ||
    world.payments.some((payment) => payment.returning === 'due')
  )
    return false;
  const kept = world.payments.filter((payment) => payment.gateway === 'captured').length;
  const blocked = world.payments.filter((payment) => payment.gateway === 'authorized').length;
  const agrees = world.payments.every(
    (payment) => (payment.books === 'captured') === (payment.gateway === 'captured' || payment.gateway === 'refunded'),
  );
  return agrees && blocked === 0 && kept === (world.order === 'paid' ? 1 : 0);
}
