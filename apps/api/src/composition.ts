/**
 * The composition root: which libraries make up the shop, and who implements whose ports. The only place that knows them all;
 * the API adds their controllers, the worker runs without.
 */
import type { DynamicModule, Type } from '@nestjs/common';
import { PlatformModule, type CartwrightConfig } from '#libs/platform';
import { EventsHttpModule, PlatformHttpModule } from '#libs/platform/http';
import { CartHttpModule } from '#libs/cart/http';
import { CatalogHttpModule } from '#libs/catalog/http';
import { FulfilmentHttpModule } from '#libs/fulfilment/http';
import { IdentityModule } from '#libs/identity';
import { IdentityHttpModule } from '#libs/identity/http';
import { InventoryHttpModule } from '#libs/inventory/http';
import { LoyaltyHttpModule } from '#libs/loyalty/http';
import { MerchantHttpModule } from '#libs/merchant/http';
import { NotificationHttpModule } from '#libs/notification/http';
import { OpsModule } from '#libs/ops';
import { OpsHttpModule } from '#libs/ops/http';
import { OrderHttpModule } from '#libs/order/http';
import { OrderSagaModule } from '#libs/order-saga';
import { OrderSagaHttpModule } from '#libs/order-saga/http';
import { PaymentHttpModule } from '#libs/payment/http';
import { PromotionHttpModule } from '#libs/promotion/http';
import { ReorderHttpModule } from '#libs/reorder/http';
import { WalletCreditHttpModule } from '#libs/wallet-credit/http';
import { WalletSagaModule } from '#libs/wallet-saga';
import { WalletSagaHttpModule } from '#libs/wallet-saga/http';
import { BackgroundModule } from '../../worker/src/background.module.js';
import { databaseModule } from './database.module.js';
import { LoyaltyPortsModule } from './loyalty-ports.module.js';
import {
  GuestPortsModule,
  MerchantPortsModule,
  ProductPortsModule,
  ReminderPortsModule,
  SellerPortsModule,
  WalletPortsModule,
} from './ports.module.js';

type Modules = readonly (Type<unknown> | DynamicModule)[];

/** Services of all libraries, without a controller. */
export function domainModules(config: CartwrightConfig, applicationName: string): Modules {
  return [
    databaseModule(config, applicationName),
    PlatformModule.forRoot(config),
    SellerPortsModule,
    GuestPortsModule,
    ReminderPortsModule,
    LoyaltyPortsModule,
    WalletPortsModule,
    MerchantPortsModule,
    IdentityModule.forRoot(),
    OrderSagaModule,
    WalletSagaModule,
    OpsModule,
    BackgroundModule,
  ];
}

/** Controllers of all libraries. */
export const httpModules: Modules = [
  PlatformHttpModule,
  EventsHttpModule,
  IdentityHttpModule,
  MerchantHttpModule,
  CatalogHttpModule,
  InventoryHttpModule,
  PromotionHttpModule,
  ProductPortsModule,
  CartHttpModule,
  NotificationHttpModule,
  WalletCreditHttpModule,
  LoyaltyHttpModule,
  WalletSagaHttpModule,
  PaymentHttpModule,
  OrderHttpModule,
  OrderSagaHttpModule,
  ReorderHttpModule,
  FulfilmentHttpModule,
  OpsHttpModule,
];
