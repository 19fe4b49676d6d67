-- The final schema, written by `npm run sync`. Do not edit: change it by a migration.

CREATE EXTENSION pg_trgm;

CREATE SCHEMA cart;

CREATE TABLE cart.cart (
  owner_id uuid NOT NULL,
  owner_kind text NOT NULL,
  version bigint NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  reminded_at timestamp with time zone,
  CONSTRAINT cart_pkey PRIMARY KEY (owner_id),
  CONSTRAINT cart_owner_kind_known CHECK ((owner_kind = ANY (ARRAY['customer'::text, 'guest'::text]))),
  CONSTRAINT cart_version_positive CHECK ((version > 0))
) WITH (fillfactor=80);

CREATE TABLE cart.line (
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  variant_id uuid NOT NULL,
  messages_hash uuid NOT NULL,
  messages jsonb NOT NULL,
  quantity integer NOT NULL,
  selected boolean NOT NULL,
  price_when_added_minor bigint NOT NULL,
  added_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  version integer NOT NULL,
  hold_id uuid,
  hold_expires_at timestamp with time zone,
  saved boolean DEFAULT false NOT NULL,
  offer_when_added uuid,
  told_price_minor bigint,
  CONSTRAINT line_pkey PRIMARY KEY (id),
  CONSTRAINT line_identity_key UNIQUE (owner_id, variant_id, messages_hash, saved),
  CONSTRAINT line_hold_whole CHECK (((hold_id IS NULL) = (hold_expires_at IS NULL))),
  CONSTRAINT line_messages_object CHECK ((jsonb_typeof(messages) = 'object'::text)),
  CONSTRAINT line_price_not_negative CHECK ((price_when_added_minor >= 0)),
  CONSTRAINT line_quantity_positive CHECK ((quantity > 0)),
  CONSTRAINT line_saved_at_rest CHECK (((NOT saved) OR ((hold_id IS NULL) AND (NOT selected)))),
  CONSTRAINT line_told_price_not_negative CHECK ((told_price_minor >= 0)),
  CONSTRAINT line_version_positive CHECK ((version > 0)),
  CONSTRAINT line_cart_fkey FOREIGN KEY (owner_id) REFERENCES cart.cart(owner_id)
) WITH (fillfactor=80);

CREATE TABLE cart.news (
  id uuid NOT NULL,
  variant_id uuid NOT NULL,
  kind text NOT NULL,
  price_minor bigint NOT NULL,
  seen_at timestamp with time zone NOT NULL,
  after_line uuid NOT NULL,
  CONSTRAINT news_pkey PRIMARY KEY (id),
  CONSTRAINT news_kind_known CHECK ((kind = ANY (ARRAY['price_drop'::text, 'restock'::text]))),
  CONSTRAINT news_price_not_negative CHECK ((price_minor >= 0))
);

CREATE TABLE cart.watch_position (
  only_row boolean DEFAULT true NOT NULL,
  after_id uuid NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT watch_position_pkey PRIMARY KEY (only_row),
  CONSTRAINT watch_position_one_row CHECK (only_row)
);

CREATE TABLE cart.watched_variant (
  variant_id uuid NOT NULL,
  price_minor bigint NOT NULL,
  in_stock boolean NOT NULL,
  CONSTRAINT watched_variant_pkey PRIMARY KEY (variant_id),
  CONSTRAINT watched_variant_price_not_negative CHECK ((price_minor >= 0))
);
CREATE INDEX cart_left_idx ON cart.cart USING btree (updated_at) WHERE (reminded_at IS NULL);
CREATE INDEX line_hold_lapses_idx ON cart.line USING btree (hold_expires_at) WHERE (hold_expires_at IS NOT NULL);
CREATE INDEX line_variant_idx ON cart.line USING btree (variant_id, id);
CREATE UNIQUE INDEX line_hold_key ON cart.line USING btree (hold_id) WHERE (hold_id IS NOT NULL);

CREATE SCHEMA catalog;

CREATE TABLE catalog.category (
  id uuid NOT NULL,
  parent_id uuid,
  slug text NOT NULL,
  name text NOT NULL,
  path text NOT NULL,
  ancestor_ids uuid[] NOT NULL,
  "position" integer NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT category_pkey PRIMARY KEY (id),
  CONSTRAINT category_path_key UNIQUE (path),
  CONSTRAINT category_depth CHECK ((cardinality(ancestor_ids) <= 6)),
  CONSTRAINT category_knows_itself CHECK ((ancestor_ids[cardinality(ancestor_ids)] = id)),
  CONSTRAINT category_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 80))),
  CONSTRAINT category_slug_form CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (char_length(slug) <= 60))),
  CONSTRAINT category_parent_fkey FOREIGN KEY (parent_id) REFERENCES catalog.category(id)
);

CREATE TABLE catalog.picture (
  id uuid NOT NULL,
  motif text NOT NULL,
  colour text NOT NULL,
  label text NOT NULL,
  CONSTRAINT picture_pkey PRIMARY KEY (id),
  CONSTRAINT picture_colour_form CHECK ((colour ~ '^#[0-9a-f]{6}$'::text)),
  CONSTRAINT picture_label_length CHECK ((char_length(label) <= 200)),
  CONSTRAINT picture_motif_form CHECK ((motif ~ '^[a-z]{1,20}$'::text))
);

CREATE TABLE catalog.price_change (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  variant_id uuid NOT NULL,
  old_minor bigint,
  new_minor bigint NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  changed_by uuid,
  CONSTRAINT price_change_pkey PRIMARY KEY (id),
  CONSTRAINT price_change_is_a_change CHECK ((old_minor IS DISTINCT FROM new_minor)),
  CONSTRAINT price_change_variant_fkey FOREIGN KEY (variant_id) REFERENCES catalog.variant(id) ON DELETE CASCADE
);

CREATE TABLE catalog.product (
  id uuid NOT NULL,
  merchant_id uuid NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  description text NOT NULL,
  shelf text NOT NULL,
  on_shelf_at timestamp with time zone,
  picture_id uuid,
  message_fields jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  version bigint NOT NULL,
  category_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
  price_from_minor bigint,
  price_to_minor bigint,
  search_text text DEFAULT ''::text NOT NULL,
  search_terms tsvector DEFAULT ''::tsvector NOT NULL,
  CONSTRAINT product_pkey PRIMARY KEY (id),
  CONSTRAINT product_description_length CHECK ((char_length(description) <= 5000)),
  CONSTRAINT product_kind_known CHECK ((kind = ANY (ARRAY['physical'::text, 'virtual'::text, 'subscription'::text, 'group_buy'::text]))),
  CONSTRAINT product_message_fields_are_a_list CHECK ((jsonb_typeof(message_fields) = 'array'::text)),
  CONSTRAINT product_prices_in_order CHECK ((price_from_minor <= price_to_minor)),
  CONSTRAINT product_shelf_known CHECK ((shelf = ANY (ARRAY['on'::text, 'off'::text]))),
  CONSTRAINT product_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 200))),
  CONSTRAINT product_picture_fkey FOREIGN KEY (picture_id) REFERENCES catalog.picture(id)
);

CREATE TABLE catalog.product_category (
  product_id uuid NOT NULL,
  category_id uuid NOT NULL,
  CONSTRAINT product_category_pkey PRIMARY KEY (product_id, category_id),
  CONSTRAINT product_category_category_fkey FOREIGN KEY (category_id) REFERENCES catalog.category(id),
  CONSTRAINT product_category_product_fkey FOREIGN KEY (product_id) REFERENCES catalog.product(id) ON DELETE CASCADE
);

CREATE TABLE catalog.product_sales (
  product_id uuid NOT NULL,
  sales_count bigint DEFAULT 0 NOT NULL,
  CONSTRAINT product_sales_pkey PRIMARY KEY (product_id),
  CONSTRAINT product_sales_not_negative CHECK ((sales_count >= 0)),
  CONSTRAINT product_sales_product_fkey FOREIGN KEY (product_id) REFERENCES catalog.product(id) ON DELETE CASCADE
) WITH (fillfactor=80);

CREATE TABLE catalog.variant (
  id uuid NOT NULL,
  product_id uuid NOT NULL,
  sku text NOT NULL,
  "position" integer NOT NULL,
  attributes jsonb NOT NULL,
  price_minor bigint NOT NULL,
  member_prices jsonb NOT NULL,
  picture_id uuid,
  weight_grams integer NOT NULL,
  shelf text NOT NULL,
  takes_stock_at text NOT NULL,
  limit_units integer,
  limit_window_days integer,
  version bigint NOT NULL,
  CONSTRAINT variant_pkey PRIMARY KEY (id),
  CONSTRAINT variant_sku_key UNIQUE (sku),
  CONSTRAINT variant_attributes_are_an_object CHECK ((jsonb_typeof(attributes) = 'object'::text)),
  CONSTRAINT variant_limit_units_positive CHECK ((limit_units > 0)),
  CONSTRAINT variant_limit_whole CHECK (((limit_units IS NULL) = (limit_window_days IS NULL))),
  CONSTRAINT variant_limit_window_positive CHECK ((limit_window_days > 0)),
  CONSTRAINT variant_member_prices_are_an_object CHECK ((jsonb_typeof(member_prices) = 'object'::text)),
  CONSTRAINT variant_price_range CHECK (((price_minor >= 0) AND (price_minor <= '1000000000000'::bigint))),
  CONSTRAINT variant_shelf_known CHECK ((shelf = ANY (ARRAY['on'::text, 'off'::text]))),
  CONSTRAINT variant_sku_form CHECK ((((char_length(sku) >= 1) AND (char_length(sku) <= 64)) AND (sku !~ '\s'::text))),
  CONSTRAINT variant_takes_stock_known CHECK ((takes_stock_at = ANY (ARRAY['cart'::text, 'order'::text, 'payment'::text]))),
  CONSTRAINT variant_weight_not_negative CHECK ((weight_grams >= 0)),
  CONSTRAINT variant_picture_fkey FOREIGN KEY (picture_id) REFERENCES catalog.picture(id),
  CONSTRAINT variant_product_fkey FOREIGN KEY (product_id) REFERENCES catalog.product(id) ON DELETE CASCADE
);
CREATE INDEX category_parent_idx ON catalog.category USING btree (parent_id);
CREATE INDEX price_change_variant_idx ON catalog.price_change USING btree (variant_id, id DESC);
CREATE INDEX product_categories_idx ON catalog.product USING gin (category_ids);
CREATE INDEX product_category_category_idx ON catalog.product_category USING btree (category_id);
CREATE INDEX product_merchant_newest_idx ON catalog.product USING btree (merchant_id, created_at DESC, id DESC);
CREATE INDEX product_newest_idx ON catalog.product USING btree (created_at DESC, id DESC);
CREATE INDEX product_price_idx ON catalog.product USING btree (price_from_minor, id);
CREATE INDEX product_sales_idx ON catalog.product_sales USING btree (sales_count DESC, product_id DESC);
CREATE INDEX product_search_terms_idx ON catalog.product USING gin (search_terms);
CREATE INDEX product_version_idx ON catalog.product USING btree (version);
CREATE INDEX variant_product_idx ON catalog.variant USING btree (product_id, "position");
CREATE INDEX variant_version_idx ON catalog.variant USING btree (version);

