/** Why: what is sold: categories, products, their variants, prices over time, and the texts and numbers browsing needs. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CatalogCreate1763700000300 implements MigrationInterface {
  readonly name = 'CatalogCreate1763700000300';

  async up(runner: QueryRunner): Promise<void> {
    // A trusted extension: the database's owner may create it. It stays on the way down, other schemas may use it.
    await runner.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);
    await runner.query(`CREATE SCHEMA catalog`);
    for (const sql of [...foundation, ...products, ...variants, ...indexes]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['price_change', 'product_sales', 'variant', 'product_category', 'product', 'category']) {
      await runner.query(`DROP TABLE catalog.${table}`);
    }
    await runner.query(`DROP TABLE catalog.picture`);
    await runner.query(`DROP TABLE catalog.snapshot_version`);
    await runner.query(`DROP SCHEMA catalog`);
  }
}

const foundation = [
  // One row: every write raises it first, so writers queue on it and versions become visible in their order.
  `CREATE TABLE catalog.snapshot_version (
     only_row boolean NOT NULL DEFAULT true CONSTRAINT snapshot_version_pkey PRIMARY KEY CONSTRAINT snapshot_version_one_row CHECK (only_row),
     version  bigint  NOT NULL
   )`,
  `INSERT INTO catalog.snapshot_version (version) VALUES (1)`,
  // A picture is drawn from these words when it is asked for; a row never changes, a new picture is a new row.
  `CREATE TABLE catalog.picture (
     id     uuid NOT NULL CONSTRAINT picture_pkey PRIMARY KEY,
     motif  text NOT NULL CONSTRAINT picture_motif_form CHECK (motif ~ '^[a-z]{1,20}$'),
     colour text NOT NULL CONSTRAINT picture_colour_form CHECK (colour ~ '^#[0-9a-f]{6}$'),
     label  text NOT NULL CONSTRAINT picture_label_length CHECK (char_length(label) <= 200)
   )`,
  `CREATE TABLE catalog.category (
     id           uuid    NOT NULL CONSTRAINT category_pkey PRIMARY KEY,
     parent_id    uuid    CONSTRAINT category_parent_fkey REFERENCES catalog.category (id),
     slug         text    NOT NULL CONSTRAINT category_slug_form CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND char_length(slug) <= 60),
     name         text    NOT NULL CONSTRAINT category_name_length CHECK (char_length(name) BETWEEN 1 AND 80),
     path         text    NOT NULL CONSTRAINT category_path_key UNIQUE,
     ancestor_ids uuid[]  NOT NULL,
     position     integer NOT NULL,
     version      bigint  NOT NULL,
     CONSTRAINT category_knows_itself CHECK (ancestor_ids[cardinality(ancestor_ids)] = id),
     CONSTRAINT category_depth CHECK (cardinality(ancestor_ids) <= 6)
   )`,
];

const products = [
  `CREATE TABLE catalog.product (
     id               uuid   NOT NULL CONSTRAINT product_pkey PRIMARY KEY,
     merchant_id      uuid   NOT NULL,
     kind             text   NOT NULL CONSTRAINT product_kind_known CHECK (kind IN ('physical', 'virtual', 'subscription', 'group_buy')),
     title            text   NOT NULL CONSTRAINT product_title_length CHECK (char_length(title) BETWEEN 1 AND 200),
     description      text   NOT NULL CONSTRAINT product_description_length CHECK (char_length(description) <= 5000),
     shelf            text   NOT NULL CONSTRAINT product_shelf_known CHECK (shelf IN ('on', 'off')),
     on_shelf_at      timestamptz,
     picture_id       uuid   CONSTRAINT product_picture_fkey REFERENCES catalog.picture (id),
     message_fields   jsonb  NOT NULL CONSTRAINT product_message_fields_are_a_list CHECK (jsonb_typeof(message_fields) = 'array'),
     created_at       timestamptz NOT NULL,
     updated_at       timestamptz NOT NULL,
     version          bigint NOT NULL,
     -- What browsing reads, derived in the same transaction from the product's categories and its variants on the shelf.
     category_ids     uuid[] NOT NULL DEFAULT '{}',
     price_from_minor bigint,
     price_to_minor   bigint,
     search_text      text   NOT NULL DEFAULT '',
     search_words     tsvector NOT NULL DEFAULT '',
     CONSTRAINT product_prices_in_order CHECK (price_from_minor <= price_to_minor)
   )`,
  `CREATE TABLE catalog.product_category (
     product_id  uuid NOT NULL CONSTRAINT product_category_product_fkey REFERENCES catalog.product (id) ON DELETE CASCADE,
     category_id uuid NOT NULL CONSTRAINT product_category_category_fkey REFERENCES catalog.category (id),
     CONSTRAINT product_category_pkey PRIMARY KEY (product_id, category_id)
   )`,
  // Beside the product, not in it: it changes with every sale, and a product row carries two GIN indexes.
  `CREATE TABLE catalog.product_sales (
     product_id  uuid   NOT NULL CONSTRAINT product_sales_pkey PRIMARY KEY CONSTRAINT product_sales_product_fkey REFERENCES catalog.product (id) ON DELETE CASCADE,
     sales_count bigint NOT NULL DEFAULT 0 CONSTRAINT product_sales_not_negative CHECK (sales_count >= 0)
   ) WITH (fillfactor = 80)`,
];

const variants = [
  `CREATE TABLE catalog.variant (
     id                uuid    NOT NULL CONSTRAINT variant_pkey PRIMARY KEY,
     product_id        uuid    NOT NULL CONSTRAINT variant_product_fkey REFERENCES catalog.product (id) ON DELETE CASCADE,
     sku               text    NOT NULL CONSTRAINT variant_sku_key UNIQUE CONSTRAINT variant_sku_form CHECK (char_length(sku) BETWEEN 1 AND 64 AND sku !~ '\\s'),
     position          integer NOT NULL,
     attributes        jsonb   NOT NULL CONSTRAINT variant_attributes_are_an_object CHECK (jsonb_typeof(attributes) = 'object'),
     price_minor       bigint  NOT NULL CONSTRAINT variant_price_range CHECK (price_minor BETWEEN 0 AND 1000000000000),
     member_prices     jsonb   NOT NULL CONSTRAINT variant_member_prices_are_an_object CHECK (jsonb_typeof(member_prices) = 'object'),
     picture_id        uuid    CONSTRAINT variant_picture_fkey REFERENCES catalog.picture (id),
     weight_grams      integer NOT NULL CONSTRAINT variant_weight_not_negative CHECK (weight_grams >= 0),
     shelf             text    NOT NULL CONSTRAINT variant_shelf_known CHECK (shelf IN ('on', 'off')),
     takes_stock_at    text    NOT NULL CONSTRAINT variant_takes_stock_known CHECK (takes_stock_at IN ('cart', 'order', 'payment')),
     limit_units       integer CONSTRAINT variant_limit_units_positive CHECK (limit_units > 0),
     limit_window_days integer CONSTRAINT variant_limit_window_positive CHECK (limit_window_days > 0),
     version           bigint  NOT NULL,
     CONSTRAINT variant_limit_whole CHECK ((limit_units IS NULL) = (limit_window_days IS NULL))
   )`,
  `CREATE TABLE catalog.price_change (
     id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT price_change_pkey PRIMARY KEY,
     variant_id uuid   NOT NULL CONSTRAINT price_change_variant_fkey REFERENCES catalog.variant (id) ON DELETE CASCADE,
     old_minor  bigint,
     new_minor  bigint NOT NULL,
     changed_at timestamptz NOT NULL,
     changed_by uuid,
     CONSTRAINT price_change_is_a_change CHECK (old_minor IS DISTINCT FROM new_minor)
   )`,
];

const indexes = [
  `CREATE INDEX category_parent_idx ON catalog.category (parent_id)`,
  `CREATE INDEX product_category_category_idx ON catalog.product_category (category_id)`,
  `CREATE INDEX product_version_idx ON catalog.product (version)`,
  `CREATE INDEX product_newest_idx ON catalog.product (created_at DESC, id DESC)`,
  `CREATE INDEX product_merchant_newest_idx ON catalog.product (merchant_id, created_at DESC, id DESC)`,
  `CREATE INDEX product_price_idx ON catalog.product (price_from_minor, id)`,
  `CREATE INDEX product_categories_idx ON catalog.product USING gin (category_ids)`,
  `CREATE INDEX product_search_words_idx ON catalog.product USING gin (search_words)`,
  `CREATE INDEX product_search_text_idx ON catalog.product USING gin (search_text gin_trgm_ops)`,
  `CREATE INDEX product_sales_idx ON catalog.product_sales (sales_count DESC, product_id DESC)`,
  `CREATE INDEX variant_product_idx ON catalog.variant (product_id, position)`,
  `CREATE INDEX variant_version_idx ON catalog.variant (version)`,
  `CREATE INDEX price_change_variant_idx ON catalog.price_change (variant_id, id DESC)`,
];
