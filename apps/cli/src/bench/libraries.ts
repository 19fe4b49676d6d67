/** The services of the libraries without HTTP, for tools that fill a database through the same verbs as the shop itself. */
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CartService } from '#libs/cart';
import { CatalogService } from '#libs/catalog';
import { IdentityService } from '#libs/identity';
import { InventoryService } from '#libs/inventory';
import { MerchantService } from '#libs/merchant';
import { OfferService } from '#libs/promotion';
import { CartwrightConfig, Database, Idempotency } from '#libs/platform';
import { WalletService } from '#libs/wallet-credit';
import { domainModules } from '../../../api/src/composition.js';

/** What filling a shop takes. */
export interface Libraries {
  readonly database: Database;
  readonly idempotency: Idempotency;
  readonly merchants: MerchantService;
  readonly catalog: CatalogService;
  readonly inventory: InventoryService;
  readonly wallet: WalletService;
  readonly identity: IdentityService;
  readonly offers: OfferService;
  readonly cart: CartService;
}

/** A tool works alone and in order: two connections are plenty. */
const CONNECTIONS_MAX = 2;

@Module({})
class ToolModule {}

/** Opens the libraries over one database for the time of `body`. */
export async function withLibraries<T>(
  config: CartwrightConfig,
  url: string,
  body: (libraries: Libraries) => Promise<T>,
): Promise<T> {
  // Background work belongs to the running server; here it would only compete with it.
  const settings = CartwrightConfig.of({
    ...config,
    databaseUrl: url,
    databasePoolSize: CONNECTIONS_MAX,
    workerInApi: false,
  });
  const tool = { module: ToolModule, imports: [...domainModules(settings, 'cartwright-tool')] };
  const context = await NestFactory.createApplicationContext(tool, { logger: ['error'] });
  try {
    return await body({
      database: context.get(Database),
      idempotency: context.get(Idempotency),
      merchants: context.get(MerchantService, { strict: false }),
      catalog: context.get(CatalogService, { strict: false }),
      inventory: context.get(InventoryService, { strict: false }),
      wallet: context.get(WalletService, { strict: false }),
      identity: context.get(IdentityService, { strict: false }),
      offers: context.get(OfferService, { strict: false }),
      cart: context.get(CartService, { strict: false }),
    });
  } finally {
    await context.close();
  }
}
