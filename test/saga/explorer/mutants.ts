/** The shop's rules, each done wrong in one way. An explorer that does not find every one of them explores too little. */
import type { SagaEvent, SagaPosition, StepShape } from '#libs/platform/saga';
import type { Rules } from './rules.js';

export interface Mutant {
  readonly name: string;
  readonly rules: (right: Rules) => Rules;
}

type Decide = Rules['decide'];

/** A `decide` that answers otherwise in one situation. */
function deciding(
  right: Rules,
  wrong: (
    real: () => SagaPosition,
    at: { steps: readonly StepShape[]; position: SagaPosition; event: SagaEvent },
  ) => SagaPosition,
): Rules {
  const decide: Decide = (steps, position, event) =>
    wrong(() => right.decide(steps, position, event), { steps, position, event });
  return { ...right, decide };
}

/** Where undoing goes on from a step: the next one up that has an undo. */
function undoFrom(steps: readonly StepShape[], from: number): SagaPosition {
  let cursor = from;
  while (cursor >= 0 && !steps[cursor]!.hasUndo) cursor -= 1;
  return cursor < 0 ? { state: 'undone', cursor: -1 } : { state: 'undoing', cursor };
}

/** The table with one step moved behind another. */
function moved(right: Rules, name: string, behind: string): Rules {
  const step = right.steps.find((candidate) => candidate.name === name)!;
  const others = right.steps.filter((candidate) => candidate !== step);
  return { ...right, steps: others.flatMap((other) => (other.name === behind ? [other, step] : [other])) };
}

export const mutants: readonly Mutant[] = [
  {
    name: 'undoing skips the own undo of the wait',
    rules: (right) =>
      deciding(right, (real, { steps, position, event }) =>
        event.kind === 'lapsed' || event.kind === 'cancelled' ? undoFrom(steps, position.cursor - 1) : real(),
      ),
  },
  {
    name: 'undoing skips every other step',
    rules: (right) =>
      deciding(right, (real, { steps, position, event }) =>
        event.kind === 'undone' ? undoFrom(steps, position.cursor - 2) : real(),
      ),
  },
  {
    name: 'a refused step is undone from the step after its neighbour',
    rules: (right) =>
      deciding(right, (real, { steps, position, event }) =>
        event.kind === 'refused' && position.state === 'running' ? undoFrom(steps, position.cursor - 2) : real(),
      ),
  },
  {
    name: 'a refused call goes on as if it had been accepted',
    rules: (right) =>
      deciding(right, (real, { position, event }) =>
        event.kind === 'refused' && position.state === 'calling'
          ? { state: 'running', cursor: position.cursor + 1 }
          : real(),
      ),
  },
  {
    name: 'a refused call ends the saga at once',
    rules: (right) =>
      deciding(right, (real, { position, event }) =>
        event.kind === 'refused' && position.state === 'calling' ? { state: 'undone', cursor: -1 } : real(),
      ),
  },
  {
    name: 'a stuck saga that is let go on goes forward, wherever it was',
    rules: (right) =>
      deciding(right, (real, { position, event }) =>
        event.kind === 'resumed' ? { state: 'calling', cursor: position.cursor } : real(),
      ),
  },
  {
    name: 'what has arrived is ignored once the time is over',
    rules: (right) => ({ ...right, wakes: (world) => (world.isLate ? 'lapsed' : right.wakes(world)) }),
  },
  { name: 'the wait has no alarm (R7)', rules: (right) => ({ ...right, hasAlarm: false }) },
  { name: 'outcomes are written without the lease (R4)', rules: (right) => ({ ...right, isFenced: false }) },
  { name: 'no answer is taken for a refusal', rules: (right) => ({ ...right, unknownIs: 'refused' }) },
  { name: 'no answer is taken for success', rules: (right) => ({ ...right, unknownIs: 'accepted' }) },
  {
    name: 'the last news of a payment counts, not the highest (R5)',
    rules: (right) => ({ ...right, climbs: () => true }),
  },
  {
    name: 'a capture that finds nothing to capture is a success',
    rules: (right) => ({ ...right, capture: (world) => ({ ...right.capture(world), isCoveredBy: () => true }) }),
  },
  { name: 'undoing the wait asks no gateway', rules: (right) => ({ ...right, needsCallOff: () => false }) },
  {
    name: 'a void that finds the payment captured is left at that (R2)',
    rules: (right) => ({ ...right, refundsWhatIsPaid: false }),
  },
  { name: 'a retried refund carries a new key (R3)', rules: (right) => ({ ...right, keepsKeys: false }) },
  { name: 'late money is not given back (R8)', rules: (right) => ({ ...right, returnsLateMoney: false }) },
  {
    name: 'a second payment of a paid order is kept',
    rules: (right) => ({ ...right, returnsLeftOvers: 'when cancelled' }),
  },
  {
    name: 'a payment opened while its order is called off is forgotten',
    rules: (right) => ({ ...right, returnsLeftOvers: 'when paid' }),
  },
  {
    name: 'credit is spent before the card is captured',
    rules: (right) => moved(right, 'post_wallet', 'secure_stock'),
  },
  { name: 'stock is secured after the pivot', rules: (right) => moved(right, 'secure_stock', 'post_wallet') },
];
