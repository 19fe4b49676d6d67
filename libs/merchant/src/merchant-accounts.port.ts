/** What merchants need of accounts: implemented by identity, wired by the api. */
import type { Tx } from '#libs/platform';

/** Gives an approved merchant's owner the role `merchant` for it, in the approving transaction. */
export abstract class MerchantAccounts {
  abstract appoint(tx: Tx, userId: string, merchantId: string): Promise<unknown>;
}