CREATE SCHEMA fulfilment;

CREATE TABLE fulfilment.work (
  order_id uuid NOT NULL,
  sub_order smallint NOT NULL,
  merchant_id uuid NOT NULL,
  warehouse_id uuid,
  state text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT work_pkey PRIMARY KEY (order_id, sub_order),
  CONSTRAINT work_state_known CHECK ((state = ANY (ARRAY['to_ship'::text, 'shipped'::text, 'stopped'::text])))
);
CREATE INDEX work_oldest_to_ship_idx ON fulfilment.work USING btree (order_id, sub_order) WHERE (state = 'to_ship'::text);
CREATE INDEX work_to_ship_idx ON fulfilment.work USING btree (merchant_id, order_id) WHERE (state = 'to_ship'::text);

CREATE SCHEMA identity;

CREATE TABLE identity.account (
  id uuid NOT NULL,
  email text COLLATE "C" NOT NULL,
  password_hash text,
  password_version integer DEFAULT 1 NOT NULL,
  role text NOT NULL,
  merchant_id uuid,
  display_name text NOT NULL,
  referral_code text COLLATE "C" NOT NULL,
  referred_by uuid,
  state text DEFAULT 'active'::text NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  password_changed_at timestamp with time zone,
  CONSTRAINT account_pk PRIMARY KEY (id),
  CONSTRAINT account_email_once UNIQUE (email),
  CONSTRAINT account_referral_code_once UNIQUE (referral_code),
  CONSTRAINT account_display_name_length CHECK (((length(display_name) >= 1) AND (length(display_name) <= 100))),
  CONSTRAINT account_email_normalised CHECK (((email = lower(email)) AND (email ~ '^[!-~]+@[!-~]+$'::text) AND (length(email) <= 254))),
  CONSTRAINT account_not_referred_by_itself CHECK ((referred_by <> id)),
  CONSTRAINT account_of_a_merchant_names_it CHECK (((role = 'merchant'::text) = (merchant_id IS NOT NULL))),
  CONSTRAINT account_role_known CHECK ((role = ANY (ARRAY['customer'::text, 'merchant'::text, 'operator'::text, 'admin'::text]))),
  CONSTRAINT account_state_known CHECK ((state = ANY (ARRAY['active'::text, 'disabled'::text]))),
  CONSTRAINT account_referred_by_an_account FOREIGN KEY (referred_by) REFERENCES identity.account(id)
);

CREATE TABLE identity.api_key (
  id uuid NOT NULL,
  name text NOT NULL,
  key_hash bytea NOT NULL,
  key_start text NOT NULL,
  scopes text[] NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  CONSTRAINT api_key_pk PRIMARY KEY (id),
  CONSTRAINT api_key_hash_once UNIQUE (key_hash),
  CONSTRAINT api_key_has_scopes CHECK (((cardinality(scopes) >= 1) AND (cardinality(scopes) <= 50))),
  CONSTRAINT api_key_hash_is_sha256 CHECK ((octet_length(key_hash) = 32)),
  CONSTRAINT api_key_created_by_an_account FOREIGN KEY (created_by) REFERENCES identity.account(id)
);

CREATE TABLE identity.guest (
  id uuid NOT NULL,
  device_hash bytea NOT NULL,
  created_at timestamp with time zone NOT NULL,
  seen_at timestamp with time zone NOT NULL,
  CONSTRAINT guest_pk PRIMARY KEY (id),
  CONSTRAINT guest_device_once UNIQUE (device_hash),
  CONSTRAINT guest_device_hash_is_sha256 CHECK ((octet_length(device_hash) = 32))
);

CREATE TABLE identity.rate_limit (
  key character varying(255) NOT NULL,
  points integer DEFAULT 0 NOT NULL,
  expire bigint,
  CONSTRAINT rate_limit_pk PRIMARY KEY (key)
) /* UNLOGGED */;

CREATE TABLE identity.rotated_refresh (
  token_hash bytea NOT NULL,
  session_id uuid NOT NULL,
  rotated_at timestamp with time zone NOT NULL,
  CONSTRAINT rotated_refresh_pk PRIMARY KEY (token_hash),
  CONSTRAINT rotated_refresh_hash_is_sha256 CHECK ((octet_length(token_hash) = 32)),
  CONSTRAINT rotated_refresh_of_a_session FOREIGN KEY (session_id) REFERENCES identity.session(id) ON DELETE CASCADE
);

CREATE TABLE identity.session (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  access_hash bytea NOT NULL,
  access_expires_at timestamp with time zone NOT NULL,
  refresh_hash bytea,
  refresh_expires_at timestamp with time zone,
  ends_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL,
  refreshed_at timestamp with time zone,
  revoked_at timestamp with time zone,
  revoked_because text,
  CONSTRAINT session_pk PRIMARY KEY (id),
  CONSTRAINT session_access_hash_once UNIQUE (access_hash),
  CONSTRAINT session_refresh_hash_once UNIQUE (refresh_hash),
  CONSTRAINT session_hashes_are_sha256 CHECK (((octet_length(access_hash) = 32) AND (octet_length(refresh_hash) = 32))),
  CONSTRAINT session_reason_known CHECK ((revoked_because = ANY (ARRAY['logged_out'::text, 'refresh_reused'::text, 'password_changed'::text, 'account_disabled'::text, 'too_many'::text]))),
  CONSTRAINT session_refresh_token_expires CHECK (((refresh_hash IS NULL) = (refresh_expires_at IS NULL))),
  CONSTRAINT session_revoked_for_a_reason CHECK (((revoked_at IS NULL) = (revoked_because IS NULL))),
  CONSTRAINT session_of_an_account FOREIGN KEY (account_id) REFERENCES identity.account(id)
);
CREATE INDEX account_referred_by_idx ON identity.account USING btree (referred_by) WHERE (referred_by IS NOT NULL);
CREATE INDEX account_staff_idx ON identity.account USING btree (role, id) WHERE (role <> 'customer'::text);
CREATE INDEX rate_limit_expire_idx ON identity.rate_limit USING btree (expire);
CREATE INDEX rotated_refresh_session_idx ON identity.rotated_refresh USING btree (session_id);
CREATE INDEX session_ends_idx ON identity.session USING btree (ends_at);
CREATE INDEX session_live_idx ON identity.session USING btree (account_id, id) WHERE (revoked_at IS NULL);

CREATE SCHEMA inventory;

CREATE TABLE inventory.limit_lock (
  variant_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  locked_at timestamp with time zone NOT NULL,
  CONSTRAINT limit_lock_pkey PRIMARY KEY (variant_id, customer_id)
) WITH (fillfactor=70);

CREATE TABLE inventory.limited_purchase (
  variant_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  reservation_id uuid NOT NULL,
  quantity integer NOT NULL,
  purchased_at timestamp with time zone NOT NULL,
  CONSTRAINT limited_purchase_quantity_positive CHECK ((quantity > 0))
);

CREATE TABLE inventory.movement (
  stock_id bigint NOT NULL,
  seq bigint NOT NULL,
  kind text NOT NULL,
  quantity integer NOT NULL,
  reference uuid,
  reason text,
  author uuid,
  moved_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT movement_pkey PRIMARY KEY (stock_id, seq),
  CONSTRAINT movement_adjusted_has_reason CHECK (((kind <> 'adjusted'::text) OR (reason IS NOT NULL))),
  CONSTRAINT movement_kind_known CHECK ((kind = ANY (ARRAY['received'::text, 'reserved'::text, 'released'::text, 'shipped'::text, 'returned'::text, 'adjusted'::text]))),
  CONSTRAINT movement_quantity_sign CHECK (((quantity > 0) OR ((kind = 'adjusted'::text) AND (quantity <> 0))))
);

CREATE TABLE inventory.reservation (
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  state text NOT NULL,
  expires_at timestamp with time zone,
  stock_ids bigint[] NOT NULL,
  line_numbers smallint[] NOT NULL,
  quantities integer[] NOT NULL,
  request_crc bigint NOT NULL,
  CONSTRAINT reservation_pkey PRIMARY KEY (id),
  CONSTRAINT reservation_arrays_parallel CHECK (((cardinality(stock_ids) = cardinality(quantities)) AND (cardinality(stock_ids) = cardinality(line_numbers)))),
  CONSTRAINT reservation_committed_stays CHECK (((state <> 'committed'::text) OR (expires_at IS NULL))),
  CONSTRAINT reservation_state_known CHECK ((state = ANY (ARRAY['held'::text, 'committed'::text, 'released'::text])))
) WITH (fillfactor=90);

