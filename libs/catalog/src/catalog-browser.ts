/** What shoppers see of the catalog: the list, the product page. A list is one query and a share of one for stock; pages share theirs. */
import { Inject, Injectable, Optional } from '@nestjs/common';
import { Batcher, Database, plainArray, snapshotVersions, type Statement } from '#libs/platform';
import type { ProductCard, ProductFilter, ProductKey, ProductList, ProductPage, ProductSort } from './browse.types.js';
import {
  AvailabilityReader,
  EarlyAccess,
  OfferPrices,
  SuspendedMerchants,
  type OfferBadge,
  type OfferedPrice,
  type PricedGoods,
} from './catalog.ports.js';
import { CandidateReader } from './candidate-reader.js';
import { cardPrice } from './card-price.rules.js';
import { CardShelf } from './card-shelf.js';
import { CATALOG } from './catalog-version.js';
import { CatalogSettings } from './catalog.settings.js';
import type { BrowseRequest, CandidateRow } from './db/browse.query.js';
import * as sql from './db/page.statements.js';
import { ListedProduct } from './listed-product.js';
import { searchTerms } from './search.rules.js';
import { pictureUrl, takesStock } from './sellable.rules.js';
import { StockLook, type Shown } from './stock-look.js';

/** The most offers shown on a product page. */
const PAGE_OFFERS_MAX = 100;

@Injectable()
export class CatalogBrowser {
  private readonly pages: Batcher<string, FoundPage | undefined>;
  private readonly shelf: CardShelf;
  private readonly candidates: CandidateReader;
  private readonly versions: Batcher<null, number>;
  private readonly stock: StockLook;

