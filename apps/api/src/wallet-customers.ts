/** People as gifts and withdrawals ask about them; identity knows. */
import { Injectable } from '@nestjs/common';
import { StepUpService } from '#libs/identity';
import type { Principal } from '#libs/platform/http';
import { WalletCustomers, type Confirmation, type KnownCustomer } from '#libs/wallet-saga';

@Injectable()
export class IdentityWalletCustomers extends WalletCustomers {
  constructor(private readonly stepUp: StepUpService) {
    super();
  }

  find(who: { readonly id: string } | { readonly email: string }): Promise<KnownCustomer | undefined> {
    return this.stepUp.customer(who);
  }

  confirm(
    caller: Principal,
    how: { readonly password: string | undefined; readonly freshSeconds: number },
  ): Promise<Confirmation> {
    return this.stepUp.confirm(caller, how);
  }
}
