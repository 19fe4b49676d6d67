/** What gifts and withdrawals ask about people. A port: the composition root gives it, identity stands behind it. */
import type { Principal } from '#libs/platform/http';

/** A customer who can act. */
export interface KnownCustomer {
  readonly id: string;
  readonly displayName: string;
}

/** Whether a caller is really the one; see identity's step-up. */
export interface Confirmation {
  readonly verdict: 'confirmed' | 'needed' | 'wrong';
  readonly passwordChangedAt: Date | null;
}

export abstract class WalletCustomers {
  /** An active customer, or nobody: the same work for both. */
  abstract find(who: { readonly id: string } | { readonly email: string }): Promise<KnownCustomer | undefined>;
  /** Asks again who somebody is: by password when it is given, else by a login at most `freshSeconds` ago. */
  abstract confirm(
    caller: Principal,
    how: { readonly password: string | undefined; readonly freshSeconds: number },
  ): Promise<Confirmation>;
}
