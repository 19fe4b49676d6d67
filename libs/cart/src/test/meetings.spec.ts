/** Worked examples of our own where rules of the cart meet, numbers checked by hand; amounts in comments in major units. */
import { uuid7 } from '#libs/platform';
import type { CartOwner } from '../cart.types.js';
import { customer, guest, openCartKit, type CartKit } from './cart-kit.js';

const MINUTE_MS = 60_000;
const LOOM = uuid7();

let kit: CartKit;
beforeAll(async () => {
  kit = await openCartKit({ cartLineQuantityMax: 10 });
  kit.sellers.set(LOOM, { name: 'Red Loom', state: 'approved' });
  await kit.sell(
    { sku: 'P10', priceMinor: 1_000 },
    { sku: 'P20', priceMinor: 2_000 },
    { sku: 'P30', priceMinor: 3_000, stock: 3 },
    { sku: 'P33', priceMinor: 3_335 },
    { sku: 'P40', priceMinor: 4_000 },
    { sku: 'P50', priceMinor: 5_000 },
    { sku: 'P60', priceMinor: 6_000 },
    { sku: 'P90', priceMinor: 9_000 },
    { sku: 'P99', priceMinor: 9_900 },
    { sku: 'P120', priceMinor: 12_000 },
    { sku: 'HELD60', priceMinor: 6_000, takesStockAt: 'cart', stock: 1 },
    { sku: 'LOOM50', priceMinor: 5_000, merchantId: LOOM },
    {
      sku: 'RING',
      priceMinor: 8_000,
      messageFields: [{ key: 'engraving', label: 'Engraving', required: true, maxLength: 10, pattern: null }],
    },
  );
});
afterEach(async () => {
  kit.database.clockOffsetMs = 0;
  await kit.stopOffers();
});
afterAll(() => kit.close());

const of = (...skus: string[]) => ({
  scope: { kind: 'variants' as const, ids: skus.map((sku) => kit.variantId(sku)) },
});
const off = (...tiers: [fromMinor: number, offMinor: number][]) => ({
  kind: 'threshold_amount_off' as const,
  tiers: tiers.map(([fromMinor, offMinor]) => ({ fromMinor, offMinor })),
});

async function filled(...wanted: [sku: string, quantity: number][]): Promise<CartOwner> {
  const owner = customer();
  for (const [sku, quantity] of wanted) await kit.add(owner, { sku, quantity });
  return owner;
}

/** What the selected lines come to, and the hints of the groups. */
async function comesTo(owner: CartOwner): Promise<{ total: number; hints: (string | null)[] }> {
  const { selectedTotal, groups } = await kit.cart.show(owner.id);
  return { total: selectedTotal, hints: groups.flatMap(({ offer }) => (offer === null ? [] : [offer.text])) };
}

async function lineId(owner: CartOwner, sku: string): Promise<string> {
  const { groups } = await kit.cart.show(owner.id);
  return groups.flatMap((group) => group.lines).find((line) => line.sku === sku)!.id;
}

it('M1: a guest’s cart merged over the cap of a line, and a threshold that the cut still reaches', async () => {
  await kit.offer(off([10_000, 1_000]), of('P10'));
  const [owner, visitor] = [await filled(['P10', 6]), guest()];
  await kit.add(visitor, { sku: 'P10', quantity: 7 });
  // 60.00 and 70.00 apart: neither reaches 100.00.
  expect(await comesTo(owner)).toEqual({ total: 6_000, hints: ['add 40.00 for 10.00 off'] });
  const { lines } = await kit.database.transaction((tx) => kit.merger.adopt(tx, visitor.id, owner.id));
  expect(lines).toMatchObject([{ outcome: 'merged', requested: 7, quantity: 10, cut: 3, boundBy: 'line_cap' }]);
  // 6 + 7 = 13, cut to 10: 100.00 − 10.00
  expect(await comesTo(owner)).toEqual({ total: 9_000, hints: [null] });
});

