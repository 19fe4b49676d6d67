/** What a cart knows of the goods on its lines: the catalog's snapshot, the seller's name, the stock that is free. */
import { Injectable, Optional } from '@nestjs/common';
import { CatalogSnapshot, EarlyAccess, takesStock, type SellableVariant } from '#libs/catalog';
import { InventoryService } from '#libs/inventory';

/** A seller as far as a cart shows it. */
export interface Seller {
  readonly name: string;
  readonly state: string;
}

/** Port: sellers by id, an unknown one is not in the map. apps/api binds merchant's snapshot to it. */
export abstract class SellerDirectory {
  /** Rises when something of a seller changes. */
  abstract readonly version: number;
  abstract byId(merchantIds: readonly string[]): Promise<ReadonlyMap<string, Seller>>;
}

/** A variant of which a customer may buy so many in a window. */
export interface VariantLimit {
  readonly variantId: string;
  readonly windowDays: number;
}

/** Virtual goods and subscriptions are made when they are sold. */
export const UNLIMITED = Infinity;

/** The goods of a line. */
export interface Goods {
  readonly variant: SellableVariant;
  /** On shelf, or open early to the cart's owner, and its seller may sell. */
  readonly sells: boolean;
  /** `null` when no directory is bound or it does not know the seller. */
  readonly sellerName: string | null;
  /** Units free for anyone, {@link UNLIMITED} of what no warehouse holds; `null` when stock was not looked at. */
  readonly available: number | null;
  /** Units of a variant with a limit that the owner has bought within its window, live holds of carts included; 0 when that was not looked at. */
  readonly bought: number;
}

/** What is read of goods beside the catalog. `ownerId`: who may have goods early, and whose limits `withBought` looks at. */
interface GoodsReading {
  readonly withStock: boolean;
  readonly withBought?: boolean;
  readonly ownerId?: string | undefined;
}

const NONE: ReadonlySet<string> = new Set();

/** Reads goods for carts: one statement for the stock, one at once with it for what has a limit, the rest from snapshots in this process. */
@Injectable()
export class CartGoods {
  constructor(
    private readonly catalog: CatalogSnapshot,
    private readonly inventory: InventoryService,
    @Optional() private readonly sellers?: SellerDirectory,
    @Optional() private readonly early?: EarlyAccess,
  ) {}

  /** Goods by sku, with their stock and what their owner has bought of them. */
  async bySku(skus: readonly string[], { ownerId }: { ownerId?: string } = {}): Promise<ReadonlyMap<string, Goods>> {
    const reading = { withStock: true, withBought: true, ownerId };
    return this.goods(await this.catalog.variantsBySku([...new Set(skus)]), reading);
  }

  /** Goods by variant id. Without stock it makes no query as long as the snapshot knows the variants. */
  async byId(variantIds: readonly string[], reading: GoodsReading): Promise<ReadonlyMap<string, Goods>> {
    return this.goods(await this.catalog.variantsById([...new Set(variantIds)]), reading);
  }

  /** What prices, titles and sellers were read from: as long as it is the same, so are they. */
  get version(): string {
    return `${this.catalog.version}:${this.sellers?.version ?? 0}`;
  }

  /** The variants of goods whose stock is of interest, in one order. */
  stocked(goods: ReadonlyMap<string, Goods>): readonly string[] {
    return [...goods.values()].flatMap(({ variant, sells }) =>
      takesStock(variant) && (variant.onShelf || sells) ? [variant.variantId] : [],
    );
  }

  /** Free units of variants as one text, in their order: one statement, one row. */
  stockList(variantIds: readonly string[]): Promise<string> {
    return this.inventory.availabilityList(variantIds);
  }

  /** The limits among goods, for {@link bought}. */
  limitsOf(goods: Iterable<Pick<Goods, 'variant'>>): readonly VariantLimit[] {
    return [...goods].flatMap(({ variant: { variantId, purchaseLimit } }) =>
      purchaseLimit === null ? [] : [{ variantId, windowDays: purchaseLimit.windowDays }],
    );
  }

