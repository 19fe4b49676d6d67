/**
 * A small world around one withdrawal: its saga, its row, its hold, its payout here and at the provider, workers, operators who approve and
 * reject, a clock. The provider may pay at once, later, never, refuse, fail, and pay after it has failed; its news come late, again, in any order.
 */
import { decide, type SagaState } from '#libs/platform/saga';
import { judgePayout, type PayoutState, type WithdrawalState } from '#libs/wallet-saga';
import type { Space } from './explore.js';
import {
  advance,
  movesFrom,
  spaceOf,
  take,
  type Add,
  type InSaga,
  type NamedStep,
  type StepActs,
} from './saga-in-world.js';
import { Violation } from './world.js';

type Outcome = 'accepted' | 'refused' | 'pending' | 'unknown';

export interface WithdrawalWorld extends InSaga {
  saga: SagaState;
  cursor: number;
  isDue: boolean;
  before: SagaState;
  isAsked: boolean;
  isLate: boolean;
  row: 'none' | WithdrawalState;
  hold: 'none' | 'held' | 'captured' | 'released';
  /** Transfers to payouts and fees. */
  booked: number;
  isRecovered: boolean;
  books: PayoutState;
  provider: PayoutState;
  /** What the provider has ever said: any of it may arrive at any time, again, in any order, or never. */
  said: readonly PayoutState[];
  /** Payouts the provider has made of it: one for each key. */
  payouts: number;
  /** The worker that has it, from 1; 0 for none. */
  lease: number;
  isLeaseLive: boolean;
  workers: readonly { readonly stage: 'idle' | 'leased' | 'acted'; readonly outcome: Outcome }[];
}

/** What the shop does by its own rules, each replaceable. */
export interface WithdrawalRules {
  readonly steps: readonly NamedStep[];
  readonly decide: typeof decide;
  readonly judge: typeof judgePayout;
  /** The wait for a decision has a deadline that rings by itself (R7). */
  readonly hasAlarm: boolean;
  /** A payout that is under way is asked about again by itself (R7). */
  readonly asksAgain: boolean;
  /** Outcomes are written only under the lease that the call was made under (R4). */
  readonly isFenced: boolean;
  /** What no answer is taken for, and what an answer that is not the last. */
  readonly unknownIs: Outcome;
  readonly pendingIs: Outcome;
  /** A retried request carries the same key (R3). */
  readonly keepsKey: boolean;
  /** Money that leaves after everything was given back is booked (R8): when it is told, and when it was told just before the end. */
  readonly recovers: { readonly whenTold: boolean; readonly atTheEnd: boolean };
  /** Decisions go by the saga's row under its lock. */
  readonly decidesUnderLock: boolean;
}

export function withdrawalRules(steps: readonly NamedStep[]): WithdrawalRules {
  return {
    ...{ steps, decide, judge: judgePayout, hasAlarm: true, asksAgain: true, isFenced: true, keepsKey: true },
    ...{
      unknownIs: 'unknown',
      pendingIs: 'pending',
      recovers: { whenTold: true, atTheEnd: true },
      decidesUnderLock: true,
    },
  };
}

/** The space of withdrawals under some rules. */
export function withdrawalSpace(rules: WithdrawalRules, workers: number): Space<WithdrawalWorld> {
  const idle = { stage: 'idle', outcome: 'unknown' } as const;
  const start: WithdrawalWorld = {
    ...{ saga: 'running', cursor: 0, isDue: false, before: 'running', isAsked: false, isLate: false },
    ...{
      row: 'none',
      hold: 'none',
      booked: 0,
      isRecovered: false,
      books: 'none',
      provider: 'none',
      said: [],
      payouts: 0,
    },
    ...{ lease: 0, isLeaseLive: false, workers: Array.from({ length: workers }, () => idle) },
  };
  return spaceOf({ start, movesOf: (world) => movesOf(rules, world), assertSafe, isGoodEnd });
}

function actsOf(rules: WithdrawalRules, refusesAt?: string): StepActs<WithdrawalWorld> {
  return {
    steps: rules.steps,
    decide: rules.decide,
    hasArrived: (world) => world.row === 'approved',
    act(world, name) {
      if (name === refusesAt) return false;
      if (name === 'hold_credit') world.hold = 'held';
      if (name === 'accept_withdrawal') world.row = 'requested';
      if (name === 'settle') {
        if (world.hold !== 'held') throw new Violation('a hold is captured that is not there');
        Object.assign(world, { hold: 'captured', row: 'paid_out', booked: world.booked + 1 });
      }
      return true;
    },
    undo(world, name) {
      if (name === 'accept_withdrawal') {
        if (world.row === 'paid_out') throw new Violation('what was paid out is undone');
        if (world.row !== 'none') world.row = world.row === 'approved' ? 'failed' : 'rejected';
      }
      if (name !== 'hold_credit') return;
      if (world.hold === 'held') world.hold = 'released';
      if (rules.recovers.atTheEnd && world.row === 'failed' && world.books === 'paid') recover(world);
    },
  };
}

