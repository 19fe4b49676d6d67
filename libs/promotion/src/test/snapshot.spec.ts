/** The offers kept in the process: fresh when the version says so, the same array while it does not. */
import { snapshotVersions } from '#libs/platform';
import { OfferSnapshot } from '../offer-snapshot.js';
import { OfferService } from '../offer.service.js';
import { PromotionSettings } from '../promotion.settings.js';
import { aLine } from './basket-builders.js';
import { putFlash, putOffer } from './promotion-database.js';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';

let test: TestDatabase;
beforeAll(async () => (test = await openTestDatabase()));
afterAll(() => test?.close());

it('is loaded, stays while nothing changes, follows changes, and is not moved by claims', async () => {
  const snapshot = new OfferSnapshot(test.database, new PromotionSettings());
  expect(snapshot.version).toBe(0);
  await snapshot.refresh();
  const empty = snapshot.offers;
  expect(empty).toEqual([]);
  await snapshot.refresh();
  expect(snapshot.offers).toBe(empty);
  expect(snapshot.flashOffersOf([aLine(100)], await test.database.now())).toEqual([]);
  const offerId = await putFlash(test.database, { quota: 5 });
  const seen = await test.database.transaction(async (tx) => (await snapshotVersions(tx))('promotion'));
  expect(seen).not.toBe(snapshot.version);
  await snapshot.refresh();
  expect(snapshot.version).toBe(seen);
  expect(snapshot.offers).toMatchObject([{ offerId, quota: 5, rules: { kind: 'flash_sale', priceMinor: 5_900 } }]);
  const now = await test.database.now();
  expect(snapshot.flashOffersOf([aLine(9_900)], now)).toEqual([offerId]);
  expect(snapshot.runningAt(now)).toHaveLength(1);
  const kept = snapshot.offers;
  await test.database.query('UPDATE promotion.offer SET claimed = claimed + 1 WHERE id = $1', [offerId]);
  await snapshot.refresh();
  expect(snapshot.offers).toBe(kept);
});

it('an offer that was stopped is gone after the next look', async () => {
  const offers = new OfferService(test.database, new PromotionSettings());
  const snapshot = new OfferSnapshot(test.database, new PromotionSettings());
  const offerId = await putOffer(test.database, { kind: 'item_price', priceMinor: 100 });
  await snapshot.refresh();
  expect(snapshot.offers.map((offer) => offer.offerId)).toContain(offerId);
  const { version } = (await offers.find(offerId))!;
  const outcome = await test.database.transaction((tx) => offers.stop(tx, { offerId, version }));
  expect(outcome.kind).toBe('done');
  await snapshot.refresh();
  expect(snapshot.offers.map((offer) => offer.offerId)).not.toContain(offerId);
});
