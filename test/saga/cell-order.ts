/** The order of one cell: a customer with credit, a cart of two lines, a coupon, a card; and the whole picture of what became of it. */
import { randomUUID } from 'node:crypto';
import { CartwrightConfig, uuid7 } from '#libs/platform';
import { CouponService } from '#libs/promotion';
import type { Customer, Goods, Shop } from '../support/shop.js';
import { ADDRESS } from '../support/shop.js';
import type { End, Story } from './cells.js';

/** What every customer of the matrix has. */
export const WALLET_MINOR = 3_000;
/** 2 × 1,000 + 500, less a tenth by coupon. */
export const TOTAL_MINOR = 2_250;
export const CREDIT_MINOR = 700;
export const DUE_MINOR = TOTAL_MINOR - CREDIT_MINOR;
export const STOCK = 10;
export const COUPON = 'TENTH-OFF';

/** The coupon of every order here: once per customer. Answers its id. */
export async function makeCoupon(shop: Shop): Promise<string> {
  const couponId = uuid7();
  await shop.database.transaction((tx) =>
    shop.get(CouponService).create(tx, {
      couponId,
      code: COUPON,
      name: 'A tenth off',
      scope: { kind: 'all' },
      rules: { kind: 'percent', offBps: 1_000, capMinor: null },
      minSpendMinor: 0,
      startsAt: new Date(0),
      endsAt: null,
      validDays: null,
      totalLimit: null,
      perCustomerLimit: 1,
      createdBy: uuid7(),
    }),
  );
  return couponId;
}

/** The goods of one cell: A is held with the order, B only when it is paid. */
export function goodsOf(n: number): Goods[] {
  return [
    { sku: `A-${n}`, priceMinor: 1_000, stock: STOCK },
    { sku: `B-${n}`, priceMinor: 500, stock: STOCK, merchant: 2, variant: { takesStockAt: 'payment' } },
  ];
}

/** Everything that an order touches, as rows say it. */
export interface Picture {
  readonly saga: string | null;
  readonly order: string | null;
  readonly paid: number | null;
  readonly timeline: readonly string[];
  readonly wallet: { readonly balance: number; readonly held: number };
  readonly a: { readonly onHand: number; readonly reserved: number };
  readonly b: { readonly onHand: number; readonly reserved: number };
  /** The distinct states of its reservations that are not released. */
  readonly reservations: readonly string[];
  readonly claims: readonly string[];
  readonly payments: readonly { readonly state: string; readonly captured: number; readonly refunded: number }[];
  readonly atGateway: readonly { readonly captured: number; readonly refunded: number }[];
  readonly work: number;
  readonly cartLines: number;
}

const UNTOUCHED = {
  a: { onHand: STOCK, reserved: 0 },
  b: { onHand: STOCK, reserved: 0 },
  wallet: { balance: WALLET_MINOR, held: 0 },
  work: 0,
};

/** What must be there at the end, to the cent and the unit. */
export function expectedPicture(ends: End, story: Story): Picture {
  if (ends === 'refused') {
    return {
      ...UNTOUCHED,
      saga: null,
      order: null,
      paid: null,
      timeline: [],
      reservations: [],
      claims: [],
      payments: [],
      atGateway: [],
      cartLines: 2,
    };
  }
  if (ends === 'cancelled') {
    const wasCaptured = story === 'cancelled_captured';
    const moved = wasCaptured ? { captured: DUE_MINOR, refunded: DUE_MINOR } : { captured: 0, refunded: 0 };
    return {
      ...UNTOUCHED,
      saga: 'undone',
      order: 'cancelled',
      paid: 0,
      timeline: ['placed', 'cancelled'],
      reservations: [],
      claims: ['released'],
      payments: [{ state: wasCaptured ? 'captured' : 'voided', ...moved }],
      atGateway: [moved],
      cartLines: 0,
    };
  }
  const card = story === 'credit' ? 0 : DUE_MINOR;
  const captured = { captured: card, refunded: 0 };
  return {
    saga: 'done',
    order: 'paid',
    paid: card,
    timeline: ['placed', 'paid'],
    wallet: { balance: WALLET_MINOR - (TOTAL_MINOR - card), held: 0 },
    a: { onHand: STOCK, reserved: 2 },
    b: { onHand: STOCK, reserved: 1 },
    reservations: ['committed'],
    claims: ['sold'],
    payments: card === 0 ? [] : [{ state: 'captured', ...captured }],
    atGateway: card === 0 ? [] : [captured],
    work: 2,
    cartLines: 0,
  };
}

/** Drives one order over HTTP and reads what became of it. */
export class CellOrder {
  readonly key = randomUUID();
  id: string | undefined;
  paymentId: string | undefined;

  constructor(
    readonly shop: Shop,
    readonly customer: Customer,
    readonly variantIds: readonly [string, string],
    private readonly n: number,
  ) {}

