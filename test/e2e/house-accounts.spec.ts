/** Accounts of the house are nobody's wallet: whoever names one gets nothing, and the books stay as they are. */
import { uuid7 } from '#libs/platform';
import { EarningLedger, HOUSE_ACCOUNTS, WalletService } from '#libs/wallet-credit';
import { expectCleanAudit } from '../support/audit.js';
import { Shop, type Customer } from '../support/shop.js';

let shop: Shop;
let operator: Customer;
beforeAll(async () => {
  shop = await Shop.open();
  operator = await shop.staff('operator');
});
afterEach(() => expectCleanAudit(shop));
afterAll(() => shop?.close());

it.each(Object.entries(HOUSE_ACCOUNTS))('nobody proposes credit for %s', async (_, ownerId) => {
  const wish = { ownerId, amount: 500, reason: 'a slip of the hand' };
  const proposed = await operator.http.post<{ errors: unknown }>('/v1/admin/credit-grants', wish);
  expect(proposed).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED', errors: [{ path: 'ownerId' }] } });
});

it('nor a campaign for customers and one of them', async () => {
  const customerIds = [(await shop.customer()).id, HOUSE_ACCOUNTS.sales];
  const wish = { name: 'Spring', amount: 50, budget: 100, customerIds, reason: 'spring is here' };
  const proposed = await operator.http.post<{ errors: unknown }>('/v1/admin/promotion-grants', wish);
  expect(proposed).toMatchObject({ status: 400, body: { errors: [{ path: 'customerIds[1]' }] } });
});

it('the ledger itself gives the house no lots, whoever asks', async () => {
  const gain = {
    ...{ transferId: uuid7(), lotId: uuid7(), ownerId: HOUSE_ACCOUNTS.sales, asset: 'credit' as const, amount: 5 },
    ...{ reference: uuid7(), kind: 'test_grant', expiresAt: null, actor: null, reason: null },
  } as const;
  const given = shop.database.transaction((tx) =>
    shop.get(WalletService).grant(tx, [{ ...gain, source: 'manual', from: 'promotions' }]),
  );
  await expect(given).rejects.toThrow('is of the house');
  const earned = shop.database.transaction((tx) =>
    shop.get(EarningLedger).earn(tx, [{ ...gain, source: 'review', orderId: null }]),
  );
  await expect(earned).rejects.toThrow('is of the house');
});
