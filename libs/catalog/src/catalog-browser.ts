/** What shoppers see of the catalog: the list, the product page. Never more than one query for a page's products and one for their stock. */
import { Inject, Injectable, Optional } from '@nestjs/common';
import { Database } from '#libs/platform';
import type { ProductCard, ProductFilter, ProductKey, ProductList, ProductPage, ProductSort } from './browse.types.js';
import { AvailabilityReader, EarlyAccess, SuspendedMerchants } from './catalog.ports.js';
import { CatalogSettings } from './catalog.settings.js';
import { browseQuery, type BrowseRequest, type CandidateRow } from './db/browse.query.js';
import * as sql from './db/page.statements.js';
import { searchTerms } from './search.rules.js';
import { pictureUrl } from './sellable.rules.js';

@Injectable()
export class CatalogBrowser {
  constructor(
    private readonly database: Database,
    private readonly settings: CatalogSettings,
    private readonly stock: AvailabilityReader,
    @Optional() @Inject(SuspendedMerchants) private readonly merchants: SuspendedMerchants | undefined,
    @Optional() @Inject(EarlyAccess) private readonly early?: EarlyAccess,
  ) {}

  /**
   * Products on the shelf, at most `limit`, in the sort's order from after a key. A product that is added, sold or repriced
   * between two pages is found where it then belongs; nothing else moves.
   *
   * Whether something is in stock is inventory's to say, so `inStock` looks at candidates in chunks and asks for each chunk at
   * once, up to a bound (`CatalogSettings`): where most is sold out a page may hold fewer than `limit`, even none, and still
   * have a next one.
   */
  async list(
    filter: ProductFilter,
    page: { readonly sort: ProductSort; readonly limit: number; readonly after?: ProductKey },
  ): Promise<ProductList> {
    const terms = filter.query === undefined ? [] : searchTerms(filter.query);
    // A query of punctuation alone finds nothing, rather than everything.
    if (filter.query !== undefined && terms.length === 0) return { items: [], next: null };
    const [now, suspendedMerchantIds] = await Promise.all([this.database.now(), this.suspended()]);
    const request = { filter, terms, sort: page.sort, suspendedMerchantIds, now };
    if (filter.inStock !== true) {
      const rows = await this.candidates({ ...request, after: page.after, limit: page.limit + 1 });
      const items = await this.cards(rows.slice(0, page.limit));
      return { items, next: rows.length > page.limit ? keyOf(rows[page.limit - 1]!, page.sort) : null };
    }
    return this.listInStock({ ...request, after: page.after, limit: page.limit });
  }

  /** One product with its variants on the shelf and what can be had of each; `undefined` when it is not to be seen. */
  async page(productId: string): Promise<ProductPage | undefined> {
    const [rows, variants, now, suspended] = await Promise.all([
      this.database.run(sql.findPage, [productId]),
      this.database.run(sql.findPageVariants, [productId]),
      this.database.now(),
      this.suspended(),
    ]);
    const [row] = rows;
    if (row === undefined || variants.length === 0 || suspended.includes(row.merchantId)) return undefined;
    const available = await this.stock.availability(variants.map((variant) => variant.variantId));
    const { pictureId, ...product } = row;
    return {
      ...product,
      pictureUrl: pictureUrl(pictureId),
      onShelf: row.onShelfAt === null || row.onShelfAt <= now,
      variants: variants.map(({ pictureId: own, limitUnits, limitWindowDays, ...variant }) => ({
        ...variant,
        pictureUrl: pictureUrl(own ?? pictureId),
        purchaseLimit:
          limitUnits === null || limitWindowDays === null ? null : { units: limitUnits, windowDays: limitWindowDays },
        available: available.get(variant.variantId) ?? 0,
      })),
    };
  }

  /** As {@link page}, for a customer: what is open early to the customer is on the shelf. */
  async pageFor(customerId: string, productId: string): Promise<ProductPage | undefined> {
    const page = await this.page(productId);
    if (page === undefined || page.onShelf || this.early === undefined) return page;
    const open = await this.early.openTo(customerId, [productId]);
    return open.has(productId) ? { ...page, onShelf: true } : page;
  }

  private async listInStock(request: BrowseRequest): Promise<ProductList> {
    const { limit, sort } = request;
    const chunk = Math.max(limit, this.settings.stockCandidates);
    const items: ProductCard[] = [];
    let { after } = request;
    for (let chunks = 0; chunks < this.settings.stockChunksMax; chunks++) {
      const rows = await this.candidates({ ...request, after, limit: chunk });
      const cards = await this.cards(rows);
      for (const [index, card] of cards.entries()) {
        after = keyOf(rows[index]!, sort);
        if (card.inStock) items.push(card);
        if (items.length === limit) {
          const isLast = index === rows.length - 1 && rows.length < chunk;
          return { items, next: isLast ? null : after };
        }
      }
      if (rows.length < chunk) return { items, next: null };
    }
    return { items, next: after ?? null };
  }

  private suspended(): Promise<readonly string[]> {
    return this.merchants?.suspendedIds() ?? Promise.resolve([]);
  }

  private async candidates(request: BrowseRequest): Promise<readonly CandidateRow[]> {
    const { text, values } = browseQuery(request);
    return this.database.query<CandidateRow>(text, values);
  }

  private async cards(rows: readonly CandidateRow[]): Promise<readonly ProductCard[]> {
    const variantIds = rows.flatMap((row) => row.variantIds);
    const available = variantIds.length === 0 ? new Map<string, number>() : await this.stock.availability(variantIds);
    return rows.map(({ id, pictureId, variantIds: own, ...row }) => ({
      ...row,
      productId: id,
      pictureUrl: pictureUrl(pictureId),
      inStock: own.some((variantId) => (available.get(variantId) ?? 0) > 0),
    }));
  }
}

function keyOf(row: CandidateRow, sort: ProductSort): ProductKey {
  switch (sort) {
    case 'newest':
      return { value: row.createdAt.getTime(), productId: row.id };
    case 'sales':
      return { value: row.salesCount, productId: row.id };
    default:
      return { value: row.priceFromMinor, productId: row.id };
  }
}
