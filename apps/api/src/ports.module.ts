/** Who implements whose ports: libraries that must not know each other meet here and nowhere else. */
import { Global, Injectable, Module } from '@nestjs/common';
import { CartMerger, CartModule, SellerDirectory } from '#libs/cart';
import { AvailabilityReader, CatalogModule, CatalogService, EarlyAccess, SuspendedMerchants } from '#libs/catalog';
import { GuestAdopter, IdentityService } from '#libs/identity';
import { InventoryModule, InventoryService } from '#libs/inventory';
import { BonusService, LoyaltyModule, ProductDirectory, RedemptionService } from '#libs/loyalty';
import { MerchantModule, MerchantSnapshot } from '#libs/merchant';

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

@Injectable()
class CatalogProducts extends ProductDirectory {
  constructor(private readonly catalog: CatalogService) {
    super();
  }

  async exists(productId: string): Promise<boolean> {
    return (await this.catalog.findProduct(productId)) !== undefined;
  }
}

/** Tells loyalty who referred whom. The service is the global IdentityModule's. */
@Injectable()
class ReferralWire {
  constructor(identity: IdentityService, bonuses: BonusService) {
    identity.observeReferrals((tx, referrals) => bonuses.recordReferrals(tx, referrals));
  }
}

/** What loyalty opens to customers, which products there are to open, and who referred whom. */
@Global()
@Module({
  imports: [CatalogModule, LoyaltyModule],
  providers: [
    { provide: EarlyAccess, useExisting: RedemptionService },
    { provide: ProductDirectory, useClass: CatalogProducts },
    ReferralWire,
  ],
  exports: [EarlyAccess, ProductDirectory],
})
export class LoyaltyPortsModule {}
