/** Demo data for an empty database: merchants, products with pictures, stock, customers with credit, operators. */
import type { INestApplicationContext } from '@nestjs/common';
import type { Tx } from '#libs/platform';
import type { GiftService, WithdrawalService } from '#libs/wallet-saga';
import { demoId } from './seed/catalog.js';

/** A login of the demo data, printed at every start. */
export interface DemoLogin {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

interface DemoAccount extends DemoLogin {
  readonly role: 'customer' | 'merchant' | 'operator' | 'admin';
  readonly displayName: string;
  /** Opening credit in minor units; 0 for none. */
  readonly creditMinor: number;
}

/** Two operators, because a grant of credit takes two people. */
const demoAccounts: readonly DemoAccount[] = [
  {
    role: 'customer',
    email: 'ada@example.com',
    password: 'ada-demo-password',
    displayName: 'Ada',
    creditMinor: 50_000,
  },
  {
    role: 'customer',
    email: 'grace@example.com',
    password: 'grace-demo-password',
    displayName: 'Grace',
    creditMinor: 5_000,
  },
  {
    role: 'customer',
    email: 'linus@example.com',
    password: 'linus-demo-password',
    displayName: 'Linus',
    creditMinor: 0,
  },
  {
    role: 'operator',
    email: 'olive@example.com',
    password: 'olive-demo-password',
    displayName: 'Olive',
    creditMinor: 0,
  },
  { role: 'operator', email: 'otto@example.com', password: 'otto-demo-password', displayName: 'Otto', creditMinor: 0 },
  { role: 'admin', email: 'admin@example.com', password: 'admin-demo-password', displayName: 'Admin', creditMinor: 0 },
];

/** Who can log in once the demo data is there. */
export const demoLogins: readonly DemoLogin[] = demoAccounts;

/**
 * Fills an empty shop through the services of the application, so that every rule and ledger entry is as in real life.
 * Resolves with false and does nothing when the shop has data already. All of it is one transaction: a crash leaves an empty shop.
 */
export async function seedDemo(app: INestApplicationContext, report: (sentence: string) => void): Promise<boolean> {
  const { CatalogService, CategoryService } = await import('#libs/catalog');
  const { IdentityService } = await import('#libs/identity');
  const { InventoryService } = await import('#libs/inventory');
  const { RewardCatalogue, TierService } = await import('#libs/loyalty');
  const { MerchantService } = await import('#libs/merchant');
  const { Database } = await import('#libs/platform');
  const { WalletService } = await import('#libs/wallet-credit');
  const { GiftService, WithdrawalService } = await import('#libs/wallet-saga');
  const { seedCatalog } = await import('./seed/catalog.js');
  const { seedLoyalty } = await import('./seed/loyalty.js');
  const get = <Service>(token: abstract new (...args: never[]) => Service): Service =>
    app.get(token as never, { strict: false });

  const identity = get(IdentityService);
  const firstId = accountId(demoAccounts[0]!);
  if ((await identity.account(firstId)) !== undefined) return false;
  const hashes = await Promise.all(demoAccounts.map(({ password }) => identity.hashPassword(password, 'cheapest')));
  return get(Database).transaction(async (tx) => {
    const [first] = await identity.createAccounts(
      tx,
      demoAccounts.map((account, i) => ({
        id: accountId(account),
        email: account.email,
        role: account.role,
        displayName: account.displayName,
        passwordHash: hashes[i]!,
      })),
    );
    if (first?.kind !== 'created') return false;
    const seed = await seedCatalog(tx, {
      merchants: get(MerchantService),
      categories: get(CategoryService),
      catalog: get(CatalogService),
    });
    await get(InventoryService).changeStock(
      tx,
      seed.stock.map((stock) => ({ ...stock, kind: 'received' as const, reason: 'opening stock' })),
    );
    await get(WalletService).grant(
      tx,
      demoAccounts
        .filter((account) => account.creditMinor > 0)
        .map((account) => ({
          transferId: demoId(`transfer ${account.email}`),
          lotId: demoId(`lot ${account.email}`),
          ownerId: accountId(account),
          asset: 'credit',
          amount: account.creditMinor,
          source: 'opening',
          from: 'opening',
          kind: 'opening_credit',
          reference: demoId(`opening ${account.email}`),
          expiresAt: null,
          actor: null,
          reason: 'demo data',
        })),
    );
    const rewards = await seedLoyalty(
      tx,
      { tiers: get(TierService), catalogue: get(RewardCatalogue), wallet: get(WalletService) },
      firstId,
    );
    await seedTransfers(tx, { gifts: get(GiftService), withdrawals: get(WithdrawalService) });
    report(
      `Demo data: ${seed.merchants.length} merchants, ${seed.products} products, ${seed.variants.length} variants, ${demoAccounts.length} accounts, ${rewards} rewards.`,
    );
    return true;
  });
}

/** Something for an operator to decide, and a gift that waits for Grace. */
async function seedTransfers(
  tx: Tx,
  services: { readonly gifts: GiftService; readonly withdrawals: WithdrawalService },
): Promise<void> {
  const [ada, grace] = demoAccounts as readonly [DemoAccount, DemoAccount];
  if (services.withdrawals.isOffered)
    await services.withdrawals.start(tx, { customerId: accountId(ada), amountMinor: 10_000, destination: 'acct_slow' });
  await services.gifts.start(tx, {
    senderId: accountId(ada),
    senderName: ada.displayName,
    addressee: grace.email,
    receiverId: accountId(grace),
    amountMinor: 2_000,
    message: 'For the new kitchen',
    untilMs: tx.now.getTime() + 7 * 86_400_000,
  });
}

function accountId(account: DemoAccount): string {
  return demoId(`account ${account.email}`);
}
