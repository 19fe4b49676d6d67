/** A guard against another order of magnitude; the bench measures. Processor time and the best of several runs, since the machine is shared. */
import { priceBasket } from '../pricing/price-basket.rules.js';
import { aLine, NOON } from './basket-builders.js';
import { largeBasket } from './large-basket.js';

function bestMs(runs: number, repeats: number, act: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    for (let repeat = 0; repeat < repeats; repeat++) act();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1_000 / repeats);
  }
  return best;
}

it('three lines without offers cost some microseconds', () => {
  const shipping = new Map([['m1', { flatMinor: 500, perKgMinor: 0, freeFromMinor: null }]]);
  const lines = [aLine(1_999, 2), aLine(549), aLine(12_900)];
  expect(bestMs(20, 2_000, () => priceBasket({ lines, shipping, offers: [], now: NOON }))).toBeLessThan(0.05);
});

it('500 lines under 200 offers cost some milliseconds', () => {
  const basket = largeBasket();
  expect(bestMs(100, 1, () => priceBasket(basket))).toBeLessThan(50);
});
