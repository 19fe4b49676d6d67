/** The audit as tests ask for it: every invariant of libs/ops over the shop's database, and the sandboxes' own books as judges outside. */
import { auditViolations, type PayoutBooksReader } from '#libs/ops';
import type { Shop } from './shop.js';

/** The payout service's own books, as the audit reads them. */
export function payoutBooksOf(shop: Shop): PayoutBooksReader {
  return {
    provider: 'sandbox',
    read: async () =>
      (await shop.payoutControl.books()).map(({ reference, currency, amount, status }) => ({
        payoutId: reference,
        currency,
        paidMinor: status === 'paid' ? amount : 0,
      })),
  };
}

/** Fails with the broken invariants and rows that break them. */
export async function expectCleanAudit(shop: Shop): Promise<void> {
  const gateway = { provider: 'sandbox', read: async () => (await shop.control.books()).payments };
  expect(await auditViolations(shop.database, { gateways: [gateway], payouts: [payoutBooksOf(shop)] })).toEqual([]);
}
