/** Pricing alone: no HTTP, no database. */
import { performance } from 'node:perf_hooks';
import { priceBasket, type BasketInput, type Offer } from '#libs/promotion';
import { seededIntegers } from '../random.js';
import type { BenchSection, SectionReport } from '../section.js';
import { median, rounded } from '../statistics.js';

const SEED = 20_251_102;
/** A server prices thousands of baskets: what is measured is compiled code. */
const WARM_UP_PASSES = 8;
const LINES = 500;
const OFFERS = 200;
const MERCHANTS = 20;
const CATEGORIES = 30;
const NOON = new Date('2026-06-01T12:00:00Z');
const HOUR_MS = 3_600_000;

/** `--only pricing`. */
export const pricingSection: BenchSection = {
  name: 'pricing',
  about: 'a basket of 500 lines under 200 running offers',
  byDefault: false,
  async run(stage, plan): Promise<SectionReport> {
    stage.say('Pricing baskets of 500 lines under 200 offers …');
    const baskets = Array.from({ length: plan.quick ? 8 : 25 }, (_, n) => largeBasket(SEED + n));
    for (let pass = 0; pass < WARM_UP_PASSES; pass++) for (const basket of baskets) priceBasket(basket);
    const times: number[] = [];
    const unproven = new Set<number>();
    for (let round = 0; round < 40; round++)
      baskets.forEach((basket, n) => {
        const started = performance.now();
        if (!priceBasket(basket).bestProven) unproven.add(n);
        times.push(performance.now() - started);
      });
    const middle = median(times)!;
    const slowest = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)]!;
    return {
      json: {
        basket500Ms: rounded(middle),
        basket500P99Ms: rounded(slowest),
        provenShare: rounded(1 - unproven.size / baskets.length),
      },
      figures: [
        { name: '500 lines under 200 offers, median', value: middle, unit: 'ms', target: { atMost: 5 } },
        { name: '500 lines under 200 offers, p99', value: slowest, unit: 'ms' },
      ],
    };
  },
};

/** A warehouse's worth of lines; offers of every kind, scoped as shops scope them, so that some dozens compete. */
function largeBasket(seed: number): BasketInput {
  const random = seededIntegers(seed);
  const merchants = Array.from({ length: MERCHANTS }, (_, n) => `m${n}`);
  const categories = Array.from({ length: CATEGORIES }, (_, n) => `c${n}`);
  const lines = Array.from({ length: LINES }, (_, n) => ({
    lineKey: String(n),
    variantId: `v${n}`,
    merchantId: merchants[random(MERCHANTS)]!,
    categoryIds: [categories[random(CATEGORIES)]!],
    quantity: 1 + random(5),
    priceMinor: 99 + random(20_000),
    weightGrams: random(2_000),
  }));
  const scopeOf = (): Offer['scope'] => {
    const kind = random(3);
    if (kind === 0) return { kind: 'merchants', ids: [merchants[random(MERCHANTS)]!] };
    if (kind === 1) return { kind: 'categories', ids: [categories[random(CATEGORIES)]!] };
    return { kind: 'variants', ids: Array.from({ length: 8 }, () => `v${random(LINES)}`) };
  };
  const rulesOf = (n: number): Offer['rules'] => {
    const from = 5_000 + random(100_000);
    switch (n % 6) {
      case 0:
        return { kind: 'item_percent', offBps: 200 + random(2_000) };
      case 1:
        return { kind: 'item_price', priceMinor: 99 + random(5_000) };
      case 2:
        return { kind: 'flash_sale', priceMinor: 99 + random(3_000) };
      case 3:
        return { kind: 'threshold_percent_off', tiers: [{ fromMinor: from, offBps: 300 + random(1_000) }] };
      default:
        return {
          kind: 'threshold_amount_off',
          tiers: [{ fromMinor: from, offMinor: 100 + random(Math.floor(from / 8)) }],
        };
    }
  };
  const offers = Array.from({ length: OFFERS }, (_, n): Offer => ({
    offerId: `o${String(n).padStart(3, '0')}`,
    name: `Offer ${n}`,
    rules: rulesOf(n),
    scope: scopeOf(),
    preheatFrom: null,
    startsAt: new Date(NOON.getTime() - HOUR_MS),
    endsAt: new Date(NOON.getTime() + (1 + random(100)) * HOUR_MS),
    stoppedAt: null,
    perCustomerLimit: n % 6 === 2 ? 1 + random(4) : null,
    quota: null,
  }));
  const shipping = new Map(merchants.map((id) => [id, { flatMinor: 495, perKgMinor: 100, freeFromMinor: 50_000 }]));
  return { lines, offers, now: NOON, shipping };
}
