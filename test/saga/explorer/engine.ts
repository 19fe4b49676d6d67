/** The saga engine in the small world: local steps down to the next wait, call or end, undos back up, as SagaEngine does. */
import type { SagaEvent } from '#libs/platform/saga';
import { isCovered, type Rules } from './rules.js';
import { mustStillClose, Violation, type World } from './world.js';

/** Takes an event and goes on from there, all in one transaction. `refusesAt`: the step that says no, of those that may. */
export function take(rules: Rules, world: World, event: SagaEvent, refusesAt?: string): void {
  move(rules, world, event);
  advance(rules, world, refusesAt);
}

/** Runs the first transaction: places the order, or leaves nothing. */
export function place(rules: Rules, world: World, refusesAt: string | undefined): void {
  world.isPlaced = true;
  advance(rules, world, refusesAt);
}

function move(rules: Rules, world: World, event: SagaEvent): void {
  const next = rules.decide(rules.steps, { state: world.saga, cursor: world.cursor }, event);
  const isTurning =
    world.saga !== 'undoing' && world.saga !== 'stuck' && (next.state === 'undoing' || next.state === 'undone');
  if (isTurning) for (const payment of world.payments) payment.mustClose = payment.books !== 'none';
  world.saga = next.state;
  world.cursor = next.cursor;
}

function advance(rules: Rules, world: World, refusesAt: string | undefined): void {
  while (world.saga === 'running') {
    const step = rules.steps[world.cursor]!;
    if (step.kind === 'wait') {
      const isArrived = isCovered(world);
      move(rules, world, { kind: isArrived ? 'arrived' : 'entered' });
      if (!isArrived) world.isDue = false;
    } else if (step.kind === 'remote') {
      move(rules, world, { kind: 'called' });
      world.isDue = true;
    } else {
      const isRefused = step.name === refusesAt || !act(rules, world, step.name);
      move(rules, world, { kind: isRefused ? 'refused' : 'done' });
    }
  }
  while (world.saga === 'undoing') {
    const step = rules.steps[world.cursor]!;
    if (step.kind !== 'local' && rules.needsCallOff(world)) {
      world.isDue = true;
      return;
    }
    if (step.kind === 'local') undo(rules, world, step.name);
    move(rules, world, { kind: 'undone' });
  }
}

/** A local step's act. False: refused. */
function act(rules: Rules, world: World, name: string): boolean {
  switch (name) {
    case 'reserve_stock':
      world.stock = 'held';
      return true;
    case 'hold_wallet':
      world.wallet = 'held';
      return true;
    case 'accept_order':
      world.order = 'awaiting';
      return true;
    case 'secure_stock':
      if (world.stock === 'taken') return false;
      world.stock = 'secured';
      return true;
    case 'post_wallet':
      if (world.wallet === 'released') throw new Violation('credit is captured that was given back');
      world.wallet = 'captured';
      return true;
    case 'commit_stock':
      if (world.stock !== 'held' && world.stock !== 'secured' && world.stock !== 'committed')
        throw new Violation('stock is sold that is not held');
      world.stock = 'committed';
      return true;
    case 'mark_paid':
      if (world.order === 'cancelled') throw new Violation('a cancelled order is marked paid');
      world.order = 'paid';
      if (rules.returnsLeftOvers !== 'when cancelled') returnLeftOvers(world, 1);
      return true;
    case 'hand_to_fulfilment':
      world.hasWork = true;
      return true;
    default:
      return true;
  }
}

function undo(rules: Rules, world: World, name: string): void {
  if (name === 'accept_order') {
    if (world.order === 'paid') throw new Violation('a paid order is cancelled');
    if (world.payments.some((payment) => mustStillClose(world, payment)))
      throw new Violation('an order is cancelled while a payment of before may still be paid');
    if (world.order === 'awaiting') world.order = 'cancelled';
    if (rules.returnsLeftOvers !== 'when paid') returnLeftOvers(world, 0);
  }
  if (name === 'hold_wallet' && world.wallet === 'held') world.wallet = 'released';
  if (name === 'reserve_stock' && (world.stock === 'held' || world.stock === 'secured')) world.stock = 'released';
}

/** Captured payments are kept first, as many as are needed; what else covers the order goes back. */
function returnLeftOvers(world: World, needed: number): void {
  let missing = needed;
  for (const payment of world.payments) {
    const isCaptured = payment.books === 'captured' && !payment.refund;
    if (isCaptured && missing > 0) missing -= 1;
    else if ((isCaptured || payment.books === 'authorized') && payment.returning === 'no') payment.returning = 'due';
  }
}
