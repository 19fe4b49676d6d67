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
  for (let round = 0; round < 60; round++) {
    const s = process.cpuUsage();
    for (let i = 0; i < runs / 20; i++) act();
    const u = process.cpuUsage(s);
    t.push((u.user + u.system) / (runs / 20));
  }
  t.sort((a, b) => a - b);
  console.log(label, 'min', t[0]!.toFixed(2), 'median', t[30]!.toFixed(2), 'µs', 'max', t.at(-1)!.toFixed(2));
}
const now = NOON;
0 && time('plain 3 lines, no offers', 200_000, () => priceBasket({ lines: three, now, shipping }));
const none: Offer[] = [];
0 &&
  time('plain 3 lines, empty offers array', 200_000, () => priceBasket({ lines: three, now, offers: none, shipping }));
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

import { sellLines } from '../pricing/line-offer.rules.js';
import { applyBasketOffers } from '../pricing/basket-offer.rules.js';
import { offerIndexOf, offersOf } from '../pricing/offer-index.rules.js';
import { bestCombination } from '../pricing/best-combination.rules.js';
import { greedyCombination } from '../pricing/approximate-combination.rules.js';
const index = offerIndexOf(offers);
const ctx = {
  offers: index.lineOffers,
  nowMs: now.getTime(),
  member,
  usage: undefined,
  flashExcess: 'excess_normal' as const,
};
const sold = sellLines(lines, ctx, []);
function best(label: string, act: () => unknown) {
  let m = 1e9;
  for (let i = 0; i < 400; i++) {
    const s = performance.now();
    act();
    m = Math.min(m, performance.now() - s);
  }
  console.log(label, (m * 1000).toFixed(0), 'µs');
}
best('all', () => priceBasket({ lines, now, offers, member, shipping }));
best('offersOf', () => {
  for (const l of lines) {
    offersOf(index.lineOffers, l);
    offersOf(index.basketOffers, l);
  }
});
best('sellLines', () => sellLines(lines, ctx, []));
best('applyBasketOffers', () => applyBasketOffers(lines, sold, index.basketOffers, ctx.nowMs));
import * as bc from '../pricing/best-combination.rules.js';
import { rivalOf } from '../pricing/competition.rules.js';
import { improveByNeighbourhoods } from '../pricing/approximate-combination.rules.js';
const found = new Map<string, number>();
const rv: any[] = [];
const order = lines.map((_, i) => i).sort((a, b) => sold[b]!.soldMinor - sold[a]!.soldMinor);
const cands = order.map((l) =>
  offersOf(index.basketOffers, lines[l]!)
    .map((o) => {
      let k = found.get(o.offer.offerId);
      if (k === undefined) {
        k = rv.length;
        rv.push(rivalOf(o.offer));
        found.set(o.offer.offerId, k);
      }
      return k;
    })
    .sort((a, b) => a - b),
);
const keep = cands.map((c, i) => i).filter((i) => cands[i]!.length);
const A = keep.map((i) => sold[order[i]!]!.soldMinor),
  C = keep.map((i) => cands[i]!);
const linesOf: number[][] = rv.map(() => []);
C.forEach((e, l) => e.forEach((r) => linesOf[r]!.push(l)));
const comp = { rivals: rv, amounts: A, candidates: C, linesOf };
best('bestCombination', () => bc.bestCombination(rv, A, C));
best('greedy', () => greedyCombination(comp));
best('improve', () => improveByNeighbourhoods(comp, greedyCombination(comp), { nodesLeft: 10000, coarseBelow: 1e9 }));
for (const n of [500, 1000, 2000, 4000, 10000]) {
  const g = greedyCombination(comp);
  const v0 = g.valueMinor;
  improveByNeighbourhoods(comp, g, { nodesLeft: n, coarseBelow: 1e9 });
  console.log(n, v0, g.valueMinor);
}
