/** Money that no order needs goes back, whenever and however it comes (R8): after a void that was overtaken, after a refund that failed late. */
import { expectCleanAudit } from '../support/audit.js';
import { eventually } from '../support/http-client.js';
import { ReturnShop } from './return-shop.js';

const HELD = { kind: 'webhook_late', delayMs: 86_400_000 } as const;

let returns: ReturnShop;
beforeAll(async () => (returns = await ReturnShop.open()));
afterAll(() => returns?.close());
afterEach(() => returns.shop.control.reset());

test('money captured after its payment was voided goes back, once and in full', async () => {
  const { shop } = returns;
  // The void of the second payment is answered as done, but the gateway takes the money all the same and tells so later.
  const { customer, orderId, needed, spare } = await returns.paidTwice({
    beforeSpare: async (paymentId) => {
      await shop.control.plant({ kind: 'void_overtaken', operation: 'void', reference: paymentId });
      await shop.control.plant({ ...HELD, event: 'payment.captured', reference: paymentId });
    },
  });
  expect(await returns.payment(spare)).toMatchObject({ state: 'voided', captured: 0 });
  expect(await returns.gatewaySums(spare)).toEqual({ captured: 1_250, refunded: 0 });

  await shop.control.flush();
  await returns.quiet();

  expect(await returns.payment(spare)).toEqual({ state: 'captured', captured: 1_250, refunded: 1_250 });
  expect(await returns.payment(needed)).toEqual({ state: 'captured', captured: 1_250, refunded: 0 });
  expect(await returns.gatewaySums(spare)).toEqual({ captured: 1_250, refunded: 1_250 });
  expect(await returns.timeline(customer, orderId)).toEqual(['placed', 'paid', 'payment_returned', 'payment_returned']);
  // Told a second and a third time, nothing more happens.
  await shop.control.replay({ reference: spare });
  await returns.quiet();
  expect(await returns.gatewaySums(spare)).toEqual({ captured: 1_250, refunded: 1_250 });
  expect(await returns.timeline(customer, orderId)).toHaveLength(4);
  await expectCleanAudit(shop);
});

test('a capture that is told while the void is still being recorded is not overlooked', async () => {
  const { shop } = returns;
  // The saga has its answer, voided, but has not written its end when the webhook comes: it must look again before it ends.
  const { spare } = await returns.paidTwice({
    beforeSpare: (paymentId) =>
      shop.control
        .plant({ kind: 'void_overtaken', operation: 'void', reference: paymentId })
        .then(() => shop.control.plant({ ...HELD, event: 'payment.captured', reference: paymentId }))
        .then(() =>
          returns.beforeReturnEnds(paymentId, async () => {
            await shop.control.flush();
          }),
        ),
  });
  await eventually(
    () => returns.payment(spare),
    ({ refunded }) => refunded === 1_250,
    'the money went back',
  );
  await returns.quiet();
  expect(await returns.gatewaySums(spare)).toEqual({ captured: 1_250, refunded: 1_250 });
  await expectCleanAudit(shop);
});

test('a refund that fails after its saga has ended makes another one, which is stuck until somebody looks', async () => {
  const { shop } = returns;
  // A capture that overtakes the void gives the saga something to refund; the refund is taken on and bounces a day later.
  const { customer, orderId, spare } = await returns.paidTwice({
    beforeSpare: async (paymentId) => {
      await shop.control.plant({ kind: 'void_overtaken', operation: 'void', reference: paymentId });
      await shop.control.plant({ kind: 'refund_pending', operation: 'refund', reference: paymentId });
      await shop.control.plant({ ...HELD, event: 'payment.captured', reference: paymentId });
    },
  });
  await shop.control.plant({ ...HELD, event: 'refund.failed', reference: spare });
  await shop.control.flush();
  await returns.quiet();
  expect(await returns.sagas(spare)).toEqual(['done', 'done']);
  expect(await returns.payment(spare)).toEqual({ state: 'captured', captured: 1_250, refunded: 1_250 });

  await shop.control.flush();
  await returns.quiet();
  expect(await returns.payment(spare)).toEqual({ state: 'captured', captured: 1_250, refunded: 0 });
  expect(await returns.sagas(spare)).toEqual(['done', 'done', 'stuck']);

  const operator = await shop.staff('operator');
  const [saga] = await returns.stuckSagas(operator, spare);
  expect(saga).toMatchObject({ name: 'return_payment', step: 'give_back', orderId, paymentId: spare });
  expect(saga!.fault).toContain('bounced');
  const resumed = await operator.http.post(`/v1/admin/sagas/${saga!.id}/resumption`, { reason: 'the bank is back' });
  expect(resumed.status).toBe(202);
  await returns.quiet();
  expect(await returns.sagas(spare)).toEqual(['done', 'done', 'done']);
  expect(await returns.payment(spare)).toEqual({ state: 'captured', captured: 1_250, refunded: 1_250 });
  expect(await returns.gatewaySums(spare)).toEqual({ captured: 1_250, refunded: 1_250 });
  expect(await returns.timeline(customer, orderId)).toEqual([
    'placed',
    'paid',
    'payment_returned',
    'payment_returned',
    'payment_returned',
  ]);
  await expectCleanAudit(shop);
});
