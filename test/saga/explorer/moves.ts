/** Everything that can happen next in a world. */
import { take, place } from './engine.js';
import type { Move } from './explore.js';
import type { Add } from './saga-in-world.js';
import { gatewaySays, isCovered, type Rules } from './rules.js';
import { copy, idle, NEWS, Violation, type InBooks, type News, type PaymentWorld, type World } from './world.js';

/** How a call to a gateway comes out: it acts and we hear it, it acts and we do not, it does nothing, it says no. */
type CallEnd = 'answered' | 'unheard' | 'nothing' | 'declined';

/** All moves of a world. @throws Violation from a transaction that does what must not be done */
export function movesOf(rules: Rules, world: World): Move<World>[] {
  const moves: Move<World>[] = [];
  const add: Add<World> = (label, isOurs, change) => {
    const next = copy(world);
    try {
      change(next);
    } catch (error) {
      if (error instanceof Violation) throw new Violation(`${label}: ${error.message}`);
      throw error;
    }
    moves.push({ label, isOurs, next });
  };
  if (!world.isPlaced) {
    add('place', true, (next) => place(rules, next, undefined));
    for (const name of ['claim_offers', 'reserve_stock', 'hold_wallet', 'take_cart_lines'])
      add(`place, ${name} refuses`, true, (next) => place(rules, next, name));
    return moves;
  }
  if (!world.isLate) add('the time to pay passes', true, (next) => void (next.isLate = true));
  if (world.isLate && world.stock === 'held')
    add('somebody else takes the lapsed goods', false, (next) => void (next.stock = 'taken'));
  if (world.saga === 'waiting') add('the customer cancels', false, (next) => take(rules, next, { kind: 'cancelled' }));
  if (world.saga === 'stuck') add('an operator lets it go on', true, (next) => resume(rules, next));
  if (world.lease > 0 && world.isLeaseLive) add('the lease ends', true, (next) => void (next.isLeaseLive = false));
  world.payments.forEach((_, i) => paymentMoves(rules, world, i, add));
  world.workers.forEach((_, i) => workerMoves(rules, world, i, add));
  return moves;
}

function paymentMoves(rules: Rules, world: World, i: number, add: Add<World>): void {
  const payment = world.payments[i]!;
  const isFirst = i === 0 || world.payments[i - 1]!.books !== 'none';
  if (payment.books === 'none' && isFirst && world.order === 'awaiting' && !world.isLate) {
    add(`payment ${i} is opened`, false, (next) => void (next.payments[i]!.books = 'created'));
  }
  if (payment.books === 'created' && payment.gateway === 'none') {
    add(`payment ${i} is made known`, true, (next) => {
      next.payments[i]!.gateway = 'pending';
      record(rules, next, i, 'pending');
    });
    add(`payment ${i} is made known, no answer`, true, (next) => void (next.payments[i]!.gateway = 'pending'));
  }
  if (payment.gateway === 'pending' || payment.gateway === 'declined') {
    add(`payment ${i} is authorised`, false, (next) => gatewaySays(next.payments[i]!, 'authorized'));
    if (payment.gateway === 'pending')
      add(`payment ${i} is declined`, false, (next) => gatewaySays(next.payments[i]!, 'failed'));
  }
  if (payment.gateway === 'authorized') {
    add(`payment ${i} is captured by hand at the gateway`, false, (next) => gatewaySays(next.payments[i]!, 'captured'));
    add(`the authorisation of payment ${i} ends`, false, (next) => gatewaySays(next.payments[i]!, 'voided'));
  }
  for (const news of Object.keys(NEWS) as News[]) {
    const isNew = news === 'refunded' ? !payment.refund : isNewTo(rules, payment, news);
    // What changes nothing is no move: old news may come as often as it likes.
    if ((payment.said & NEWS[news]) === 0 || !isNew) continue;
    add(`news of payment ${i}: ${news}`, true, (next) =>
      news === 'refunded' ? void (next.payments[i]!.refund = true) : record(rules, next, i, news),
    );
  }
  if (payment.books !== 'none' && payment.gateway !== 'none' && isNewTo(rules, payment, pictureOf(payment)))
    add(`payment ${i} is asked about`, true, (next) => record(rules, next, i, pictureOf(payment)));
  if (payment.returning !== 'due') return;
  for (const end of ['answered', 'unheard', 'nothing'] as const) {
    add(`payment ${i} is given back, ${end}`, true, (next) => {
      giveBack(rules, next, i, end);
      if (end === 'answered') next.payments[i]!.returning = 'done';
    });
  }
}

function workerMoves(rules: Rules, world: World, i: number, add: Add<World>): void {
  const worker = world.workers[i]!;
  const name = `worker ${i + 1}`;
  const isFree = world.lease === 0 || !world.isLeaseLive;
  if (worker.stage === 'idle') {
    const hasRung = world.isDue || (rules.hasAlarm && world.isLate);
    if (world.saga === 'waiting' && hasRung) add(`${name} wakes it`, true, (next) => wake(rules, next));
    if ((world.saga === 'calling' || world.saga === 'undoing') && isFree) {
      add(`${name} leases it`, true, (next) => {
        Object.assign(next, { lease: i + 1, isLeaseLive: true });
        next.workers[i] = { stage: 'leased', isUndo: next.saga === 'undoing', outcome: 'unknown' };
      });
    }
    return;
  }
  add(`${name} dies`, true, (next) => void (next.workers[i] = idle()));
  if (worker.stage === 'leased') {
    for (const end of worker.isUndo
      ? (['answered', 'unheard', 'nothing'] as const)
      : (['answered', 'unheard', 'nothing', 'declined'] as const)) {
      add(`${name} calls: ${end}`, true, (next) => {
        const outcome = next.workers[i]!.isUndo ? callOff(rules, next, end) : capture(rules, next, end);
        next.workers[i] = {
          ...next.workers[i]!,
          stage: 'acted',
          outcome: outcome === 'unknown' ? rules.unknownIs : outcome,
        };
      });
    }
    return;
  }
  add(`${name} writes down ${worker.outcome}`, true, (next) => settle(rules, next, i));
  if (worker.outcome === 'unknown') add(`${name} has asked too often`, true, (next) => settle(rules, next, i, true));
}

