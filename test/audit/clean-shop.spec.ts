/** A shop where everything has happened has no violation, at rest and while orders are under way. */
import { auditViolations, invariants, runAudit } from '#libs/ops';
import { ADDRESS, type Shop } from '../support/shop.js';
import { openPopulatedShop, settled } from './populated-shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openPopulatedShop();
});
afterAll(() => shop?.close());

describe('a shop where everything has happened', () => {
  it('has no violation, and agrees with the books of its gateway', async () => {
    const gateway = { provider: 'sandbox', read: async () => (await shop.control.books()).payments };
    const report = await runAudit(shop.database, { gateways: [gateway] });
    expect(report).toEqual({ invariants: invariants.length + 1, violations: [] });
  });
});
