/** The tiers that a process keeps: whoever comes upon a newer table first, all that is derived from it is of that table. */
import { Outbox } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { LoyaltySettings } from '../loyalty.settings.js';
import type { Tier } from '../loyalty.types.js';
import { TierService } from '../tier.service.js';

let test: TestDatabase;
beforeAll(async () => (test = await openTestDatabase()));
afterAll(() => test?.close());

const silver = (discountBps: number): Tier => {
  return { name: 'silver', fromMinor: 100, discountBps, earningMultiplierBps: 10_000, expiryExtensionDays: 0 };
};

it('shelves show the discounts of a table that a conversion or a redemption has read before the poll', async () => {
  const service = (): TierService => new TierService(test.database, new Outbox(test.database), new LoyaltySettings());
  const [shop, office] = [service(), service()];
  await shop.refresh();
  const replace = async (discountBps: number): Promise<void> => {
    const { version } = await office.table();
    await test.database.transaction((tx) =>
      office.replace(tx, { version, tiers: [silver(discountBps)], author: null }),
    );
  };
  await replace(500);
  await test.database.transaction((tx) => shop.standingsNow(tx, []));
  expect(shop.discounts()).toEqual([{ tier: 'silver', discountBps: 500 }]);
  const same = shop.discounts();
  await shop.refresh();
  expect(shop.discounts()).toBe(same);
  await replace(700);
  await shop.refresh();
  expect(shop.discounts()).toEqual([{ tier: 'silver', discountBps: 700 }]);
});
