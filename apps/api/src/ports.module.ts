/** Who implements whose ports: libraries that must not know each other meet here and nowhere else. */
import { Global, Module } from '@nestjs/common';
import { CartMerger, CartModule, SellerDirectory } from '#libs/cart';
import { AvailabilityReader, SuspendedMerchants } from '#libs/catalog';
import { GuestAdopter, StaffService } from '#libs/identity';
import { InventoryModule, InventoryService } from '#libs/inventory';
import { MerchantAccounts, MerchantModule, MerchantSnapshot } from '#libs/merchant';

/** What browsing and carts ask about sellers and stock. */
@Global()
@Module({
  imports: [InventoryModule, MerchantModule],
  providers: [
    { provide: AvailabilityReader, useExisting: InventoryService },
    { provide: SuspendedMerchants, useExisting: MerchantSnapshot },
    { provide: SellerDirectory, useExisting: MerchantSnapshot },
  ],
  exports: [AvailabilityReader, SuspendedMerchants, SellerDirectory],
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

/** How the owner of an approved merchant becomes its account. The service is the global IdentityModule's. */
@Global()
@Module({
  providers: [{ provide: MerchantAccounts, useExisting: StaffService }],
  exports: [MerchantAccounts],
})
export class MerchantPortsModule {}
