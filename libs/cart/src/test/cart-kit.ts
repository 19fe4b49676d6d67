/** A cart with a real catalog and real stock on a database of its own, for the tests of this lib. */
import 'reflect-metadata';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import {
  AvailabilityReader,
  CatalogBrowser,
  CatalogModule,
  CatalogService,
  CatalogSnapshot,
  type MessageField,
  type PurchaseLimit,
  type ProductKind,
  type TakesStockAt,
  type UpsertProduct,
} from '#libs/catalog';
import { InventoryModule, InventoryService } from '#libs/inventory';
import { OfferService, OfferSnapshot, type Member, type NewOffer, PromotionService } from '#libs/promotion';
import { CartwrightConfig, Database, PlatformModule, statementCounts, uuid7 } from '#libs/platform';
import {
  Authenticator,
  createHttpApplication,
  PlatformHttpModule,
  platformProblems,
  type Principal,
  type Role,
} from '#libs/platform/http';
import { openTestDatabase, type TestDatabase, leaveActsUnrecorded } from '#libs/platform/testing';
import { SellerDirectory, type Seller } from '../cart.goods.js';
import { CartMerger } from '../cart.merger.js';
import { MemberTiers } from '../cart.pricing.js';
import { CartReminders, ReminderSink, type Reminder } from '../cart.reminders.js';
import { CartSaver } from '../cart.saver.js';
import { CartService } from '../cart.service.js';
import { CartViewer } from '../cart.viewer.js';
import { CartHttpModule } from '../http.js';
import { ProductLister } from '../top-up.service.js';
import type { AddOutcome, CartOwner, WantedLine } from '../cart.types.js';

/** `Bearer customer <id>` is that customer: these tests are not about tokens. */
class TestAuthenticator extends Authenticator {
  authenticate(authorization: string | undefined): Principal {
    const [, role, id] = /^Bearer (\w+) (\S+)$/.exec(authorization ?? '') ?? [];
    if (role === undefined || id === undefined) throw platformProblems.UNAUTHENTICATED('send a test token');
    return { id, role: role as Role };
  }
}

/** Its version is what it says: the tests change the map itself. */
function directoryOf(sellers: ReadonlyMap<string, Seller>): SellerDirectory {
  return {
    byId: () => Promise.resolve(sellers),
    get version() {
      return [...sellers.values()].map(({ name, state }) => name + state).join().length;
    },
  };
}

