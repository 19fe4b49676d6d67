/** Money that no order needs goes back, whenever and however it comes (R8): after a void that was overtaken, after a refund that failed late. */
import { expectCleanAudit } from '../support/audit.js';
import { ReturnShop } from './return-shop.js';

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
      await shop.control.plant({
        kind: 'webhook_late',
        event: 'payment.captured',
        reference: paymentId,
        delayMs: 86_400_000,
      });
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
