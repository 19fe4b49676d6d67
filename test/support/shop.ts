/**
 * A whole shop for a test: a database of its own, the sandbox gateway as its own server, one or more APIs over real HTTP, and a
 * small stocked catalog. Everything is made through the libraries' own verbs and public routes.
 */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CartwrightConfig, Database, uuid7 } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { SagaRunner } from '#libs/platform/saga';
import { CatalogService, type UpsertVariant } from '#libs/catalog';
import { IdentityService } from '#libs/identity';
import { InventoryService } from '#libs/inventory';
import { MerchantService, type UpsertMerchant } from '#libs/merchant';
import {
  SandboxControl,
  SandboxPayoutControl,
  startSandboxGateway,
  startSandboxPayouts,
  type SandboxGateway,
} from '#libs/payment/sandbox';
import { WalletService } from '#libs/wallet-credit';
import { createApi } from '../../apps/api/src/create-api.js';
import { HttpClient } from './http-client.js';

/** The address that every test order goes to. */
export const ADDRESS = {
  name: 'Ada Lovelace',
  line1: '12 St James Square',
  city: 'London',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
};

/** What a test shop's merchants charge for shipping until a test says otherwise. */
export const FREE_SHIPPING = { flatMinor: 0, perKgMinor: 0, freeFromMinor: null };

/** The API key of the test shop's gateway. */
export const SANDBOX_KEY = 'sandbox-key-of-a-test-shop-000000000000';
const WEBHOOK_SECRET = 'webhook-secret-of-a-test-shop-00000000000';

export interface ShopOptions {
  /** How many APIs over the one database; default 1. */
  readonly apis?: number;
  readonly config?: Partial<CartwrightConfig>;
}

/** What a test wants to sell. */
export interface Goods {
  readonly sku: string;
  readonly priceMinor: number;
  /** Units in the first warehouse; default 100. */
  readonly stock?: number;
  /** The merchant by number, from 1; default 1. */
  readonly merchant?: number;
  readonly variant?: Partial<UpsertVariant>;
}

/** A running shop. */
export class Shop {
  readonly merchants: readonly {
    readonly merchantId: string;
    readonly warehouseId: string;
    readonly secondWarehouseId: string;
  }[] = Array.from({ length: 3 }, () => ({
    merchantId: uuid7(),
    warehouseId: uuid7(),
    secondWarehouseId: uuid7(),
  }));
  readonly control: SandboxControl;
  readonly payoutControl: SandboxPayoutControl;

  private constructor(
    readonly test: TestDatabase,
    readonly gateway: SandboxGateway,
    readonly payouts: SandboxGateway,
    readonly apps: readonly NestFastifyApplication[],
    readonly urls: readonly string[],
  ) {
    this.control = new SandboxControl({ url: gateway.url, apiKey: SANDBOX_KEY });
    this.payoutControl = new SandboxPayoutControl({ url: payouts.url, apiKey: SANDBOX_KEY });
  }

  /** Starts everything; close it in `afterAll`. */
  static async open(options: ShopOptions = {}): Promise<Shop> {
    const test = await openTestDatabase({ connectionsMax: 5 });
    const gateway = await startSandboxGateway({ webhookSecret: WEBHOOK_SECRET, apiKey: SANDBOX_KEY });
    const payouts = await startSandboxPayouts({ webhookSecret: WEBHOOK_SECRET, apiKey: SANDBOX_KEY });
    const config = CartwrightConfig.of({
      environment: 'test',
      databaseUrl: test.url,
      logLevel: (process.env['TEST_LOG'] as 'error' | undefined) ?? 'silent',
      port: 0,
      sandboxGatewayUrl: gateway.url,
      sandboxPayoutsUrl: payouts.url,
      sandboxApiKey: SANDBOX_KEY,
      sandboxWebhookSecret: WEBHOOK_SECRET,
      rateLoginPerMinuteMax: 100_000,
      rateRegisterPerHourMax: 100_000,
      rateRequestsPerMinuteMax: 0,
      rateAddressRequestsPerMinuteMax: 0,
      ...options.config,
    });
    const apps: NestFastifyApplication[] = [];
    const urls: string[] = [];
    for (let i = 0; i < (options.apis ?? 1); i++) {
      const app = await createApi(config);
      await app.listen(0, '127.0.0.1');
      apps.push(app);
      urls.push(await app.getUrl());
    }
    gateway.setWebhookUrl(`${urls[0]}/v1/webhooks/payments/sandbox`);
    payouts.setWebhookUrl(`${urls[0]}/v1/webhooks/payouts/sandbox`);
    const shop = new Shop(test, gateway, payouts, apps, urls);
    await shop.setMerchants(shop.merchants.map((_, i) => ({ merchant: i + 1 })));
    return shop;
  }