it('M2: a flash sale over its limit counts at its mixed price for a threshold', async () => {
  await kit.offer({ kind: 'flash_sale', priceMinor: 5_900 }, { perCustomerLimit: 2, ...of('P99') });
  await kit.offer(off([20_000, 2_000]), of('P99'));
  const owner = await filled(['P99', 2]);
  // 2 × 59.00 = 118.00: 82.00 are missing.
  expect(await comesTo(owner)).toEqual({ total: 11_800, hints: ['add 82.00 for 20.00 off'] });
  await kit.add(owner, { sku: 'P99', quantity: 1 });
  // 118.00 + 99.00 = 217.00 − 20.00
  expect(await comesTo(owner)).toEqual({ total: 19_700, hints: [null] });
});

it('M3: a variant changed in place joins an offer’s group and its line', async () => {
  await kit.offer(off([7_000, 700]), of('P20', 'P50'));
  const owner = await filled(['P20', 1], ['P50', 1], ['P30', 1]);
  // 20.00 + 50.00 = 70.00 − 7.00; 30.00 beside it.
  expect(await comesTo(owner)).toEqual({ total: 9_300, hints: [null] });
  const changed = await kit.cart.change(owner, await lineId(owner, 'P30'), { sku: 'P20' });
  expect(changed).toMatchObject({ kind: 'changed', quantity: 2 });
  // 2 × 20.00 + 50.00 = 90.00 − 7.00, one group of two lines
  expect(await comesTo(owner)).toEqual({ total: 8_300, hints: [null] });
  expect((await kit.cart.show(owner.id)).groups.map(({ kind, lines }) => [kind, lines.length])).toEqual([['offer', 2]]);
});

it('M4: a hold that lapses takes its line out and the discount with it', async () => {
  await kit.offer(off([10_000, 2_000]), { endsAt: null, ...of('HELD60', 'P50') });
  const owner = await filled(['HELD60', 1], ['P50', 1]);
  // 60.00 + 50.00 = 110.00 − 20.00
  expect(await comesTo(owner)).toEqual({ total: 9_000, hints: [null] });
  kit.database.clockOffsetMs = 20 * MINUTE_MS + 1;
  expect(await comesTo(owner)).toEqual({ total: 5_000, hints: ['add 50.00 for 20.00 off'] });
  expect(await kit.cart.expireHeldLines(10)).toBe(1);
});

it('M5: a line ticked off drops a tier, not the discount', async () => {
  await kit.offer(off([10_000, 1_000], [20_000, 3_000]), of('P120', 'P90'));
  const owner = await filled(['P120', 1], ['P90', 1]);
  // 210.00 − 30.00
  expect(await comesTo(owner)).toEqual({ total: 18_000, hints: [null] });
  await kit.cart.change(owner, await lineId(owner, 'P90'), { selected: false });
  // 120.00 − 10.00; 80.00 to the next tier
  expect(await comesTo(owner)).toEqual({ total: 11_000, hints: ['add 80.00 for 30.00 off'] });
});

it('M6: a quantity cut to stock stays below a threshold', async () => {
  await kit.offer(off([10_000, 1_000]), of('P30'));
  const owner = customer();
  const [added] = await kit.add(owner, { sku: 'P30', quantity: 5 });
  expect(added).toMatchObject({ outcome: 'quantity_limited', quantity: 3, atMost: 3, boundBy: 'stock' });
  // 3 × 30.00 instead of 5 × 30.00
  expect(await comesTo(owner)).toEqual({ total: 9_000, hints: ['add 10.00 for 10.00 off'] });
});