CREATE TABLE inventory.stock (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  variant_id uuid NOT NULL,
  warehouse_id uuid NOT NULL,
  priority integer DEFAULT 100 NOT NULL,
  on_hand bigint DEFAULT 0 NOT NULL,
  reserved bigint DEFAULT 0 NOT NULL,
  movement_seq bigint DEFAULT 0 NOT NULL,
  CONSTRAINT stock_pkey PRIMARY KEY (id),
  CONSTRAINT stock_variant_warehouse_key UNIQUE (variant_id, warehouse_id),
  CONSTRAINT stock_reserved_within_on_hand CHECK (((0 <= reserved) AND (reserved <= on_hand)))
) WITH (fillfactor=50);
CREATE INDEX limited_purchase_customer_idx ON inventory.limited_purchase USING btree (variant_id, customer_id, purchased_at);
CREATE INDEX limited_purchase_reservation_idx ON inventory.limited_purchase USING btree (reservation_id);
CREATE INDEX movement_shipped_idx ON inventory.movement USING btree (reference) WHERE (kind = 'shipped'::text);
CREATE INDEX reservation_lapses_idx ON inventory.reservation USING btree (expires_at) WHERE ((state = 'held'::text) AND (expires_at IS NOT NULL));

CREATE SCHEMA loyalty;

CREATE TABLE loyalty.campaign (
  id uuid NOT NULL,
  name text NOT NULL,
  asset text NOT NULL,
  amount bigint NOT NULL,
  budget bigint NOT NULL,
  recipients integer NOT NULL,
  expires_at timestamp with time zone,
  reason text NOT NULL,
  state text NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  decided_by uuid,
  decided_at timestamp with time zone,
  CONSTRAINT campaign_pkey PRIMARY KEY (id),
  CONSTRAINT campaign_amount_positive CHECK ((amount > 0)),
  CONSTRAINT campaign_asset_known CHECK ((asset = ANY (ARRAY['credit'::text, 'points'::text]))),
  CONSTRAINT campaign_decided_by_someone CHECK (((state = 'proposed'::text) = (decided_by IS NULL))),
  CONSTRAINT campaign_has_recipients CHECK ((recipients > 0)),
  CONSTRAINT campaign_needs_two_people CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by))),
  CONSTRAINT campaign_state_known CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text]))),
  CONSTRAINT campaign_within_budget CHECK (((amount * recipients) <= budget))
);

CREATE TABLE loyalty.campaign_recipient (
  campaign_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  grant_id uuid NOT NULL,
  CONSTRAINT campaign_recipient_pkey PRIMARY KEY (campaign_id, customer_id),
  CONSTRAINT campaign_recipient_grant_key UNIQUE (grant_id),
  CONSTRAINT campaign_recipient_campaign_fkey FOREIGN KEY (campaign_id) REFERENCES loyalty.campaign(id)
);

CREATE TABLE loyalty.conversion (
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  direction text NOT NULL,
  points bigint NOT NULL,
  credit_minor bigint NOT NULL,
  converted_at timestamp with time zone NOT NULL,
  CONSTRAINT conversion_pkey PRIMARY KEY (id),
  CONSTRAINT conversion_credit_positive CHECK ((credit_minor > 0)),
  CONSTRAINT conversion_direction_known CHECK ((direction = ANY (ARRAY['points_to_credit'::text, 'credit_to_points'::text]))),
  CONSTRAINT conversion_points_positive CHECK ((points > 0))
);

CREATE TABLE loyalty.member (
  customer_id uuid NOT NULL,
  tier text,
  spend_minor bigint NOT NULL,
  counted_from timestamp with time zone NOT NULL,
  recomputed_at timestamp with time zone NOT NULL,
  table_version bigint NOT NULL,
  moves integer DEFAULT 0 NOT NULL,
  previous_tier text,
  CONSTRAINT member_pkey PRIMARY KEY (customer_id),
  CONSTRAINT member_spend_not_negative CHECK ((spend_minor >= 0))
) WITH (fillfactor=70);

CREATE TABLE loyalty.order_reward (
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  source_id uuid NOT NULL,
  kind text NOT NULL,
  customer_id uuid NOT NULL,
  asset text NOT NULL,
  goods_minor bigint NOT NULL,
  refunded_minor bigint DEFAULT 0 NOT NULL,
  amount bigint NOT NULL,
  cancelled bigint DEFAULT 0 NOT NULL,
  clawed_back bigint DEFAULT 0 NOT NULL,
  written_off bigint DEFAULT 0 NOT NULL,
  owed bigint DEFAULT 0 NOT NULL,
  state text NOT NULL,
  booked_at timestamp with time zone NOT NULL,
  matures_at timestamp with time zone,
  granted_at timestamp with time zone,
  event_seq integer DEFAULT 1 NOT NULL,
  CONSTRAINT order_reward_pkey PRIMARY KEY (order_id, source_id),
  CONSTRAINT order_reward_asset_known CHECK ((asset = ANY (ARRAY['credit'::text, 'points'::text]))),
  CONSTRAINT order_reward_cancelled_is_whole CHECK (((state <> 'cancelled'::text) OR (cancelled = amount))),
  CONSTRAINT order_reward_clawed_back_after_grant CHECK (((state = 'available'::text) OR (((clawed_back + written_off) + owed) = 0))),
  CONSTRAINT order_reward_granted_when_available CHECK (((state = 'available'::text) = (granted_at IS NOT NULL))),
  CONSTRAINT order_reward_kind_known CHECK ((kind = ANY (ARRAY['purchase'::text, 'referral'::text]))),
  CONSTRAINT order_reward_none_is_nothing CHECK (((state = 'none'::text) = (amount = 0))),
  CONSTRAINT order_reward_reductions_within_amount CHECK (((LEAST(amount, cancelled, clawed_back, written_off, owed) >= 0) AND ((((cancelled + clawed_back) + written_off) + owed) <= amount))),
  CONSTRAINT order_reward_refunds_within_goods CHECK (((0 <= refunded_minor) AND (refunded_minor <= goods_minor) AND (goods_minor > 0))),
  CONSTRAINT order_reward_state_known CHECK ((state = ANY (ARRAY['none'::text, 'maturing'::text, 'available'::text, 'cancelled'::text])))
) WITH (fillfactor=90);

CREATE TABLE loyalty.redemption (
  id uuid NOT NULL,
  reward_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  asset text NOT NULL,
  price bigint NOT NULL,
  kind text NOT NULL,
  product_id uuid,
  link text,
  voucher text,
  state text NOT NULL,
  redeemed_at timestamp with time zone NOT NULL,
  finished_at timestamp with time zone,
  finished_by uuid,
  note text,
  event_seq integer DEFAULT 1 NOT NULL,
  CONSTRAINT redemption_pkey PRIMARY KEY (id),
  CONSTRAINT redemption_voucher_key UNIQUE (voucher),
  CONSTRAINT redemption_finished_by_someone CHECK ((((state = 'granted'::text) = (finished_by IS NULL)) AND ((finished_by IS NULL) = (finished_at IS NULL)))),
  CONSTRAINT redemption_handed_over_is_a_gift CHECK (((state <> 'handed_over'::text) OR (kind = 'gift'::text))),
  CONSTRAINT redemption_state_known CHECK ((state = ANY (ARRAY['granted'::text, 'handed_over'::text, 'cancelled'::text]))),
  CONSTRAINT redemption_voucher_for_gifts CHECK (((kind = 'gift'::text) = (voucher IS NOT NULL))),
  CONSTRAINT redemption_reward_fkey FOREIGN KEY (reward_id) REFERENCES loyalty.reward(id)
);

CREATE TABLE loyalty.referral (
  referred_id uuid NOT NULL,
  referrer_id uuid NOT NULL,
  registered_at timestamp with time zone NOT NULL,
  order_id uuid,
  CONSTRAINT referral_pkey PRIMARY KEY (referred_id),
  CONSTRAINT referral_not_of_oneself CHECK ((referred_id <> referrer_id))
);

CREATE TABLE loyalty.review_bonus (
  line_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  points bigint NOT NULL,
  granted_at timestamp with time zone NOT NULL,
  CONSTRAINT review_bonus_pkey PRIMARY KEY (line_id),
  CONSTRAINT review_bonus_points_positive CHECK ((points > 0))
);

CREATE TABLE loyalty.reward (
  id uuid NOT NULL,
  name text NOT NULL,
  description text NOT NULL,
  kind text NOT NULL,
  asset text NOT NULL,
  price bigint NOT NULL,
  product_id uuid,
  link text,
  stock integer,
  redeemed integer DEFAULT 0 NOT NULL,
  per_customer_limit integer,
  tiers text[] DEFAULT '{}'::text[] NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone,
  shelf text NOT NULL,
  version bigint NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT reward_pkey PRIMARY KEY (id),
  CONSTRAINT reward_asset_known CHECK ((asset = ANY (ARRAY['credit'::text, 'points'::text]))),
  CONSTRAINT reward_content_has_its_link CHECK (((kind = 'content'::text) = (link IS NOT NULL))),
  CONSTRAINT reward_early_access_has_its_product CHECK (((kind = 'early_access'::text) = (product_id IS NOT NULL))),
  CONSTRAINT reward_kind_known CHECK ((kind = ANY (ARRAY['early_access'::text, 'content'::text, 'gift'::text]))),
  CONSTRAINT reward_limit_positive CHECK ((per_customer_limit > 0)),
  CONSTRAINT reward_price_positive CHECK ((price > 0)),
  CONSTRAINT reward_redeemed_within_stock CHECK (((0 <= redeemed) AND ((stock IS NULL) OR (redeemed <= stock)))),
  CONSTRAINT reward_shelf_known CHECK ((shelf = ANY (ARRAY['on'::text, 'off'::text]))),
  CONSTRAINT reward_window_runs_forward CHECK (((ends_at IS NULL) OR (ends_at > starts_at)))
);

CREATE TABLE loyalty.reward_reduction (
  refund_id uuid NOT NULL,
  order_id uuid NOT NULL,
  merchant_id uuid NOT NULL,
  source_id uuid NOT NULL,
  goods_minor bigint NOT NULL,
  cancelled bigint NOT NULL,
  clawed_back bigint NOT NULL,
  written_off bigint NOT NULL,
  owed bigint NOT NULL,
  reduced_at timestamp with time zone NOT NULL,
  CONSTRAINT reward_reduction_pkey PRIMARY KEY (refund_id, merchant_id, order_id, source_id),
  CONSTRAINT reward_reduction_goods_positive CHECK ((goods_minor > 0)),
  CONSTRAINT reward_reduction_not_negative CHECK ((LEAST(cancelled, clawed_back, written_off, owed) >= 0))
);

