/** The audit as tests ask for it: every invariant of libs/ops over the shop's database, and the gateway's own books as a judge outside. */
import { auditViolations } from '#libs/ops';
import type { Shop } from './shop.js';

/** Fails with the broken invariants and rows that break them. */
export async function expectCleanAudit(shop: Shop): Promise<void> {
  const gateway = { provider: 'sandbox', read: async () => (await shop.control.books()).payments };
  expect(await auditViolations(shop.database, { gateways: [gateway] })).toEqual([]);
}