  /** What an owner has bought of limited variants; 0 is not in the map. No statement where there is no limit. */
  bought(ownerId: string, limits: readonly VariantLimit[]): Promise<ReadonlyMap<string, number>> {
    return this.inventory.boughtUnits(ownerId, limits);
  }

  private async goods(
    variants: ReadonlyMap<string, SellableVariant>,
    { withStock, withBought = false, ownerId }: GoodsReading,
  ): Promise<ReadonlyMap<string, Goods>> {
    if (variants.size === 0) return new Map();
    const known = [...variants.values()];
    const openEarly = await this.openEarly(known, ownerId);
    const isOpen = (variant: SellableVariant): boolean => variant.onShelf || openEarly.has(variant.productId);
    const [available, bought, sellers] = await Promise.all([
      withStock
        ? this.inventory.availability(
            known.filter((variant) => takesStock(variant) && isOpen(variant)).map((variant) => variant.variantId),
          )
        : undefined,
      withBought && ownerId !== undefined
        ? this.bought(ownerId, this.limitsOf(known.map((variant) => ({ variant }))))
        : undefined,
      this.sellers?.byId([...new Set(known.map((variant) => variant.merchantId))]),
    ]);
    const goods = new Map<string, Goods>();
    for (const [key, variant] of variants) {
      const seller = sellers?.get(variant.merchantId);
      goods.set(key, {
        variant,
        sells: isOpen(variant) && (sellers === undefined || seller?.state === 'approved'),
        sellerName: seller?.name ?? null,
        available: freeOf(variant, available),
        bought: bought?.get(variant.variantId) ?? 0,
      });
    }
    return goods;
  }

  /** The products among these that the owner may buy before their time; asked only when there are some to wait for. */
  private async openEarly(
    variants: readonly SellableVariant[],
    ownerId: string | undefined,
  ): Promise<ReadonlySet<string>> {
    const awaited = variants.filter((variant) => variant.awaitsOpening === true).map((variant) => variant.productId);
    if (awaited.length === 0 || ownerId === undefined || this.early === undefined) return NONE;
    return this.early.openTo(ownerId, [...new Set(awaited)]);
  }
}

function freeOf(variant: SellableVariant, available: ReadonlyMap<string, number>): number;
function freeOf(variant: SellableVariant, available: ReadonlyMap<string, number> | undefined): number | null;
function freeOf(variant: SellableVariant, available: ReadonlyMap<string, number> | undefined): number | null {
  if (!takesStock(variant)) return UNLIMITED;
  return available === undefined ? null : Math.max(0, available.get(variant.variantId) ?? 0);
}

/** Variants by id, as the editor needs them to hold stock. */
export function variantsOf(goods: readonly Goods[]): ReadonlyMap<string, SellableVariant> {
  return new Map(goods.map(({ variant }) => [variant.variantId, variant]));
}

/** The same goods with the stock of a {@link CartGoods.stockList} of these variants, and what was bought of them. */
export function withStock(
  goods: ReadonlyMap<string, Goods>,
  { variantIds, stockList, bought }: StockSeen,
): ReadonlyMap<string, Goods> {
  const free = stockList === '' ? [] : stockList.split(',');
  const available = new Map(variantIds.map((id, i) => [id, Math.max(0, Number(free[i]))]));
  const stocked = new Map<string, Goods>();
  for (const [key, each] of goods)
    stocked.set(key, { ...each, available: freeOf(each.variant, available), bought: bought.get(key) ?? 0 });
  return stocked;
}

/** What was read of goods by their variants. */
export interface StockSeen {
  readonly variantIds: readonly string[];
  readonly stockList: string;
  readonly bought: ReadonlyMap<string, number>;
}

/** What a limit leaves to a cart that holds so many units of the goods, which were counted as bought; `null` for no limit. */
export function limitLeft({ variant: { purchaseLimit }, bought }: Goods, heldUnits: number): number | null {
  return purchaseLimit === null ? null : Math.max(0, purchaseLimit.units - Math.max(0, bought - heldUnits));
}