CREATE TABLE loyalty.tier (
  name text NOT NULL,
  from_minor bigint NOT NULL,
  discount_bps integer NOT NULL,
  earning_multiplier_bps integer NOT NULL,
  expiry_extension_days integer NOT NULL,
  CONSTRAINT tier_pkey PRIMARY KEY (name),
  CONSTRAINT tier_from_key UNIQUE (from_minor),
  CONSTRAINT tier_discount_is_a_share CHECK (((discount_bps >= 0) AND (discount_bps <= 10000))),
  CONSTRAINT tier_extension_in_range CHECK (((expiry_extension_days >= 0) AND (expiry_extension_days <= 3650))),
  CONSTRAINT tier_from_positive CHECK ((from_minor > 0)),
  CONSTRAINT tier_multiplier_in_range CHECK (((earning_multiplier_bps >= 10000) AND (earning_multiplier_bps <= 100000)))
);

CREATE TABLE loyalty.tier_move (
  customer_id uuid NOT NULL,
  seq integer NOT NULL,
  from_tier text,
  to_tier text,
  spend_minor bigint NOT NULL,
  cause text NOT NULL,
  moved_at timestamp with time zone NOT NULL,
  CONSTRAINT tier_move_pkey PRIMARY KEY (customer_id, seq),
  CONSTRAINT tier_move_cause_known CHECK ((cause = ANY (ARRAY['payment'::text, 'refund'::text, 'recomputation'::text]))),
  CONSTRAINT tier_move_moves CHECK ((from_tier IS DISTINCT FROM to_tier))
);

CREATE TABLE loyalty.tier_version (
  only_row boolean DEFAULT true NOT NULL,
  version bigint NOT NULL,
  changed_at timestamp with time zone,
  changed_by uuid,
  CONSTRAINT tier_version_pkey PRIMARY KEY (only_row),
  CONSTRAINT tier_version_one_row CHECK (only_row)
);
CREATE INDEX conversion_customer_idx ON loyalty.conversion USING btree (customer_id, id);
CREATE INDEX member_recomputed_idx ON loyalty.member USING btree (recomputed_at);
CREATE INDEX member_table_version_idx ON loyalty.member USING btree (table_version);
CREATE INDEX member_tier_idx ON loyalty.member USING btree (tier, customer_id) WHERE (tier IS NOT NULL);
CREATE INDEX order_reward_customer_idx ON loyalty.order_reward USING btree (customer_id, booked_at);
CREATE INDEX order_reward_due_idx ON loyalty.order_reward USING btree (matures_at) WHERE ((state = 'maturing'::text) AND (matures_at IS NOT NULL));
CREATE INDEX order_reward_lost_idx ON loyalty.order_reward USING btree (id) WHERE ((written_off + owed) > 0);
CREATE INDEX redemption_customer_idx ON loyalty.redemption USING btree (customer_id, id);
CREATE INDEX redemption_early_idx ON loyalty.redemption USING btree (customer_id, product_id) WHERE ((kind = 'early_access'::text) AND (state = 'granted'::text));
CREATE INDEX redemption_reward_idx ON loyalty.redemption USING btree (reward_id, customer_id) WHERE (state <> 'cancelled'::text);
CREATE INDEX reward_reduction_reward_idx ON loyalty.reward_reduction USING btree (order_id, source_id);

CREATE SCHEMA merchant;

CREATE TABLE merchant.merchant (
  id uuid NOT NULL,
  owner_id uuid,
  name text NOT NULL,
  phone text NOT NULL,
  goods_type text NOT NULL,
  state text NOT NULL,
  state_reason text,
  reward_bps integer NOT NULL,
  shipping_flat_minor bigint NOT NULL,
  shipping_per_kg_minor bigint NOT NULL,
  shipping_free_from_minor bigint,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT merchant_pkey PRIMARY KEY (id),
  CONSTRAINT merchant_owner_key UNIQUE (owner_id),
  CONSTRAINT merchant_goods_type_known CHECK ((goods_type = ANY (ARRAY['self_operated'::text, 'consignment'::text, 'third_party'::text]))),
  CONSTRAINT merchant_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
  CONSTRAINT merchant_phone_length CHECK (((char_length(phone) >= 3) AND (char_length(phone) <= 32))),
  CONSTRAINT merchant_reward_is_a_share CHECK (((reward_bps >= 0) AND (reward_bps <= 10000))),
  CONSTRAINT merchant_shipping_flat_not_negative CHECK ((shipping_flat_minor >= 0)),
  CONSTRAINT merchant_shipping_free_from_not_negative CHECK ((shipping_free_from_minor >= 0)),
  CONSTRAINT merchant_shipping_per_kg_not_negative CHECK ((shipping_per_kg_minor >= 0)),
  CONSTRAINT merchant_state_known CHECK ((state = ANY (ARRAY['applied'::text, 'approved'::text, 'suspended'::text])))
);

CREATE TABLE merchant.warehouse (
  id uuid NOT NULL,
  merchant_id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  priority integer NOT NULL,
  state text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT warehouse_pkey PRIMARY KEY (id),
  CONSTRAINT warehouse_code_key UNIQUE (merchant_id, code),
  CONSTRAINT warehouse_code_form CHECK ((code ~ '^[A-Z0-9][A-Z0-9-]{0,31}$'::text)),
  CONSTRAINT warehouse_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
  CONSTRAINT warehouse_priority_range CHECK (((priority >= 1) AND (priority <= 10000))),
  CONSTRAINT warehouse_state_known CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text]))),
  CONSTRAINT warehouse_merchant_fkey FOREIGN KEY (merchant_id) REFERENCES merchant.merchant(id)
);
CREATE INDEX merchant_newest_idx ON merchant.merchant USING btree (created_at DESC, id DESC);
CREATE INDEX merchant_version_idx ON merchant.merchant USING btree (version);

CREATE SCHEMA notification;

CREATE TABLE notification.notification (
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  kind text NOT NULL,
  once_key text NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  about jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  read_at timestamp with time zone,
  CONSTRAINT notification_pkey PRIMARY KEY (id),
  CONSTRAINT notification_once UNIQUE (owner_id, once_key),
  CONSTRAINT notification_about_object CHECK ((jsonb_typeof(about) = 'object'::text)),
  CONSTRAINT notification_body_length CHECK ((char_length(body) <= 1000)),
  CONSTRAINT notification_key_length CHECK (((char_length(once_key) >= 1) AND (char_length(once_key) <= 120))),
  CONSTRAINT notification_kind_form CHECK ((kind ~ '^[a-z][a-z_]{0,39}$'::text)),
  CONSTRAINT notification_read_after_made CHECK ((read_at >= created_at)),
  CONSTRAINT notification_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 120)))
) WITH (fillfactor=90);
CREATE INDEX notification_age_idx ON notification.notification USING btree (created_at);
CREATE INDEX notification_newest_idx ON notification.notification USING btree (owner_id, id DESC);
CREATE INDEX notification_unread_idx ON notification.notification USING btree (owner_id, id DESC) WHERE (read_at IS NULL);

CREATE SCHEMA ops;

CREATE TABLE ops.audit_log_anchor (
  seq bigint NOT NULL,
  hash bytea NOT NULL,
  anchored_at timestamp with time zone NOT NULL,
  public_key text NOT NULL,
  signature text NOT NULL,
  CONSTRAINT audit_log_anchor_pkey PRIMARY KEY (seq),
  CONSTRAINT audit_log_anchor_hash_sha256 CHECK ((octet_length(hash) = 32))
);

CREATE TABLE ops.audit_log_entry (
  seq bigint NOT NULL,
  made_at timestamp with time zone NOT NULL,
  actor_id uuid NOT NULL,
  actor_role text NOT NULL,
  operation text NOT NULL,
  method text NOT NULL,
  path text NOT NULL,
  subject_id uuid,
  request_id text NOT NULL,
  content text NOT NULL,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL,
  subject_type text GENERATED ALWAYS AS (split_part(path, '/'::text, 4)) STORED,
  subject text GENERATED ALWAYS AS (COALESCE(COALESCE(lower("substring"(path, '/([0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12})(?:/|$)'::text)), "substring"(path, '^/v1/admin/[^/]+/(.+)/[^/]+$'::text)), (subject_id)::text)) STORED,
  CONSTRAINT audit_log_entry_pkey PRIMARY KEY (seq),
  CONSTRAINT audit_log_entry_hashes_sha256 CHECK (((octet_length(previous_hash) = 32) AND (octet_length(hash) = 32))),
  CONSTRAINT audit_log_entry_seq_positive CHECK ((seq > 0))
);

CREATE TABLE ops.audit_log_head (
  log_id uuid NOT NULL,
  is_one boolean DEFAULT true NOT NULL,
  seq bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT audit_log_head_pkey PRIMARY KEY (log_id),
  CONSTRAINT audit_log_head_one UNIQUE (is_one),
  CONSTRAINT audit_log_head_hash_sha256 CHECK ((octet_length(hash) = 32)),
  CONSTRAINT audit_log_head_is_one CHECK (is_one)
);
CREATE INDEX audit_log_entry_actor_idx ON ops.audit_log_entry USING btree (actor_id, seq);
CREATE INDEX audit_log_entry_answered_idx ON ops.audit_log_entry USING btree (subject_id, seq);
CREATE INDEX audit_log_entry_made_idx ON ops.audit_log_entry USING btree (made_at, seq);
CREATE INDEX audit_log_entry_operation_idx ON ops.audit_log_entry USING btree (operation, seq);
CREATE INDEX audit_log_entry_subject_idx ON ops.audit_log_entry USING btree (subject, seq);

CREATE SCHEMA orders;

