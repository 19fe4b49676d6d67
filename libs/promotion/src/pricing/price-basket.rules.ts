/**
 * The price of a basket: line offer → basket offer → coupon → points → shipping, each on what the previous left. One pure
 * function for the product page, cart, preview, placement and reorder. The baskets without anything special take a short way.
 */
import type { Minor } from '#libs/platform';
import {
  BASKET_MINOR_MAX,
  type BasketInput,
  type BasketLine,
  BasketOutOfRange,
  PRICING_DEFAULTS,
  type PricingSettings,
} from './basket.types.js';
import { applyBasketOffers, type BasketOffers } from './basket-offer.rules.js';
import type {
  Breakdown,
  LineProblem,
  MerchantShipping,
  OfferUnits,
  PointsResult,
  PricedLine,
} from './breakdown.types.js';
import { applyCoupons, type Coupons } from './coupon.rules.js';
import { compareLines, sellLines, type SoldLine } from './line-offer.rules.js';
import { type OfferIndex, offerIndexOf } from './offer-index.rules.js';
import { pointsFor } from './points.rules.js';
import { take, type TieOrder } from './sharing.rules.js';
import { shippingOf } from './shipping.rules.js';

const NO_INDEX: OfferIndex = offerIndexOf([]);
const NO_BASKET_OFFERS: BasketOffers = { applied: [], results: [], gifts: [], proven: true };
const NO_COUPONS: Coupons = { results: [], takenMinor: [] };
const NO_SHIPPING: readonly MerchantShipping[] = [];
const NO_SHARES: readonly Minor[] = [];
const NO_CLAIMS: readonly OfferUnits[] = [];

/** Steps 2 to 5, as shared among the lines in one order. */
interface Shared {
  /** By line; empty when there is none. */
  readonly basketOfferMinor: readonly Minor[];
  readonly coupons: Coupons;
  readonly points: PointsResult | null;
  readonly pointsMinor: readonly Minor[];
  readonly leftMinor: readonly Minor[];
  readonly shipping: readonly MerchantShipping[];
}

/**
 * Prices a basket. Pure: the same input gives the same answer; the order of lines does not change any total.
 * @throws BasketOutOfRange for a quantity below 1, a negative or fractional price, or a basket or total beyond {@link BASKET_MINOR_MAX}.
 */
export function priceBasket(input: BasketInput): Breakdown {
  const { lines } = input;
  const settings = input.settings === undefined ? PRICING_DEFAULTS : { ...PRICING_DEFAULTS, ...input.settings };
  const listMinor = checkedTotal(lines);
  const index = input.offers === undefined || input.offers.length === 0 ? NO_INDEX : offerIndexOf(input.offers);
  const nowMs = input.now.getTime();
  const problems: LineProblem[] = [];
  const sold = sellLines(
    lines,
    {
      offers: index.lineOffers,
      nowMs,
      member: input.member ?? null,
      usage: input.usage,
      flashExcess: settings.flashExcess,
    },
    problems,
  );
  const basket =
    index.basketOffers.size === 0 ? NO_BASKET_OFFERS : applyBasketOffers(lines, sold, index.basketOffers, nowMs);
  const shared = shareOut(input, settings, sold, basket);
  const breakdown = assemble(lines, { listMinor, sold, basket, shared, problems });
  if (breakdown.totalMinor > BASKET_MINOR_MAX)
    throw new BasketOutOfRange(`with its shipping the basket is dearer than ${BASKET_MINOR_MAX}`, lines[0]!.lineKey);
  return breakdown;
}

function checkedTotal(lines: readonly BasketLine[]): Minor {
  let total = 0;
  for (const { lineKey, priceMinor, quantity } of lines) {
    if (!Number.isSafeInteger(priceMinor) || priceMinor < 0 || !Number.isSafeInteger(quantity) || quantity < 1)
      throw new BasketOutOfRange(`line ${lineKey}: ${quantity} units at ${priceMinor}`, lineKey);
    total += priceMinor * quantity;
    if (total > BASKET_MINOR_MAX) throw new BasketOutOfRange(`the basket is dearer than ${BASKET_MINOR_MAX}`, lineKey);
  }
  return total;
}

/**
 * Steps 2 to 5. Cents that remain of a sharing go by line order. Where such a cent decides about an amount (a coupon on some
 * lines, a merchant's free shipping) the total would depend on the order of lines: then they go by variant instead.
 */
function shareOut(
  input: BasketInput,
  settings: PricingSettings,
  sold: readonly SoldLine[],
  basket: BasketOffers,
): Shared {
  const shared = shareBy(null, input, settings, sold, basket);
  if (!sharesDecide(input, shared)) return shared;
  const { lines } = input;
  const order = lines.map((_, line) => line).sort((a, b) => compareLines(lines[a]!, lines[b]!));
  const ties: number[] = new Array(lines.length);
  order.forEach((line, position) => (ties[line] = position));
  const steady = shareBy(ties, input, settings, sold, basket);
  return sameAmounts(shared, steady) ? shared : steady;
}

/** A basket offer and points may each give a line one unit more or less, and points follow what the offer left: three at most. */
const CENTS_A_LINE = 3;

/** True when something was shared and a later step that looks at some of the lines only might come out differently. */
function sharesDecide({ lines, coupons, points, shipping }: BasketInput, shared: Shared): boolean {
  if (shared.basketOfferMinor === NO_SHARES && coupons === undefined && points === undefined) return false;
  if (coupons !== undefined && coupons.some((coupon) => coupon.scope.kind !== 'all')) return true;
  if (lines.some((line) => line.eligible !== lines[0]!.eligible)) return true;
  const stepsMax = 1 + (coupons?.length ?? 0);
  return shared.shipping.some(({ merchantId, goodsMinor }) => {
    const freeFromMinor = shipping?.get(merchantId)?.freeFromMinor ?? null;
    if (freeFromMinor === null) return false;
    return Math.abs(goodsMinor - freeFromMinor) <= lines.length * CENTS_A_LINE * stepsMax;
  });
}

