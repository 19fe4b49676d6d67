/**
 * The exhaustive explorer over gift and withdrawal, with `decide`, the tables and the payout ladder that the shop runs. In each state
 * nothing is wrong, from each a good end can still be reached, and every planted defect is found.
 */
import { exploreSpace } from './explorer/explore.js';
import { giftRules, giftSpace, type GiftRules } from './explorer/gift-world.js';
import { movedBehind, withoutUndo, type NamedStep } from './explorer/saga-in-world.js';
import { withdrawalRules, withdrawalSpace, type WithdrawalRules } from './explorer/withdrawal-world.js';
import { giftTable, withdrawalTable } from './transfer-tables.js';

const named = (steps: readonly { name: string; kind: NamedStep['kind']; undo?: unknown }[]): readonly NamedStep[] =>
  steps.map((step) => ({ name: step.name, kind: step.kind, hasUndo: step.undo !== undefined }));

const gift = giftRules(named(giftTable().steps));
const withdrawal = withdrawalRules(named(withdrawalTable().steps));

const report = (what: string, found: ReturnType<typeof exploreSpace>): void =>
  void process.stdout.write(
    `${what}: ${found.states} states, ${found.transitions} transitions, ${found.goodEnds} good ends${found.flaw ? `; after ${found.flaw.trace.length} moves: ${found.flaw.what}` : ''}\n`,
  );

it('a gift is safe and always comes to a good end', () => {
  const found = exploreSpace(giftSpace(gift));
  report('gift', found);
  expect(found.flaw).toBeUndefined();
  expect(found.goodEnds).toBeGreaterThan(0);
});

it.each([1, 2])('a withdrawal with %d workers is safe and can always come to a good end', (workers) => {
  const found = exploreSpace(withdrawalSpace(withdrawal, workers));
  report(`withdrawal, ${workers} workers`, found);
  expect(found.flaw).toBeUndefined();
  expect(found.goodEnds).toBeGreaterThan(0);
});

const giftMutants: Readonly<Record<string, GiftRules>> = {
  'claim and cancel go by what they read before': { ...gift, looksUnderLock: false },
  'the wait has no alarm (R7)': { ...gift, hasAlarm: false },
  'a claim hands over credit that has expired': { ...gift, minds: { time: true, expiry: false } },
  'what has expired goes back to its sender alive': { ...gift, booksExpired: false },
  'a claim is noted in one transaction and carried out in another': { ...gift, isOneAct: false },
  'a noted claim loses against the deadline': { ...gift, isOneAct: false, arrivalFirst: false },
  'the credit of a gift that is called off is not given back': {
    ...gift,
    steps: withoutUndo(gift.steps, 'take_credit'),
  },
  'the credit is taken after the gift is offered': { ...gift, steps: movedBehind(gift.steps, 'take_credit', 'claim') },
  'a lapsed gift is handed over': {
    ...gift,
    decide: (steps, position, event) =>
      gift.decide(steps, position, event.kind === 'lapsed' ? { kind: 'arrived' } : event),
  },
  'calling a gift off ends its saga at once': {
    ...gift,
    decide: (steps, position, event) =>
      event.kind === 'cancelled' ? { state: 'undone', cursor: -1 } : gift.decide(steps, position, event),
  },
};

it.each(Object.entries(giftMutants))('of a gift it finds: %s', (name, rules) => {
  const found = exploreSpace(giftSpace(rules));
  report(name, found);
  expect(found.flaw).toBeDefined();
});

const withdrawalMutants: Readonly<Record<string, WithdrawalRules>> = {
  'no answer is taken for a refusal': { ...withdrawal, unknownIs: 'refused' },
  'no answer is taken for success': { ...withdrawal, unknownIs: 'accepted' },
  'a payout under way is taken for paid': { ...withdrawal, pendingIs: 'accepted' },
  'a payout under way is taken for failed': { ...withdrawal, pendingIs: 'refused' },
  'a retry carries a new key (R3)': { ...withdrawal, keepsKey: false },
  'outcomes are written without the lease (R4)': { ...withdrawal, isFenced: false },
  'a payout under way is never asked about again (R7)': {
    ...withdrawal,
    asksAgain: false,
    judge: (row, picture) =>
      picture.state === 'pending'
        ? withdrawal.judge(row, picture)
        : { climbsTo: undefined, recover: false, alarm: undefined },
  },
  'the wait for a decision has no alarm (R7)': { ...withdrawal, hasAlarm: false },
  'money that leaves after a failure is not booked (R8)': {
    ...withdrawal,
    recovers: { whenTold: false, atTheEnd: true },
  },
  'money that left just before the end is not booked (R8)': {
    ...withdrawal,
    recovers: { whenTold: true, atTheEnd: false },
  },
  'a failed payout that is paid stays failed (R5)': {
    ...withdrawal,
    judge: (row, picture) =>
      row.payoutState === 'failed'
        ? { climbsTo: undefined, recover: false, alarm: undefined }
        : withdrawal.judge(row, picture),
  },
  'the last news counts, not the highest (R5)': {
    ...withdrawal,
    judge: (row, picture) => ({
      climbsTo: picture.state,
      recover: row.state === 'failed' && picture.state === 'paid',
      alarm: undefined,
    }),
  },
  'a rejection goes by what was read before': { ...withdrawal, decidesUnderLock: false },
  'the fee and net are booked before the provider is asked': {
    ...withdrawal,
    steps: movedBehind(withdrawal.steps, 'settle', 'approval'),
  },
  'the hold of a failed withdrawal is not given back': {
    ...withdrawal,
    steps: withoutUndo(withdrawal.steps, 'hold_credit'),
  },
  'a refused payout goes on as if it had been accepted': {
    ...withdrawal,
    decide: (steps, position, event) =>
      event.kind === 'refused' && position.state === 'calling'
        ? withdrawal.decide(steps, position, { kind: 'done' })
        : withdrawal.decide(steps, position, event),
  },
};

it.each(Object.entries(withdrawalMutants))('of a withdrawal it finds: %s', (name, rules) => {
  const found = [1, 2].map((workers) => exploreSpace(withdrawalSpace(rules, workers)));
  const worst = found.find((one) => one.flaw !== undefined) ?? found[0]!;
  report(name, worst);
  expect(worst.flaw).toBeDefined();
});