CREATE TABLE orders.customer_order (
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  state text NOT NULL,
  refund_state text DEFAULT 'none'::text NOT NULL,
  currency text NOT NULL,
  list_minor bigint NOT NULL,
  discount_minor bigint NOT NULL,
  points_minor bigint NOT NULL,
  shipping_minor bigint NOT NULL,
  total_minor bigint NOT NULL,
  credit_minor bigint NOT NULL,
  due_minor bigint NOT NULL,
  paid_minor bigint DEFAULT 0 NOT NULL,
  points bigint DEFAULT 0 NOT NULL,
  placed_at timestamp with time zone NOT NULL,
  pay_by timestamp with time zone,
  event_seq integer NOT NULL,
  reference text,
  address text,
  cancel_reason text,
  deleted_at timestamp with time zone,
  CONSTRAINT customer_order_pkey PRIMARY KEY (id),
  CONSTRAINT customer_order_amounts_not_negative CHECK (((list_minor >= 0) AND (discount_minor >= 0) AND (points_minor >= 0) AND (shipping_minor >= 0) AND (credit_minor >= 0) AND (due_minor >= 0) AND (paid_minor >= 0))),
  CONSTRAINT customer_order_confirmed_is_paid CHECK (((state = ANY (ARRAY['awaiting_payment'::text, 'cancelled'::text])) OR (paid_minor >= due_minor))),
  CONSTRAINT customer_order_refund_state_known CHECK ((refund_state = ANY (ARRAY['none'::text, 'partial'::text, 'full'::text]))),
  CONSTRAINT customer_order_state_known CHECK ((state = ANY (ARRAY['awaiting_payment'::text, 'paid'::text, 'partly_shipped'::text, 'shipped'::text, 'partly_delivered'::text, 'delivered'::text, 'completed'::text, 'cancelled'::text]))),
  CONSTRAINT customer_order_tenders_cover_total CHECK (((credit_minor + due_minor) = total_minor)),
  CONSTRAINT customer_order_total_adds_up CHECK ((total_minor = (((list_minor - discount_minor) - points_minor) + shipping_minor)))
) WITH (fillfactor=80);

CREATE TABLE orders.event (
  order_id uuid NOT NULL,
  seq integer NOT NULL,
  what text NOT NULL,
  sub_order smallint,
  from_state text,
  to_state text,
  actor uuid,
  note text,
  happened_at timestamp with time zone NOT NULL,
  CONSTRAINT event_pkey PRIMARY KEY (order_id, seq)
);

CREATE TABLE orders.line (
  order_id uuid NOT NULL,
  "position" smallint NOT NULL,
  sub_order smallint NOT NULL,
  variant_id uuid NOT NULL,
  sku text NOT NULL,
  title text NOT NULL,
  kind text NOT NULL,
  quantity integer NOT NULL,
  unit_minor bigint NOT NULL,
  list_minor bigint NOT NULL,
  discount_minor bigint NOT NULL,
  points_minor bigint NOT NULL,
  payable_minor bigint NOT NULL,
  messages text,
  gift_of uuid,
  sold_minor bigint,
  CONSTRAINT line_pkey PRIMARY KEY (order_id, "position"),
  CONSTRAINT line_gift_costs_nothing CHECK (((gift_of IS NULL) OR ((unit_minor = 0) AND (list_minor = 0) AND (payable_minor = 0)))),
  CONSTRAINT line_payable_adds_up CHECK (((payable_minor = ((list_minor - discount_minor) - points_minor)) AND (payable_minor >= 0) AND (discount_minor >= 0) AND (points_minor >= 0))),
  CONSTRAINT line_quantity_positive CHECK ((quantity > 0)),
  CONSTRAINT line_sold_below_list CHECK (((sold_minor >= 0) AND (sold_minor < list_minor)))
);

CREATE TABLE orders.product_rating (
  product_id uuid NOT NULL,
  reviews bigint NOT NULL,
  rating_sum bigint NOT NULL,
  CONSTRAINT product_rating_pkey PRIMARY KEY (product_id),
  CONSTRAINT product_rating_within_stars CHECK (((reviews > 0) AND ((rating_sum >= reviews) AND (rating_sum <= (5 * reviews)))))
);

CREATE TABLE orders.review (
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  "position" smallint NOT NULL,
  line_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  product_id uuid NOT NULL,
  variant_id uuid NOT NULL,
  rating smallint NOT NULL,
  text text NOT NULL,
  reviewed_at timestamp with time zone NOT NULL,
  CONSTRAINT review_pkey PRIMARY KEY (id),
  CONSTRAINT review_line_key UNIQUE (line_id),
  CONSTRAINT review_once_per_line UNIQUE (order_id, "position"),
  CONSTRAINT review_rating_known CHECK (((rating >= 1) AND (rating <= 5))),
  CONSTRAINT review_text_bounded CHECK ((char_length(text) <= 2000)),
  CONSTRAINT review_line_fkey FOREIGN KEY (order_id, "position") REFERENCES orders.line(order_id, "position")
);

CREATE TABLE orders.sub_order (
  order_id uuid NOT NULL,
  number smallint NOT NULL,
  merchant_id uuid NOT NULL,
  merchant_name text NOT NULL,
  warehouse_id uuid,
  goods_type text NOT NULL,
  state text NOT NULL,
  list_minor bigint NOT NULL,
  discount_minor bigint NOT NULL,
  points_minor bigint NOT NULL,
  shipping_minor bigint NOT NULL,
  total_minor bigint NOT NULL,
  credit_minor bigint NOT NULL,
  due_minor bigint NOT NULL,
  confirm_by timestamp with time zone,
  CONSTRAINT sub_order_pkey PRIMARY KEY (order_id, number),
  CONSTRAINT sub_order_amounts_not_negative CHECK (((list_minor >= 0) AND (discount_minor >= 0) AND (points_minor >= 0) AND (shipping_minor >= 0) AND (credit_minor >= 0) AND (due_minor >= 0))),
  CONSTRAINT sub_order_confirms_when_delivered CHECK (((confirm_by IS NULL) OR (state = 'delivered'::text))),
  CONSTRAINT sub_order_goods_type_known CHECK ((goods_type = ANY (ARRAY['self_operated'::text, 'consignment'::text, 'third_party'::text]))),
  CONSTRAINT sub_order_state_known CHECK ((state = ANY (ARRAY['awaiting_payment'::text, 'paid'::text, 'accepted'::text, 'shipped'::text, 'delivered'::text, 'completed'::text, 'cancelling'::text, 'cancelled'::text]))),
  CONSTRAINT sub_order_tenders_cover_total CHECK (((credit_minor + due_minor) = total_minor)),
  CONSTRAINT sub_order_total_adds_up CHECK ((total_minor = (((list_minor - discount_minor) - points_minor) + shipping_minor)))
) WITH (fillfactor=80);
CREATE INDEX customer_order_customer_idx ON orders.customer_order USING btree (customer_id, id);
CREATE INDEX review_product_idx ON orders.review USING btree (product_id, id);
CREATE INDEX sub_order_confirm_by_idx ON orders.sub_order USING btree (confirm_by) WHERE (confirm_by IS NOT NULL);

CREATE SCHEMA payment;

CREATE TABLE payment.alarm (
  id uuid NOT NULL,
  provider text NOT NULL,
  payment_id uuid,
  code text NOT NULL,
  detail text NOT NULL,
  event_id text,
  source text NOT NULL,
  times integer DEFAULT 1 NOT NULL,
  raised_at timestamp with time zone NOT NULL,
  last_at timestamp with time zone NOT NULL,
  resolved_at timestamp with time zone,
  resolved_by uuid,
  resolution text,
  CONSTRAINT alarm_pk PRIMARY KEY (id),
  CONSTRAINT alarm_raised_once UNIQUE NULLS NOT DISTINCT (provider, payment_id, code, detail),
  CONSTRAINT alarm_resolved_by_somebody_for_a_reason CHECK ((((resolved_at IS NULL) = (resolved_by IS NULL)) AND ((resolved_at IS NULL) = (resolution IS NULL)))),
  CONSTRAINT alarm_source_known CHECK ((source = ANY (ARRAY['webhook'::text, 'poll'::text, 'answer'::text])))
);

CREATE TABLE payment.payment (
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  provider text NOT NULL,
  provider_reference text,
  currency text NOT NULL,
  capture_mode text NOT NULL,
  amount_minor bigint NOT NULL,
  captured_minor bigint DEFAULT 0 NOT NULL,
  refunded_minor bigint DEFAULT 0 NOT NULL,
  state text DEFAULT 'created'::text NOT NULL,
  failure_reason text,
  client jsonb,
  return_url text,
  calling text,
  called_at timestamp with time zone,
  polls integer DEFAULT 0 NOT NULL,
  next_poll_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT payment_pk PRIMARY KEY (id),
  CONSTRAINT payment_amount_positive CHECK ((amount_minor > 0)),
  CONSTRAINT payment_calling_known CHECK ((calling = ANY (ARRAY['create'::text, 'confirm'::text, 'capture'::text, 'void'::text]))),
  CONSTRAINT payment_capture_mode_known CHECK ((capture_mode = ANY (ARRAY['manual'::text, 'automatic'::text]))),
  CONSTRAINT payment_captured_iff_money CHECK (((state = 'captured'::text) = (captured_minor > 0))),
  CONSTRAINT payment_captured_within_amount CHECK (((captured_minor >= 0) AND (captured_minor <= amount_minor))),
  CONSTRAINT payment_currency_is_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT payment_failed_has_reason CHECK (((state <> 'failed'::text) OR (failure_reason IS NOT NULL))),
  CONSTRAINT payment_reference_when_known_there CHECK (((state <> ALL (ARRAY['pending'::text, 'authorized'::text, 'captured'::text])) OR (provider_reference IS NOT NULL))),
  CONSTRAINT payment_refunded_within_captured CHECK (((refunded_minor >= 0) AND (refunded_minor <= captured_minor))),
  CONSTRAINT payment_state_known CHECK ((state = ANY (ARRAY['created'::text, 'pending'::text, 'failed'::text, 'authorized'::text, 'voided'::text, 'captured'::text])))
) WITH (fillfactor=70);

