/** What would fill a basket offer up to its next tier: products in its scope, those that do it alone first, cheapest first. */
import { Injectable } from '@nestjs/common';
import type { ProductFilter, ProductList, ProductSort } from '#libs/catalog';
import { Database } from '#libs/platform';
import { OfferSnapshot, offerState, type NextTier, type Offer } from '#libs/promotion';
import { CartGoods } from './cart.goods.js';
import { CartViewer } from './cart.viewer.js';
import { firstTier } from './group.rules.js';
import { inTopUpOrder, scopesOf, type TopUpItem, type TopUpKey, type TopUpPhase } from './top-up.rules.js';

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

@Injectable()
export class TopUpService {
  constructor(
    private readonly database: Database,
    private readonly offers: OfferSnapshot,
    private readonly viewer: CartViewer,
    private readonly products: ProductLister,
    private readonly goods: CartGoods,
  ) {}

  /** The list for an owner's cart; `undefined` when there is no such basket offer running. */
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
    const found = await this.pageOf(offer, addMinor, { ...page, limit: page.limit + 1 });
    const items = found.slice(0, page.limit);
    const last = items.at(-1);
    const hasMore = found.length > page.limit && last !== undefined;
    return { offer, nextTier, items, next: hasMore ? { ...last, addMinor } : null };
  }

  /** How far the owner's selected lines are from the next tier. */
  private async missing(ownerId: string, offer: Offer): Promise<NextTier | null> {
    const { answer, progress } = await this.viewer.look(ownerId);
    if (answer.lineCount === 0) return firstTier(offer);
    const own = progress.find((result) => result.offerId === offer.offerId);
    return own === undefined ? firstTier(offer) : own.next;
  }

  /** Those that fill it alone, then smaller ones, the largest first. */
  private async pageOf(
    offer: Offer,
    addMinor: number,
    page: { readonly limit: number; readonly after?: TopUpKey },
  ): Promise<readonly TopUpItem[]> {
    const { after, limit } = page;
    const filling = after?.phase === 'part' ? [] : await this.phase(offer, { phase: 'fills', addMinor, limit, after });
    if (filling.length >= limit) return filling;
    const part = await this.phase(offer, {
      phase: 'part',
      addMinor,
      limit: limit - filling.length,
      after: after?.phase === 'part' ? after : undefined,
    });
    return [...filling, ...part];
  }

  private async phase(
    offer: Offer,
    asked: {
      readonly phase: TopUpPhase;
      readonly addMinor: number;
      readonly limit: number;
      readonly after: TopUpKey | undefined;
    },
  ): Promise<readonly TopUpItem[]> {
    const { phase, addMinor, limit, after } = asked;
    if (phase === 'part' && addMinor <= 1) return [];
    if (offer.scope.kind === 'variants') return this.ofVariants(offer.scope.ids, asked);
    const price: ProductFilter =
      phase === 'fills' ? { priceFromMinor: addMinor } : { priceFromMinor: 1, priceToMinor: addMinor - 1 };
    const lists = await Promise.all(
      scopesOf(offer.scope).map((filter) =>
        this.products.list(
          { ...filter, ...price, inStock: true },
          {
            sort: phase === 'fills' ? 'price_asc' : 'price_desc',
            limit,
            ...(after && { after: { value: after.priceMinor, productId: after.productId } }),
          },
        ),
      ),
    );
    const items = lists.flatMap((list) =>
      list.items.map((card): TopUpItem => ({
        phase,
        productId: card.productId,
        merchantId: card.merchantId,
        title: card.title,
        pictureUrl: card.pictureUrl,
        priceMinor: card.priceFromMinor,
      })),
    );
    return inTopUpOrder(items, phase).slice(0, limit);
  }

  /** An offer on named variants: they are in the snapshot, so they are sorted here. */
  private async ofVariants(
    variantIds: readonly string[],
    { phase, addMinor, limit, after }: Parameters<TopUpService['phase']>[1],
  ): Promise<readonly TopUpItem[]> {
    const known = await this.goods.byId(variantIds, { withStock: true });
    const products = new Map<string, TopUpItem>();
    for (const { variant, sells, available } of known.values()) {
      if (!sells || (available ?? 0) === 0 || variant.priceMinor === 0) continue;
      if ((phase === 'fills') !== variant.priceMinor >= addMinor) continue;
      const { productId, merchantId, title, pictureUrl, priceMinor } = variant;
      const other = products.get(productId);
      if (other === undefined || priceMinor < other.priceMinor)
        products.set(productId, { phase, productId, merchantId, title, pictureUrl, priceMinor });
    }
    const sorted = inTopUpOrder([...products.values()], phase);
    const from = after === undefined ? 0 : sorted.findIndex((item) => item.productId === after.productId) + 1;
    return sorted.slice(from, from + limit);
  }
}
