/**
 * The reference: what a careful programmer writes by hand for one order, and nothing else. One transaction an order: 3 guarded stock
 * updates in key order, 1 wallet update, 2 ledger inserts, 1 order, 3 lines, 1 outbox row. It does no authentication, validation,
 * pricing, idempotency, holds, lots, timeline or saga, and it keeps one index a table, so it flatters nobody but itself.
 */

/** How many stock rows and wallets the load is spread over. */
export const REFERENCE_ROWS = 10_000;
/** The one SKU that every order of the hot load buys; in the middle, so that the lock order puts it neither first nor last always. */
export const HOT_SKU = 5_000;

/** Tables and the server-side function, made anew. Hot-updated tables leave room on their pages (HOT updates), as a careful hand would. */
export const REFERENCE_SCHEMA = `
DROP SCHEMA IF EXISTS bench_reference CASCADE;
CREATE SCHEMA bench_reference;
CREATE TABLE bench_reference.stock (
  id int PRIMARY KEY, n bigint NOT NULL CHECK (n >= 0)) WITH (fillfactor = 50);
CREATE TABLE bench_reference.wallet (
  id int PRIMARY KEY, balance bigint NOT NULL CHECK (balance >= 0)) WITH (fillfactor = 50);
CREATE TABLE bench_reference.ledger (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, account_id int NOT NULL, order_id bigint NOT NULL,
  amount bigint NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE bench_reference.orders (
  id bigint PRIMARY KEY, customer_id int NOT NULL, total bigint NOT NULL, state text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE bench_reference.line (
  order_id bigint NOT NULL, line int NOT NULL, sku int NOT NULL, quantity int NOT NULL, price bigint NOT NULL,
  PRIMARY KEY (order_id, line));
CREATE TABLE bench_reference.outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id bigint NOT NULL, topic text NOT NULL, payload text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now());
INSERT INTO bench_reference.stock SELECT i, 1000000000 FROM generate_series(1, ${REFERENCE_ROWS}) i;
INSERT INTO bench_reference.wallet SELECT i, 1000000000000 FROM generate_series(0, ${REFERENCE_ROWS}) i;
CREATE FUNCTION bench_reference.place(order_key bigint, customer int, sku_a int, sku_b int, sku_c int) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE bench_reference.stock SET n = n - 1 WHERE id = sku_a AND n >= 1;
  IF NOT FOUND THEN RAISE 'short'; END IF;
  UPDATE bench_reference.stock SET n = n - 1 WHERE id = sku_b AND n >= 1;
  IF NOT FOUND THEN RAISE 'short'; END IF;
  UPDATE bench_reference.stock SET n = n - 1 WHERE id = sku_c AND n >= 1;
  IF NOT FOUND THEN RAISE 'short'; END IF;
  UPDATE bench_reference.wallet SET balance = balance - 500 WHERE id = customer AND balance >= 500;
  IF NOT FOUND THEN RAISE 'poor'; END IF;
  INSERT INTO bench_reference.ledger (account_id, order_id, amount) VALUES (customer, order_key, -500);
  INSERT INTO bench_reference.ledger (account_id, order_id, amount) VALUES (0, order_key, 500);
  INSERT INTO bench_reference.orders (id, customer_id, total, state) VALUES (order_key, customer, 3000, 'placed');
  INSERT INTO bench_reference.line VALUES (order_key, 1, sku_a, 1, 1000);
  INSERT INTO bench_reference.line VALUES (order_key, 2, sku_b, 1, 1000);
  INSERT INTO bench_reference.line VALUES (order_key, 3, sku_c, 1, 1000);
  INSERT INTO bench_reference.outbox (order_id, topic, payload) VALUES (order_key, 'order.placed', '{"total":3000}');
END $$;
`;

/** A parameter of a reference statement. */
export type ReferenceParameter = 'order' | 'customer' | 'skuA' | 'skuB' | 'skuC';

