/** Saving lines for later and moving them back. */
import { customer, guest, openCartKit, type CartKit } from './cart-kit.js';
import type { CartOwner } from '../cart.types.js';

let kit: CartKit;
beforeAll(async () => {
  kit = await openCartKit({ cartLinesMax: 3, cartLineQuantityMax: 10 });
  await kit.sell(
    { sku: 'MUG' },
    { sku: 'CUP' },
    { sku: 'BOWL' },
    { sku: 'DISH' },
    { sku: 'SCARCE', stock: 4, takesStockAt: 'cart' },
    { sku: 'FEW', stock: 2 },
  );
});
afterAll(() => kit.close());

async function addOne(owner: CartOwner, sku: string, quantity = 1): Promise<string> {
  return (await kit.add(owner, { sku, quantity }))[0]!.lineId!;
}

async function saved(owner: CartOwner): Promise<string[]> {
  return (await kit.cart.show(owner.id)).saved.map((line) => `${line.quantity} ${line.sku}`);
}

const save = (owner: CartOwner, ...lineIds: string[]) => kit.call(owner, 'POST', '/saved-lines', { lineIds });
const giveBack = (owner: CartOwner, ...lineIds: string[]) =>
  kit.call(owner, 'POST', '/saved-lines/returns', { lineIds });

it('leaves the cart, its totals and its orders, and comes back at today’s price as the newest line', async () => {
  const owner = customer();
  const mug = await addOne(owner, 'MUG', 2);
  await addOne(owner, 'CUP');
  expect(await save(owner, mug)).toMatchObject({
    status: 200,
    body: { lines: [{ lineId: mug, outcome: 'saved', quantity: 2, cut: 0, absorbedLineId: null }], notices: [] },
  });
  const shown = await kit.cart.show(owner.id);
  expect(shown).toMatchObject({ lineCount: 1, selectedUnitCount: 1 });
  expect(shown.saved).toMatchObject([
    { sku: 'MUG', quantity: 2, selected: false, selectable: false, stockState: 'in_stock' },
  ]);
  expect((await kit.cart.selected(owner.id)).map(({ variantId }) => variantId)).toEqual([kit.variantId('CUP')]);
  await kit.sell({ sku: 'MUG', priceMinor: 1_200 });
  const back = await giveBack(owner, mug);
  await kit.sell({ sku: 'MUG', priceMinor: 1_000 });
  expect(back).toMatchObject({
    status: 200,
    body: { lines: [{ savedLineId: mug, lineId: mug, outcome: 'added', quantity: 2 }] },
  });
  const after = await kit.cart.show(owner.id);
  expect(after.saved).toEqual([]);
  expect(after.groups[0]!.lines.map(({ sku, priceWhenAdded }) => [sku, priceWhenAdded])).toEqual([
    ['MUG', 1_200],
    ['CUP', 1_000],
  ]);
});

it('adds up with an equal line, both ways, and says what was cut', async () => {
  const owner = customer();
  const first = await addOne(owner, 'MUG', 7);
  await save(owner, first);
  const second = await addOne(owner, 'MUG', 6);
  // 7 + 6 = 13, the cap of a line is 10
  expect(await save(owner, second)).toMatchObject({
    body: {
      lines: [{ lineId: second, outcome: 'saved', quantity: 10, cut: 3, absorbedLineId: first }],
      notices: [{ code: 'QUANTITY_LIMITED', text: 'at most 10' }],
    },
  });
  const third = await addOne(owner, 'MUG', 1);
  expect(await giveBack(owner, second)).toMatchObject({
    body: {
      lines: [
        {
          savedLineId: second,
          lineId: third,
          outcome: 'quantity_limited',
          quantity: 10,
          atMost: 10,
          boundBy: 'line_cap',
        },
      ],
    },
  });
  expect(await kit.contents(owner)).toEqual(['10 MUG']);
});

