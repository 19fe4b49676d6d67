/** Accounts, sessions, API keys, guests and rate limits: identity needs its own rows and refers to nobody else's. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityCreate1763700000100 implements MigrationInterface {
  name = 'IdentityCreate1763700000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA identity');
    await runner.query(ACCOUNT);
    await runner.query(SESSION);
    await runner.query(API_KEY);
    await runner.query(GUEST);
    await runner.query(RATE_LIMIT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE identity.rate_limit');
    await runner.query('DROP TABLE identity.guest');
    await runner.query('DROP TABLE identity.api_key');
    await runner.query('DROP TABLE identity.rotated_refresh');
    await runner.query('DROP TABLE identity.session');
    await runner.query('DROP TABLE identity.account');
    await runner.query('DROP SCHEMA identity');
  }
}

// merchant_id has no foreign key: the merchant lives in another library's schema.
const ACCOUNT = `
CREATE TABLE identity.account (
  id uuid NOT NULL,
  email text COLLATE "C" NOT NULL,
  password_hash text,
  password_version integer NOT NULL DEFAULT 1,
  role text NOT NULL,
  merchant_id uuid,
  display_name text NOT NULL,
  referral_code text COLLATE "C" NOT NULL,
  referred_by uuid,
  state text NOT NULL DEFAULT 'active',
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  CONSTRAINT account_pk PRIMARY KEY (id),
  CONSTRAINT account_email_once UNIQUE (email),
  CONSTRAINT account_referral_code_once UNIQUE (referral_code),
  CONSTRAINT account_referred_by_an_account FOREIGN KEY (referred_by) REFERENCES identity.account (id),
  CONSTRAINT account_not_referred_by_itself CHECK (referred_by <> id),
  CONSTRAINT account_email_normalised
    CHECK (email = lower(email) AND email ~ '^[!-~]+@[!-~]+$' AND length(email) <= 254),
  CONSTRAINT account_role_known CHECK (role IN ('customer', 'merchant', 'operator', 'admin')),
  CONSTRAINT account_of_a_merchant_names_it CHECK ((role = 'merchant') = (merchant_id IS NOT NULL)),
  CONSTRAINT account_state_known CHECK (state IN ('active', 'disabled')),
  CONSTRAINT account_display_name_length CHECK (length(display_name) BETWEEN 1 AND 100)
);
CREATE INDEX account_referred_by_idx ON identity.account (referred_by) WHERE referred_by IS NOT NULL;
CREATE INDEX account_staff_idx ON identity.account (role, id) WHERE role <> 'customer'`;

// A session is the family of tokens that one login started: it carries the hashes of the present pair, and the refresh
// tokens it has used up stand in rotated_refresh so that a second use is recognised.
const SESSION = `
CREATE TABLE identity.session (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  access_hash bytea NOT NULL,
  access_expires_at timestamptz NOT NULL,
  refresh_hash bytea,
  refresh_expires_at timestamptz,
  ends_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  refreshed_at timestamptz,
  revoked_at timestamptz,
  revoked_because text,
  CONSTRAINT session_pk PRIMARY KEY (id),
  CONSTRAINT session_of_an_account FOREIGN KEY (account_id) REFERENCES identity.account (id),
  CONSTRAINT session_access_hash_once UNIQUE (access_hash),
  CONSTRAINT session_refresh_hash_once UNIQUE (refresh_hash),
  CONSTRAINT session_hashes_are_sha256 CHECK (octet_length(access_hash) = 32 AND octet_length(refresh_hash) = 32),
  CONSTRAINT session_refresh_token_expires CHECK ((refresh_hash IS NULL) = (refresh_expires_at IS NULL)),
  CONSTRAINT session_revoked_for_a_reason CHECK ((revoked_at IS NULL) = (revoked_because IS NULL)),
  CONSTRAINT session_reason_known CHECK (revoked_because IN
    ('logged_out', 'refresh_reused', 'password_changed', 'account_disabled', 'too_many'))
);
CREATE INDEX session_live_idx ON identity.session (account_id, id) WHERE revoked_at IS NULL;
CREATE INDEX session_ends_idx ON identity.session (ends_at);
CREATE TABLE identity.rotated_refresh (
  token_hash bytea NOT NULL,
  session_id uuid NOT NULL,
  rotated_at timestamptz NOT NULL,
  CONSTRAINT rotated_refresh_pk PRIMARY KEY (token_hash),
  CONSTRAINT rotated_refresh_of_a_session FOREIGN KEY (session_id) REFERENCES identity.session (id) ON DELETE CASCADE,
  CONSTRAINT rotated_refresh_hash_is_sha256 CHECK (octet_length(token_hash) = 32)
);
CREATE INDEX rotated_refresh_session_idx ON identity.rotated_refresh (session_id)`;

const API_KEY = `
CREATE TABLE identity.api_key (
  id uuid NOT NULL,
  name text NOT NULL,
  key_hash bytea NOT NULL,
  key_start text NOT NULL,
  scopes text[] NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  CONSTRAINT api_key_pk PRIMARY KEY (id),
  CONSTRAINT api_key_hash_once UNIQUE (key_hash),
  CONSTRAINT api_key_hash_is_sha256 CHECK (octet_length(key_hash) = 32),
  CONSTRAINT api_key_created_by_an_account FOREIGN KEY (created_by) REFERENCES identity.account (id),
  CONSTRAINT api_key_has_scopes CHECK (cardinality(scopes) BETWEEN 1 AND 50)
)`;

const GUEST = `
CREATE TABLE identity.guest (
  id uuid NOT NULL,
  device_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  CONSTRAINT guest_pk PRIMARY KEY (id),
  CONSTRAINT guest_device_once UNIQUE (device_hash),
  CONSTRAINT guest_device_hash_is_sha256 CHECK (octet_length(device_hash) = 32)
)`;

// The shape is rate-limiter-flexible's (it writes by column position); UNLOGGED because losing counts in a crash is
// harmless and a login should not pay for their durability.
const RATE_LIMIT = `
CREATE UNLOGGED TABLE identity.rate_limit (
  key varchar(255) NOT NULL,
  points integer NOT NULL DEFAULT 0,
  expire bigint,
  CONSTRAINT rate_limit_pk PRIMARY KEY (key)
);
CREATE INDEX rate_limit_expire_idx ON identity.rate_limit (expire)`;
