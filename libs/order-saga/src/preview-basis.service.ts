/** Reads what a preview is made from: what placement would plan on, beside it what the customer holds. Holds nothing. */
import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import type { SellableVariant } from '#libs/catalog';
import { InventoryService } from '#libs/inventory';
import { OfferSnapshot, PromotionService, type Coupon, type CouponsOfWish, type Offer } from '#libs/promotion';
import { WalletService } from '#libs/wallet-credit';
import { isShipped } from './gifts.rules.js';
import { OrderPlanner } from './order-planner.js';
import type { PlannedLine, PlanningBasis, Wish } from './placement.types.js';
import { heldUnits, type Reach } from './preview-problems.rules.js';
import { WishLimits } from './wish-limits.js';

/** What a preview is made from. */
export interface PreviewBasis {
  /** Exactly what a placement plans on. */
  readonly planning: PlanningBasis;
  /** The same with all coupons that the customer holds, for judging them. */
  readonly judging: PlanningBasis;
  readonly offers: readonly Offer[];
  readonly credit: number;
  readonly points: number;
}

@Injectable()
export class PreviewBasisReader {
  constructor(
    private readonly database: Database,
    private readonly planner: OrderPlanner,
    private readonly limits: WishLimits,
    private readonly promotion: PromotionService,
    private readonly offers: OfferSnapshot,
    private readonly inventory: InventoryService,
    private readonly wallet: WalletService,
  ) {}

  /** One picture of catalog, merchants, offers and coupons, as a placement would see them now. */
  async read(wish: Wish): Promise<PreviewBasis> {
    const [{ planning, held }, wallets] = await Promise.all([
      this.database.transaction(async (tx) => {
        await this.planner.freshen(tx);
        const gathered = await this.planner.gather(tx, [wish]);
        return {
          planning: { ...gathered, ...(await this.limits.of(tx, [{ wish, basis: gathered }]))[0] },
          held: await this.promotion.couponsHeld(tx, wish.customerId, tx.now),
        };
      }),
      this.wallet.balance(wish.customerId),
    ]);
    return {
      planning,
      judging: { ...planning, coupons: withHeld(planning.coupons, held) },
      offers: this.offers.offers,
      credit: wallets.get('credit')?.available ?? 0,
      points: wallets.get('points')?.available ?? 0,
    };
  }

  /** How much of the lines' variants (and of gifts, all of them that offers give) the customer can have; stock and limits that the lines' own cart holds use are theirs. */
  async reach(
    customerId: string,
    lines: readonly PlannedLine[],
    gifts: ReadonlyMap<string, SellableVariant>,
  ): Promise<Reach> {
    const shipped = [...lines.map(({ variant }) => variant), ...gifts.values()].flatMap((variant) =>
      isShipped(variant) ? [variant.variantId] : [],
    );
    const limited = lines.flatMap(({ variant: { variantId, purchaseLimit: limit } }) =>
      limit === null ? [] : [{ variantId, windowDays: limit.windowDays }],
    );
    const [free, bought] = await Promise.all([
      this.inventory.availability([...new Set(shipped)]),
      this.inventory.boughtUnits(customerId, [...new Map(limited.map((each) => [each.variantId, each])).values()]),
    ]);
    const own = heldUnits(lines);
    return {
      free: new Map(shipped.map((id) => [id, Math.max(0, free.get(id) ?? 0) + (own.get(id) ?? 0)])),
      bought: new Map([...bought].map(([id, units]) => [id, Math.max(0, units - (own.get(id) ?? 0))])),
    };
  }
}

/** The coupons named in the wish first, then those that the customer holds beside them. */
function withHeld(named: CouponsOfWish | undefined, held: readonly Coupon[]): CouponsOfWish {
  const known = named ?? { coupons: [], useCouponIds: [], unknownCodes: [], nameOf: new Map() };
  const ids = new Set(known.coupons.map((coupon) => coupon.couponId));
  // Several grants of one coupon are one line: the one that ends first stands for them.
  const others = held.filter(({ couponId }) => !ids.has(couponId) && ids.add(couponId));
  return { ...known, coupons: [...known.coupons, ...others] };
}
