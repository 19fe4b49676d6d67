/** A shop where everything has happened has no violation, at rest and while orders are under way in two processes. */
import type { OrderDto } from '#libs/order';
import { auditViolations, invariants, runAudit, type Violation } from '#libs/ops';
import { payoutBooksOf } from '../support/audit.js';
import { ADDRESS, type Customer, Shop } from '../support/shop.js';
import { openPopulatedShop, settled } from './populated-shop.js';

const gatewayOf = (shop: Shop) => ({ provider: 'sandbox', read: async () => (await shop.control.books()).payments });

describe('a shop where everything has happened', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openPopulatedShop();
  });
  afterAll(() => shop?.close());

  it('has no violation, and agrees with the books of its gateway', async () => {
    const report = await runAudit(shop.database, { gateways: [gatewayOf(shop)], payouts: [payoutBooksOf(shop)] });
    expect(report).toEqual({ invariants: invariants.length + 2, violations: [] });
  });
});

describe('a shop under load', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await Shop.open({ apis: 2 });
    await shop.sell([
      { sku: 'HOT', priceMinor: 500, stock: 1_000 },
      { sku: 'OTHER', priceMinor: 900, stock: 30 },
    ]);
  });
  afterAll(() => shop?.close());

  it('has no violation at any moment', async () => {
    const customers = await shop.customers(6, 4_000);
    const seen: Violation[] = [];
    let audits = 0;
    let isOpen = true;
    const watching = (async () => {
      while (isOpen) {
        const { violations } = await runAudit(shop.test.database, { gateways: [gatewayOf(shop)] });
        seen.push(...violations);
        audits += 1;
      }
    })();
    await Promise.all(customers.map((customer, i) => shopAround(customer, shop.urls[i % 2]!, i)));
    isOpen = false;
    await watching;
    await settled(shop);
    expect({ seen, after: await auditViolations(shop.database) }).toEqual({ seen: [], after: [] });
    expect(audits).toBeGreaterThan(1);
  });
});

/** Orders by credit, by both and by card, paid, declined, cancelled and left, one customer's several at once. */
async function shopAround(customer: Customer, otherUrl: string, offset: number): Promise<void> {
  await Promise.all(
    Array.from({ length: 12 }, async (_, i) => {
      const http = i % 2 === 0 ? customer.http : customer.http.at(otherUrl);
      const placed = await http.post<OrderDto>('/v1/orders', {
        lines: [
          { sku: 'HOT', quantity: 1 },
          { sku: 'OTHER', quantity: 1 },
        ].slice(0, 1 + (i % 2)),
        shippingAddress: ADDRESS,
        ...(i % 3 !== 0 && { credit: { use: 'max' } }),
      });
      if (placed.status !== 201 || placed.body.amountDue === 0) return;
      const path = `/v1/orders/${placed.body.id}`;
      const fate = (i + offset) % 4;
      if (fate === 0) return;
      const payment = await http.post<{ id: string }>(`${path}/payments`);
      const confirmed = http.post(`/v1/payments/${payment.body.id}/confirmation`, {
        instrument: fate === 1 ? 'tok_declined' : 'tok_ok',
      });
      const cancelled = fate === 3 ? http.post(`${path}/cancellation`) : undefined;
      await Promise.all([confirmed, cancelled]);
    }),
  );
}