  constructor(
    private readonly database: Database,
    private readonly settings: CatalogSettings,
    availability: AvailabilityReader,
    @Optional() @Inject(SuspendedMerchants) private readonly merchants: SuspendedMerchants | undefined,
    @Optional() @Inject(OfferPrices) private readonly offers: OfferPrices | undefined,
    @Optional() @Inject(EarlyAccess) private readonly early?: EarlyAccess,
  ) {
    const shared = {
      batchSizeMax: settings.readsBatchMax,
      lanes: settings.readsLanes,
      queueLengthMax: READS_QUEUE_MAX,
      isShared: () => true,
    };
    this.candidates = new CandidateReader(database, settings);
    this.shelf = new CardShelf(database, settings.cardsMax);
    this.versions = new Batcher({ ...shared, name: 'catalog.versions', run: (asked) => this.readVersion(asked) });
    this.pages = new Batcher({ ...shared, name: 'catalog.pages', run: (ids) => this.readPages(ids) });
    this.stock = new StockLook(availability, settings);
  }

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
    const suspendedMerchantIds = await this.suspended();
    const { clockOffsetMs } = this.database;
    const request = { filter, terms, sort: page.sort, suspendedMerchantIds, clockOffsetMs };
    if (filter.inStock !== true) {
      const version = this.version();
      const rows = await this.candidates.read({ ...request, after: page.after, limit: page.limit + 1 });
      const items = await this.cards(rows.length > page.limit ? rows.slice(0, page.limit) : rows, version);
      return { items, next: rows.length > page.limit ? keyOf(rows[page.limit - 1]!) : null };
    }
    return this.listInStock({ ...request, after: page.after, limit: page.limit });
  }

  /** One product with its variants on the shelf, what can be had of each and at which price; `undefined` when it is not to be seen. */
  async page(productId: string): Promise<ProductPage | undefined> {
    const [found, suspended] = await Promise.all([this.pages.submit(productId), this.suspended()]);
    if (found === undefined || suspended.includes(found.row.merchantId)) return undefined;
    const { row, variants } = found;
    const [available, prices] = await Promise.all([
      takesStock(row) ? this.stock.units(variants.map((variant) => variant.variantId)) : undefined,
      this.prices(
        variants.map((variant) => ({ ...variant, merchantId: row.merchantId, categoryIds: row.categoryIds })),
        row.readAt,
      ),
    ]);
    const { pictureId, readAt, ...product } = row;
    return {
      ...product,
      pictureUrl: pictureUrl(pictureId),
      onShelf: row.onShelfAt === null || row.onShelfAt <= readAt,
      offers: distinct(prices.flatMap(({ offers }) => offers)),
      variants: variants.map(({ productId: _, pictureId: own, limitUnits, limitWindowDays, ...variant }, place) => ({
        ...variant,
        offerPriceMinor: prices[place]!.priceMinor,
        offerId: prices[place]!.offerId,
        memberPricesMinor: prices[place]!.memberPricesMinor,
        pictureUrl: pictureUrl(own ?? pictureId),
        purchaseLimit:
          limitUnits === null || limitWindowDays === null ? null : { units: limitUnits, windowDays: limitWindowDays },
        available: available === undefined ? null : available[place]!,
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
    const { limit } = request;
    const { stockCandidates, stockChunksMax } = this.settings;
    const items: ProductCard[] = [];
    let { after } = request;
    for (let chunks = 0; chunks < stockChunksMax; chunks++) {
      // Most is in stock: twice a page fills it nearly always.
      const chunk = Math.max(limit, Math.min(stockCandidates, chunks === 0 ? 2 * limit : stockCandidates));
      const version = this.version();
      const rows = await this.candidates.read({ ...request, after, limit: chunk });
      const cards = new Map((await this.cards(rows, version)).map((card) => [card.productId, card]));
      for (const [index, row] of rows.entries()) {
        after = keyOf(row);
        const card = cards.get(row.id);
        if (card?.inStock) items.push(card);
        if (items.length === limit) {
          const isLast = index === rows.length - 1 && rows.length < chunk;
          return { items, next: isLast ? null : after };
        }
      }
      if (rows.length < chunk) return { items, next: null };
    }
    return { items, next: after ?? null };
  }

  /** Cards at least as new as now are as new as the list asked for: the version is read beside the rows. */
  private version(): Promise<number> {
    const version = this.versions.submit(null);
    // Whoever needs it awaits it; a list that fails before must not leave it unheard.
    version.catch(() => undefined);
    return version;
  }

  private suspended(): Promise<readonly string[]> {
    return this.merchants?.suspendedIds() ?? Promise.resolve([]);
  }

  private async cards(rows: readonly CandidateRow[], version: Promise<number>): Promise<readonly ProductCard[]> {
    if (rows.length === 0) return [];
    const { readAtMs } = rows[0]!;
    const cards = await this.shelf.cards(
      rows.map(({ id }) => id),
      await version,
    );
    // A product that has gone since is not shown.
    const shown = rows.flatMap((row): Shown[] => {
      const card = cards.get(row.id);
      return card === undefined ? [] : [{ row, card, variantIds: row.variantIds ?? card.variantIds }];
    });
    const [inStock, prices] = await Promise.all([
      this.stock.inStock(shown),
      this.bestPrices(shown, new Date(readAtMs)),
    ]);
    return shown.map(({ row, card, variantIds }, place) => {
      const { price, lasting } = prices[place]!;
      return new ListedProduct(card, price, row.salesCount, inStock[place]!, variantIds, lasting);
    });
  }

  /** What each card's variants that fit cost at least, and their offers; kept with the card where all of them do. */
  private async bestPrices(shown: readonly Shown[], now: Date): Promise<readonly BestPrice[]> {
    const generation = (await this.offers?.generation(now)) ?? 0;
    const kept = ({ row, card: { best } }: Shown): BestPrice | undefined =>
      row.variantIds === null && best?.generation === generation ? best : undefined;
    const prices = shown.map(kept);
    if (prices.every((price) => price !== undefined)) return prices;
    return Promise.all(
      shown.map(async ({ row: { variantIds }, card }, place) => {
        if (prices[place] !== undefined) return prices[place];
        const goods =
          variantIds === null ? card.goods : card.goods.filter((each) => variantIds.includes(each.variantId));
        const price = cardPrice(await this.prices(goods, now));
        return variantIds === null ? (card.best = { generation, price, lasting: {} }) : { price };
      }),
    );
  }

  private prices(goods: readonly PricedGoods[], now: Date): Promise<readonly OfferedPrice[]> {
    return this.offers?.of(goods, now) ?? Promise.resolve(goods.map(withoutOffers));
  }

  /** The catalog's version, for all who ask at once. */
  private async readVersion(asked: readonly null[]): Promise<readonly number[]> {
    const version = (await snapshotVersions(this.database))(CATALOG);
    return asked.map(() => version);
  }

  /** Pages of concurrent readers: two statements for all of them. */
  private async readPages(productIds: readonly string[]): Promise<readonly (FoundPage | undefined)[]> {
    const ids = plainArray([...new Set(productIds)]);
    const [rows, variants] = await Promise.all([
      this.database.run(sql.findPages, [ids, this.database.clockOffsetMs]),
      this.database.run(sql.findPageVariants, [ids]),
    ]);
    const found = new Map<string, { row: PageRow; variants: PageVariant[] }>();
    for (const row of rows) found.set(row.productId, { row, variants: [] });
    for (const variant of variants) found.get(variant.productId)?.variants.push(variant);
    return productIds.map((id) => {
      const page = found.get(id);
      return page === undefined || page.variants.length === 0 ? undefined : page;
    });
  }
}

/** A price of a card's variants, and what stands for all of the card that lasts. */
interface BestPrice {
  readonly price: OfferedPrice | undefined;
  readonly lasting?: object;
}

type PageRow = RowOf<typeof sql.findPages>;
type PageVariant = RowOf<typeof sql.findPageVariants>;
type RowOf<Declared> = Declared extends Statement<infer Row> ? Row : never;

interface FoundPage {
  readonly row: PageRow;
  readonly variants: readonly PageVariant[];
}

const READS_QUEUE_MAX = 10_000;
function withoutOffers({ priceMinor, memberPricesMinor }: PricedGoods): OfferedPrice {
  return { priceMinor, offerId: null, memberPricesMinor, offers: [] };
}

function distinct(offers: readonly OfferBadge[]): readonly OfferBadge[] {
  return [...new Map(offers.map((offer) => [offer.offerId, offer])).values()].slice(0, PAGE_OFFERS_MAX);
}

function keyOf({ sortValue, id }: CandidateRow): ProductKey {
  return { value: sortValue, productId: id };
}
