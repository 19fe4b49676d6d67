/** What shoppers read. */
import { explainCoupon, explainNextTier, explainNotApplied } from '../pricing/explain.rules.js';
import { priceBasket } from '../pricing/price-basket.rules.js';
import { aCoupon, aLine, amountOff, anOffer, NOON, percentOff } from './basket-builders.js';

it('says what the design says it says', () => {
  const flash = anOffer({ kind: 'flash_sale', priceMinor: 5_900 }, { perCustomerLimit: 2 });
  const flashed = priceBasket({ lines: [aLine(9_900, 5)], offers: [flash], now: NOON });
  expect(explainNotApplied(flashed.lines[0]!.notApplied[0]!)).toBe('limit 2: 3 charged at the normal price');
  const next = (rules: ReturnType<typeof amountOff>): string =>
    explainNextTier(priceBasket({ lines: [aLine(27_950)], offers: [anOffer(rules)], now: NOON }).basketOffers[0]!);
  expect(next(amountOff(30_000, 5_000))).toBe('add 20.50 for 50.00 off');
  expect(next(percentOff(30_000, 1_250))).toBe('add 20.50 for 12.5 % off');
  expect(next(amountOff(20_000, 5_000))).toBe('');
  const coupon = aCoupon({ kind: 'amount', offMinor: 1_000 }, { minSpendMinor: 10_000 });
  const judged = priceBasket({ lines: [aLine(9_500)], coupons: [coupon], now: NOON });
  expect(explainCoupon(judged.coupons[0]!)).toBe('add 5.00 to use');
});