it('M7: two offers compete for a line; one more unit lets both apply', async () => {
  await kit.offer(off([10_000, 3_000]), { name: 'A', ...of('P60', 'P50') });
  await kit.offer(off([8_000, 2_500]), { name: 'B', ...of('P50', 'P40') });
  const owner = await filled(['P60', 1], ['P50', 1], ['P40', 1]);
  // A over 60.00 + 50.00: −30.00. B over 50.00 + 40.00 would be −25.00; alone on 40.00 it is 40.00 short.
  expect(await comesTo(owner)).toEqual({ total: 12_000, hints: ['add 40.00 for 25.00 off', null] });
  await kit.add(owner, { sku: 'P40', quantity: 1 });
  // A −30.00 on 110.00, B −25.00 on 2 × 40.00: 190.00 − 55.00
  expect(await comesTo(owner)).toEqual({ total: 13_500, hints: [null, null] });
});

it('M8: a percentage is rounded half even, once', async () => {
  await kit.offer({ kind: 'threshold_percent_off', tiers: [{ fromMinor: 10_000, offBps: 1_000 }] }, of('P33'));
  // 3 × 33.35 = 100.05; 10 % is 10.005, to the even cent 10.00.
  expect(await comesTo(await filled(['P33', 3]))).toEqual({ total: 9_005, hints: [null] });
});

it('M9: two engravings of one ring share the limit of its flash sale', async () => {
  await kit.offer({ kind: 'flash_sale', priceMinor: 5_000 }, { perCustomerLimit: 3, ...of('RING') });
  const owner = customer();
  for (const engraving of ['For Ada', 'For Bob'])
    await kit.add(owner, { sku: 'RING', quantity: 2, messages: { engraving } });
  // 3 × 50.00 + 80.00
  expect((await comesTo(owner)).total).toBe(23_000);
  const lines = (await kit.cart.show(owner.id)).groups[0]!.lines;
  expect(lines.map(({ lineTotal }) => lineTotal).sort()).toEqual([10_000, 13_000]);
  expect(lines.map(({ limitText }) => limitText).filter((text) => text !== null)).toEqual([
    'limit 3: 1 charged at the normal price',
  ]);
});

it('M10: a seller who is suspended takes the lines out of an offer over several sellers', async () => {
  await kit.offer(off([10_000, 1_500]), { name: 'All of us', ...of('P60', 'LOOM50') });
  const owner = await filled(['P60', 1], ['LOOM50', 1]);
  // 60.00 + 50.00 − 15.00
  expect(await comesTo(owner)).toEqual({ total: 9_500, hints: [null] });
  kit.sellers.set(LOOM, { name: 'Red Loom', state: 'suspended' });
  expect(await comesTo(owner)).toEqual({ total: 6_000, hints: ['add 40.00 for 15.00 off'] });
  expect((await kit.cart.show(owner.id)).groups.map(({ kind, title }) => [kind, title])).toEqual([
    ['offer', 'Blue Kiln'],
    ['off_shelf', null],
  ]);
  kit.sellers.set(LOOM, { name: 'Red Loom', state: 'approved' });
});

it('M11: saved for later under a flash sale, moved back after it: the total and the price when added are today’s', async () => {
  await kit.offer({ kind: 'flash_sale', priceMinor: 5_900 }, of('P99'));
  const owner = await filled(['P99', 2], ['P10', 1]);
  // 2 × 59.00 + 10.00
  expect((await comesTo(owner)).total).toBe(12_800);
  const id = await lineId(owner, 'P99');
  await kit.database.transaction((tx) => kit.saver.save(tx, owner, [id]));
  expect((await comesTo(owner)).total).toBe(1_000);
  await kit.stopOffers();
  const prepared = await kit.saver.prepareReturn(owner, [id]);
  await kit.database.transaction((tx) => kit.saver.giveBack(tx, owner, [id], prepared));
  // 2 × 99.00 + 10.00
  expect((await comesTo(owner)).total).toBe(20_800);
  expect((await kit.cart.show(owner.id)).groups[0]!.lines[0]).toMatchObject({
    priceWhenAdded: 9_900,
    priceChange: 'same',
  });
});
