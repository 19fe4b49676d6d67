/**
 * The offers kept in the process, so that pricing reads no row. The snapshot is of one version: a placement compares it inside
 * its transaction (`snapshotVersions`), so a stale copy can never set a price; polling only makes that
 * comparison rarely fail. Quotas and usage are not part of it: claims change them without raising the version.
 */
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Database, snapshotVersions } from '#libs/platform';
import * as sql from './db/offer.statements.js';
import type { BasketLine } from './pricing/basket.types.js';
import { offerIndexOf, offersOf } from './pricing/offer-index.rules.js';
import { type Offer, offerState } from './pricing/offer.types.js';
import { PromotionSettings } from './promotion.settings.js';

/** The name of the version row of offers' terms. */
export const PROMOTION = 'promotion';

@Injectable()
export class OfferSnapshot implements OnApplicationBootstrap, OnModuleDestroy {
  private kept: readonly Offer[] = Object.freeze([]);
  private validFor = 0;
  private hasFlash = false;
  private giving: readonly Offer[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly settings: PromotionSettings,
  ) {}

  /** The name of its version row. */
  readonly versionName = PROMOTION;

  /** The version of {@link offers}; 0 before the first load, which matches no version there is. */
  get version(): number {
    return this.validFor;
  }

  /** All offers that had not ended when they were loaded, for `priceBasket`, which looks at the time itself. The same array until one changes. */
  get offers(): readonly Offer[] {
    return this.kept;
  }

  /** The offers to show at a moment: running, and upcoming ones from their preheating on. */
  shownAt(now: Date): readonly Offer[] {
    return this.kept.filter((offer) => ['running', 'upcoming'].includes(offerState(offer, now)));
  }

  /** The offers running at a moment. */
  runningAt(now: Date): readonly Offer[] {
    return this.kept.filter((offer) => offerState(offer, now) === 'running');
  }

  /** The flash offers that speak of some line: those whose usage pricing should know. Costs nothing while there are none. */
  flashOffersOf(lines: readonly BasketLine[], now: Date): readonly string[] {
    if (!this.hasFlash) return [];
    const index = offerIndexOf(this.kept).lineOffers;
    const found = new Set<string>();
    for (const line of lines)
      for (const { offer } of offersOf(index, line))
        if (offer.rules.kind === 'flash_sale' && offerState(offer, now) === 'running') found.add(offer.offerId);
    return [...found];
  }

  /** The variants that offers running at a moment may give away, in no order. Costs nothing while there are none. */
  giftVariantsAt(now: Date): readonly string[] {
    if (this.giving.length === 0) return [];
    const found = new Set<string>();
    for (const { rules, ...offer } of this.giving)
      if (rules.kind === 'threshold_gift' && offerState(offer, now) === 'running')
        for (const { gift } of rules.tiers) found.add(gift.variantId);
    return [...found];
  }

  /** Loads the offers again if there is a newer version. */
  async refresh(): Promise<void> {
    const version = (await snapshotVersions(this.database))(PROMOTION);
    if (version <= this.validFor) return;
    const offers = await this.database.run(sql.loadOffers, [await this.database.now(), this.settings.offersMax]);
    // A slower load of an older version must not replace a newer one.
    if (version <= this.validFor) return;
    this.kept = Object.freeze(offers);
    this.hasFlash = this.kept.some(({ rules }) => rules.kind === 'flash_sale');
    this.giving = this.kept.filter(({ rules }) => rules.kind === 'threshold_gift');
    this.validFor = version;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      // A failed look is made good by the next one; placements compare versions themselves.
      this.refresh().catch(() => undefined);
    }, this.settings.pollMs);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }
}
