/** Turns a wish into a priced plan, or says why not. Preview, placement and replay ask the same function; nothing is held here. */
import { Injectable } from '@nestjs/common';
import { snapshotVersions, type Problem, type Tx } from '#libs/platform';
import { CatalogSnapshot, validateMessages, type SellableVariant } from '#libs/catalog';
import { MerchantSnapshot, type MerchantTerms } from '#libs/merchant';
import { BasketOutOfRange, OfferSnapshot, priceBasket, type Breakdown } from '#libs/promotion';
import { CustomerTerms } from './customer-terms.js';
import { isShipped, plannedGifts } from './gifts.rules.js';
import { orderProblems } from './order-saga.errors.js';
import { OrderSettings } from './order.settings.js';
import type { LineFault, Plan, PlannedLine, PlanningBasis, Wish } from './placement.types.js';

const NO_VARIANTS: ReadonlyMap<string, SellableVariant> = new Map();

@Injectable()
export class OrderPlanner {
  constructor(
    private readonly catalog: CatalogSnapshot,
    private readonly merchants: MerchantSnapshot,
    private readonly offers: OfferSnapshot,
    private readonly customers: CustomerTerms,
    private readonly settings: OrderSettings,
  ) {}

  /** Makes sure that what is kept in the process is what this transaction sees: a stale copy can never set a price. */
  async freshen(tx: Tx): Promise<void> {
    const snapshots = [this.catalog, this.merchants, this.offers, this.customers.tiers];
    const committed = await snapshotVersions(tx);
    for (const snapshot of snapshots)
      if (committed(snapshot.versionName) !== snapshot.version) await snapshot.refresh();
  }

  /** Variants and merchants of wishes, from the snapshots (what is missing is read in one query each), and their customers' terms. */
  async gather(tx: Tx, wishes: readonly Pick<Wish, 'customerId' | 'lines'>[]): Promise<PlanningBasis> {
    const skus = new Set<string>();
    for (const wish of wishes) for (const line of wish.lines) skus.add(line.sku);
    const variants = await this.catalog.variantsBySku(skus);
    const gifts = this.offers.giftVariantsAt(tx.now);
    const giftVariants = gifts.length === 0 ? NO_VARIANTS : await this.catalog.variantsById(gifts);
    const merchantIds = new Set<string>();
    for (const variant of variants.values()) merchantIds.add(variant.merchantId);
    for (const variant of giftVariants.values()) merchantIds.add(variant.merchantId);
    const [merchants, terms] = await Promise.all([
      this.merchants.byId([...merchantIds]),
      this.customers.of(tx, wishes, variants),
    ]);
    return { variants, giftVariants, merchants, now: tx.now, ...terms };
  }

  /** The plan, or the problem that refuses it. */
  plan(wish: Wish, basis: PlanningBasis): Plan | Problem {
    const { lines, faults } = this.resolve(wish, basis);
    if (faults.length > 0) {
      return orderProblems.LINES_REFUSED('some lines cannot be bought as they are', { lines: faults });
    }
    const breakdown = this.price(wish, lines, basis);
    if (breakdown instanceof BasketOutOfRange) {
      return orderProblems.LINES_REFUSED('the order is larger than this shop can count', {
        lines: [{ sku: lines[Number(breakdown.lineKey)]!.variant.sku, code: 'LIMIT', detail: breakdown.message }],
      });
    }
    const couponProblem = this.couponProblem(wish, breakdown, basis);
    if (couponProblem !== undefined) return couponProblem;
    if (breakdown.problems.length > 0) {
      const limited = breakdown.problems.map((problem) => ({
        sku: lines[Number(problem.lineKey)]!.variant.sku,
        code: problem.code,
        detail: `at most ${problem.allowed}`,
      }));
      return orderProblems.LINES_REFUSED('an offer allows fewer units', { lines: limited });
    }
    const plan: Plan = {
      wish,
      lines,
      merchants: basis.merchants,
      breakdown,
      couponIds: breakdown.coupons.filter((coupon) => coupon.state === 'applied').map((coupon) => coupon.couponId),
      ...plannedGifts(breakdown.gifts, basis, { hasAddress: wish.address !== null }),
      basis,
      rewards: this.customers.rewards({ lines, breakdown }, basis.merchants, basis.standings?.get(wish.customerId)),
    };
    return this.refusalOf(plan) ?? plan;
  }

  /** Lines that can be bought, and the faults of those that cannot; for the preview, which shows both. */
  resolve(
    wish: Wish,
    basis: PlanningBasis,
  ): { readonly lines: readonly PlannedLine[]; readonly faults: readonly LineFault[] } {
    const lines: PlannedLine[] = [];
    const faults: LineFault[] = [];
    const openEarly = basis.openEarly?.get(wish.customerId);
    for (const wanted of wish.lines) {
      const variant = basis.variants.get(wanted.sku);
      const fault = this.faultOf(
        wanted.sku,
        variant,
        wanted.messages,
        variant && basis.merchants.get(variant.merchantId),
        openEarly,
      );
      if (fault !== undefined) faults.push(fault);
      else lines.push({ wanted, variant: variant! });
    }
    return { lines, faults };
  }

