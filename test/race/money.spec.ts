/** Money that comes late, twice, or not at all: what is not needed goes back once, in full, and the timeline says so. */
import { OrderSagas } from '#libs/order-saga';
import { PaymentProviders } from '#libs/payment';
import { StepFaults } from '../saga/step-faults.js';
import { expectCleanAudit } from '../support/audit.js';
import { Shop, type Customer } from '../support/shop.js';
import {
  actAtGateway,
  cancel,
  confirm,
  openPayment,
  orderOf,
  timeline,
  unpaid,
  wallet,
  type PaymentBody,
} from './race-kit.js';

const PAY_TIME_MS = 24 * 3_600_000;
const ROUND_MS = 31_000;
const PRICE = 1_500;
const DUE = 1_000;
const lamp = { sku: 'LAMP', credit: { use: 'exact', amount: PRICE - DUE } };

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ config: { workerInApi: false } });
  await shop.sell([{ sku: 'LAMP', priceMinor: PRICE }]);
});
afterAll(() => shop?.close());
beforeEach(() => shop.control.reset());
afterEach(async () => {
  await expectCleanAudit(shop);
  patience(5_000);
  shop.moveClock(0);
});

/** A customer with an unpaid order that has one open payment. */
async function unpaidWithPayment(): Promise<{ customer: Customer; orderId: string; paymentId: string }> {
  const customer = await shop.customer(PRICE - DUE);
  const orderId = await unpaid(customer, lamp);
  return { customer, orderId, paymentId: await openPayment(customer, orderId) };
}

/** As above, cancelled; a second payment is opened in the moment after the gateway was asked to close what there is. */
async function cancelledWithLatePayment(
  meanwhile: (customer: Customer, paymentId: string) => Promise<unknown>,
): Promise<{ customer: Customer; orderId: string; paymentId: string }> {
  const { customer, orderId } = await unpaidWithPayment();
  let paymentId = '';
  const faults = new StepFaults(shop.get(OrderSagas).placeOrder.definition);
  faults.wrap('payment', 'undo', async (real) => {
    const outcome = await real();
    paymentId = await openPayment(customer, orderId);
    await meanwhile(customer, paymentId);
    return outcome;
  });
  await cancel(customer, orderId);
  await shop.runner.drain();
  faults.restore();
  expect(faults.hits).toBe(1);
  expect((await orderOf(customer, orderId)).state).toBe('cancelled');
  return { customer, orderId, paymentId };
}

/** Delivers all webhooks and lets workers do what is due. */
async function settle(): Promise<void> {
  await shop.control.flush();
  await shop.runner.drain();
}

async function atGateway(paymentId: string): Promise<object> {
  const [payment] = await shop.control.payments(paymentId);
  return {
    status: payment!.status,
    captured: payment!.captured,
    refunded: payment!.refunded,
    refunds: payment!.refunds.length,
  };
}

async function whats(customer: Customer, orderId: string): Promise<string[]> {
  return (await timeline(customer, orderId)).map(({ what }) => what);
}

function patience(timeoutMs: number): void {
  Object.assign(Reflect.get(shop.get(PaymentProviders).get('sandbox'), 'calls') as object, { timeoutMs });
}

const VOIDED = { status: 'voided', captured: 0, refunded: 0, refunds: 0 };
const REFUNDED = { status: 'captured', captured: DUE, refunded: DUE, refunds: 1 };
const KEPT = { status: 'captured', captured: DUE, refunded: 0, refunds: 0 };

describe('a payment that comes after its order was cancelled', () => {
  it('is closed when it was only authorised', async () => {
    const { customer, orderId, paymentId } = await cancelledWithLatePayment(() => Promise.resolve());
    await actAtGateway(shop, paymentId, 'confirm');
    await settle();
    expect(await atGateway(paymentId)).toEqual(VOIDED);
    expect(await whats(customer, orderId)).toEqual(['placed', 'cancelled', 'payment_returned']);
    expect(await wallet(customer)).toEqual({ balance: PRICE - DUE, held: 0, available: PRICE - DUE });
  });

  it('is refunded once, in full, and noted on the timeline, however often the gateway says so', async () => {
    const { customer, orderId, paymentId } = await cancelledWithLatePayment(() => Promise.resolve());
    await actAtGateway(shop, paymentId, 'confirm');
    await actAtGateway(shop, paymentId, 'capture');
    await settle();
    for (let i = 0; i < 3; i++) {
      await shop.control.replay({ reference: paymentId });
      await settle();
    }
    expect(await atGateway(paymentId)).toEqual(REFUNDED);
    expect((await timeline(customer, orderId)).at(-1)).toMatchObject({
      what: 'payment_returned',
      note: 'the order was cancelled before the payment came',
    });
    expect(await whats(customer, orderId)).toEqual(['placed', 'cancelled', 'payment_returned']);
  });

  it('goes back too when it is authorised while the others are called off', async () => {
    const { customer, orderId, paymentId } = await cancelledWithLatePayment(confirm);
    await settle();
    expect(await atGateway(paymentId)).toEqual(VOIDED);
    expect(await whats(customer, orderId)).toEqual(['placed', 'cancelled', 'payment_returned']);
  });

  it('is refunded when nobody told us that it was captured before the time was over', async () => {
    const { customer, orderId, paymentId } = await unpaidWithPayment();
    await shop.control.plant({ kind: 'webhook_never', reference: paymentId, count: 2 });
    await actAtGateway(shop, paymentId, 'confirm');
    await actAtGateway(shop, paymentId, 'capture');
    shop.moveClock(PAY_TIME_MS + 1_000);
    await settle();
    expect(await atGateway(paymentId)).toEqual(REFUNDED);
    await shop.control.replay({ reference: paymentId });
    await settle();
    expect(await atGateway(paymentId)).toEqual(REFUNDED);
    const [row] = await shop.test.database.query<{ state: string }>(
      'SELECT state FROM orders.customer_order WHERE id = $1 AND customer_id = $2',
      [orderId, customer.id],
    );
    expect(row).toEqual({ state: 'cancelled' });
  });
});