CREATE TABLE payment.refund (
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  amount_minor bigint NOT NULL,
  state text DEFAULT 'reserved'::text NOT NULL,
  provider_reference text,
  reason text NOT NULL,
  failure_reason text,
  polls integer DEFAULT 0 NOT NULL,
  next_poll_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  went text DEFAULT 'gateway'::text NOT NULL,
  CONSTRAINT refund_pk PRIMARY KEY (id),
  CONSTRAINT refund_amount_positive CHECK ((amount_minor > 0)),
  CONSTRAINT refund_failed_has_reason CHECK (((state = 'failed'::text) = (failure_reason IS NOT NULL))),
  CONSTRAINT refund_outside_is_done CHECK (((went = 'gateway'::text) OR (state = 'succeeded'::text))),
  CONSTRAINT refund_state_known CHECK ((state = ANY (ARRAY['reserved'::text, 'calling'::text, 'failed'::text, 'succeeded'::text]))),
  CONSTRAINT refund_succeeded_has_reference CHECK (((state <> 'succeeded'::text) OR (provider_reference IS NOT NULL))),
  CONSTRAINT refund_way_known CHECK ((went = ANY (ARRAY['gateway'::text, 'outside'::text]))),
  CONSTRAINT refund_of_payment FOREIGN KEY (payment_id) REFERENCES payment.payment(id)
);

CREATE TABLE payment.webhook_event (
  provider text NOT NULL,
  event_id text NOT NULL,
  type text NOT NULL,
  payload text NOT NULL,
  secret_index smallint NOT NULL,
  received_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  detail text,
  attempts integer DEFAULT 0 NOT NULL,
  next_attempt_at timestamp with time zone,
  finished_at timestamp with time zone,
  CONSTRAINT webhook_event_pk PRIMARY KEY (provider, event_id),
  CONSTRAINT webhook_event_id_bounded CHECK (((length(event_id) >= 1) AND (length(event_id) <= 255))),
  CONSTRAINT webhook_event_open_iff_due CHECK (((state = 'received'::text) = (next_attempt_at IS NOT NULL))),
  CONSTRAINT webhook_event_payload_bounded CHECK ((octet_length(payload) <= 262144)),
  CONSTRAINT webhook_event_state_known CHECK ((state = ANY (ARRAY['received'::text, 'processed'::text, 'refused'::text, 'alarmed'::text])))
);
CREATE INDEX alarm_open ON payment.alarm USING btree (id) WHERE (resolved_at IS NULL);
CREATE INDEX payment_by_order ON payment.payment USING btree (order_id);
CREATE INDEX payment_due_poll ON payment.payment USING btree (next_poll_at) WHERE (next_poll_at IS NOT NULL);
CREATE INDEX refund_by_payment ON payment.refund USING btree (payment_id);
CREATE INDEX refund_due_poll ON payment.refund USING btree (next_poll_at) WHERE (next_poll_at IS NOT NULL);
CREATE INDEX webhook_event_by_time ON payment.webhook_event USING btree (received_at, provider, event_id);
CREATE INDEX webhook_event_due ON payment.webhook_event USING btree (next_attempt_at) WHERE (next_attempt_at IS NOT NULL);
CREATE UNIQUE INDEX payment_reference_once ON payment.payment USING btree (provider, provider_reference) WHERE (provider_reference IS NOT NULL);

CREATE SCHEMA platform;

CREATE TABLE platform.idempotency_key (
  principal_id uuid NOT NULL,
  key text NOT NULL,
  request_hash bytea NOT NULL,
  status smallint,
  body text,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT idempotency_key_pkey PRIMARY KEY (principal_id, key),
  CONSTRAINT idempotency_key_has_its_answer CHECK (((status IS NULL) = (body IS NULL))),
  CONSTRAINT idempotency_key_hash_length CHECK ((length(request_hash) = 16)),
  CONSTRAINT idempotency_key_length CHECK (((length(key) >= 1) AND (length(key) <= 255))),
  CONSTRAINT idempotency_key_status_known CHECK (((status >= 200) AND (status <= 499)))
) WITH (toast_tuple_target=8160);

CREATE TABLE platform.outbox (
  xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  topic text NOT NULL,
  aggregate_id uuid NOT NULL,
  aggregate_seq bigint NOT NULL,
  subject_id uuid,
  payload text NOT NULL,
  written_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT outbox_pkey PRIMARY KEY (xid, id)
);

CREATE TABLE platform.outbox_consumer (
  name text NOT NULL,
  "position" text NOT NULL,
  CONSTRAINT outbox_consumer_pkey PRIMARY KEY (name),
  CONSTRAINT outbox_consumer_position_form CHECK (("position" ~ '^[0-9]+[.][0-9]+$'::text))
);

CREATE TABLE platform.saga (
  id uuid NOT NULL,
  name text NOT NULL,
  version smallint NOT NULL,
  cursor smallint NOT NULL,
  state text NOT NULL,
  wake_at timestamp with time zone,
  lease uuid,
  lease_until timestamp with time zone,
  attempts smallint DEFAULT 0 NOT NULL,
  input text NOT NULL,
  refusal text,
  fault text,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT saga_pkey PRIMARY KEY (id),
  CONSTRAINT saga_ended_never_wakes CHECK (((state <> ALL (ARRAY['done'::text, 'undone'::text, 'stuck'::text])) OR (wake_at IS NULL))),
  CONSTRAINT saga_live_wakes CHECK (((state = ANY (ARRAY['done'::text, 'undone'::text, 'stuck'::text])) OR (wake_at IS NOT NULL))),
  CONSTRAINT saga_state_known CHECK ((state = ANY (ARRAY['running'::text, 'waiting'::text, 'calling'::text, 'undoing'::text, 'done'::text, 'undone'::text, 'stuck'::text]))),
  CONSTRAINT saga_stuck_says_why CHECK (((state <> 'stuck'::text) OR (fault IS NOT NULL)))
) WITH (fillfactor=80);

CREATE TABLE platform.snapshot_version (
  name text NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT snapshot_version_pkey PRIMARY KEY (name),
  CONSTRAINT snapshot_version_positive CHECK ((version > 0))
);
CREATE INDEX idempotency_key_created_idx ON platform.idempotency_key USING brin (created_at) WITH (pages_per_range='32');
CREATE INDEX saga_due_idx ON platform.saga USING btree (wake_at) WHERE (wake_at IS NOT NULL);
CREATE INDEX saga_stuck_idx ON platform.saga USING btree (id) WHERE (state = 'stuck'::text);

CREATE SCHEMA promotion;

CREATE TABLE promotion.claim (
  id uuid NOT NULL,
  customer_id uuid,
  state text NOT NULL,
  claimed_at timestamp with time zone NOT NULL,
  settled_at timestamp with time zone,
  CONSTRAINT claim_pkey PRIMARY KEY (id),
  CONSTRAINT claim_has_a_customer CHECK (((customer_id IS NOT NULL) OR (state = 'released'::text))),
  CONSTRAINT claim_settled_when_over CHECK (((state = 'held'::text) = (settled_at IS NULL))),
  CONSTRAINT claim_state_known CHECK ((state = ANY (ARRAY['held'::text, 'sold'::text, 'released'::text])))
);

CREATE TABLE promotion.claimed_offer (
  claim_id uuid NOT NULL,
  offer_id uuid NOT NULL,
  units bigint NOT NULL,
  CONSTRAINT claimed_offer_pkey PRIMARY KEY (claim_id, offer_id),
  CONSTRAINT claimed_offer_units_positive CHECK ((units > 0)),
  CONSTRAINT claimed_offer_claim_fkey FOREIGN KEY (claim_id) REFERENCES promotion.claim(id),
  CONSTRAINT claimed_offer_offer_fkey FOREIGN KEY (offer_id) REFERENCES promotion.offer(id)
);

CREATE TABLE promotion.coupon (
  id uuid NOT NULL,
  code text,
  name text NOT NULL,
  scope jsonb NOT NULL,
  rules jsonb NOT NULL,
  min_spend_minor bigint NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone,
  valid_days integer,
  stopped_at timestamp with time zone,
  total_limit bigint,
  per_customer_limit bigint NOT NULL,
  granted bigint DEFAULT 0 NOT NULL,
  created_by uuid,
  created_at timestamp with time zone NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT coupon_pkey PRIMARY KEY (id),
  CONSTRAINT coupon_code_key UNIQUE (code),
  CONSTRAINT coupon_code_form CHECK ((code ~ '^[A-Z0-9][A-Z0-9-]{2,31}$'::text)),
  CONSTRAINT coupon_customer_limit_positive CHECK ((per_customer_limit > 0)),
  CONSTRAINT coupon_ends_after_it_starts CHECK ((ends_at > starts_at)),
  CONSTRAINT coupon_granted_not_negative CHECK ((granted >= 0)),
  CONSTRAINT coupon_min_spend_not_negative CHECK ((min_spend_minor >= 0)),
  CONSTRAINT coupon_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
  CONSTRAINT coupon_rules_known CHECK (((rules ->> 'kind'::text) = ANY (ARRAY['amount'::text, 'percent'::text]))),
  CONSTRAINT coupon_total_limit_kept CHECK ((granted <= total_limit)),
  CONSTRAINT coupon_total_limit_positive CHECK ((total_limit > 0)),
  CONSTRAINT coupon_valid_days_positive CHECK ((valid_days > 0))
);

