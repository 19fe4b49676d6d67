import { priceBasket } from '../pricing/price-basket.rules.js';
import { aLine, anOffer, NOON } from './basket-builders.js';
import type { Offer } from '../pricing/offer.types.js';
import type { BasketLine } from '../pricing/basket.types.js';
const shipping = new Map(
  Array.from({ length: 60 }, (_, i) => [`m${i}`, { flatMinor: 500, perKgMinor: 100, freeFromMinor: 20_000 }]),
);
const three = [aLine(1999, 2), aLine(549, 1, { merchantId: 'm2' }), aLine(12_900, 1)];
function time(label: string, runs: number, act: () => unknown) {
  for (let i = 0; i < runs / 2; i++) act();
  const t: number[] = [];
  for (let round = 0; round < 15; round++) {
    const s = process.cpuUsage();
    for (let i = 0; i < runs / 10; i++) act();
    const u = process.cpuUsage(s);
    t.push((u.user + u.system) / (runs / 10));
  }
  t.sort((a, b) => a - b);
  console.log(label, 'median', t[7]!.toFixed(2), 'µs', 'max', t.at(-1)!.toFixed(2));
}
const now = NOON;

const none: Offer[] = [];

let seed = 5;
const rnd = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
const pick = (n: number) => Math.floor(rnd() * n);
const lines: BasketLine[] = Array.from({ length: 500 }, (_, i) =>
  aLine(199 + pick(20_000), 1 + pick(4), {
    merchantId: `m${pick(50)}`,
    categoryIds: [`c${pick(20)}`, `root${pick(3)}`],
    variantId: `v${i}`,
  }),
);
const offers: Offer[] = [];
for (let i = 0; i < 200; i++) {
  const scope =
    i % 4 === 0
      ? { kind: 'merchants' as const, ids: [`m${pick(50)}`, `m${pick(50)}`] }
      : i % 4 === 1
        ? { kind: 'categories' as const, ids: [`c${pick(20)}`] }
        : i % 4 === 2
          ? { kind: 'variants' as const, ids: Array.from({ length: 40 }, () => `v${pick(500)}`) }
          : { kind: 'merchants' as const, ids: [`m${pick(50)}`] };
  const k = pick(8);
  const rules =
    k === 0
      ? { kind: 'item_price' as const, priceMinor: 5000 }
      : k === 1
        ? { kind: 'item_percent' as const, offBps: 1000 + pick(20) * 100 }
        : k === 2
          ? { kind: 'flash_sale' as const, priceMinor: 4000 }
          : k === 3
            ? { kind: 'member_percent' as const, tierOffBps: { gold: 700 } }
            : k < 6
              ? {
                  kind: 'threshold_amount_off' as const,
                  tiers: [
                    { fromMinor: 20_000, offMinor: 2_000 },
                    { fromMinor: 50_000, offMinor: 6_000 },
                  ],
                }
              : k === 6
                ? { kind: 'threshold_percent_off' as const, tiers: [{ fromMinor: 30_000, offBps: 800 }] }
                : {
                    kind: 'threshold_gift' as const,
                    tiers: [{ fromMinor: 40_000, gift: { variantId: 'g', quantity: 1, valueMinor: 3_000 } }],
                  };
  offers.push(anOffer(rules, { scope, perCustomerLimit: k === 2 ? 5 : null }));
}
const member = { tier: 'gold', discountBps: 300 };
let b = priceBasket({ lines, now, offers, member, shipping });
console.log({
  list: b.listMinor,
  line: b.lineOfferMinor,
  basket: b.basketOfferMinor,
  proven: b.bestProven,
  applied: b.basketOffers.filter((x) => x.applied).length,
  inPlay: b.basketOffers.length,
});
time('500 x 200', 600, () =>
  priceBasket({ lines, now, offers, member, shipping, points: { use: 'max', available: 1e6 } }),
);
const l120 = lines.slice(0, 120),
  o50 = offers.slice(0, 50);
b = priceBasket({ lines: l120, now, offers: o50, member, shipping });
console.log({ proven: b.bestProven, basket: b.basketOfferMinor });

const one = [anOffer({ kind: 'threshold_amount_off', tiers: [{ fromMinor: 10_000, offMinor: 1000 }] })];