/** One statement of the reference: `text` has $1… for the parameters in their order. */
export interface ReferenceStatement {
  readonly text: string;
  readonly parameters: readonly ReferenceParameter[];
}

/** The transaction by hand, statement by statement. */
export const HAND_WRITTEN: readonly ReferenceStatement[] = [
  { text: 'BEGIN', parameters: [] },
  ...(['skuA', 'skuB', 'skuC'] as const).map((sku) => ({
    text: 'UPDATE bench_reference.stock SET n = n - 1 WHERE id = $1 AND n >= 1',
    parameters: [sku],
  })),
  {
    text: 'UPDATE bench_reference.wallet SET balance = balance - 500 WHERE id = $1 AND balance >= 500',
    parameters: ['customer'],
  },
  {
    text: 'INSERT INTO bench_reference.ledger (account_id, order_id, amount) VALUES ($1, $2, -500)',
    parameters: ['customer', 'order'],
  },
  {
    text: 'INSERT INTO bench_reference.ledger (account_id, order_id, amount) VALUES (0, $1, 500)',
    parameters: ['order'],
  },
  {
    text: `INSERT INTO bench_reference.orders (id, customer_id, total, state) VALUES ($1, $2, 3000, 'placed')`,
    parameters: ['order', 'customer'],
  },
  ...(['skuA', 'skuB', 'skuC'] as const).map((sku, index) => ({
    text: `INSERT INTO bench_reference.line VALUES ($1, ${index + 1}, $2, 1, 1000)`,
    parameters: ['order', sku] as const,
  })),
  {
    text: `INSERT INTO bench_reference.outbox (order_id, topic, payload) VALUES ($1, 'order.placed', '{"total":3000}')`,
    parameters: ['order'],
  },
  { text: 'COMMIT', parameters: [] },
];

/** The same in one call of the server-side function: no round trips inside the transaction. */
export const IN_FUNCTION: readonly ReferenceStatement[] = [
  {
    text: 'SELECT bench_reference.place($1, $2, $3, $4, $5)',
    parameters: ['order', 'customer', 'skuA', 'skuB', 'skuC'],
  },
];

/** What one run of a reference loads. */
export interface ReferenceLoad {
  readonly kind: 'handWritten' | 'function';
  /** Every order buys {@link HOT_SKU} as one of its three lines. */
  readonly hot: boolean;
}

/** The statements of a kind. */
export function referenceStatements(kind: ReferenceLoad['kind']): readonly ReferenceStatement[] {
  return kind === 'handWritten' ? HAND_WRITTEN : IN_FUNCTION;
}

/**
 * The load as a pgbench script. Order ids count up per client from `:base`, as an application that mints its ids would; the three SKUs
 * are sorted, so that no two orders deadlock.
 */
export function pgbenchScript({ kind, hot }: ReferenceLoad): string {
  const names: Record<ReferenceParameter, string> = {
    order: ':order',
    customer: ':customer',
    skuA: ':a',
    skuB: ':b',
    skuC: ':c',
  };
  const lines = referenceStatements(kind).map(
    ({ text, parameters }) =>
      text.replace(/\$(\d)/g, (_, place: string) => names[parameters[Number(place) - 1]!]) + ';',
  );
  return [
    '\\set seq :seq + 1',
    '\\set order :base + :client_id * 10000000 + :seq',
    `\\set customer random(1, ${REFERENCE_ROWS})`,
    `\\set x random(1, ${REFERENCE_ROWS})`,
    `\\set y random(1, ${REFERENCE_ROWS})`,
    hot ? `\\set z ${HOT_SKU}` : `\\set z random(1, ${REFERENCE_ROWS})`,
    '\\set a least(:x, :y, :z)',
    '\\set c greatest(:x, :y, :z)',
    '\\set b :x + :y + :z - :a - :c',
    ...lines,
    '',
  ].join('\n');
}
