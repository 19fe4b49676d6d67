/** Why: tiers by spend, rewards of orders that mature, bonuses, campaigns, conversions of points, and what points are redeemed for. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LoyaltyCreate1763700001200 implements MigrationInterface {
  readonly name = 'LoyaltyCreate1763700001200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA loyalty`);
    for (const table of [...TIERS, ...EARNINGS, ...CAMPAIGNS, ...REDEMPTIONS]) await runner.query(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA loyalty CASCADE`);
  }
}

const TIERS = [
  `CREATE TABLE loyalty.tier (
     name                  text    NOT NULL CONSTRAINT tier_pkey PRIMARY KEY,
     from_minor            bigint  NOT NULL CONSTRAINT tier_from_positive CHECK (from_minor > 0) CONSTRAINT tier_from_key UNIQUE,
     discount_bps          integer NOT NULL CONSTRAINT tier_discount_is_a_share CHECK (discount_bps BETWEEN 0 AND 10000),
     earning_multiplier_bps integer NOT NULL CONSTRAINT tier_multiplier_in_range CHECK (earning_multiplier_bps BETWEEN 10000 AND 100000),
     expiry_extension_days integer NOT NULL CONSTRAINT tier_extension_in_range CHECK (expiry_extension_days BETWEEN 0 AND 3650)
   )`,
  // One row: every change of the table raises it; placements compare it inside their transaction.
  `CREATE TABLE loyalty.tier_version (
     only_row boolean NOT NULL DEFAULT true CONSTRAINT tier_version_pkey PRIMARY KEY CONSTRAINT tier_version_one_row CHECK (only_row),
     version  bigint  NOT NULL,
     changed_at timestamptz,
     changed_by uuid
   )`,
  `INSERT INTO loyalty.tier_version (version) VALUES (1)`,
  // spend_minor is the sum of the purchases booked at or after counted_from, less what was refunded of them.
  `CREATE TABLE loyalty.member (
     customer_id   uuid   NOT NULL CONSTRAINT member_pkey PRIMARY KEY,
     tier          text,
     spend_minor   bigint NOT NULL CONSTRAINT member_spend_not_negative CHECK (spend_minor >= 0),
     counted_from  timestamptz NOT NULL,
     recomputed_at timestamptz NOT NULL,
     table_version bigint NOT NULL,
     moves         integer NOT NULL DEFAULT 0,
     previous_tier text
   ) WITH (fillfactor = 70)`,
  `CREATE INDEX member_recomputed_idx ON loyalty.member (recomputed_at)`,
  `CREATE INDEX member_table_version_idx ON loyalty.member (table_version)`,
  `CREATE INDEX member_tier_idx ON loyalty.member (tier, customer_id) WHERE tier IS NOT NULL`,
  `CREATE TABLE loyalty.tier_move (
     customer_id uuid    NOT NULL,
     seq         integer NOT NULL,
     from_tier   text,
     to_tier     text,
     spend_minor bigint  NOT NULL,
     cause       text    NOT NULL CONSTRAINT tier_move_cause_known CHECK (cause IN ('payment', 'refund', 'recomputation')),
     moved_at    timestamptz NOT NULL,
     CONSTRAINT tier_move_pkey PRIMARY KEY (customer_id, seq),
     CONSTRAINT tier_move_moves CHECK (from_tier IS DISTINCT FROM to_tier)
   )`,
];

const EARNINGS = [
  // Who referred whom; the first paid order of the referred customer is the one that is rewarded.
  `CREATE TABLE loyalty.referral (
     referred_id   uuid NOT NULL CONSTRAINT referral_pkey PRIMARY KEY,
     referrer_id   uuid NOT NULL,
     registered_at timestamptz NOT NULL,
     order_id      uuid,
     CONSTRAINT referral_not_of_oneself CHECK (referred_id <> referrer_id)
   )`,
  // One row per order and merchant, and one for the referrer. No foreign keys: every order writes here (ADR 0005).
  `CREATE TABLE loyalty.order_reward (
     id            uuid   NOT NULL,
     order_id      uuid   NOT NULL,
     source_id     uuid   NOT NULL,
     kind          text   NOT NULL CONSTRAINT order_reward_kind_known CHECK (kind IN ('purchase', 'referral')),
     customer_id   uuid   NOT NULL,
     asset         text   NOT NULL CONSTRAINT order_reward_asset_known CHECK (asset IN ('credit', 'points')),
     goods_minor   bigint NOT NULL,
     refunded_minor bigint NOT NULL DEFAULT 0,
     amount        bigint NOT NULL,
     cancelled     bigint NOT NULL DEFAULT 0,
     clawed_back   bigint NOT NULL DEFAULT 0,
     written_off   bigint NOT NULL DEFAULT 0,
     owed          bigint NOT NULL DEFAULT 0,
     state         text   NOT NULL CONSTRAINT order_reward_state_known CHECK (state IN ('none', 'maturing', 'available', 'cancelled')),
     booked_at     timestamptz NOT NULL,
     matures_at    timestamptz,
     granted_at    timestamptz,
     event_seq     integer NOT NULL DEFAULT 1,
     CONSTRAINT order_reward_pkey PRIMARY KEY (order_id, source_id),
     CONSTRAINT order_reward_refunds_within_goods CHECK (0 <= refunded_minor AND refunded_minor <= goods_minor AND goods_minor > 0),
     CONSTRAINT order_reward_reductions_within_amount CHECK (
       least(amount, cancelled, clawed_back, written_off, owed) >= 0 AND cancelled + clawed_back + written_off + owed <= amount),
     CONSTRAINT order_reward_none_is_nothing CHECK ((state = 'none') = (amount = 0)),
     CONSTRAINT order_reward_cancelled_is_whole CHECK (state <> 'cancelled' OR cancelled = amount),
     CONSTRAINT order_reward_granted_when_available CHECK ((state = 'available') = (granted_at IS NOT NULL)),
     CONSTRAINT order_reward_clawed_back_after_grant CHECK (state = 'available' OR clawed_back + written_off + owed = 0)
   ) WITH (fillfactor = 90)`,
  `CREATE INDEX order_reward_customer_idx ON loyalty.order_reward (customer_id, booked_at)`,
  `CREATE INDEX order_reward_due_idx ON loyalty.order_reward (matures_at) WHERE state = 'maturing' AND matures_at IS NOT NULL`,
  `CREATE INDEX order_reward_lost_idx ON loyalty.order_reward (id) WHERE written_off + owed > 0`,
  `CREATE TABLE loyalty.reward_reduction (
     refund_id   uuid   NOT NULL,
     order_id    uuid   NOT NULL,
     merchant_id uuid   NOT NULL,
     source_id   uuid   NOT NULL,
     goods_minor bigint NOT NULL CONSTRAINT reward_reduction_goods_positive CHECK (goods_minor > 0),
     cancelled   bigint NOT NULL,
     clawed_back bigint NOT NULL,
     written_off bigint NOT NULL,
     owed        bigint NOT NULL,
     reduced_at  timestamptz NOT NULL,
     CONSTRAINT reward_reduction_pkey PRIMARY KEY (refund_id, merchant_id, order_id, source_id),
     CONSTRAINT reward_reduction_not_negative CHECK (least(cancelled, clawed_back, written_off, owed) >= 0)
   )`,
  `CREATE INDEX reward_reduction_reward_idx ON loyalty.reward_reduction (order_id, source_id)`,
  // Points for a reviewed line, once a line.
  `CREATE TABLE loyalty.review_bonus (
     line_id     uuid   NOT NULL CONSTRAINT review_bonus_pkey PRIMARY KEY,
     customer_id uuid   NOT NULL,
     points      bigint NOT NULL CONSTRAINT review_bonus_points_positive CHECK (points > 0),
     granted_at  timestamptz NOT NULL
   )`,
  `CREATE TABLE loyalty.conversion (
     id           uuid   NOT NULL CONSTRAINT conversion_pkey PRIMARY KEY,
     customer_id  uuid   NOT NULL,
     direction    text   NOT NULL CONSTRAINT conversion_direction_known CHECK (direction IN ('points_to_credit', 'credit_to_points')),
     points       bigint NOT NULL CONSTRAINT conversion_points_positive CHECK (points > 0),
     credit_minor bigint NOT NULL CONSTRAINT conversion_credit_positive CHECK (credit_minor > 0),
     converted_at timestamptz NOT NULL
   )`,
  `CREATE INDEX conversion_customer_idx ON loyalty.conversion (customer_id, id)`,
];

const CAMPAIGNS = [
  `CREATE TABLE loyalty.campaign (
     id          uuid   NOT NULL CONSTRAINT campaign_pkey PRIMARY KEY,
     name        text   NOT NULL,
     asset       text   NOT NULL CONSTRAINT campaign_asset_known CHECK (asset IN ('credit', 'points')),
     amount      bigint NOT NULL CONSTRAINT campaign_amount_positive CHECK (amount > 0),
     budget      bigint NOT NULL,
     recipients  integer NOT NULL CONSTRAINT campaign_has_recipients CHECK (recipients > 0),
     expires_at  timestamptz,
     reason      text   NOT NULL,
     state       text   NOT NULL CONSTRAINT campaign_state_known CHECK (state IN ('proposed', 'approved', 'rejected')),
     proposed_by uuid   NOT NULL,
     proposed_at timestamptz NOT NULL,
     decided_by  uuid,
     decided_at  timestamptz,
     CONSTRAINT campaign_within_budget CHECK (amount * recipients <= budget),
     CONSTRAINT campaign_needs_two_people CHECK (decided_by IS NULL OR decided_by <> proposed_by),
     CONSTRAINT campaign_decided_by_someone CHECK ((state = 'proposed') = (decided_by IS NULL))
   )`,
  `CREATE TABLE loyalty.campaign_recipient (
     campaign_id uuid NOT NULL CONSTRAINT campaign_recipient_campaign_fkey REFERENCES loyalty.campaign (id),
     customer_id uuid NOT NULL,
     grant_id    uuid NOT NULL CONSTRAINT campaign_recipient_grant_key UNIQUE,
     CONSTRAINT campaign_recipient_pkey PRIMARY KEY (campaign_id, customer_id)
   )`,
];

const REDEMPTIONS = [
  `CREATE TABLE loyalty.reward (
     id          uuid   NOT NULL CONSTRAINT reward_pkey PRIMARY KEY,
     name        text   NOT NULL,
     description text   NOT NULL,
     kind        text   NOT NULL CONSTRAINT reward_kind_known CHECK (kind IN ('early_access', 'content', 'gift')),
     asset       text   NOT NULL CONSTRAINT reward_asset_known CHECK (asset IN ('credit', 'points')),
     price       bigint NOT NULL CONSTRAINT reward_price_positive CHECK (price > 0),
     product_id  uuid,
     link        text,
     stock       integer,
     redeemed    integer NOT NULL DEFAULT 0,
     per_customer_limit integer CONSTRAINT reward_limit_positive CHECK (per_customer_limit > 0),
     tiers       text[] NOT NULL DEFAULT '{}',
     starts_at   timestamptz NOT NULL,
     ends_at     timestamptz,
     shelf       text   NOT NULL CONSTRAINT reward_shelf_known CHECK (shelf IN ('on', 'off')),
     version     bigint NOT NULL,
     created_at  timestamptz NOT NULL,
     created_by  uuid,
     updated_at  timestamptz NOT NULL,
     CONSTRAINT reward_redeemed_within_stock CHECK (0 <= redeemed AND (stock IS NULL OR redeemed <= stock)),
     CONSTRAINT reward_window_runs_forward CHECK (ends_at IS NULL OR ends_at > starts_at),
     CONSTRAINT reward_early_access_has_its_product CHECK ((kind = 'early_access') = (product_id IS NOT NULL)),
     CONSTRAINT reward_content_has_its_link CHECK ((kind = 'content') = (link IS NOT NULL))
   )`,
  `CREATE TABLE loyalty.redemption (
     id          uuid   NOT NULL CONSTRAINT redemption_pkey PRIMARY KEY,
     reward_id   uuid   NOT NULL CONSTRAINT redemption_reward_fkey REFERENCES loyalty.reward (id),
     customer_id uuid   NOT NULL,
     asset       text   NOT NULL,
     price       bigint NOT NULL,
     kind        text   NOT NULL,
     product_id  uuid,
     link        text,
     voucher     text CONSTRAINT redemption_voucher_key UNIQUE,
     state       text   NOT NULL CONSTRAINT redemption_state_known CHECK (state IN ('granted', 'handed_over', 'cancelled')),
     redeemed_at timestamptz NOT NULL,
     finished_at timestamptz,
     finished_by uuid,
     note        text,
     event_seq   integer NOT NULL DEFAULT 1,
     CONSTRAINT redemption_voucher_for_gifts CHECK ((kind = 'gift') = (voucher IS NOT NULL)),
     CONSTRAINT redemption_handed_over_is_a_gift CHECK (state <> 'handed_over' OR kind = 'gift'),
     CONSTRAINT redemption_finished_by_someone CHECK ((state = 'granted') = (finished_by IS NULL) AND (finished_by IS NULL) = (finished_at IS NULL))
   )`,
  `CREATE INDEX redemption_customer_idx ON loyalty.redemption (customer_id, id)`,
  `CREATE INDEX redemption_reward_idx ON loyalty.redemption (reward_id, customer_id) WHERE state <> 'cancelled'`,
  `CREATE INDEX redemption_early_idx ON loyalty.redemption (customer_id, product_id) WHERE kind = 'early_access' AND state = 'granted'`,
];
