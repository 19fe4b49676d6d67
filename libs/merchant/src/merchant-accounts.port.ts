/** What merchants need of accounts: implemented by identity, wired by the api. */
import type { Tx } from '#libs/platform';

/**
 * `appointed`, or `exists` when the account works for this merchant already; `taken` when it works for another one or is staff;
 * `unknown` when there is no such account.
 */
export type AppointmentOutcome = 'appointed' | 'exists' | 'taken' | 'unknown';

/** Gives an approved merchant's owner the role `merchant` for it, in the approving transaction. */
export abstract class MerchantAccounts {
  abstract appoint(
    tx: Tx,
    appointment: { readonly accountId: string; readonly merchantId: string },
  ): Promise<AppointmentOutcome>;
}