  async fillCart(): Promise<void> {
    const lines = [
      { sku: `A-${this.n}`, quantity: 2 },
      { sku: `B-${this.n}`, quantity: 1 },
    ];
    const added = await this.customer.http.post('/v1/cart/lines', { lines });
    expect(added.status).toBe(200);
  }

  /** Buys the cart under the cell's one idempotency key. */
  async place(creditMinor: number): Promise<{ status: number; code: string | undefined }> {
    const answer = await this.customer.http.post<{ id?: string; code?: string }>(
      '/v1/orders/from-cart',
      {
        shippingAddress: ADDRESS,
        couponCodes: [COUPON],
        credit: creditMinor === TOTAL_MINOR ? { use: 'max' } : { use: 'exact', amount: creditMinor },
        expectedTotal: TOTAL_MINOR,
      },
      { 'idempotency-key': this.key },
    );
    if (answer.status === 201) this.id = answer.body.id;
    return { status: answer.status, code: answer.body.code };
  }

  async openPayment(): Promise<void> {
    const opened = await this.customer.http.post<{ id: string }>(`/v1/orders/${this.id}/payments`);
    expect(opened.status).toBe(201);
    this.paymentId = opened.body.id;
  }

  async pay(instrument: string): Promise<void> {
    const confirmed = await this.customer.http.post(`/v1/payments/${this.paymentId}/confirmation`, { instrument });
    expect(confirmed.status).toBe(200);
  }

  /** Acts at the gateway behind our back, as its pay page or its dashboard would. */
  async actAtGateway(act: 'confirm' | 'capture'): Promise<void> {
    const [payment] = await this.shop.control.payments(this.paymentId!);
    const answer = await fetch(`${this.shop.gateway.url}/payments/${payment!.id}/${act}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.shop.apps[0]!.get(CartwrightConfig).sandboxApiKey}`,
        'idempotency-key': randomUUID(),
        ...(act === 'confirm' && { 'content-type': 'application/json' }),
      },
      ...(act === 'confirm' && { body: JSON.stringify({ card: 'tok_ok' }) }),
    });
    expect(answer.status).toBe(200);
  }

  async cancel(): Promise<void> {
    const cancelled = await this.customer.http.post(`/v1/orders/${this.id}/cancellation`);
    expect(cancelled.status).toBe(200);
  }

  /** The state of the order's saga; undefined when it has none. */
  async sagaState(): Promise<string | undefined> {
    const rows = await this.shop.test.database.query<{ state: string }>(
      'SELECT state FROM platform.saga WHERE id = $1',
      [this.id],
    );
    return rows[0]?.state;
  }

  async picture(): Promise<Picture> {
    const [row] = await this.shop.test.database.query<Omit<Picture, 'atGateway'>>(PICTURE, [
      this.customer.id,
      ...this.variantIds,
    ]);
    const theirs = this.paymentId === undefined ? [] : await this.shop.control.payments(this.paymentId);
    return { ...row!, atGateway: theirs.map(({ captured, refunded }) => ({ captured, refunded })) };
  }
}

const PICTURE = `
WITH o AS (SELECT * FROM orders.customer_order WHERE customer_id = $1),
stock AS (SELECT variant_id, json_build_object('onHand', sum(on_hand), 'reserved', sum(reserved)) AS numbers FROM inventory.stock GROUP BY variant_id)
SELECT
  (SELECT s.state FROM platform.saga AS s JOIN o ON o.id = s.id) AS saga,
  (SELECT state FROM o) AS order,
  (SELECT paid_minor FROM o) AS paid,
  (SELECT coalesce(json_agg(e.what ORDER BY e.seq), '[]'::json) FROM orders.event AS e JOIN o ON o.id = e.order_id) AS timeline,
  (SELECT json_build_object('balance', balance, 'held', held) FROM wallet.account WHERE owner_id = $1 AND asset = 'credit') AS wallet,
  (SELECT numbers FROM stock WHERE variant_id = $2) AS a,
  (SELECT numbers FROM stock WHERE variant_id = $3) AS b,
  (SELECT coalesce(json_agg(DISTINCT r.state), '[]'::json) FROM inventory.reservation AS r WHERE r.customer_id = $1 AND r.state <> 'released') AS reservations,
  (SELECT coalesce(json_agg(DISTINCT c.state), '[]'::json) FROM promotion.claim AS c JOIN o ON o.id = c.id) AS claims,
  (SELECT coalesce(json_agg(json_build_object('state', p.state, 'captured', p.captured_minor, 'refunded', p.refunded_minor) ORDER BY p.id), '[]'::json)
    FROM payment.payment AS p JOIN o ON o.id = p.order_id) AS payments,
  (SELECT count(*) FROM fulfilment.work AS w JOIN o ON o.id = w.order_id) AS work,
  (SELECT count(*) FROM cart.line WHERE owner_id = $1) AS "cartLines"`;
