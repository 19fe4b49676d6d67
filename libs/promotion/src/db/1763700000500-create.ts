/** Why: offers and coupons, and who has claimed what of them under which order; one version row tells snapshots when to look again. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PromotionCreate1763700000500 implements MigrationInterface {
  readonly name = 'PromotionCreate1763700000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA promotion`);
    // One row: every change of an offer's terms raises it first, so versions become visible in their order. Claims do not.
    await runner.query(`
      CREATE TABLE promotion.snapshot_version (
        only_row boolean NOT NULL DEFAULT true CONSTRAINT snapshot_version_pkey PRIMARY KEY CONSTRAINT snapshot_version_one_row CHECK (only_row),
        version  bigint  NOT NULL
      )`);
    await runner.query(`INSERT INTO promotion.snapshot_version (version) VALUES (1)`);
    await createOffers(runner);
    await createClaims(runner);
    await createCoupons(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE promotion.coupon_use`);
    await runner.query(`DROP TABLE promotion.coupon_grant`);
    await runner.query(`DROP TABLE promotion.coupon`);
    await runner.query(`DROP TABLE promotion.claimed_offer`);
    await runner.query(`DROP TABLE promotion.claim`);
    await runner.query(`DROP TABLE promotion.offer_usage`);
    await runner.query(`DROP TABLE promotion.offer`);
    await runner.query(`DROP TABLE promotion.snapshot_version`);
    await runner.query(`DROP SCHEMA promotion`);
  }
}

async function createOffers(runner: QueryRunner): Promise<void> {
  // Claims rewrite claimed and sold only: room in the page keeps these updates out of the indexes.
  await runner.query(`
    CREATE TABLE promotion.offer (
      id                 uuid    NOT NULL CONSTRAINT offer_pkey PRIMARY KEY,
      kind               text    NOT NULL CONSTRAINT offer_kind_known CHECK (kind IN ('item_price', 'item_percent', 'flash_sale',
                                   'member_price', 'member_percent', 'threshold_amount_off', 'threshold_percent_off', 'threshold_gift')),
      name               text    NOT NULL CONSTRAINT offer_name_length CHECK (char_length(name) BETWEEN 1 AND 120),
      scope              jsonb   NOT NULL,
      rules              jsonb   NOT NULL CONSTRAINT offer_rules_of_its_kind CHECK (rules ->> 'kind' = kind),
      preheat_from       timestamptz CONSTRAINT offer_preheats_before_it_starts CHECK (preheat_from <= starts_at),
      starts_at          timestamptz NOT NULL,
      ends_at            timestamptz CONSTRAINT offer_ends_after_it_starts CHECK (ends_at > starts_at),
      stopped_at         timestamptz,
      quota              bigint  CONSTRAINT offer_quota_positive CHECK (quota > 0),
      claimed            bigint  NOT NULL DEFAULT 0 CONSTRAINT offer_claimed_not_negative CHECK (claimed >= 0),
      sold               bigint  NOT NULL DEFAULT 0 CONSTRAINT offer_sold_not_negative CHECK (sold >= 0),
      per_customer_limit bigint  CONSTRAINT offer_limit_positive CHECK (per_customer_limit > 0),
      created_by         uuid,
      created_at         timestamptz NOT NULL,
      version            bigint  NOT NULL,
      CONSTRAINT offer_quota_kept CHECK (claimed + sold <= quota)
    ) WITH (fillfactor = 80)`);
  await runner.query(`CREATE INDEX offer_newest_idx ON promotion.offer (created_at DESC, id DESC)`);
  // The limit is noted where it counts, so that the database itself refuses one unit too many.
  await runner.query(`
    CREATE TABLE promotion.offer_usage (
      offer_id    uuid   NOT NULL CONSTRAINT offer_usage_offer_fkey REFERENCES promotion.offer (id),
      customer_id uuid   NOT NULL,
      units       bigint NOT NULL CONSTRAINT offer_usage_not_negative CHECK (units >= 0),
      limit_units bigint,
      CONSTRAINT offer_usage_pkey PRIMARY KEY (offer_id, customer_id),
      CONSTRAINT offer_usage_limit_kept CHECK (units <= limit_units)
    ) WITH (fillfactor = 90)`);
}

async function createClaims(runner: QueryRunner): Promise<void> {
  // A claim released before it came has no customer: a tombstone.
  await runner.query(`
    CREATE TABLE promotion.claim (
      id          uuid NOT NULL CONSTRAINT claim_pkey PRIMARY KEY,
      customer_id uuid,
      state       text NOT NULL CONSTRAINT claim_state_known CHECK (state IN ('held', 'sold', 'released')),
      claimed_at  timestamptz NOT NULL,
      settled_at  timestamptz,
      CONSTRAINT claim_has_a_customer CHECK (customer_id IS NOT NULL OR state = 'released'),
      CONSTRAINT claim_settled_when_over CHECK ((state = 'held') = (settled_at IS NULL))
    )`);
  await runner.query(`
    CREATE TABLE promotion.claimed_offer (
      claim_id uuid   NOT NULL CONSTRAINT claimed_offer_claim_fkey REFERENCES promotion.claim (id),
      offer_id uuid   NOT NULL CONSTRAINT claimed_offer_offer_fkey REFERENCES promotion.offer (id),
      units    bigint NOT NULL CONSTRAINT claimed_offer_units_positive CHECK (units > 0),
      CONSTRAINT claimed_offer_pkey PRIMARY KEY (claim_id, offer_id)
    )`);
}

async function createCoupons(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE promotion.coupon (
      id                 uuid    NOT NULL CONSTRAINT coupon_pkey PRIMARY KEY,
      code               text    CONSTRAINT coupon_code_key UNIQUE CONSTRAINT coupon_code_form CHECK (code ~ '^[A-Z0-9][A-Z0-9-]{2,31}$'),
      name               text    NOT NULL CONSTRAINT coupon_name_length CHECK (char_length(name) BETWEEN 1 AND 120),
      scope              jsonb   NOT NULL,
      rules              jsonb   NOT NULL CONSTRAINT coupon_rules_known CHECK (rules ->> 'kind' IN ('amount', 'percent')),
      min_spend_minor    bigint  NOT NULL CONSTRAINT coupon_min_spend_not_negative CHECK (min_spend_minor >= 0),
      starts_at          timestamptz NOT NULL,
      ends_at            timestamptz CONSTRAINT coupon_ends_after_it_starts CHECK (ends_at > starts_at),
      valid_days         integer CONSTRAINT coupon_valid_days_positive CHECK (valid_days > 0),
      stopped_at         timestamptz,
      total_limit        bigint  CONSTRAINT coupon_total_limit_positive CHECK (total_limit > 0),
      per_customer_limit bigint  NOT NULL CONSTRAINT coupon_customer_limit_positive CHECK (per_customer_limit > 0),
      granted            bigint  NOT NULL DEFAULT 0 CONSTRAINT coupon_granted_not_negative CHECK (granted >= 0),
      created_by         uuid,
      created_at         timestamptz NOT NULL,
      version            bigint  NOT NULL,
      CONSTRAINT coupon_total_limit_kept CHECK (granted <= total_limit)
    )`);
  await runner.query(`CREATE INDEX coupon_newest_idx ON promotion.coupon (created_at DESC, id DESC)`);
  // A customer's n-th coupon of a kind: the number keeps the limit a customer, the key keeps two claims from being the same one.
  await runner.query(`
    CREATE TABLE promotion.coupon_grant (
      id            uuid   NOT NULL CONSTRAINT coupon_grant_pkey PRIMARY KEY,
      coupon_id     uuid   NOT NULL CONSTRAINT coupon_grant_coupon_fkey REFERENCES promotion.coupon (id),
      customer_id   uuid   NOT NULL,
      ordinal       bigint NOT NULL CONSTRAINT coupon_grant_ordinal_positive CHECK (ordinal > 0),
      limit_ordinal bigint NOT NULL,
      source        text   NOT NULL CONSTRAINT coupon_grant_source_known CHECK (source IN ('code', 'operator')),
      granted_by    uuid   NOT NULL,
      granted_at    timestamptz NOT NULL,
      valid_from    timestamptz NOT NULL,
      valid_until   timestamptz,
      state         text   NOT NULL CONSTRAINT coupon_grant_state_known CHECK (state IN ('open', 'held', 'used')),
      claim_id      uuid   CONSTRAINT coupon_grant_claim_fkey REFERENCES promotion.claim (id),
      CONSTRAINT coupon_grant_ordinal_key UNIQUE (coupon_id, customer_id, ordinal),
      CONSTRAINT coupon_grant_customer_limit_kept CHECK (ordinal <= limit_ordinal),
      CONSTRAINT coupon_grant_open_without_claim CHECK ((state = 'open') = (claim_id IS NULL))
    )`);
  await runner.query(`CREATE INDEX coupon_grant_customer_idx ON promotion.coupon_grant (customer_id, id DESC)`);
  await runner.query(`
    CREATE TABLE promotion.coupon_use (
      claim_id  uuid NOT NULL CONSTRAINT coupon_use_claim_fkey REFERENCES promotion.claim (id),
      coupon_id uuid NOT NULL CONSTRAINT coupon_use_coupon_fkey REFERENCES promotion.coupon (id),
      grant_id  uuid NOT NULL CONSTRAINT coupon_use_grant_fkey REFERENCES promotion.coupon_grant (id),
      CONSTRAINT coupon_use_pkey PRIMARY KEY (claim_id, coupon_id)
    )`);
  await runner.query(`CREATE INDEX coupon_use_grant_idx ON promotion.coupon_use (grant_id)`);
}
