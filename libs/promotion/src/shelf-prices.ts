/**
 * What offers make of prices on the shelf, for browsing: anybody's price of one unit, each member tier's, and the offers to show. Kept
 * in the process as long as no offer changes, begins or ends; asks the same pure function as a cart. Nothing here is a promise.
 */
import { Injectable, Optional } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database, plainArray, type Minor } from '#libs/platform';
import { quotasLeft } from './db/offer.statements.js';
import { OfferSnapshot } from './offer-snapshot.js';
import type { BasketLine, OfferUsage } from './pricing/basket.types.js';
import { offerIndexOf, offersOf } from './pricing/offer-index.rules.js';
import { type Offer, offerState } from './pricing/offer.types.js';
import { priceBasket } from './pricing/price-basket.rules.js';
import { PromotionSettings } from './promotion.settings.js';

/** A tier whose members pay less for everything, in basis points; 0 = no less. */
export interface StandingDiscount {
  readonly tier: string;
  readonly discountBps: number;
}

/** Port: the tiers as they stand. Implemented by loyalty (apps/api); without it only offers and catalog prices are for members. */
export abstract class StandingDiscounts {
  /** The same array as long as no tier changes. */
  abstract discounts(): readonly StandingDiscount[];
}

/** A variant on the shelf, as plain data. */
export interface ShelfGoods {
  readonly variantId: string;
  readonly merchantId: string;
  /** The product's categories and all their ancestors. */
  readonly categoryIds: readonly string[];
  readonly priceMinor: Minor;
  readonly memberPricesMinor: Readonly<Record<string, Minor>>;
}

/** An offer as it is shown beside goods. */
export interface ShelfOffer {
  readonly offerId: string;
  readonly kind: string;
  readonly name: string;
  readonly state: 'running' | 'upcoming';
  readonly startsAt: Date;
  readonly endsAt: Date | null;
}

/** What one unit costs now. */
export interface ShelfPrice {
  /** For anybody. */
  readonly priceMinor: Minor;
  /** The line offer that makes it so. */
  readonly offerId: string | null;
  /** For members, where it is less than for anybody. */
  readonly memberPricesMinor: Readonly<Record<string, Minor>>;
  /** Running ones first, each by its end; at most {@link SHELF_OFFERS_MAX}. */
  readonly offers: readonly ShelfOffer[];
}

/** The most offers shown beside one variant. */
export const SHELF_OFFERS_MAX = 10;
/** Prices kept in the process, about 0.5 KB each. */
const PRICES_KEPT_MAX = 50_000;
const NO_MEMBERS: Readonly<Record<string, Minor>> = Object.freeze({});
const NO_OFFERS: readonly ShelfOffer[] = Object.freeze([]);
const NO_DISCOUNTS: readonly StandingDiscount[] = Object.freeze([]);

@Injectable()
export class ShelfPrices {
  private readonly kept = new LRUCache<string, ShelfPrice>({ max: PRICES_KEPT_MAX });
  private badges = new Map<Offer, ShelfOffer | null>();
  /** What `kept` is valid for. */
  private offers: readonly Offer[] = NO_OFFERS as readonly never[];
  private tiers: readonly StandingDiscount[] = NO_DISCOUNTS;
  private validFromMs = Infinity;
  private validUntilMs = -Infinity;
  private usage: ReadonlyMap<string, OfferUsage> = new Map();
  private quotasReadMs = -Infinity;
  /** How often `kept` was emptied. */
  private cleared = 0;

  constructor(
    private readonly database: Database,
    private readonly snapshot: OfferSnapshot,
    private readonly settings: PromotionSettings,
    @Optional() private readonly standing?: StandingDiscounts,
  ) {}

  /** Prices of goods at a moment, in their order. No statement but, once a second at most, one for the quotas of flash sales. */
  async of(goods: readonly ShelfGoods[], now: Date): Promise<readonly ShelfPrice[]> {
    await this.renew(now);
    // Whoever asked meanwhile may have turned to a moment at which other offers run; from here on nothing waits.
    this.turnTo(now);
    if (this.offers.length === 0 && this.tiers.length === 0) return goods.map(plainPrice);
    return goods.map((each) => {
      const key = keyOf(each);
      let price = this.kept.get(key);
      if (price === undefined) this.kept.set(key, (price = this.priceOf(each, now)));
      return price;
    });
  }

  /** A number that stands as long as {@link of} answers the same for the same goods. */
  async generation(now: Date): Promise<number> {
    await this.renew(now);
    this.turnTo(now);
    return this.cleared;
  }

  private forget(): void {
    this.kept.clear();
    this.badges = new Map();
    this.cleared += 1;
  }

  /** What of these offers is shown. An offer's badge is one object, whoever it is shown beside. */
  private shown(offers: readonly Offer[], now: Date): readonly ShelfOffer[] {
    const found = offers.flatMap((offer) => {
      let badge = this.badges.get(offer);
      if (badge === undefined) this.badges.set(offer, (badge = badgeOf(offer, now)));
      return badge ?? [];
    });
    const endMs = ({ endsAt }: ShelfOffer): number => endsAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
    found.sort((a, b) => (a.state === b.state ? endMs(a) - endMs(b) : a.state === 'running' ? -1 : 1));
    return found.slice(0, SHELF_OFFERS_MAX);
  }