  /** Makes merchants, by number, what they are at the start of every shop, but for what is said here. */
  async setMerchants(wishes: readonly (Partial<UpsertMerchant> & { readonly merchant: number })[]): Promise<void> {
    const inputs = wishes.map(({ merchant, ...how }): UpsertMerchant => {
      const { merchantId, warehouseId, secondWarehouseId } = this.merchants[merchant - 1]!;
      return {
        merchantId,
        name: `Merchant ${merchant}`,
        phone: '+1 555 0100',
        goodsType: 'self_operated',
        rewardBps: 3_000,
        state: 'approved',
        shipping: FREE_SHIPPING,
        warehouses: [
          { warehouseId, code: `M${merchant}-A`, name: 'First', priority: 1 },
          { warehouseId: secondWarehouseId, code: `M${merchant}-B`, name: 'Second', priority: 2 },
        ],
        ...how,
      };
    });
    await this.database.transaction((tx) => this.get(MerchantService).upsertMerchants(tx, inputs));
  }

  /** A service of the first API. */
  get<Service>(token: abstract new (...args: never[]) => Service): Service {
    return this.apps[0]!.get(token as never, { strict: false });
  }

  get database(): Database {
    return this.get(Database);
  }

  get runner(): SagaRunner {
    return this.get(SagaRunner);
  }

  /** Puts goods on the shelf, with stock in their merchant's first warehouse. Answers the variant ids in order. */
  async sell(goods: readonly Goods[]): Promise<readonly string[]> {
    const variantIds = goods.map(() => uuid7());
    await this.database.transaction(async (tx) => {
      await this.get(CatalogService).upsertProducts(
        tx,
        goods.map((item, i) => ({
          productId: uuid7(),
          merchantId: this.merchants[(item.merchant ?? 1) - 1]!.merchantId,
          title: `Product ${item.sku}`,
          shelf: 'on',
          variants: [
            { variantId: variantIds[i]!, sku: item.sku, priceMinor: item.priceMinor, shelf: 'on', ...item.variant },
          ],
        })),
        { author: null },
      );
      const stocked = goods.flatMap((item, i) =>
        (item.stock ?? 100) > 0 ? [{ item, variantId: variantIds[i]! }] : [],
      );
      await this.get(InventoryService).changeStock(
        tx,
        stocked.map(({ item, variantId }) => ({
          variantId,
          warehouseId: this.merchants[(item.merchant ?? 1) - 1]!.warehouseId,
          quantity: item.stock ?? 100,
          kind: 'received' as const,
          priority: 1,
        })),
      );
    });
    return variantIds;
  }

  /** A customer with credit, logged in. */
  async customer(creditMinor = 0): Promise<Customer> {
    const [customer] = await this.customers(1, creditMinor);
    return customer!;
  }

  /** Several customers with the same credit, logged in; set-based. */
  async customers(count: number, creditMinor = 0): Promise<readonly Customer[]> {
    const ids = Array.from({ length: count }, () => uuid7());
    const identity = this.get(IdentityService);
    const tokens = await this.database.transaction(async (tx) => {
      await identity.createAccounts(
        tx,
        ids.map((id) => ({
          id,
          email: `${id}@example.com`,
          role: 'customer' as const,
          displayName: 'Test customer',
          passwordHash: null,
        })),
      );
      await this.credit(tx, ids, creditMinor);
      return identity.issueAccessTokens(tx, ids);
    });
    return ids.map((id, i) => new Customer(id, new HttpClient(this.urls[i % this.urls.length]!, tokens[i]!)));
  }

  /** The same caller at the `n`-th API, counted round and round; by default at one that is not the caller's. */
  elsewhere(customer: Customer, n = this.urls.indexOf(customer.http.url) + 1): Customer {
    return new Customer(customer.id, customer.http.at(this.urls[n % this.urls.length]!));
  }

  /** Somebody of the staff, logged in. */
  async staff(role: 'operator' | 'admin'): Promise<Customer> {
    const id = uuid7();
    const identity = this.get(IdentityService);
    const [token] = await this.database.transaction(async (tx) => {
      await identity.createAccounts(tx, [
        { id, email: `${id}@example.com`, role, displayName: 'Test staff', passwordHash: null },
      ]);
      return identity.issueAccessTokens(tx, [id]);
    });
    return new Customer(id, new HttpClient(this.urls[0]!, token!));
  }

  /** Moves the clock of every API and of the test by so many milliseconds, in all. */
  moveClock(offsetMs: number): void {
    for (const app of this.apps) app.get(Database, { strict: false }).clockOffsetMs = offsetMs;
    this.test.database.clockOffsetMs = offsetMs;
  }

  async close(): Promise<void> {
    for (const app of this.apps) await app.close();
    await this.gateway.close();
    await this.payouts.close();
    await this.test.close();
  }

  private async credit(
    tx: Parameters<WalletService['grant']>[0],
    ownerIds: readonly string[],
    amount: number,
  ): Promise<void> {
    if (amount === 0) return;
    await this.get(WalletService).grant(
      tx,
      ownerIds.map((ownerId) => ({
        transferId: uuid7(),
        lotId: uuid7(),
        ownerId,
        asset: 'credit',
        amount,
        source: 'opening',
        from: 'opening',
        kind: 'opening_credit',
        reference: uuid7(),
        expiresAt: null,
        actor: null,
        reason: 'test',
      })),
    );
  }
}

/** Somebody with a token. */
export class Customer {
  constructor(
    readonly id: string,
    readonly http: HttpClient,
  ) {}
}