function recover(world: WithdrawalWorld): void {
  Object.assign(world, { row: 'paid_out', isRecovered: true, booked: world.booked + 1 });
}

function movesOf(rules: WithdrawalRules, world: WithdrawalWorld) {
  const { moves, add } = movesFrom(world);
  if (!world.isAsked) {
    for (const refuses of [undefined, 'hold_credit', 'brake'])
      add(`request, ${refuses ?? 'nothing'} refuses`, true, (next) => {
        next.isAsked = true;
        advance(actsOf(rules, refuses), next);
      });
    return moves;
  }
  if (!world.isLate) add('the time to decide passes', true, (next) => void (next.isLate = true));
  decisions(rules, world, add);
  if (world.saga === 'stuck')
    add('an operator lets it go on', true, (next) => {
      next.saga = world.before;
      next.isDue = true;
    });
  if (world.lease > 0 && world.isLeaseLive) add('the lease ends', true, (next) => void (next.isLeaseLive = false));
  providerMoves(rules, world, add);
  world.workers.forEach((_, i) => workerMoves(rules, world, i, add));
  return moves;
}

function decisions(rules: WithdrawalRules, world: WithdrawalWorld, add: Add<WithdrawalWorld>): void {
  const isOpen = rules.decidesUnderLock
    ? world.saga === 'waiting'
    : world.row === 'requested' || world.row === 'approved';
  if (!isOpen) return;
  if (!world.isLate && world.saga === 'waiting')
    add('an operator approves', false, (next) => {
      next.row = 'approved';
      take(actsOf(rules), next, { kind: 'arrived' });
    });
  add('an operator rejects', false, (next) => {
    if (world.saga === 'waiting') return take(actsOf(rules), next, { kind: 'cancelled' });
    // Without the lock, the one who rejects goes by what was read before.
    Object.assign(next, { row: 'rejected', hold: 'released' });
  });
}

function providerMoves(rules: WithdrawalRules, world: WithdrawalWorld, add: Add<WithdrawalWorld>): void {
  const become = (state: 'paid' | 'failed') => (next: WithdrawalWorld) => says(next, state);
  if (world.provider === 'pending') {
    add('the provider pays', true, become('paid'));
    add('the payout fails', true, become('failed'));
  }
  if (world.provider === 'failed' && world.payouts > 0) add('the provider pays after all', false, become('paid'));
  for (const state of world.said)
    if (isNew(rules, world, state)) add(`news: ${state}`, true, (next) => record(rules, next, state));
}

function says(world: WithdrawalWorld, state: PayoutState): void {
  world.provider = state;
  if (!world.said.includes(state)) world.said = [...world.said, state].toSorted();
}

function verdictOn(rules: WithdrawalRules, world: WithdrawalWorld, state: PayoutState) {
  if (world.row === 'none' || state === 'none') return undefined;
  const row = { state: world.row, payoutState: world.books, netMinor: 95, currency: 'USD' };
  return rules.judge(row, { state, amountMinor: 95, currency: 'USD' });
}

/** What changes nothing is no move: old news may come as often as it likes. */
function isNew(rules: WithdrawalRules, world: WithdrawalWorld, state: PayoutState): boolean {
  return verdictOn(rules, world, state)?.climbsTo !== undefined;
}

/** The one function for news, whoever brings it (R5). */
function record(rules: WithdrawalRules, world: WithdrawalWorld, state: PayoutState): void {
  const verdict = verdictOn(rules, world, state);
  if (verdict?.climbsTo === undefined) return;
  world.books = verdict.climbsTo;
  if (world.saga === 'calling') world.isDue = true;
  if (verdict.recover && rules.recovers.whenTold) recover(world);
}