CREATE TABLE promotion.coupon_grant (
  id uuid NOT NULL,
  coupon_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  ordinal bigint NOT NULL,
  limit_ordinal bigint NOT NULL,
  source text NOT NULL,
  granted_by uuid NOT NULL,
  granted_at timestamp with time zone NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  valid_until timestamp with time zone,
  state text NOT NULL,
  claim_id uuid,
  CONSTRAINT coupon_grant_pkey PRIMARY KEY (id),
  CONSTRAINT coupon_grant_ordinal_key UNIQUE (coupon_id, customer_id, ordinal),
  CONSTRAINT coupon_grant_customer_limit_kept CHECK ((ordinal <= limit_ordinal)),
  CONSTRAINT coupon_grant_open_without_claim CHECK (((state = 'open'::text) = (claim_id IS NULL))),
  CONSTRAINT coupon_grant_ordinal_positive CHECK ((ordinal > 0)),
  CONSTRAINT coupon_grant_source_known CHECK ((source = ANY (ARRAY['code'::text, 'operator'::text]))),
  CONSTRAINT coupon_grant_state_known CHECK ((state = ANY (ARRAY['open'::text, 'held'::text, 'used'::text]))),
  CONSTRAINT coupon_grant_claim_fkey FOREIGN KEY (claim_id) REFERENCES promotion.claim(id),
  CONSTRAINT coupon_grant_coupon_fkey FOREIGN KEY (coupon_id) REFERENCES promotion.coupon(id)
);

CREATE TABLE promotion.coupon_use (
  claim_id uuid NOT NULL,
  coupon_id uuid NOT NULL,
  grant_id uuid NOT NULL,
  CONSTRAINT coupon_use_pkey PRIMARY KEY (claim_id, coupon_id),
  CONSTRAINT coupon_use_claim_fkey FOREIGN KEY (claim_id) REFERENCES promotion.claim(id),
  CONSTRAINT coupon_use_coupon_fkey FOREIGN KEY (coupon_id) REFERENCES promotion.coupon(id),
  CONSTRAINT coupon_use_grant_fkey FOREIGN KEY (grant_id) REFERENCES promotion.coupon_grant(id)
);

CREATE TABLE promotion.offer (
  id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  scope jsonb NOT NULL,
  rules jsonb NOT NULL,
  preheat_from timestamp with time zone,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone,
  stopped_at timestamp with time zone,
  quota bigint,
  claimed bigint DEFAULT 0 NOT NULL,
  sold bigint DEFAULT 0 NOT NULL,
  per_customer_limit bigint,
  created_by uuid,
  created_at timestamp with time zone NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT offer_pkey PRIMARY KEY (id),
  CONSTRAINT offer_claimed_not_negative CHECK ((claimed >= 0)),
  CONSTRAINT offer_ends_after_it_starts CHECK ((ends_at > starts_at)),
  CONSTRAINT offer_kind_known CHECK ((kind = ANY (ARRAY['item_price'::text, 'item_percent'::text, 'flash_sale'::text, 'member_price'::text, 'member_percent'::text, 'threshold_amount_off'::text, 'threshold_percent_off'::text, 'threshold_gift'::text]))),
  CONSTRAINT offer_limit_positive CHECK ((per_customer_limit > 0)),
  CONSTRAINT offer_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
  CONSTRAINT offer_preheats_before_it_starts CHECK ((preheat_from <= starts_at)),
  CONSTRAINT offer_quota_kept CHECK (((claimed + sold) <= quota)),
  CONSTRAINT offer_quota_positive CHECK ((quota > 0)),
  CONSTRAINT offer_rules_of_its_kind CHECK (((rules ->> 'kind'::text) = kind)),
  CONSTRAINT offer_sold_not_negative CHECK ((sold >= 0))
) WITH (fillfactor=80);

CREATE TABLE promotion.offer_usage (
  offer_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  units bigint NOT NULL,
  limit_units bigint,
  CONSTRAINT offer_usage_pkey PRIMARY KEY (offer_id, customer_id),
  CONSTRAINT offer_usage_limit_kept CHECK ((units <= limit_units)),
  CONSTRAINT offer_usage_not_negative CHECK ((units >= 0)),
  CONSTRAINT offer_usage_offer_fkey FOREIGN KEY (offer_id) REFERENCES promotion.offer(id)
) WITH (fillfactor=90);
CREATE INDEX coupon_grant_customer_idx ON promotion.coupon_grant USING btree (customer_id, id DESC);
CREATE INDEX coupon_newest_idx ON promotion.coupon USING btree (created_at DESC, id DESC);
CREATE INDEX coupon_use_grant_idx ON promotion.coupon_use USING btree (grant_id);
CREATE INDEX offer_newest_idx ON promotion.offer USING btree (created_at DESC, id DESC);

CREATE SCHEMA transfer;

CREATE TABLE transfer.gift (
  id uuid NOT NULL,
  sender_id uuid NOT NULL,
  sender_name text NOT NULL,
  addressee text NOT NULL,
  receiver_id uuid,
  amount_minor bigint NOT NULL,
  message text,
  state text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  claimable_until timestamp with time zone NOT NULL,
  accepted_at timestamp with time zone,
  closed_at timestamp with time zone,
  claimed_minor bigint DEFAULT 0 NOT NULL,
  returned_minor bigint DEFAULT 0 NOT NULL,
  expired_minor bigint DEFAULT 0 NOT NULL,
  event_seq bigint DEFAULT 1 NOT NULL,
  CONSTRAINT gift_pkey PRIMARY KEY (id),
  CONSTRAINT gift_accepted_is_claimed CHECK (((accepted_at IS NULL) OR (state = ANY (ARRAY['pending'::text, 'claimed'::text])))),
  CONSTRAINT gift_amount_adds_up CHECK (((state = 'pending'::text) OR (amount_minor = ((claimed_minor + returned_minor) + expired_minor)))),
  CONSTRAINT gift_amount_positive CHECK ((amount_minor > 0)),
  CONSTRAINT gift_claimed_is_accepted CHECK (((state <> 'claimed'::text) OR ((accepted_at IS NOT NULL) AND (receiver_id IS NOT NULL)))),
  CONSTRAINT gift_goes_one_way CHECK (
CASE state
    WHEN 'pending'::text THEN (((claimed_minor + returned_minor) + expired_minor) = 0)
    WHEN 'claimed'::text THEN ((returned_minor = 0) AND (claimed_minor > 0))
    ELSE (claimed_minor = 0)
END),
  CONSTRAINT gift_open_or_closed CHECK (((state = 'pending'::text) = (closed_at IS NULL))),
  CONSTRAINT gift_shares_not_negative CHECK (((claimed_minor >= 0) AND (returned_minor >= 0) AND (expired_minor >= 0))),
  CONSTRAINT gift_state_known CHECK ((state = ANY (ARRAY['pending'::text, 'claimed'::text, 'declined'::text, 'cancelled'::text, 'lapsed'::text]))),
  CONSTRAINT gift_to_somebody_else CHECK ((receiver_id <> sender_id))
) WITH (fillfactor=80);

CREATE TABLE transfer.payout_alarm (
  id uuid NOT NULL,
  provider text NOT NULL,
  withdrawal_id uuid,
  code text NOT NULL,
  detail text NOT NULL,
  raised_at timestamp with time zone NOT NULL,
  CONSTRAINT payout_alarm_pkey PRIMARY KEY (id),
  CONSTRAINT payout_alarm_once UNIQUE NULLS NOT DISTINCT (provider, withdrawal_id, code),
  CONSTRAINT payout_alarm_code_known CHECK ((code = ANY (ARRAY['wrong_amount'::text, 'wrong_currency'::text, 'unknown_payout'::text, 'not_asked_for'::text, 'failed_after_paid'::text, 'paid_after_failure'::text])))
);

CREATE TABLE transfer.payout_event (
  provider text NOT NULL,
  event_id text NOT NULL,
  type text NOT NULL,
  payload text NOT NULL,
  outcome text NOT NULL,
  received_at timestamp with time zone NOT NULL,
  CONSTRAINT payout_event_pkey PRIMARY KEY (provider, event_id),
  CONSTRAINT payout_event_id_short CHECK ((length(event_id) <= 255))
);

CREATE TABLE transfer.velocity_use (
  act text NOT NULL,
  reference uuid NOT NULL,
  owner_id uuid NOT NULL,
  amount_minor bigint NOT NULL,
  used_at timestamp with time zone NOT NULL,
  CONSTRAINT velocity_use_pkey PRIMARY KEY (act, reference),
  CONSTRAINT velocity_use_act_known CHECK ((act = ANY (ARRAY['gift'::text, 'withdrawal'::text, 'credit_refund'::text]))),
  CONSTRAINT velocity_use_amount_positive CHECK ((amount_minor > 0))
);

CREATE TABLE transfer.withdrawal (
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  amount_minor bigint NOT NULL,
  fee_minor bigint NOT NULL,
  net_minor bigint NOT NULL,
  currency text NOT NULL,
  origins text[] NOT NULL,
  provider text NOT NULL,
  destination text NOT NULL,
  state text NOT NULL,
  requested_at timestamp with time zone NOT NULL,
  decide_by timestamp with time zone NOT NULL,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision_note text,
  ended_at timestamp with time zone,
  ended_because text,
  payout_state text DEFAULT 'none'::text NOT NULL,
  payout_reference text,
  payout_reason text,
  payout_asks integer DEFAULT 0 NOT NULL,
  transfer_id uuid,
  recovery_id uuid,
  recovered_minor bigint,
  event_seq bigint DEFAULT 1 NOT NULL,
  CONSTRAINT withdrawal_pkey PRIMARY KEY (id),
  CONSTRAINT withdrawal_amount_is_net_and_fee CHECK (((amount_minor = (net_minor + fee_minor)) AND (net_minor > 0) AND (fee_minor >= 0))),
  CONSTRAINT withdrawal_decided_by_somebody_else CHECK ((decided_by <> customer_id)),
  CONSTRAINT withdrawal_decision_is_whole CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
  CONSTRAINT withdrawal_goes_out_decided CHECK (((state = ANY (ARRAY['requested'::text, 'rejected'::text])) OR (decided_by IS NOT NULL))),
  CONSTRAINT withdrawal_open_or_ended CHECK (((state = ANY (ARRAY['requested'::text, 'approved'::text])) = (ended_at IS NULL))),
  CONSTRAINT withdrawal_paid_is_booked CHECK (((state = 'paid_out'::text) = (transfer_id IS NOT NULL))),
  CONSTRAINT withdrawal_paid_is_told CHECK (((state <> 'paid_out'::text) OR (payout_state = 'paid'::text))),
  CONSTRAINT withdrawal_payout_state_known CHECK ((payout_state = ANY (ARRAY['none'::text, 'pending'::text, 'failed'::text, 'paid'::text]))),
  CONSTRAINT withdrawal_recovery_is_whole CHECK ((((recovery_id IS NULL) = (recovered_minor IS NULL)) AND ((recovered_minor >= 0) AND (recovered_minor <= amount_minor)))),
  CONSTRAINT withdrawal_state_known CHECK ((state = ANY (ARRAY['requested'::text, 'approved'::text, 'paid_out'::text, 'rejected'::text, 'failed'::text])))
) WITH (fillfactor=80);
CREATE INDEX gift_receiver_idx ON transfer.gift USING btree (receiver_id, id) WHERE (receiver_id IS NOT NULL);
CREATE INDEX gift_sender_idx ON transfer.gift USING btree (sender_id, id);
CREATE INDEX payout_event_received_idx ON transfer.payout_event USING btree (received_at);
CREATE INDEX velocity_use_old_idx ON transfer.velocity_use USING btree (used_at);
CREATE INDEX velocity_use_owner_idx ON transfer.velocity_use USING btree (owner_id, act, used_at);
CREATE INDEX withdrawal_customer_idx ON transfer.withdrawal USING btree (customer_id, id);
CREATE INDEX withdrawal_open_idx ON transfer.withdrawal USING btree (id) WHERE (state = ANY (ARRAY['requested'::text, 'approved'::text]));

