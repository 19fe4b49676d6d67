/** Who implements whose ports: libraries that must not know each other meet here and nowhere else. */
import { Global, Injectable, Module } from '@nestjs/common';
import { CartMerger, CartModule, ProductLister, ReminderSink, SellerDirectory, type Reminder } from '#libs/cart';
import { AvailabilityReader, CatalogBrowser, OfferPrices, SuspendedMerchants } from '#libs/catalog';
import { CatalogHttpModule } from '#libs/catalog/http';
import { GuestAdopter, StaffService } from '#libs/identity';
import { InventoryModule, InventoryService } from '#libs/inventory';
import { MerchantAccounts, MerchantModule, MerchantSnapshot } from '#libs/merchant';
import { NotificationModule, NotificationService } from '#libs/notification';
import type { Tx } from '#libs/platform';
import { PromotionModule, ShelfPrices } from '#libs/promotion';
import { WalletCustomers } from '#libs/wallet-saga';
import { IdentityWalletCustomers } from './wallet-customers.js';

/** What browsing and carts ask about sellers, stock and offers. */
@Global()
@Module({
  imports: [InventoryModule, MerchantModule, PromotionModule],
  providers: [
    { provide: AvailabilityReader, useExisting: InventoryService },
    { provide: OfferPrices, useExisting: ShelfPrices },
    { provide: SuspendedMerchants, useExisting: MerchantSnapshot },
    { provide: SellerDirectory, useExisting: MerchantSnapshot },
  ],
  exports: [AvailabilityReader, OfferPrices, SuspendedMerchants, SellerDirectory],
})
export class SellerPortsModule {}

/** What becomes of a guest's cart when the guest logs in. */
@Global()
@Module({
  imports: [CartModule],
  providers: [{ provide: GuestAdopter, useExisting: CartMerger }],
  exports: [GuestAdopter],
})
export class GuestPortsModule {}

/** Where a cart finds what would fill an offer. */
@Global()
@Module({
  imports: [CatalogHttpModule],
  providers: [{ provide: ProductLister, useExisting: CatalogBrowser }],
  exports: [ProductLister],
})
export class ProductPortsModule {}

@Injectable()
class NotifyingSink extends ReminderSink {
  constructor(private readonly notifications: NotificationService) {
    super();
  }

  async remind(tx: Tx, reminders: readonly Reminder[]): Promise<void> {
    await this.notifications.notify(tx, reminders);
  }
}

/** Where reminders of carts go. */
@Global()
@Module({
  imports: [NotificationModule],
  providers: [{ provide: ReminderSink, useClass: NotifyingSink }],
  exports: [ReminderSink],
})
export class ReminderPortsModule {}
/** Who people are, for gifts and withdrawals. */
@Global()
@Module({
  providers: [{ provide: WalletCustomers, useClass: IdentityWalletCustomers }],
  exports: [WalletCustomers],
})
export class WalletPortsModule {}

/** How the owner of an approved merchant becomes its account. The service is the global IdentityModule's. */
@Global()
@Module({
  providers: [{ provide: MerchantAccounts, useExisting: StaffService }],
  exports: [MerchantAccounts],
})
export class MerchantPortsModule {}