function workerMoves(rules: WithdrawalRules, world: WithdrawalWorld, i: number, add: Add<WithdrawalWorld>): void {
  const worker = world.workers[i]!;
  const name = `worker ${i + 1}`;
  const become = (next: WithdrawalWorld, stage: 'idle' | 'leased' | 'acted', outcome: Outcome = 'unknown'): void => {
    next.workers = world.workers.map((other, j) => (j === i ? { stage, outcome } : other));
  };
  if (worker.stage === 'idle') {
    if (world.saga === 'waiting' && rules.hasAlarm && world.isLate)
      add(`${name} wakes it`, true, (next) => take(actsOf(rules), next, { kind: 'lapsed' }));
    const isFree = world.lease === 0 || !world.isLeaseLive;
    if (world.saga === 'calling' && isFree && (world.isDue || world.lease > 0))
      add(`${name} leases it`, true, (next) => {
        Object.assign(next, { lease: i + 1, isLeaseLive: true });
        become(next, 'leased');
      });
    return;
  }
  add(`${name} dies`, true, (next) => become(next, 'idle'));
  if (worker.stage === 'leased') {
    for (const end of ['pays', 'takes it', 'refuses', 'acts unheard', 'does nothing'] as const)
      add(`${name} asks, the provider ${end}`, true, (next) => become(next, 'acted', asked(rules, next, end)));
    return;
  }
  add(`${name} writes down ${worker.outcome}`, true, (next) => {
    become(next, 'idle');
    settle(rules, next, { worker: i, outcome: worker.outcome, isTooOften: false });
  });
  if (worker.outcome === 'unknown')
    add(`${name} has asked too often`, true, (next) => {
      become(next, 'idle');
      settle(rules, next, { worker: i, outcome: 'unknown', isTooOften: true });
    });
}

/** What our books know for good is not asked again (R6). */
function asked(
  rules: WithdrawalRules,
  world: WithdrawalWorld,
  end: 'pays' | 'takes it' | 'refuses' | 'acts unheard' | 'does nothing',
): Outcome {
  if (world.books === 'paid') return 'accepted';
  if (world.books === 'failed') return 'refused';
  if (end === 'does nothing') return rules.unknownIs;
  const isKnown = world.provider !== 'none' && (rules.keepsKey || world.books !== 'none');
  if (!isKnown) {
    if (end !== 'refuses') world.payouts += 1;
    says(world, end === 'pays' ? 'paid' : end === 'refuses' ? 'failed' : 'pending');
  }
  if (end === 'acts unheard') return rules.unknownIs;
  record(rules, world, world.provider);
  const after: PayoutState = { ...world }.books;
  if (after === 'paid') return 'accepted';
  return after === 'failed' ? 'refused' : rules.pendingIs;
}

function settle(
  rules: WithdrawalRules,
  world: WithdrawalWorld,
  { worker, outcome, isTooOften }: { readonly worker: number; readonly outcome: Outcome; readonly isTooOften: boolean },
): void {
  if (world.lease !== worker + 1 && rules.isFenced) return;
  if (world.saga !== 'calling' && rules.isFenced) return;
  const acts = actsOf(rules);
  Object.assign(world, { lease: 0, isLeaseLive: false });
  if (isTooOften) {
    world.before = world.saga;
    return take(acts, world, { kind: 'failed' });
  }
  if (outcome === 'accepted') return take(acts, world, { kind: 'done' });
  if (outcome === 'refused') return take(acts, world, { kind: 'refused' });
  take(acts, world, { kind: 'unknown' });
  world.isDue = outcome === 'unknown' || rules.asksAgain;
}

function assertSafe(world: WithdrawalWorld): void {
  const { row, hold, booked, provider } = world;
  if (world.payouts > 1) throw new Violation('the provider was asked under two keys');
  if (booked > 1) throw new Violation('a withdrawal is booked twice');
  if ((row === 'paid_out') !== (booked === 1)) throw new Violation('settled ⇔ one transfer is broken');
  const isOpen = row === 'requested' || row === 'approved';
  if (isOpen !== (hold === 'held') && row !== 'none') throw new Violation('open ⇔ live hold is broken');
  if (row === 'none' && hold === 'held') throw new Violation('something is held for nothing');
  if (row === 'paid_out' && provider !== 'paid') throw new Violation('booked as paid, and the provider has not paid');
  if (row === 'paid_out' && world.books !== 'paid')
    throw new Violation('booked as paid, and our own books say otherwise');
  if (row === 'rejected' && provider !== 'none') throw new Violation('rejected, and the provider was asked');
  if (world.saga === 'done' && (row !== 'paid_out' || world.isRecovered)) throw new Violation('done and not paid out');
  if (world.saga === 'undone' && isOpen) throw new Violation('undone, and still open');
  if (world.saga === 'undone' && world.books === 'paid' && booked === 0)
    throw new Violation('money left, we know it, and nobody booked it');
}

/** Paid and booked, or not paid and everything back; nothing under way. */
function isGoodEnd(world: WithdrawalWorld): boolean {
  if (world.saga !== 'done' && world.saga !== 'undone') return false;
  if (world.workers.some((worker) => worker.stage !== 'idle') || world.provider === 'pending') return false;
  return (world.provider === 'paid') === (world.booked === 1);
}