@Global()
@Module({})
class Surroundings {
  static of(
    source: DataSource,
    {
      sellers,
      members,
      reminders,
    }: { sellers: ReadonlyMap<string, Seller>; members: ReadonlyMap<string, Member>; reminders: Reminder[] },
  ): DynamicModule {
    return {
      module: Surroundings,
      imports: [CatalogModule, InventoryModule],
      providers: [
        CatalogBrowser,
        { provide: AvailabilityReader, useExisting: InventoryService },
        { provide: ProductLister, useExisting: CatalogBrowser },
        {
          provide: ReminderSink,
          useValue: { remind: async (_tx: unknown, told: Reminder[]) => void reminders.push(...told) },
        },
        { provide: DataSource, useValue: source },
        { provide: SellerDirectory, useValue: directoryOf(sellers) },
        { provide: MemberTiers, useValue: { memberOf: async (id: string) => members.get(id) ?? null } },
        { provide: Authenticator, useClass: TestAuthenticator },
      ],
      exports: [
        DataSource,
        SellerDirectory,
        MemberTiers,
        Authenticator,
        AvailabilityReader,
        ProductLister,
        ReminderSink,
      ],
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
  readonly kind?: ProductKind;
  readonly categoryIds?: readonly string[];
}

const WAREHOUSE = uuid7();
export const MERCHANT = uuid7();

/** Opens the kit; close it in `afterAll`. */
export async function openCartKit(config: Partial<CartwrightConfig> = {}): Promise<CartKit> {
  const test = await openTestDatabase();
  const sellers = new Map<string, Seller>([[MERCHANT, { name: 'Blue Kiln', state: 'approved' }]]);
  const members = new Map<string, Member>();
  const reminders: Reminder[] = [];
  const settings = CartwrightConfig.of({ environment: 'test', logLevel: 'silent', workerInApi: false, ...config });
  const root: DynamicModule = {
    module: class CartTestRoot {},
    imports: [
      Surroundings.of(test.source, { sellers, members, reminders }),
      PlatformModule.forRoot(settings),
      PlatformHttpModule,
      CartHttpModule,
    ],
  };
  return new CartKit(
    test,
    leaveActsUnrecorded(await createHttpApplication(root, { config: settings })),
    sellers,
    members,
    reminders,
  );
}

/** The cart's application with what a test does to it. */
export class CartKit {
  readonly database = this.app.get(Database);
  readonly cart = this.app.get(CartService, { strict: false });
  readonly merger = this.app.get(CartMerger, { strict: false });
  readonly viewer = this.app.get(CartViewer, { strict: false });
  readonly saver = this.app.get(CartSaver, { strict: false });
  readonly reminders = this.app.get(CartReminders, { strict: false });
  readonly inventory = this.app.get(InventoryService, { strict: false });
  readonly promotion = this.app.get(PromotionService, { strict: false });
  private readonly articles = new Map<string, { productId: string; variantId: string; stock: number }>();

  constructor(
    private readonly test: TestDatabase,
    private readonly app: NestFastifyApplication,
    readonly sellers: Map<string, Seller>,
    /** The tiers of owners who have one. */
    readonly members: Map<string, Member>,
    /** What owners were told, in order. */
    readonly told: Reminder[],
  ) {}

  variantId(sku: string): string {
    return this.articles.get(sku)!.variantId;
  }

  /** Puts articles into the catalog and their units into stock. Doing it again changes them; stock that is not said stays. */
  async sell(...articles: Article[]): Promise<void> {
    const catalog = this.app.get(CatalogService, { strict: false });
    const fresh = new Set(articles.map(({ sku }) => sku).filter((sku) => !this.articles.has(sku)));
    const products = articles.map((article) => this.productOf(article));
    await this.database.transaction((tx) => catalog.upsertProducts(tx, products, { author: null }));
    await this.app.get(CatalogSnapshot, { strict: false }).refresh();
    for (const { sku, stock } of articles) {
      const units = stock ?? (fresh.has(sku) ? 100 : undefined);
      if (units !== undefined) await this.restock(sku, units);
    }
  }

  /** Starts an offer that runs from an hour ago to in an hour, unless said otherwise. Answers its id. */
  async offer(rules: NewOffer['rules'], more: Partial<NewOffer> = {}): Promise<string> {
    const now = await this.database.now();
    const offerId = uuid7();
    const offer: NewOffer = {
      offerId,
      createdBy: uuid7(),
      name: rules.kind,
      rules,
      scope: { kind: 'all' },
      preheatFrom: null,
      startsAt: new Date(now.getTime() - 3_600_000),
      endsAt: new Date(now.getTime() + 3_600_000),
      perCustomerLimit: null,
      quota: null,
      ...more,
    };
    const outcome = await this.database.transaction((tx) =>
      this.app.get(OfferService, { strict: false }).create(tx, offer),
    );
    if (outcome.kind !== 'done') throw new Error(`the offer was ${outcome.kind}`);
    await this.app.get(OfferSnapshot, { strict: false }).refresh();
    return offerId;
  }

  /** Ends all offers. */
  async stopOffers(): Promise<void> {
    await this.database.query('UPDATE promotion.offer SET stopped_at = now()');
    await this.database.query(`UPDATE platform.snapshot_version SET version = version + 1 WHERE name = 'promotion'`);
    await this.app.get(OfferSnapshot, { strict: false }).refresh();
  }

  /** Sets the units on hand of an article. */
  async restock(sku: string, units: number): Promise<void> {
    const article = this.articles.get(sku)!;
    const quantity = units - article.stock;
    if (quantity === 0) return;
    article.stock = units;
    const { variantId } = article;
    const change = { variantId, warehouseId: WAREHOUSE, quantity, kind: 'adjusted', reason: 'test' } as const;
    await this.database.transaction((tx) => this.inventory.changeStock(tx, [change]));
  }

  async add(owner: CartOwner, ...lines: WantedLine[]): Promise<readonly AddOutcome[]> {
    const prepared = await this.cart.prepareAdd(lines);
    return this.database.transaction((tx) => this.cart.add(tx, owner, prepared));
  }

  /** The cart's lines as they are in the table: `2 RING "For Ada" unselected`, sorted. */
  async contents(owner: CartOwner): Promise<readonly string[]> {
    const rows = await this.database.query<{
      variant_id: string;
      quantity: number;
      messages: Record<string, string>;
      selected: boolean;
    }>('SELECT variant_id, quantity, messages, selected FROM cart.line WHERE owner_id = $1', [owner.id]);
    const skus = new Map([...this.articles].map(([sku, { variantId }]) => [variantId, sku]));
    return rows
      .map(({ variant_id, quantity, messages, selected }) => {
        const said = Object.values(messages).join(',');
        return `${quantity} ${skus.get(variant_id)}${said && ` "${said}"`}${selected ? '' : ' unselected'}`;
      })
      .sort();
  }

  /** Units of an article that others can buy. */
  async free(sku: string): Promise<number> {
    const variantId = this.variantId(sku);
    return (await this.inventory.availability([variantId])).get(variantId) ?? 0;
  }

  /** Resolves when a transaction of this database waits for a lock of another. */
  async untilBlocked(): Promise<void> {
    const waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    const giveUpAt = Date.now() + 10_000;
    while ((await this.database.query(waiting)).length === 0)
      if (Date.now() > giveUpAt) throw new Error('nothing waits for a lock');
  }

  /** Sends a request through the whole pipeline as this caller; answers status and parsed body. */
  async call(
    caller: { readonly id: string; readonly kind: string },
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    const answer = await this.app.inject({
      method,
      url: path.startsWith('/v1/') ? path : `/v1/cart${path}`,
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

  async close(): Promise<void> {
    await this.app.close();
    await this.test.close();
  }

  private productOf(article: Article): UpsertProduct {
    const { sku, priceMinor, takesStockAt, purchaseLimit, messageFields, merchantId, shelf, kind, categoryIds } =
      article;
    const known = this.articles.get(sku);
    const { productId, variantId } = known ?? { productId: uuid7(), variantId: uuid7() };
    if (known === undefined) this.articles.set(sku, { productId, variantId, stock: 0 });
    return {
      productId,
      merchantId: merchantId ?? MERCHANT,
      title: `Article ${sku}`,
      kind: kind ?? 'physical',
      messageFields: messageFields ?? [],
      categoryIds: categoryIds ?? [],
      variants: [
        {
          variantId,
          sku,
          priceMinor: priceMinor ?? 1000,
          shelf: shelf ?? 'on',
          takesStockAt: takesStockAt ?? 'order',
          purchaseLimit: purchaseLimit ?? null,
        },
      ],
    };
  }
}

export function customer(): CartOwner {
  return { id: uuid7(), kind: 'customer' };
}

export function guest(): CartOwner {
  return { id: uuid7(), kind: 'guest' };
}

/** The names of the statements that an act sends, one entry for each time; snapshots and sagas look for changes by themselves. */
export async function statementsOf(act: () => Promise<unknown>): Promise<string[]> {
  const before = new Map(statementCounts);
  await act();
  return [...statementCounts]
    .filter(([name]) => !/^catalog\.|^platform\.|version/.test(name))
    .flatMap(([name, count]) => Array.from({ length: count - (before.get(name) ?? 0) }, () => name))
    .sort();
}

/** A promise and the function that resolves it: a gate between two transactions of a race. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
