/** The SQL of accounts. Accounts are inserted in the order of their e-mail addresses, so two batches cannot deadlock. */
import { statement } from '#libs/platform';
import type { AccountRole } from '../identity.rules.js';
import type { AccountState } from './account.entity.js';

export const insertAccounts = statement<{ id: string }>(
  'identity.insert_accounts',
  `
  INSERT INTO identity.account
    (id, email, password_hash, role, merchant_id, display_name, referral_code, referred_by, created_at)
  SELECT id, email, password_hash, role, merchant_id, display_name, referral_code, referred_by, $9
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::uuid[])
    AS new (id, email, password_hash, role, merchant_id, display_name, referral_code, referred_by)
  ORDER BY email
  ON CONFLICT DO NOTHING
  RETURNING id`,
);

/** An account that stands in the way of a new one. */
export interface RivalRow {
  readonly id: string;
  readonly email: string;
  readonly role: AccountRole;
  readonly merchant_id: string | null;
  readonly display_name: string;
}

export const findRivals = statement<RivalRow>(
  'identity.find_rival_accounts',
  `
  SELECT id, email, role, merchant_id, display_name FROM identity.account
  WHERE id = ANY ($1::uuid[]) OR email = ANY ($2::text[])`,
);

/** What checking a password needs. */
export interface CredentialRow {
  readonly id: string;
  readonly email: string;
  readonly password_hash: string | null;
  readonly password_version: number;
  readonly role: AccountRole;
  readonly state: AccountState;
}

const CREDENTIALS = 'id, email, password_hash, password_version, role, state';

export const findCredentialsByEmail = statement<CredentialRow>(
  'identity.find_credentials_by_email',
  `SELECT ${CREDENTIALS} FROM identity.account WHERE email = $1`,
);

export const findCredentialsById = statement<CredentialRow>(
  'identity.find_credentials_by_id',
  `SELECT ${CREDENTIALS} FROM identity.account WHERE id = $1`,
);

export const findReferrer = statement<{ id: string }>(
  'identity.find_referrer',
  `SELECT id FROM identity.account WHERE referral_code = $1 AND state = 'active'`,
);

/** Everything an account shows of itself. */
export interface AccountRow {
  readonly id: string;
  readonly email: string;
  readonly role: AccountRole;
  readonly merchantId: string | null;
  readonly displayName: string;
  readonly referralCode: string;
  readonly state: AccountState;
  readonly version: number;
  readonly createdAt: Date;
}

const ACCOUNT = `id, email, role, merchant_id AS "merchantId", display_name AS "displayName",
    referral_code AS "referralCode", state, version, created_at AS "createdAt"`;

export const readAccount = statement<AccountRow>(
  'identity.read_account',
  `SELECT ${ACCOUNT} FROM identity.account WHERE id = $1`,
);

export const renameAccount = statement<AccountRow>(
  'identity.rename_account',
  `
  UPDATE identity.account SET display_name = $2, version = version + 1
  WHERE id = $1 AND state = 'active'
  RETURNING ${ACCOUNT}`,
);

/** Keeps an account from being disabled or given another password until this transaction ends. */
export const lockForSignIn = statement<AccountRow>(
  'identity.lock_account_for_sign_in',
  `
  SELECT ${ACCOUNT} FROM identity.account
  WHERE id = $1 AND state = 'active' AND password_version = $2
  FOR SHARE`,
);

/** The same for many: ids in order, so two batches cannot deadlock. */
export const lockManyForSignIn = statement<{ id: string }>(
  'identity.lock_accounts_for_sign_in',
  `SELECT id FROM identity.account WHERE id = ANY ($1::uuid[]) AND state = 'active' ORDER BY id FOR SHARE`,
);

export const replaceHash = statement<never>(
  'identity.replace_password_hash',
  `UPDATE identity.account SET password_hash = $3 WHERE id = $1 AND password_hash = $2`,
);

export const changePassword = statement<never>(
  'identity.change_password',
  `
  UPDATE identity.account
  SET password_hash = $3, password_version = password_version + 1, version = version + 1, password_changed_at = $4
  WHERE id = $1 AND password_version = $2 AND state = 'active'`,
);

/** All administrators who can act, locked in order of id: two who disable each other are served one after the other. */
export const lockAdmins = statement<{ id: string }>(
  'identity.lock_admins',
  `SELECT id FROM identity.account WHERE role = 'admin' AND state = 'active' ORDER BY id FOR UPDATE`,
);

/** Gives an account that is a customer's the role `merchant`; nothing when it is something else. */
export const appointAccount = statement<never>(
  'identity.appoint_account',
  `
  UPDATE identity.account SET role = 'merchant', merchant_id = $2, version = version + 1
  WHERE id = $1 AND role = 'customer'`,
);

export const setAccountState = statement<AccountRow>(
  'identity.set_account_state',
  `
  UPDATE identity.account SET state = $2, version = version + 1
  WHERE id = $1 AND state <> $2
  RETURNING ${ACCOUNT}`,
);

/** Somebody who can be given something: a customer who can act. Found by id or by address. */
export interface CustomerRow {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
}

export const findCustomer = statement<CustomerRow>(
  'identity.find_customer',
  `
  SELECT id, email, display_name AS "displayName" FROM identity.account
  WHERE (id = $1 OR email = $2) AND role = 'customer' AND state = 'active'`,
);

/** What a step-up looks at: the password, when it was changed, and when the session was opened by a login. */
export const findForStepUp = statement<
  CredentialRow & { readonly password_changed_at: Date | null; readonly signed_in_at: Date | null }
>(
  'identity.find_for_step_up',
  `
  SELECT a.id, a.email, a.password_hash, a.password_version, a.role, a.state, a.password_changed_at,
    s.created_at AS signed_in_at
  FROM identity.account a
  LEFT JOIN identity.session s ON s.account_id = a.id AND s.id = $2 AND s.revoked_at IS NULL
  WHERE a.id = $1`,
);
