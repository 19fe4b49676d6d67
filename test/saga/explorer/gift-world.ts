/**
 * A small world around one gift: its saga, its row, where its credit is; a receiver who claims or declines, a sender who calls it off,
 * each of whom looks first and acts later; the clock; the expiry of its credit; workers that may die before their commit.
 */
import { decide, type SagaState } from '#libs/platform/saga';
import type { Space } from './explore.js';
import { advance, movesFrom, spaceOf, take, type InSaga, type NamedStep, type StepActs } from './saga-in-world.js';
import { Violation } from './world.js';

export interface GiftWorld extends InSaga {
  saga: SagaState;
  cursor: number;
  isDue: boolean;
  isAsked: boolean;
  row: 'none' | 'pending' | 'claimed' | 'closed';
  isAccepted: boolean;
  credit: 'sender' | 'in flight' | 'receiver' | 'expired';
  /** The lots that the credit came from still live. */
  isAlive: boolean;
  isLate: boolean;
  /** Who has looked, seen a pending gift, and is about to act. */
  about: readonly GiftAct[];
}

type GiftAct = 'claim' | 'decline' | 'cancel';

/** What the shop does by its own rules, each replaceable. */
export interface GiftRules {
  readonly steps: readonly NamedStep[];
  readonly decide: typeof decide;
  /** The wait has a deadline that rings by itself (R7). */
  readonly hasAlarm: boolean;
  /** Acts go by the saga's row under its lock, not by what was read before. */
  readonly looksUnderLock: boolean;
  /** A claim that is too late is refused. */
  readonly minds: { readonly time: boolean; readonly expiry: boolean };
  /** What is noted and the move of the saga are one transaction. */
  readonly isOneAct: boolean;
  /** What has expired does not go back to its sender. */
  readonly booksExpired: boolean;
  /** What has arrived comes before the deadline. */
  readonly arrivalFirst: boolean;
}

export function giftRules(steps: readonly NamedStep[]): GiftRules {
  return {
    ...{ steps, decide, hasAlarm: true, looksUnderLock: true, minds: { time: true, expiry: true } },
    ...{ isOneAct: true, booksExpired: true, arrivalFirst: true },
  };
}

/** The space of gifts under some rules. */
export function giftSpace(rules: GiftRules): Space<GiftWorld> {
  const start: GiftWorld = {
    ...{ saga: 'running', cursor: 0, isDue: false, isAsked: false, row: 'none', isAccepted: false },
    ...{ credit: 'sender', isAlive: true, isLate: false, about: [] },
  };
  return spaceOf({ start, movesOf: (world) => movesOf(rules, world), assertSafe, isGoodEnd });
}

function actsOf(rules: GiftRules, refusesAt?: string): StepActs<GiftWorld> {
  return {
    steps: rules.steps,
    decide: rules.decide,
    hasArrived: (world) => world.isAccepted,
    act(world, name) {
      if (name === refusesAt) return false;
      if (name === 'take_credit') world.credit = 'in flight';
      if (name === 'offer_gift') world.row = 'pending';
      if (name === 'hand_over') {
        if (world.credit !== 'in flight') throw new Violation('a gift is handed over that is not in flight');
        if (!world.isAlive) throw new Violation('credit is handed over that has expired');
        Object.assign(world, { credit: 'receiver', row: 'claimed' });
      }
      return true;
    },
    undo(world, name) {
      if (name !== 'take_credit') return;
      if (world.credit === 'receiver') throw new Violation('a claimed gift goes back');
      if (world.credit === 'in flight') world.credit = world.isAlive || !rules.booksExpired ? 'sender' : 'expired';
      if (world.credit === 'sender' && !world.isAlive && world.row === 'pending')
        throw new Violation('credit comes back to life by being gifted');
      if (world.row === 'pending') world.row = 'closed';
    },
  };
}

function movesOf(rules: GiftRules, world: GiftWorld) {
  const { moves, add } = movesFrom(world);
  const acts = actsOf(rules);
  if (!world.isAsked) {
    add('send', true, (next) => {
      next.isAsked = true;
      advance(acts, next);
    });
    for (const name of ['take_credit', 'brake'])
      add(`send, ${name} refuses`, true, (next) => {
        next.isAsked = true;
        advance(actsOf(rules, name), next);
      });
    return moves;
  }
  if (!world.isLate) add('its time passes', true, (next) => void (next.isLate = true));
  if (world.isAlive) add('its credit expires', true, (next) => void (next.isAlive = false));
  for (const act of ['claim', 'decline', 'cancel'] as const) {
    if (world.row === 'pending' && !world.about.includes(act))
      add(`somebody is about to ${act}`, false, (next) => void (next.about = [...world.about, act].toSorted()));
    if (world.about.includes(act))
      add(act, false, (next) => {
        next.about = world.about.filter((other) => other !== act);
        carryOut(rules, next, act);
      });
  }
  const rings = world.isDue || (rules.hasAlarm && world.isLate);
  if (world.saga === 'waiting' && rings)
    add('a worker wakes it', true, (next) => {
      const isThere = next.isAccepted && (rules.arrivalFirst || !next.isLate);
      if (isThere) take(acts, next, { kind: 'arrived' });
      else if (next.isLate) take(acts, next, { kind: 'lapsed' });
      else next.isDue = false;
    });
  return moves;
}

function carryOut(rules: GiftRules, world: GiftWorld, act: GiftAct): void {
  const acts = actsOf(rules);
  if (rules.looksUnderLock && world.saga !== 'waiting') return;
  if (act !== 'claim') return take(acts, world, { kind: 'cancelled' });
  if (rules.minds.time && world.isLate) return;
  if (rules.minds.expiry && !world.isAlive) return;
  world.isAccepted = true;
  if (rules.isOneAct) take(acts, world, { kind: 'arrived' });
  else world.isDue = true;
}

function assertSafe(world: GiftWorld): void {
  if (!world.isAsked) return;
  if ((world.row === 'pending') !== (world.credit === 'in flight'))
    throw new Violation('pending ⇔ in flight is broken');
  if ((world.row === 'claimed') !== (world.credit === 'receiver'))
    throw new Violation('claimed ⇔ with the receiver is broken');
  if ((world.saga === 'done') !== (world.row === 'claimed')) throw new Violation('done ⇔ claimed is broken');
  if (world.isAccepted && world.row !== 'pending' && world.row !== 'claimed')
    throw new Violation('a claim was accepted and the gift went back');
  if (world.isAccepted && world.saga === 'waiting') throw new Violation('a claim is noted and not carried out');
  if (world.saga === 'undone' && world.row === 'pending') throw new Violation('undone, and still pending');
}

function isGoodEnd(world: GiftWorld): boolean {
  return (world.saga === 'done' || world.saga === 'undone') && world.credit !== 'in flight';
}