describe('an order that is paid twice', () => {
  it('keeps one payment and gives the other back when both were authorised at once', async () => {
    const { customer, orderId, paymentId: first } = await unpaidWithPayment();
    const second = await openPayment(customer, orderId);
    await Promise.all([confirm(customer, first), confirm(customer, second)]);
    await settle();
    expect([await atGateway(first), await atGateway(second)]).toEqual([KEPT, VOIDED]);
    expect(await orderOf(customer, orderId)).toMatchObject({ state: 'paid', amountPaid: DUE });
    expect(await whats(customer, orderId)).toEqual(['placed', 'paid', 'payment_returned']);
  });

  it('gives back what both gateways have captured already', async () => {
    const { customer, orderId, paymentId: first } = await unpaidWithPayment();
    const second = await openPayment(customer, orderId);
    for (const paymentId of [first, second]) {
      await actAtGateway(shop, paymentId, 'confirm');
      await actAtGateway(shop, paymentId, 'capture');
    }
    await settle();
    expect([await atGateway(first), await atGateway(second)]).toEqual([KEPT, REFUNDED]);
    expect(await orderOf(customer, orderId)).toMatchObject({ state: 'paid', amountPaid: DUE });
  });

  it('gives back the one that comes when it is paid', async () => {
    const { customer, orderId, paymentId: first } = await unpaidWithPayment();
    const second = await openPayment(customer, orderId);
    await confirm(customer, first);
    await settle();
    expect((await orderOf(customer, orderId)).state).toBe('paid');
    await actAtGateway(shop, second, 'confirm');
    await settle();
    expect([await atGateway(first), await atGateway(second)]).toEqual([KEPT, VOIDED]);
    expect((await timeline(customer, orderId)).at(-1)).toMatchObject({
      what: 'payment_returned',
      note: 'the order was paid already',
    });
  });
});

describe('a payment that does not come', () => {
  it('leaves the order payable when it was declined', async () => {
    const { customer, orderId, paymentId } = await unpaidWithPayment();
    const declined = await confirm(customer, paymentId, 'tok_declined');
    expect([declined.status, declined.body.code]).toEqual([422, 'PAYMENT_DECLINED']);
    await settle();
    expect(await orderOf(customer, orderId)).toMatchObject({ state: 'awaiting_payment', amountDue: DUE });
    expect(await wallet(customer)).toMatchObject({ held: PRICE - DUE });
    const again = await openPayment(customer, orderId);
    await confirm(customer, again);
    await settle();
    expect((await orderOf(customer, orderId)).state).toBe('paid');
    expect(await whats(customer, orderId)).toEqual(['placed', 'payment_failed', 'paid']);
    expect(await atGateway(paymentId)).toMatchObject({ captured: 0 });
  });

  it('is not taken for paid when its authorisation ends before it is captured', async () => {
    const { customer, orderId, paymentId } = await unpaidWithPayment();
    await confirm(customer, paymentId);
    await shop.control.plant({ kind: 'error_before', operation: 'capture', reference: paymentId });
    await shop.runner.drain();
    await actAtGateway(shop, paymentId, 'void');
    shop.moveClock(ROUND_MS);
    await settle();
    expect(await atGateway(paymentId)).toEqual(VOIDED);
    expect((await orderOf(customer, orderId)).state).toBe('cancelled');
    expect(await wallet(customer)).toEqual({ balance: PRICE - DUE, held: 0, available: PRICE - DUE });
  });
});

describe('news that is faster than our own answer', () => {
  it('pays the order although the confirmation was never answered', async () => {
    const { customer, orderId, paymentId } = await unpaidWithPayment();
    await shop.control.plant({ kind: 'timeout_after', operation: 'confirm', reference: paymentId });
    patience(150);
    const unheard = await confirm(customer, paymentId);
    expect(unheard.body).toMatchObject({ awaiting: 'gateway' });
    await settle();
    expect((await orderOf(customer, orderId)).state).toBe('paid');
    expect(await atGateway(paymentId)).toEqual(KEPT);
  });

  it('finds a payment whose opening was never answered', async () => {
    const customer = await shop.customer(PRICE - DUE);
    const orderId = await unpaid(customer, lamp);
    await shop.control.plant({ kind: 'timeout_after', operation: 'create' });
    patience(150);
    const opened = await customer.http.post<PaymentBody>(`/v1/orders/${orderId}/payments`);
    expect(opened.body).toMatchObject({ state: 'created' });
    await actAtGateway(shop, opened.body.id, 'confirm');
    await settle();
    expect((await orderOf(customer, orderId)).state).toBe('paid');
    expect(await atGateway(opened.body.id)).toEqual(KEPT);
  });
});
