/** How loyalty meets the libraries that must not know it: what it opens to customers, what there is to open, who referred whom. */
import { Global, Injectable, Module } from '@nestjs/common';
import { CatalogModule, CatalogService, EarlyAccess } from '#libs/catalog';
import { IdentityService } from '#libs/identity';
import { BonusService, CustomerDirectory, LoyaltyModule, ProductDirectory, RedemptionService } from '#libs/loyalty';

@Injectable()
class CatalogProducts extends ProductDirectory {
  constructor(private readonly catalog: CatalogService) {
    super();
  }

  async exists(productId: string): Promise<boolean> {
    return (await this.catalog.findProduct(productId)) !== undefined;
  }
}

@Injectable()
class IdentityCustomers extends CustomerDirectory {
  constructor(private readonly identity: IdentityService) {
    super();
  }

  async isCustomer(accountId: string): Promise<boolean> {
    return (await this.identity.account(accountId))?.role === 'customer';
  }
}

/** Tells loyalty who referred whom. The service is the global IdentityModule's. */
@Injectable()
class ReferralWire {
  constructor(identity: IdentityService, bonuses: BonusService) {
    identity.observeReferrals((tx, referrals) => bonuses.recordReferrals(tx, referrals));
  }
}

@Global()
@Module({
  imports: [CatalogModule, LoyaltyModule],
  providers: [
    { provide: EarlyAccess, useExisting: RedemptionService },
    { provide: ProductDirectory, useClass: CatalogProducts },
    { provide: CustomerDirectory, useClass: IdentityCustomers },
    ReferralWire,
  ],
  exports: [EarlyAccess, ProductDirectory, CustomerDirectory],
})
export class LoyaltyPortsModule {}