function wake(rules: Rules, world: World): void {
  const verdict = rules.wakes(world);
  if (verdict === 'lapsed' && isCovered(world)) throw new Violation('an order lapses that is paid for');
  if (verdict === 'not_yet') world.isDue = false;
  else take(rules, world, { kind: verdict });
}

function resume(rules: Rules, world: World): void {
  const next = rules.decide(
    rules.steps,
    { state: world.saga, cursor: world.cursor },
    { kind: 'resumed', before: world.before },
  );
  Object.assign(world, { saga: next.state, cursor: next.cursor, isDue: true });
}

/** The one who called writes down what came of it, if the lease is still its own. */
function settle(rules: Rules, world: World, i: number, isTooOften = false): void {
  const worker = world.workers[i]!;
  world.workers[i] = idle();
  if (world.lease !== i + 1 && rules.isFenced) return;
  const isWhere = worker.isUndo ? world.saga === 'undoing' : world.saga === 'calling';
  // Without a fence the writer would not even look; a row elsewhere on the table then takes an event that is not its own.
  if (!isWhere && rules.isFenced) return;
  world.lease = 0;
  world.isLeaseLive = false;
  if (isTooOften) world.before = world.saga;
  if (isTooOften) take(rules, world, { kind: 'failed' });
  else if (worker.outcome === 'accepted') take(rules, world, { kind: worker.isUndo ? 'undone' : 'done' });
  else if (worker.outcome === 'refused') take(rules, world, { kind: worker.isUndo ? 'failed' : 'refused' });
  else take(rules, world, { kind: worker.isUndo ? 'undo_unknown' : 'unknown' });
}

function capture(rules: Rules, world: World, end: CallEnd): WorkerOutcome {
  if (end === 'nothing') return 'unknown';
  const { taken, isCoveredBy } = rules.capture(world);
  for (const i of taken) {
    const payment = world.payments[i]!;
    if (end === 'declined') return 'refused';
    if (payment.gateway === 'authorized') gatewaySays(payment, 'captured');
    if (end === 'answered') record(rules, world, i, pictureOf(payment));
  }
  if (end === 'unheard') return 'unknown';
  return isCoveredBy(world) ? 'accepted' : 'refused';
}

type WorkerOutcome = 'accepted' | 'refused' | 'unknown';

function callOff(rules: Rules, world: World, end: CallEnd): WorkerOutcome {
  if (end === 'nothing') return 'unknown';
  world.payments.forEach((payment, i) => {
    if (payment.books !== 'none') giveBack(rules, world, i, end);
  });
  return end === 'answered' ? 'accepted' : 'unknown';
}

/** Void first; what turns out to be paid is refunded, and our books know that it was before the refund is asked for. */
function giveBack(rules: Rules, world: World, i: number, end: CallEnd): void {
  const payment = world.payments[i]!;
  if (end === 'nothing') return;
  if (payment.gateway === 'captured' && rules.refundsWhatIsPaid) {
    record(rules, world, i, 'captured');
    payment.refundKeys = rules.keepsKeys ? 1 : payment.refundKeys + 1;
    gatewaySays(payment, 'refunded');
  } else if (payment.gateway === 'refunded' && !payment.refund) {
    // Its answer was not heard: the same refund is asked for again.
    payment.refundKeys = rules.keepsKeys ? 1 : payment.refundKeys + 1;
  } else if (payment.gateway !== 'refunded' && payment.gateway !== 'captured' && payment.gateway !== 'voided') {
    gatewaySays(payment, 'voided');
  }
  if (end !== 'answered') return;
  record(rules, world, i, pictureOf(payment));
  if (payment.gateway === 'refunded') payment.refund = true;
}

function isNewTo(rules: Rules, payment: PaymentWorld, told: InBooks): boolean {
  return payment.books !== told && rules.climbs(payment.books, told);
}

/** The one function for news, whoever brings it, in every state of payment and order (R5). */
function record(rules: Rules, world: World, i: number, told: InBooks): void {
  const payment = world.payments[i]!;
  if (!isNewTo(rules, payment, told)) return;
  payment.books = told;
  if (told !== 'authorized' && told !== 'captured') return;
  if (world.order === 'awaiting') {
    if (world.saga === 'waiting') world.isDue = true;
    return;
  }
  const others = world.payments.filter(
    (other, j) => j !== i && (other.books === 'authorized' || (other.books === 'captured' && !other.refund)),
  );
  const isLateMoney = world.order === 'cancelled' && !payment.refund;
  const isExcess = world.order === 'paid' && others.length > 0;
  if ((isLateMoney || isExcess) && rules.returnsLateMoney && payment.returning === 'no') payment.returning = 'due';
}

function pictureOf(payment: PaymentWorld): InBooks {
  switch (payment.gateway) {
    case 'declined':
      return 'failed';
    case 'refunded':
      return 'captured';
    case 'none':
      return 'none';
    default:
      return payment.gateway;
  }
}
