/** A product in a list: what is kept of it, and what was read of it now. Nothing is copied, since lists are made by the thousand. */
import type { ProductCard } from './browse.types.js';
import type { OfferBadge, OfferedPrice } from './catalog.ports.js';
import type { Card } from './card-shelf.js';
import type { ProductKind } from './catalog.types.js';

const NO_PRICES: Readonly<Record<string, number>> = Object.freeze({});
const NO_OFFERS: readonly OfferBadge[] = Object.freeze([]) as readonly never[];

export class ListedProduct implements ProductCard {
  constructor(
    private readonly card: Card,
    private readonly price: OfferedPrice | undefined,
    readonly salesCount: number,
    readonly inStock: boolean,
    readonly variantIds: readonly string[],
    readonly lasting: object | undefined,
  ) {}

  get productId(): string {
    return this.card.productId;
  }
  get merchantId(): string {
    return this.card.merchantId;
  }
  get kind(): ProductKind {
    return this.card.kind;
  }
  get title(): string {
    return this.card.title;
  }
  get pictureUrl(): string | null {
    return this.card.pictureUrl;
  }
  get priceFromMinor(): number {
    return this.card.priceFromMinor;
  }
  get priceToMinor(): number {
    return this.card.priceToMinor;
  }
  get offerPriceMinor(): number {
    return this.price?.priceMinor ?? this.card.priceFromMinor;
  }
  get memberPricesMinor(): Readonly<Record<string, number>> {
    return this.price?.memberPricesMinor ?? NO_PRICES;
  }
  get offers(): readonly OfferBadge[] {
    return this.price?.offers ?? NO_OFFERS;
  }
  get categoryIds(): readonly string[] {
    return this.card.categoryIds;
  }
  get createdAt(): Date {
    return this.card.createdAt;
  }
}
