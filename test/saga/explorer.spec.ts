/**
 * The exhaustive explorer over `decide` with the shape of place_order: every interleaving of customer, gateway, news lost, repeated and
 * in any order, the clock, two workers and crashes. In each state nothing is wrong, and from each a good end can still be reached.
 */
import { explore } from './explorer/explore.js';
import { mutants } from './explorer/mutants.js';
import { shopRules } from './explorer/rules.js';
import type { Size } from './explorer/world.js';
import { placeOrderTable } from './place-order-table.js';

const steps = placeOrderTable().steps.map((step) => ({
  name: step.name,
  kind: step.kind,
  hasUndo: step.undo !== undefined,
}));
const right = shopRules(steps);
/** Two workers race for one payment; one worker, which may die, meets a customer who pays twice. */
const SIZES: readonly Size[] = [
  { payments: 1, workers: 2 },
  { payments: 2, workers: 1 },
];

it.each(SIZES)('is safe and can always come to a good end: %o', (size) => {
  const { states, transitions, goodEnds, flaw } = explore(right, size);
  process.stdout.write(
    `explored ${JSON.stringify(size)}: ${states} states, ${transitions} transitions, ${goodEnds} good ends\n`,
  );
  expect(flaw).toBeUndefined();
  expect(goodEnds).toBeGreaterThan(0);
});

it.each(mutants)('finds the planted defect: $name', ({ name, rules }) => {
  const found = explore(rules(right), SIZES[0]!).flaw ?? explore(rules(right), SIZES[1]!).flaw;
  expect(found).toBeDefined();
  process.stdout.write(`found "${name}" after ${found!.trace.length} moves: ${found!.what}\n`);
});
