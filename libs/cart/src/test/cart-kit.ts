/** A cart with a real catalog and real stock on a database of its own, for the tests of this lib. */
import 'reflect-metadata';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  CatalogService,
  CatalogSnapshot,
  type MessageField,
  type PurchaseLimit,
  type TakesStockAt,
} from '#libs/catalog';
import { InventoryService } from '#libs/inventory';
import { CartwrightConfig, Database, PlatformModule, uuid7 } from '#libs/platform';
import {
  Authenticator,
  createHttpApplication,
  PlatformHttpModule,
  platformProblems,
  type Principal,
  type Role,
} from '#libs/platform/http';
import { openTestDatabase } from '#libs/platform/testing';
import { SellerDirectory, type Seller } from '../cart.goods.js';
import { CartMerger } from '../cart.merger.js';
import { CartService } from '../cart.service.js';
import { CartHttpModule } from '../http.js';
import type { AddOutcome, CartOwner, WantedLine } from '../cart.types.js';

/** `Bearer customer <id>` is that customer: these tests are not about tokens. */
class TestAuthenticator extends Authenticator {
  authenticate(authorization: string | undefined): Principal {
    const [, role, id] = /^Bearer (\w+) (\S+)$/.exec(authorization ?? '') ?? [];
    if (role === undefined || id === undefined) throw platformProblems.UNAUTHENTICATED('send a test token');
    return { id, role: role as Role };
  }
}

@Global()
@Module({})
class Surroundings {
  static of(source: DataSource, sellers: ReadonlyMap<string, Seller>): DynamicModule {
    return {
      module: Surroundings,
      providers: [
        { provide: DataSource, useValue: source },
        { provide: SellerDirectory, useValue: { byId: () => Promise.resolve(sellers) } },
        { provide: Authenticator, useClass: TestAuthenticator },
      ],
      exports: [DataSource, SellerDirectory, Authenticator],
    };
  }
}

/** What a test says of an article; the rest is plain: on shelf, 1000, stock 100, taken when ordered. */
export interface Article {
  readonly sku: string;
  readonly priceMinor?: number;
  readonly stock?: number;
  readonly takesStockAt?: TakesStockAt;
  readonly purchaseLimit?: PurchaseLimit;
  readonly messageFields?: readonly MessageField[];
  readonly merchantId?: string;
  readonly shelf?: 'on' | 'off';
}

export type CartKit = Awaited<ReturnType<typeof openCartKit>>;

const WAREHOUSE = uuid7();
export const MERCHANT = uuid7();

