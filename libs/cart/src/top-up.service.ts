/**
 * What would fill a basket offer up to its next tier: all products in its scope that can be had, at what they cost this customer now.
 * First those whose catalog price is what is missing or more, cheapest first, then smaller ones, the largest first.
 */
import { Injectable } from '@nestjs/common';
import type { ProductFilter, ProductList, ProductSort } from '#libs/catalog';
import { Database } from '#libs/platform';
import { OfferSnapshot, offerState, type NextTier, type Offer } from '#libs/promotion';
import { CartGoods } from './cart.goods.js';
import { CartPricing } from './cart.pricing.js';
import { CartViewer } from './cart.viewer.js';
import { firstTier } from './group.rules.js';
import { unitPriceOf } from './pricing.rules.js';
import {
  namedProducts,
  scopeFilter,
  startOf,
  type NamedProduct,
  type TopUpItem,
  type TopUpKey,
} from './top-up.rules.js';

/** Port: products on the shelf, as catalog's `CatalogBrowser.list` finds them. apps/api binds that to it. */
export abstract class ProductLister {
  abstract list(
    filter: ProductFilter,
    page: {
      readonly sort: ProductSort;
      readonly limit: number;
      readonly after?: { readonly value: number; readonly productId: string };
    },
  ): Promise<ProductList>;
}

/** What is missing to an offer and what would fill it; `next` is where the following page begins, or null at the end. */
export interface TopUp {
  readonly offer: Offer;
  /** `null` when the highest tier is reached: then nothing is listed. */
  readonly nextTier: NextTier | null;
  readonly items: readonly TopUpItem[];
  readonly next: TopUpKey | null;
}

/** A part of the list: products in their order, and where the rest of their phase begins. */
interface Stretch {
  readonly products: readonly NamedProduct[];
  readonly next: TopUpKey | null;
}

@Injectable()
export class TopUpService {
  constructor(
    private readonly database: Database,
    private readonly offers: OfferSnapshot,
    private readonly viewer: CartViewer,
    private readonly products: ProductLister,
    private readonly goods: CartGoods,
    private readonly pricing: CartPricing,
  ) {}

  /**
   * The list for an owner's cart; `undefined` when there is no such basket offer running. A page may be short and still have a next
   * one, as a product list of what is in stock may.
   */
  async list(
    ownerId: string,
    offerId: string,
    page: { readonly limit: number; readonly after?: TopUpKey },
  ): Promise<TopUp | undefined> {
    if (this.offers.version === 0) await this.offers.refresh();
    const offer = this.offers.offers.find((each) => each.offerId === offerId);
    if (offer === undefined || !offer.rules.kind.startsWith('threshold_')) return undefined;
    if (offerState(offer, await this.database.now()) !== 'running') return undefined;
    const nextTier = await this.missing(ownerId, offer);
    if (nextTier === null) return { offer, nextTier, items: [], next: null };
    // A page goes on from the amount it began with: what is added meanwhile must not shift it.
    const addMinor = page.after?.addMinor ?? nextTier.addMinor;
    const { products, next } = await this.pageOf(offer, page.after ?? startOf('fills', addMinor), page.limit);
    return { offer, nextTier, items: await this.priced(ownerId, products, addMinor), next };
  }

  /** How far the owner's selected lines are from the next tier. */
  private async missing(ownerId: string, offer: Offer): Promise<NextTier | null> {
    const { answer, progress } = await this.viewer.look(ownerId);
    if (answer.lineCount === 0) return firstTier(offer);
    const own = progress.find((result) => result.offerId === offer.offerId);
    return own === undefined ? firstTier(offer) : own.next;
  }

  private async pageOf(offer: Offer, after: TopUpKey, limit: number): Promise<Stretch> {
    const first = await this.stretch(offer, after, limit);
    if (first.next !== null || after.phase === 'part') return first;
    const start = startOf('part', after.addMinor);
    const left = limit - first.products.length;
    if (left === 0) return { products: first.products, next: start };
    const rest = await this.stretch(offer, start, left);
    return { products: [...first.products, ...rest.products], next: rest.next };
  }

  private async stretch(offer: Offer, after: TopUpKey, limit: number): Promise<Stretch> {
    if (offer.scope.kind === 'variants') {
      const known = await this.goods.byId(offer.scope.ids, { withStock: true });
      const products = namedProducts(known.values(), after);
      const last = products[limit - 1];
      const hasMore = products.length > limit && last !== undefined;
      return { products: products.slice(0, limit), next: hasMore ? keyAt(after, last) : null };
    }
    const { items, next } = await this.products.list(
      { ...scopeFilter(offer.scope), priceFromMinor: 1, inStock: true },
      {
        sort: after.phase === 'fills' ? 'price_asc' : 'price_desc',
        limit,
        after: { value: after.priceMinor, productId: after.productId },
      },
    );
    return {
      products: items.map(({ productId, priceFromMinor: priceMinor, variantIds }) => ({
        productId,
        priceMinor,
        variantIds,
      })),
      next: next && keyAt(after, { priceMinor: next.value, productId: next.productId }),
    };
  }

  /** Products at their customer's price: of the cheapest variant that can be had. One whose last unit has just gone is left out. */
  private async priced(
    ownerId: string,
    products: readonly NamedProduct[],
    addMinor: number,
  ): Promise<readonly TopUpItem[]> {
    const known = await this.goods.byId(
      products.flatMap(({ variantIds }) => variantIds),
      { withStock: true, ownerId },
    );
    const context = await this.pricing.contextOfGoods(ownerId, [...known.values()]);
    return products.flatMap(({ variantIds }): TopUpItem[] => {
      const offered = variantIds.flatMap((id) => {
        const goods = known.get(id);
        return goods?.sells === true && (goods.available ?? 0) > 0 && goods.variant.priceMinor > 0
          ? [{ variant: goods.variant, priceMinor: unitPriceOf(goods, context).unitMinor }]
          : [];
      });
      const [cheapest] = offered.sort((a, b) => a.priceMinor - b.priceMinor);
      if (cheapest === undefined) return [];
      const { productId, merchantId, title, pictureUrl } = cheapest.variant;
      const { priceMinor } = cheapest;
      return [
        { productId, merchantId, title, pictureUrl, priceMinor, reach: priceMinor >= addMinor ? 'fills' : 'part' },
      ];
    });
  }
}

function keyAt({ phase, addMinor }: TopUpKey, place: Pick<TopUpKey, 'priceMinor' | 'productId'>): TopUpKey {
  return { phase, addMinor, priceMinor: place.priceMinor, productId: place.productId };
}
