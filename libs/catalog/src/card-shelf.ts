/**
 * What lists show of products, kept in the process as long as the catalog's version stands: a list reads which products and how often
 * they sold, and shares the look at the version with others; only cards that are not kept are read, those of concurrent lists together.
 */
import { LRUCache } from 'lru-cache';
import { Database, plainArray } from '#libs/platform';
import type { OfferedPrice, PricedGoods } from './catalog.ports.js';
import * as sql from './db/page.statements.js';
import { MissLoader } from './miss-loader.js';
import { pictureUrl } from './sellable.rules.js';
import type { ProductKind } from './catalog.types.js';

/** A product as lists show it, but for stock, sales and offers. */
export interface Card {
  readonly productId: string;
  readonly merchantId: string;
  readonly kind: ProductKind;
  readonly title: string;
  readonly pictureUrl: string | null;
  readonly priceFromMinor: number;
  readonly priceToMinor: number;
  readonly categoryIds: readonly string[];
  readonly createdAt: Date;
  /** Its variants on the shelf. */
  readonly goods: readonly PricedGoods[];
  readonly variantIds: readonly string[];
  /** The best price of all its goods, for as long as that generation of prices stands; `lasting` stands for card and price together. */
  best?: { readonly generation: number; readonly price: OfferedPrice | undefined; readonly lasting: object };
  /** The first variant could not be had when it was last asked: a hint which ones to ask for. */
  isFirstGone?: boolean;
}

const NO_MEMBER_PRICES: Readonly<Record<string, number>> = Object.freeze({});

export class CardShelf {
  private readonly kept: LRUCache<string, Card>;
  private version = 0;
  private readonly misses = new MissLoader<Card>(({ ids }) => this.read(ids));

  constructor(
    private readonly database: Database,
    cardsMax: number,
  ) {
    this.kept = new LRUCache({ max: cardsMax });
  }

  /** Cards by product id, at least as new as a version of the catalog; a product that has gone is not in the map. */
  async cards(productIds: readonly string[], version: number): Promise<ReadonlyMap<string, Card>> {
    this.renew(version);
    const found = new Map<string, Card>();
    const missing: string[] = [];
    for (const id of productIds) {
      const card = this.kept.get(id);
      if (card === undefined) missing.push(id);
      else found.set(id, card);
    }
    if (missing.length === 0) return found;
    const wanted = new Set(missing);
    for (const card of await this.misses.load({ skus: [], ids: missing }))
      if (wanted.has(card.productId)) found.set(card.productId, card);
    return found;
  }

  private renew(version: number): void {
    if (version <= this.version) return;
    this.kept.clear();
    this.version = version;
  }

  private async read(ids: readonly string[]): Promise<readonly Card[]> {
    // Read after the version, so at least as new: should the catalog have changed since, the next list sees that and drops them.
    const { version } = this;
    const cards = (await this.database.run(sql.findCards, [plainArray(ids)])).map(cardOf);
    if (version === this.version) for (const card of cards) this.kept.set(card.productId, card);
    return cards;
  }
}

type CardRow = typeof sql.findCards extends { readonly row?: infer Row } ? NonNullable<Row> : never;

function cardOf(row: CardRow): Card {
  const { variantPrices, variantMemberPrices, pictureId, ...card } = row;
  const { merchantId, categoryIds, variantIds } = row;
  return {
    ...card,
    pictureUrl: pictureUrl(pictureId),
    goods: variantIds.map((variantId, place) => ({
      variantId,
      merchantId,
      categoryIds,
      priceMinor: variantPrices[place]!,
      memberPricesMinor: memberPricesOf(variantMemberPrices[place]!),
    })),
  };
}

function memberPricesOf(json: string): Readonly<Record<string, number>> {
  return json === '{}' ? NO_MEMBER_PRICES : (JSON.parse(json) as Record<string, number>);
}