it('gives stock back while it is saved, takes it again, and stays saved when there is none', async () => {
  const [owner, rival] = [customer(), customer()];
  const line = await addOne(owner, 'SCARCE', 3);
  expect(await kit.free('SCARCE')).toBe(1);
  await save(owner, line);
  expect(await kit.free('SCARCE')).toBe(4);
  await addOne(rival, 'SCARCE', 2);
  expect(await giveBack(owner, line)).toMatchObject({
    body: {
      lines: [{ outcome: 'quantity_limited', quantity: 2, atMost: 2, boundBy: 'stock' }],
      notices: [{ text: 'at most 2' }],
    },
  });
  await save(owner, line);
  await addOne(rival, 'SCARCE', 2);
  expect(await giveBack(owner, line)).toMatchObject({
    status: 200,
    body: {
      lines: [{ savedLineId: line, lineId: null, outcome: 'out_of_stock' }],
      notices: [{ code: 'OUT_OF_STOCK' }],
    },
  });
  expect(await saved(owner)).toEqual(['2 SCARCE']);
});

it('says the caps on both sides, and does nothing for a line that is not there', async () => {
  const owner = customer();
  const ids = [await addOne(owner, 'MUG'), await addOne(owner, 'CUP'), await addOne(owner, 'BOWL')];
  await save(owner, ...ids);
  const dish = await addOne(owner, 'DISH');
  expect(await save(owner, dish)).toMatchObject({
    body: { lines: [{ outcome: 'saved_full' }], notices: [{ code: 'SAVED_FULL', text: 'at most 3 lines are saved' }] },
  });
  await addOne(owner, 'FEW');
  await addOne(owner, 'MUG');
  // MUG adds to its line; CUP finds three lines in the cart.
  expect((await giveBack(owner, ids[0]!, ids[1]!)).body).toMatchObject({
    lines: [
      { outcome: 'merged', quantity: 2 },
      { outcome: 'cart_full', lineId: null },
    ],
    notices: [{ code: 'CART_FULL', text: 'the cart is full: at most 3 lines' }],
  });
  const stranger = customer();
  expect(await save(stranger, dish)).toMatchObject({ status: 404, body: { code: 'LINE_NOT_FOUND' } });
  expect(await giveBack(owner, dish)).toMatchObject({ status: 404 });
  expect(await kit.call(owner, 'PATCH', `/lines/${ids[1]!}`, { quantity: 2 })).toMatchObject({ status: 404 });
  expect(await kit.call(owner, 'DELETE', '/lines?filter=all')).toMatchObject({ status: 200 });
  expect(await saved(owner)).toEqual(['1 BOWL', '1 CUP']);
  expect(await kit.call(owner, 'DELETE', '/lines?filter=saved')).toMatchObject({ status: 200 });
  expect(await kit.contents(owner)).toEqual([]);
});

it('goes with its guest at the login, adding up, and nothing is lost', async () => {
  const [owner, visitor] = [customer(), guest()];
  await save(owner, await addOne(owner, 'MUG', 6));
  await save(visitor, await addOne(visitor, 'MUG', 6), await addOne(visitor, 'CUP', 1));
  const report = await kit.database.transaction((tx) => kit.merger.adopt(tx, visitor.id, owner.id));
  expect(report.lines.map(({ outcome, saved: wasSaved, quantity, cut }) => [outcome, wasSaved, quantity, cut])).toEqual(
    [
      ['moved', true, 1, 0],
      ['merged', true, 10, 2],
    ],
  );
  expect(await saved(owner)).toEqual(['1 CUP', '10 MUG']);
  expect(await kit.contents(visitor)).toEqual([]);
});

it('is done once under one key', async () => {
  const owner = customer();
  const line = await addOne(owner, 'MUG');
  const key = { 'idempotency-key': 'save-once-key-0001' };
  const first = await kit.call(owner, 'POST', '/saved-lines', { lineIds: [line] }, key);
  expect(await kit.call(owner, 'POST', '/saved-lines', { lineIds: [line] }, key)).toEqual({
    ...first,
    isReplayed: true,
  });
});
