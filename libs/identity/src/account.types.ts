/** What identity's door speaks in: plain data, no rows and no entities. */
import type { AccountRole } from './identity.rules.js';

/** An account to create; the caller brings the id. */
export interface NewAccount {
  readonly id: string;
  readonly email: string;
  readonly role: AccountRole;
  readonly displayName: string;
  /** PHC text of argon2id (see `hashPassword`); null: nobody can log in to it with a password. One hash may serve many accounts. */
  readonly passwordHash: string | null;
  /** For role `merchant` and only for it. */
  readonly merchantId?: string;
  readonly referredBy?: string;
}

/**
 * - `created`
 * - `exists`: the same account was created before (same id, e-mail address, role and merchant); its password and name may have
 *   changed since and are left alone
 * - `differs`: the id stands for another account
 * - `email_taken`: another account has the address; its id
 */
export type CreateAccountOutcome =
  { readonly kind: 'created' | 'exists' | 'differs' } | { readonly kind: 'email_taken'; readonly accountId: string };

/**
 * - `appointed`: the account works for the merchant from now on
 * - `exists`: it does already
 * - `taken`: it works for another merchant, or is staff
 * - `unknown`: there is no such account
 */
export type AppointOutcome = 'appointed' | 'exists' | 'taken' | 'unknown';

/** What a customer sends to register. */
export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
  readonly referralCode?: string | undefined;
  readonly guestToken?: string | undefined;
}

/** What an administrator sends to create a staff account. */
export interface NewStaff {
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
  readonly role: Exclude<AccountRole, 'customer'>;
  readonly merchantId?: string | undefined;
}
