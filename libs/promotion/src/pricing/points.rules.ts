/** Step 4 of pricing: points pay up to a share of the goods, in multiples. */
import type { Minor } from '#libs/platform';
import type { PointsWish, PricingSettings } from './basket.types.js';
import type { PointsResult } from './breakdown.types.js';

/**
 * How many points pay, given what the coupons left of the lines that points may pay. The cap is rounded down: it is a cap.
 */
export function pointsFor(wish: PointsWish, goodsMinor: Minor, settings: PricingSettings): PointsResult {
  const { pointsCapBps, pointsMultiple, pointMinor } = settings;
  const capMinor = Number((BigInt(goodsMinor) * BigInt(pointsCapBps)) / 10_000n);
  const cap = Math.floor(capMinor / pointMinor);
  const inMultiples = (points: number): number => points - (points % pointsMultiple);
  const usableMax = inMultiples(Math.max(0, Math.min(cap, wish.available)));
  const wished = wish.use === 'max' ? usableMax : wish.use;
  const used = inMultiples(Math.min(wished, usableMax));
  const reason = used === wished ? null : wished > wish.available ? 'BALANCE' : wished > cap ? 'CAP' : 'MULTIPLE';
  return { used, usedMinor: used * pointMinor, usableMax, reason };
}
