/** The offers behind a cart's prices: from the snapshot in this process, with what a customer has used of flash sales. */
import { Injectable, Optional } from '@nestjs/common';
import { Database } from '#libs/platform';
import { OfferSnapshot, PromotionService, type BasketLine, type Member } from '#libs/promotion';
import type { Goods } from './cart.goods.js';
import { CartSettings } from './cart.settings.js';
import { basketLineOf, type OfferContext } from './pricing.rules.js';

/** Port: the tier of a cart's owner. apps/api binds loyalty to it; without it nobody has one. */
export abstract class MemberTiers {
  abstract memberOf(ownerId: string): Promise<Member | null>;
}

@Injectable()
export class CartPricing {
  constructor(
    private readonly database: Database,
    private readonly offers: OfferSnapshot,
    private readonly promotion: PromotionService,
    private readonly settings: CartSettings,
    @Optional() private readonly members?: MemberTiers,
  ) {}

  /** The offers at a moment. One statement when a flash sale speaks of a line, none otherwise. */
  async contextFor(ownerId: string | undefined, lines: readonly BasketLine[], now: Date): Promise<OfferContext> {
    await this.load();
    const { offers } = this.offers;
    if (ownerId === undefined) return this.contextOf({ offers, usage: new Map(), member: null }, now);
    const [usage, member] = await Promise.all([
      this.usage(ownerId, this.flashOffersOf(lines, now)),
      this.member(ownerId),
    ]);
    return this.contextOf({ offers, usage, member }, now);
  }

  /** Offers at a moment, for who has used so much of them and is of this tier. `usage` speaks of the flash sales among these offers. */
  contextOf(known: Pick<OfferContext, 'offers' | 'usage' | 'member'>, now: Date): OfferContext {
    const { offers, usage, member } = known;
    return { offers, usage, now, flashExcess: this.settings.flashExcess, ...(member && { member }) };
  }

  /** Loads the offers when this process has none yet. */
  async load(): Promise<void> {
    if (this.offers.version === 0) await this.offers.refresh();
  }

  /** The owner's tier; no statement while the shop has none. */
  async member(ownerId: string): Promise<Member | null> {
    return (await this.members?.memberOf(ownerId)) ?? null;
  }

  /** Loads the offers if there are newer ones: for whoever cannot wait for the next look. */
  refresh(): Promise<void> {
    return this.offers.refresh();
  }

  /** The offers in the process: the same array as long as none has changed. */
  get offersNow(): OfferContext['offers'] {
    return this.offers.offers;
  }

  /** The flash offers that speak of some line. */
  flashOffersOf(lines: readonly BasketLine[], now: Date): readonly string[] {
    return this.offers.flashOffersOf(lines, now);
  }

  /** What an owner has used of flash offers, and what is left; no statement for none. */
  async usage(ownerId: string, offerIds: readonly string[]): Promise<OfferContext['usage']> {
    return offerIds.length === 0 ? new Map() : this.promotion.usage(this.database, ownerId, offerIds);
  }

  /** The next moment after `now` at which an offer begins to show, starts or ends, in milliseconds; Infinity for none. */
  nextTurnMs(now: Date): number {
    let next = Infinity;
    for (const { preheatFrom, startsAt, endsAt, stoppedAt } of this.offers.offers)
      for (const time of [preheatFrom, startsAt, endsAt, stoppedAt])
        if (time !== null && time > now) next = Math.min(next, time.getTime());
    return next;
  }

  /** As {@link contextFor} for goods that are looked at now; the clock is asked only while there are offers. */
  async contextOfGoods(ownerId: string | undefined, goods: readonly Goods[]): Promise<OfferContext> {
    await this.load();
    const now = this.offers.offers.length === 0 ? new Date(0) : await this.database.now();
    const lines = goods.map((each) => basketLineOf({ id: each.variant.variantId, quantity: 1 }, each));
    return this.contextFor(ownerId, lines, now);
  }
}