function sameAmounts(a: Shared, b: Shared): boolean {
  return (
    a.points?.used === b.points?.used &&
    a.points?.usableMax === b.points?.usableMax &&
    a.coupons.results.every((result, index) => {
      const other = b.coupons.results[index]!;
      return result.state === other.state && result.amountMinor === other.amountMinor;
    }) &&
    a.shipping.every((answer, index) => answer.amountMinor === b.shipping[index]!.amountMinor)
  );
}

function shareBy(
  ties: TieOrder,
  input: BasketInput,
  settings: PricingSettings,
  sold: readonly SoldLine[],
  basket: BasketOffers,
): Shared {
  const { lines } = input;
  const leftMinor: Minor[] = new Array(sold.length);
  for (let line = 0; line < sold.length; line++) leftMinor[line] = sold[line]!.soldMinor;
  let basketOfferMinor = NO_SHARES;
  if (basket.applied.length > 0) {
    const taken: Minor[] = new Array(lines.length).fill(0);
    for (const offer of basket.applied) take(offer.discountMinor, offer.lines, ties, leftMinor, taken);
    basketOfferMinor = taken;
  }
  const coupons =
    input.coupons === undefined || input.coupons.length === 0
      ? NO_COUPONS
      : applyCoupons(lines, leftMinor, input.coupons, input.useCouponIds ?? [], {
          nowMs: input.now.getTime(),
          couponsMax: settings.couponsPerOrderMax,
          ties,
        });
  let points: PointsResult | null = null;
  let pointsMinor = NO_SHARES;
  if (input.points !== undefined) {
    const payable = lines.map((_, line) => line).filter((line) => lines[line]!.eligible?.points !== false);
    let goodsMinor = 0;
    for (const line of payable) goodsMinor += leftMinor[line]!;
    points = pointsFor(input.points, goodsMinor, settings);
    const taken: Minor[] = new Array(lines.length).fill(0);
    take(points.usedMinor, payable, ties, leftMinor, taken);
    pointsMinor = taken;
  }
  const shipping = input.shipping === undefined ? NO_SHIPPING : shippingOf(lines, leftMinor, input.shipping);
  return { basketOfferMinor, coupons, points, pointsMinor, leftMinor, shipping };
}

function assemble(
  lines: readonly BasketLine[],
  priced: {
    readonly listMinor: Minor;
    readonly sold: readonly SoldLine[];
    readonly basket: BasketOffers;
    readonly shared: Shared;
    readonly problems: readonly LineProblem[];
  },
): Breakdown {
  const { listMinor, sold, basket, shared, problems } = priced;
  const offerOfLine: (string | undefined)[] = [];
  for (const { offer, lines: mine } of basket.applied) for (const line of mine) offerOfLine[line] = offer.offerId;
  const sums = { sold: 0, basketOffer: 0, coupon: 0, points: 0, goods: 0, shipping: 0 };
  const pricedLines: PricedLine[] = new Array(lines.length);
  for (let index = 0; index < lines.length; index++) {
    const { lineKey, variantId, merchantId, quantity, priceMinor } = lines[index]!;
    const { unitMinor, soldMinor, portions, lineOffer, notApplied } = sold[index]!;
    const basketOfferMinor = shared.basketOfferMinor[index] ?? 0;
    const couponMinor = shared.coupons.takenMinor[index] ?? 0;
    const pointsMinor = shared.pointsMinor[index] ?? 0;
    const payableMinor = shared.leftMinor[index]!;
    pricedLines[index] = {
      lineKey,
      variantId,
      merchantId,
      quantity,
      unitListMinor: priceMinor,
      listMinor: priceMinor * quantity,
      unitMinor,
      portions,
      lineOffer,
      soldMinor,
      basketOfferId: offerOfLine[index] ?? null,
      basketOfferMinor,
      couponMinor,
      pointsMinor,
      payableMinor,
      notApplied,
    };
    sums.sold += soldMinor;
    sums.basketOffer += basketOfferMinor;
    sums.coupon += couponMinor;
    sums.points += pointsMinor;
    sums.goods += payableMinor;
  }
  for (const { amountMinor } of shared.shipping) sums.shipping += amountMinor;
  return {
    lines: pricedLines,
    listMinor,
    lineOfferMinor: listMinor - sums.sold,
    basketOfferMinor: sums.basketOffer,
    couponMinor: sums.coupon,
    pointsMinor: sums.points,
    goodsMinor: sums.goods,
    shippingMinor: sums.shipping,
    totalMinor: sums.goods + sums.shipping,
    basketOffers: basket.results,
    bestProven: basket.proven,
    gifts: basket.gifts,
    coupons: shared.coupons.results,
    points: shared.points,
    shipping: shared.shipping,
    problems,
    claims: claimsOf(sold),
  };
}

/** The flash units to claim, by offer. */
function claimsOf(sold: readonly SoldLine[]): readonly OfferUnits[] {
  let units: Map<string, number> | undefined;
  for (const { lineOffer, portions } of sold) {
    if (lineOffer === null || lineOffer.kind !== 'flash_sale' || lineOffer.offerId === null) continue;
    units ??= new Map();
    units.set(lineOffer.offerId, (units.get(lineOffer.offerId) ?? 0) + portions[0]!.units);
  }
  if (units === undefined) return NO_CLAIMS;
  return [...units].map(([offerId, count]) => ({ offerId, units: count }));
}