  private async renew(now: Date): Promise<void> {
    if (this.snapshot.version === 0) await this.snapshot.refresh();
    this.turnTo(now);
    const nowMs = now.getTime();
    if (nowMs >= this.quotasReadMs && nowMs - this.quotasReadMs < this.settings.pollMs) return;
    this.quotasReadMs = nowMs;
    await this.readQuotas(now);
  }

  /** Forgets what is kept when it is of other offers, of other tiers or of a time at which other offers ran. */
  private turnTo(now: Date): void {
    const nowMs = now.getTime();
    const tiers = this.standing?.discounts() ?? NO_DISCOUNTS;
    const isSame = this.offers === this.snapshot.offers && this.tiers === tiers;
    if (isSame && nowMs >= this.validFromMs && nowMs < this.validUntilMs) return;
    this.forget();
    this.offers = this.snapshot.offers;
    this.tiers = tiers;
    this.validFromMs = nowMs;
    this.validUntilMs = nextChangeMs(this.offers, nowMs);
    this.quotasReadMs = -Infinity;
  }

  private async readQuotas(now: Date): Promise<void> {
    const limited = this.offers.filter((offer) => offer.quota !== null && offerState(offer, now) === 'running');
    if (limited.length === 0) return;
    const { cleared } = this;
    const rows = await this.database.run(quotasLeft, [plainArray(limited.map(({ offerId }) => offerId))]);
    // There are other offers now, or quotas read later: what came of this question is the past.
    if (cleared !== this.cleared) return;
    const wasOpen = [...this.usage].map(([offerId, { unitsLeft }]) => `${offerId}${unitsLeft! > 0}`).join();
    const isOpen = rows.map(({ offerId, unitsLeft }) => `${offerId}${unitsLeft > 0}`).join();
    this.usage = new Map(rows.map(({ offerId, unitsLeft }) => [offerId, { boughtUnits: 0, unitsLeft }]));
    // One unit is priced: only a quota that ran out, or came back, changes a price.
    if (wasOpen !== isOpen) this.forget();
  }

  private priceOf(goods: ShelfGoods, now: Date): ShelfPrice {
    const { offers, usage, tiers } = this;
    const index = offerIndexOf(offers);
    const line: BasketLine = {
      ...goods,
      lineKey: '',
      quantity: 1,
      weightGrams: 0,
      memberPrices: goods.memberPricesMinor,
    };
    const about = [...offersOf(index.lineOffers, line), ...offersOf(index.basketOffers, line)].map(
      ({ offer }) => offer,
    );
    if (about.length === 0 && tiers.length === 0) return plainPrice(goods);
    const unitFor = (tier: string | null): { readonly priceMinor: Minor; readonly offerId: string | null } => {
      const discountBps = tiers.find((each) => each.tier === tier)?.discountBps ?? 0;
      const member = tier === null ? null : { tier, discountBps };
      const [priced] = priceBasket({ lines: [line], now, offers, usage, member }).lines;
      return { priceMinor: priced!.unitMinor, offerId: priced!.lineOffer?.offerId ?? null };
    };
    const anybody = unitFor(null);
    const members: Record<string, Minor> = {};
    for (const tier of tiersOf(goods, about, tiers)) {
      const { priceMinor } = unitFor(tier);
      if (priceMinor < anybody.priceMinor) members[tier] = priceMinor;
    }
    return { ...anybody, memberPricesMinor: members, offers: this.shown(about, now) };
  }
}

function plainPrice({ priceMinor, memberPricesMinor }: ShelfGoods): ShelfPrice {
  const lower = Object.entries(memberPricesMinor).filter(([, price]) => price < priceMinor);
  const members = lower.length === 0 ? NO_MEMBERS : Object.fromEntries(lower);
  return { priceMinor, offerId: null, memberPricesMinor: members, offers: NO_OFFERS };
}

/** Whatever a price depends on beside the offers. */
function keyOf({ variantId, merchantId, categoryIds, priceMinor, memberPricesMinor }: ShelfGoods): string {
  let key = `${variantId}${priceMinor}${merchantId}${categoryIds.join()}`;
  for (const tier in memberPricesMinor) key += `${tier}${memberPricesMinor[tier]}`;
  return key;
}

function tiersOf(
  { memberPricesMinor }: ShelfGoods,
  offers: readonly Offer[],
  standing: readonly StandingDiscount[],
): ReadonlySet<string> {
  const tiers = new Set(Object.keys(memberPricesMinor));
  for (const { tier } of standing) tiers.add(tier);
  for (const { rules } of offers) {
    if (rules.kind === 'member_price') for (const tier of Object.keys(rules.tierPricesMinor)) tiers.add(tier);
    if (rules.kind === 'member_percent') for (const tier of Object.keys(rules.tierOffBps)) tiers.add(tier);
  }
  return tiers;
}

/** Null for an offer that is neither running nor announced. */
function badgeOf(offer: Offer, now: Date): ShelfOffer | null {
  const state = offerState(offer, now);
  if (state !== 'running' && state !== 'upcoming') return null;
  const { offerId, rules, name, startsAt, endsAt } = offer;
  return { offerId, kind: rules.kind, name, state, startsAt, endsAt };
}

/** When some offer next begins to be shown, to run, or ends. */
function nextChangeMs(offers: readonly Offer[], nowMs: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { preheatFrom, startsAt, endsAt, stoppedAt } of offers)
    for (const moment of [preheatFrom, startsAt, endsAt, stoppedAt]) {
      const ms = moment?.getTime() ?? Number.POSITIVE_INFINITY;
      if (ms > nowMs && ms < next) next = ms;
    }
  return next;
}