  /** Prices lines; the line keys are their indexes. */
  price(wish: Wish, lines: readonly PlannedLine[], basis: PlanningBasis): Breakdown | BasketOutOfRange {
    const member = basis.standings?.get(wish.customerId)?.member ?? null;
    const shipping = new Map([...basis.merchants].map(([id, merchant]) => [id, merchant.shipping]));
    try {
      return priceBasket({
        lines: lines.map(({ variant, wanted }, index) => ({
          lineKey: String(index),
          variantId: variant.variantId,
          merchantId: variant.merchantId,
          categoryIds: variant.categoryIds,
          quantity: wanted.quantity,
          priceMinor: variant.priceMinor,
          weightGrams: variant.weightGrams,
          ...(variant.memberPricesMinor && { memberPrices: variant.memberPricesMinor }),
          ...(!isShipped(variant) && { eligible: { shipping: false } }),
        })),
        now: basis.now,
        offers: this.offers.offers,
        shipping,
        settings: this.settings.pricing,
        ...(member !== null && { member }),
        ...(basis.usage && { usage: basis.usage }),
        ...(basis.coupons && { coupons: basis.coupons.coupons, useCouponIds: basis.coupons.useCouponIds }),
        // The hold has the last word on how many points there are.
        ...(wish.points > 0 && { points: { use: wish.points, available: wish.points } }),
      });
    } catch (error) {
      if (error instanceof BasketOutOfRange) return error;
      throw error;
    }
  }

  private refusalOf(plan: Plan): Problem | undefined {
    const { wish, breakdown } = plan;
    const total = breakdown.totalMinor;
    if (wish.expectedTotal !== null && wish.expectedTotal !== total) {
      return orderProblems.PRICE_CHANGED(`the total is ${total} now`, {
        expectedTotal: wish.expectedTotal,
        total,
        breakdown: breakdownMembers(breakdown),
      });
    }
    if (wish.credit.use === 'exact' && wish.credit.amount > total) {
      return orderProblems.CREDIT_EXCEEDS_TOTAL(`the order costs ${total}`, { total });
    }
    if (wish.address === null && plan.lines.some(({ variant }) => isShipped(variant))) {
      return orderProblems.ADDRESS_REQUIRED('send `shippingAddress`');
    }
    return undefined;
  }

  private couponProblem(wish: Wish, breakdown: Breakdown, basis: PlanningBasis): Problem | undefined {
    if (wish.couponCodes.length === 0) return undefined;
    const unknown = basis.coupons?.unknownCodes ?? wish.couponCodes;
    const refused = [
      ...unknown.map((code) => ({ code, reason: 'UNKNOWN' })),
      ...breakdown.coupons.flatMap((coupon) =>
        basis.coupons?.useCouponIds.includes(coupon.couponId) && coupon.state !== 'applied'
          ? [
              {
                code: basis.coupons.nameOf.get(coupon.couponId),
                name: coupon.name,
                reason: coupon.reason,
                addMinor: coupon.addMinor,
              },
            ]
          : [],
      ),
    ];
    return refused.length === 0
      ? undefined
      : orderProblems.COUPON_REFUSED('a coupon cannot be used on this order', { coupons: refused });
  }

  private faultOf(
    sku: string,
    variant: SellableVariant | undefined,
    messages: Readonly<Record<string, string>> | undefined,
    merchant: MerchantTerms | undefined,
    openEarly: ReadonlySet<string> | undefined,
  ): LineFault | undefined {
    if (variant === undefined) return { sku, code: 'UNKNOWN_SKU', detail: 'there is no such product' };
    const isOpen = variant.onShelf || (variant.awaitsOpening === true && openEarly?.has(variant.productId) === true);
    if (!isOpen) return { sku, code: 'OFF_SHELF', detail: 'is not sold at the moment' };
    if (merchant?.state !== 'approved')
      return { sku, code: 'MERCHANT_SUSPENDED', detail: 'its merchant does not sell at the moment' };
    if (variant.messageFields.length === 0 && messages === undefined) return undefined;
    const wrong = validateMessages(variant.messageFields, messages ?? {});
    return wrong.length === 0 ? undefined : { sku, code: 'MESSAGE_INVALID', detail: wrong.join('; ') };
  }
}

/** A breakdown as problems and previews show it. */
export function breakdownMembers(breakdown: Breakdown): Record<string, number> {
  return {
    list: breakdown.listMinor,
    discount: breakdown.lineOfferMinor + breakdown.basketOfferMinor + breakdown.couponMinor,
    points: breakdown.pointsMinor,
    shipping: breakdown.shippingMinor,
    total: breakdown.totalMinor,
  };
}