/** Opens the kit; close it in `afterAll`. */
export async function openCartKit(config: Partial<CartwrightConfig> = {}) {
  const test = await openTestDatabase();
  const sellers = new Map<string, Seller>([[MERCHANT, { name: 'Blue Kiln', state: 'approved' }]]);
  const settings = CartwrightConfig.of({ environment: 'test', logLevel: 'silent', ...config });
  const root: DynamicModule = {
    module: class CartTestRoot {},
    imports: [
      Surroundings.of(test.source, sellers),
      PlatformModule.forRoot(settings),
      PlatformHttpModule,
      CartHttpModule,
    ],
  };
  const app = await createHttpApplication(root, { config: settings });
  const database = app.get(Database);
  const cart = app.get(CartService, { strict: false });
  const catalog = app.get(CatalogService, { strict: false });
  const snapshot = app.get(CatalogSnapshot, { strict: false });
  const inventory = app.get(InventoryService, { strict: false });

  /** Puts articles into the catalog and their units into stock; answers variant ids by sku. Doing it again changes them. */
  const known = new Map<string, { productId: string; variantId: string }>();
  const stockOf = new Map<string, number>();
  async function sell(...articles: Article[]): Promise<ReadonlyMap<string, string>> {
    await database.transaction(async (tx) => {
      const products = articles.map(
        ({ sku, priceMinor, takesStockAt, purchaseLimit, messageFields, merchantId, shelf }) => {
          const ids = known.get(sku) ?? { productId: uuid7(), variantId: uuid7() };
          known.set(sku, ids);
          return {
            productId: ids.productId,
            merchantId: merchantId ?? MERCHANT,
            title: `Article ${sku}`,
            messageFields: messageFields ?? [],
            variants: [
              {
                variantId: ids.variantId,
                sku,
                priceMinor: priceMinor ?? 1000,
                shelf: shelf ?? 'on',
                takesStockAt: takesStockAt ?? 'order',
                purchaseLimit: purchaseLimit ?? null,
              },
            ],
          } as const;
        },
      );
      await catalog.upsertProducts(tx, products, { author: null });
    });
    await snapshot.refresh();
    for (const { sku, stock = stockOf.get(sku) ?? 100 } of articles) await restock(sku, stock);
    return new Map([...known].map(([sku, ids]) => [sku, ids.variantId]));
  }

  /** Sets the units on hand of an article. */
  async function restock(sku: string, units: number): Promise<void> {
    const quantity = units - (stockOf.get(sku) ?? 0);
    if (quantity === 0) return;
    stockOf.set(sku, units);
    const { variantId } = known.get(sku)!;
    const change = { variantId, warehouseId: WAREHOUSE, quantity, kind: 'adjusted', reason: 'test' } as const;
    await database.transaction((tx) => inventory.changeStock(tx, [change]));
  }

  async function add(owner: CartOwner, ...lines: WantedLine[]): Promise<readonly AddOutcome[]> {
    const prepared = await cart.prepareAdd(lines);
    return database.transaction((tx) => cart.add(tx, owner, prepared));
  }

  /** The cart's lines as they are in the table: sku → quantity (and messages where there are any), sorted. */
  async function contents(owner: CartOwner): Promise<readonly string[]> {
    const rows = await database.query<{
      variant_id: string;
      quantity: number;
      messages: Record<string, string>;
      selected: boolean;
    }>('SELECT variant_id, quantity, messages, selected FROM cart.line WHERE owner_id = $1', [owner.id]);
    const skus = new Map([...known].map(([sku, ids]) => [ids.variantId, sku]));
    return rows
      .map(({ variant_id, quantity, messages, selected }) => {
        const said = Object.values(messages).join(',');
        return `${quantity} ${skus.get(variant_id)}${said && ` "${said}"`}${selected ? '' : ' unselected'}`;
      })
      .sort();
  }

  /** Units of an article that others can buy. */
  async function free(sku: string): Promise<number> {
    const { variantId } = known.get(sku)!;
    return (await inventory.availability([variantId])).get(variantId) ?? 0;
  }

  /** Resolves when a transaction of this database waits for a lock of another. */
  async function untilBlocked(): Promise<void> {
    const waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    const giveUpAt = Date.now() + 10_000;
    while ((await database.query(waiting)).length === 0)
      if (Date.now() > giveUpAt) throw new Error('nothing waits for a lock');
  }

  /** Sends a request through the whole pipeline as this caller; answers status and parsed body. */
  async function call(
    caller: { readonly id: string; readonly kind: string },
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    const answer = await app.inject({
      method,
      url: `/v1/cart${path}`,
      headers: {
        authorization: `Bearer ${caller.kind} ${caller.id}`,
        ...headers,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    });
    return {
      status: answer.statusCode,
      body: answer.body === '' ? undefined : answer.json(),
      isReplayed: answer.headers['idempotency-replayed'] === 'true',
    };
  }

  return {
    database,
    untilBlocked,
    cart,
    merger: app.get(CartMerger, { strict: false }),
    inventory,
    sellers,
    sell,
    restock,
    add,
    contents,
    free,
    variantId: (sku: string): string => known.get(sku)!.variantId,
    call,
    async close(): Promise<void> {
      await app.close();
      await test.close();
    },
  };
}

export function customer(): CartOwner {
  return { id: uuid7(), kind: 'customer' };
}

export function guest(): CartOwner {
  return { id: uuid7(), kind: 'guest' };
}

/** A promise and the function that resolves it: a gate between two transactions of a race. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
