/** How loyalty meets the libraries that must not know it: what it opens to customers, what there is to open, who referred whom. */
import { Global, Injectable, Module } from '@nestjs/common';
import { MemberTiers } from '#libs/cart';
import { CatalogModule, CatalogService, EarlyAccess } from '#libs/catalog';
import { IdentityService } from '#libs/identity';
import {
  BonusService,
  CustomerDirectory,
  EarningReader,
  LoyaltyModule,
  ProductDirectory,
  RedemptionService,
  TierService,
} from '#libs/loyalty';
import { StandingDiscounts } from '#libs/promotion';
import { MaturingCredit } from '#libs/wallet-credit';

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
    { provide: MemberTiers, useExisting: TierService },
    { provide: StandingDiscounts, useExisting: TierService },
    { provide: EarlyAccess, useExisting: RedemptionService },
    { provide: MaturingCredit, useExisting: EarningReader },
    { provide: ProductDirectory, useClass: CatalogProducts },
    { provide: CustomerDirectory, useClass: IdentityCustomers },
    ReferralWire,
  ],
  exports: [MemberTiers, StandingDiscounts, EarlyAccess, MaturingCredit, ProductDirectory, CustomerDirectory],
})
export class LoyaltyPortsModule {}
