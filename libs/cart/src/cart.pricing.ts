/** The offers behind a cart's prices: from the snapshot in this process, with what a customer has used of flash sales. */
import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import { OfferSnapshot, PromotionService, type BasketLine } from '#libs/promotion';
import type { Goods } from './cart.goods.js';
import { CartSettings } from './cart.settings.js';
import { basketLineOf, type OfferContext } from './pricing.rules.js';

@Injectable()
export class CartPricing {
  constructor(
    private readonly database: Database,
    private readonly offers: OfferSnapshot,
    private readonly promotion: PromotionService,
    private readonly settings: CartSettings,
  ) {}

  /** The offers at a moment. One statement when a flash sale speaks of a line, none otherwise. */
  async contextFor(ownerId: string | undefined, lines: readonly BasketLine[], now: Date): Promise<OfferContext> {
    if (this.offers.version === 0) await this.offers.refresh();
    const { offers } = this.offers;
    const flash = this.offers.flashOffersOf(lines, now);
    const usage =
      ownerId === undefined || flash.length === 0
        ? new Map<string, never>()
        : await this.promotion.usage(this.database, ownerId, flash);
    return { offers, usage, now, flashExcess: this.settings.flashExcess };
  }

  /** As {@link contextFor} for goods that are looked at now; the clock is asked only while there are offers. */
  async contextOfGoods(ownerId: string | undefined, goods: readonly Goods[]): Promise<OfferContext> {
    if (this.offers.version === 0) await this.offers.refresh();
    const now = this.offers.offers.length === 0 ? new Date(0) : await this.database.now();
    const lines = goods.map((each) => basketLineOf({ id: each.variant.variantId, quantity: 1 }, each));
    return this.contextFor(ownerId, lines, now);
  }
}