CREATE SCHEMA wallet;

CREATE TABLE wallet.account (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  owner_id uuid NOT NULL,
  asset text NOT NULL,
  role text NOT NULL,
  balance bigint DEFAULT 0 NOT NULL,
  held bigint DEFAULT 0 NOT NULL,
  entry_seq bigint DEFAULT 0 NOT NULL,
  change_seq bigint DEFAULT 0 NOT NULL,
  frozen_reason text,
  CONSTRAINT account_pkey PRIMARY KEY (id),
  CONSTRAINT account_owner_asset_key UNIQUE (owner_id, asset),
  CONSTRAINT account_asset_known CHECK ((asset = ANY (ARRAY['credit'::text, 'points'::text]))),
  CONSTRAINT account_customer_never_overdrawn CHECK (((role <> 'customer'::text) OR ((balance - held) >= 0))),
  CONSTRAINT account_held_not_negative CHECK ((held >= 0)),
  CONSTRAINT account_role_known CHECK ((role = ANY (ARRAY['customer'::text, 'promotions'::text, 'sales'::text, 'payouts'::text, 'fees'::text, 'expired'::text, 'gifts_in_flight'::text, 'adjustments'::text, 'opening'::text, 'redemptions'::text, 'conversions'::text, 'write_offs'::text, 'receivables'::text])))
) WITH (fillfactor=50);

CREATE TABLE wallet.credit_grant (
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  asset text NOT NULL,
  amount bigint NOT NULL,
  expires_at timestamp with time zone,
  reason text NOT NULL,
  state text NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  decided_by uuid,
  decided_at timestamp with time zone,
  CONSTRAINT credit_grant_pkey PRIMARY KEY (id),
  CONSTRAINT credit_grant_amount_positive CHECK ((amount > 0)),
  CONSTRAINT credit_grant_asset_known CHECK ((asset = ANY (ARRAY['credit'::text, 'points'::text]))),
  CONSTRAINT credit_grant_decided_by_someone CHECK (((state = 'proposed'::text) = (decided_by IS NULL))),
  CONSTRAINT credit_grant_needs_two_people CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by))),
  CONSTRAINT credit_grant_state_known CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text])))
);

CREATE TABLE wallet.deficit (
  account_id bigint NOT NULL,
  owed bigint NOT NULL,
  CONSTRAINT deficit_pkey PRIMARY KEY (account_id),
  CONSTRAINT deficit_owed_not_negative CHECK ((owed >= 0)),
  CONSTRAINT deficit_account_fkey FOREIGN KEY (account_id) REFERENCES wallet.account(id)
);

CREATE TABLE wallet.entry (
  account_id bigint NOT NULL,
  seq bigint NOT NULL,
  transfer_id uuid NOT NULL,
  amount bigint NOT NULL,
  balance_after bigint NOT NULL,
  order_id uuid,
  made_at timestamp with time zone NOT NULL,
  CONSTRAINT entry_pkey PRIMARY KEY (account_id, seq),
  CONSTRAINT entry_amount_moves CHECK ((amount <> 0))
);

CREATE TABLE wallet.freeze (
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  reason text NOT NULL,
  frozen_by uuid NOT NULL,
  frozen_at timestamp with time zone NOT NULL,
  lifted_by uuid,
  lifted_at timestamp with time zone,
  lifted_reason text,
  CONSTRAINT freeze_pkey PRIMARY KEY (id),
  CONSTRAINT freeze_lifted_after_it_began CHECK ((lifted_at >= frozen_at)),
  CONSTRAINT freeze_lifted_by_someone_for_a_reason CHECK ((((lifted_at IS NULL) = (lifted_by IS NULL)) AND ((lifted_at IS NULL) = (lifted_reason IS NULL))))
);

CREATE TABLE wallet.gifted_lot (
  lot_id uuid NOT NULL,
  reference uuid NOT NULL,
  origin text NOT NULL,
  CONSTRAINT gifted_lot_pkey PRIMARY KEY (lot_id),
  CONSTRAINT gifted_lot_origin_is_no_gift CHECK ((origin <> 'gift'::text)),
  CONSTRAINT gifted_lot_is_a_lot FOREIGN KEY (lot_id) REFERENCES wallet.lot(id)
);

CREATE TABLE wallet.hold (
  reference uuid NOT NULL,
  account_id bigint NOT NULL,
  amount bigint NOT NULL,
  captured bigint DEFAULT 0 NOT NULL,
  state text NOT NULL,
  lot_ids uuid[] NOT NULL,
  lot_amounts bigint[] NOT NULL,
  held_at timestamp with time zone NOT NULL,
  CONSTRAINT hold_pkey PRIMARY KEY (reference, account_id),
  CONSTRAINT hold_amount_not_negative CHECK ((amount >= 0)),
  CONSTRAINT hold_arrays_parallel CHECK ((cardinality(lot_ids) = cardinality(lot_amounts))),
  CONSTRAINT hold_captured_within_amount CHECK (((0 <= captured) AND (captured <= amount))),
  CONSTRAINT hold_state_known CHECK ((state = ANY (ARRAY['held'::text, 'captured'::text, 'released'::text])))
) WITH (fillfactor=90);

CREATE TABLE wallet.lot (
  id uuid NOT NULL,
  account_id bigint NOT NULL,
  source text NOT NULL,
  granted bigint NOT NULL,
  remaining bigint NOT NULL,
  held bigint DEFAULT 0 NOT NULL,
  has_rest boolean DEFAULT true NOT NULL,
  expires_at timestamp with time zone,
  granted_at timestamp with time zone NOT NULL,
  warned boolean DEFAULT false NOT NULL,
  CONSTRAINT lot_pkey PRIMARY KEY (id),
  CONSTRAINT lot_amounts_ordered CHECK (((0 <= held) AND (held <= remaining) AND (remaining <= granted) AND (granted > 0))),
  CONSTRAINT lot_has_rest_is_true CHECK ((has_rest = (remaining > 0))),
  CONSTRAINT lot_source_known CHECK ((source = ANY (ARRAY['opening'::text, 'manual'::text, 'promotion'::text, 'purchase'::text, 'referral'::text, 'review'::text, 'gift'::text, 'conversion'::text, 'refund'::text]))),
  CONSTRAINT lot_account_fkey FOREIGN KEY (account_id) REFERENCES wallet.account(id)
) WITH (fillfactor=60);

CREATE TABLE wallet.lot_restoration (
  reference uuid NOT NULL,
  lot_id uuid NOT NULL,
  amount bigint NOT NULL,
  transfer_id uuid NOT NULL,
  carried_by uuid,
  CONSTRAINT lot_restoration_pkey PRIMARY KEY (lot_id, transfer_id),
  CONSTRAINT lot_restoration_carried_by_another_lot CHECK ((carried_by <> lot_id)),
  CONSTRAINT lot_restoration_positive CHECK ((amount > 0)),
  CONSTRAINT lot_restoration_carried_by_a_lot FOREIGN KEY (carried_by) REFERENCES wallet.lot(id),
  CONSTRAINT lot_restoration_of_a_lot FOREIGN KEY (lot_id) REFERENCES wallet.lot(id)
);

CREATE TABLE wallet.transfer (
  id uuid NOT NULL,
  kind text NOT NULL,
  reference uuid NOT NULL,
  actor uuid,
  reason text,
  made_at timestamp with time zone NOT NULL,
  CONSTRAINT transfer_pkey PRIMARY KEY (id),
  CONSTRAINT transfer_once_per_event UNIQUE (reference, kind)
);
CREATE INDEX credit_grant_open_idx ON wallet.credit_grant USING btree (id) WHERE (state = 'proposed'::text);
CREATE INDEX freeze_owner_idx ON wallet."freeze" USING btree (owner_id, id);
CREATE INDEX gifted_lot_reference_idx ON wallet.gifted_lot USING btree (reference);
CREATE INDEX hold_live_idx ON wallet.hold USING btree (account_id, reference) WHERE (state = 'held'::text);
CREATE INDEX lot_expiring_idx ON wallet.lot USING btree (warned, expires_at, id) WHERE (has_rest AND (expires_at IS NOT NULL));
CREATE INDEX lot_restoration_reference_idx ON wallet.lot_restoration USING btree (reference);
CREATE INDEX lot_spendable_idx ON wallet.lot USING btree (account_id) WHERE has_rest;
CREATE UNIQUE INDEX freeze_one_at_a_time ON wallet."freeze" USING btree (owner_id) WHERE (lifted_at IS NULL);
