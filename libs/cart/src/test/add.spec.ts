import { customer, openCartKit, statementsOf, type CartKit } from './cart-kit.js';

let kit: CartKit;
beforeAll(async () => {
  kit = await openCartKit({ cartLinesMax: 4, cartLineQuantityMax: 10 });
  await kit.sell(
    { sku: 'MUG', priceMinor: 1250, stock: 100 },
    { sku: 'CUP', priceMinor: 800, stock: 3 },
    { sku: 'JUG', stock: 0 },
    { sku: 'OLD', shelf: 'off', stock: 9 },
    { sku: 'BOWL', stock: 100 },
    { sku: 'DISH', stock: 100 },
    { sku: 'RARE', stock: 100, purchaseLimit: { units: 2, windowDays: 30 } },
    {
      sku: 'RING',
      stock: 5,
      messageFields: [{ key: 'engraving', label: 'Engraving', required: true, maxLength: 10, pattern: null }],
    },
  );
});
afterAll(() => kit.close());

describe('adding', () => {
  it('makes a line, and adds to it the next time', async () => {
    const owner = customer();
    const [first] = await kit.add(owner, { sku: 'MUG', quantity: 2 });
    expect(first).toEqual({ sku: 'MUG', outcome: 'added', lineId: first!.lineId, requested: 2, quantity: 2 });
    const [second] = await kit.add(owner, { sku: 'MUG', quantity: 3 });
    expect(second).toEqual({ sku: 'MUG', outcome: 'merged', lineId: first!.lineId, requested: 3, quantity: 5 });
    expect(await kit.contents(owner)).toEqual(['5 MUG']);
  });

  it('cuts to stock, to the limit per customer and to the cap of a line, and says at most how many', async () => {
    const owner = customer();
    const outcomes = await kit.add(
      owner,
      { sku: 'CUP', quantity: 7 },
      { sku: 'RARE', quantity: 3 },
      { sku: 'MUG', quantity: 11 },
    );
    expect(outcomes.map(({ outcome, quantity, atMost, boundBy }) => [outcome, quantity, atMost, boundBy])).toEqual([
      ['quantity_limited', 3, 3, 'stock'],
      ['quantity_limited', 2, 2, 'purchase_limit'],
      ['quantity_limited', 10, 10, 'line_cap'],
    ]);
    const [again] = await kit.add(owner, { sku: 'CUP', quantity: 1 });
    expect(again).toMatchObject({ outcome: 'quantity_limited', quantity: 3, atMost: 3 });
    expect(await kit.contents(owner)).toEqual(['10 MUG', '2 RARE', '3 CUP']);
  });

  it('leaves out what cannot be bought and says why; the rest is added', async () => {
    const owner = customer();
    const outcomes = await kit.add(
      owner,
      { sku: 'JUG', quantity: 1 },
      { sku: 'OLD', quantity: 1 },
      { sku: 'NONE', quantity: 1 },
      { sku: 'RING', quantity: 1 },
      { sku: 'MUG', quantity: 1 },
    );
    expect(outcomes.map(({ outcome, lineId, quantity }) => [outcome, lineId !== null, quantity])).toEqual([
      ['out_of_stock', false, 0],
      ['off_shelf', false, 0],
      ['unknown_sku', false, 0],
      ['message_invalid', false, 0],
      ['added', true, 1],
    ]);
    expect(outcomes[3]!.faults).toEqual(['engraving is required']);
    expect(await kit.contents(owner)).toEqual(['1 MUG']);
  });

  it('keeps other messages apart; the same ones in another spelling are one line with the newest spelling', async () => {
    const owner = customer();
    await kit.add(
      owner,
      { sku: 'RING', quantity: 1, messages: { engraving: 'For Ada' } },
      { sku: 'RING', quantity: 1, messages: { engraving: 'For Bob' } },
      { sku: 'RING', quantity: 1, messages: { engraving: ' For  Ada ' } },
    );
    expect(await kit.contents(owner)).toEqual(['1 RING "For Bob"', '2 RING "For  Ada"']);
    // Five in stock: the lines of one variant share it.
    const [third] = await kit.add(owner, { sku: 'RING', quantity: 9, messages: { engraving: 'For Eve' } });
    expect(third).toMatchObject({ outcome: 'quantity_limited', quantity: 2, atMost: 2, boundBy: 'stock' });
    const [none] = await kit.add(owner, { sku: 'RING', quantity: 1, messages: { engraving: 'For Zoe' } });
    expect(none).toMatchObject({ outcome: 'quantity_limited', lineId: null, quantity: 0, atMost: 0 });
  });

  it('says the cap of lines; changing and adding to a line still work there', async () => {
    const owner = customer();
    const skus = ['MUG', 'CUP', 'BOWL', 'DISH', 'RARE'];
    const outcomes = await kit.add(owner, ...skus.map((sku) => ({ sku, quantity: 1 })));
    expect(outcomes.map((one) => one.outcome)).toEqual(['added', 'added', 'added', 'added', 'cart_full']);
    expect((await kit.add(owner, { sku: 'MUG', quantity: 1 }))[0]).toMatchObject({ outcome: 'merged', quantity: 2 });
    const changed = await kit.cart.change(owner, outcomes[1]!.lineId!, { quantity: 2 });
    expect(changed).toEqual({ kind: 'changed', lineId: outcomes[1]!.lineId, quantity: 2 });
    expect(await kit.contents(owner)).toEqual(['1 BOWL', '1 DISH', '2 CUP', '2 MUG']);
  });

  it('adds up exactly from two tabs at once', async () => {
    const owner = customer();
    const wide = await openCartKit();
    try {
      await wide.sell({ sku: 'MUG', stock: 1000 });
      await Promise.all(Array.from({ length: 24 }, (_, n) => wide.add(owner, { sku: 'MUG', quantity: 1 + (n % 3) })));
      expect(await wide.contents(owner)).toEqual(['48 MUG']);
      expect(await wide.database.query('SELECT version FROM cart.cart')).toEqual([{ version: 25 }]);
    } finally {
      await wide.close();
    }
  });

  it('is 3 statements for any number of lines', async () => {
    const owner = customer();
    await kit.add(owner, { sku: 'MUG', quantity: 1 });
    const prepared = await kit.cart.prepareAdd(['MUG', 'CUP', 'BOWL'].map((sku) => ({ sku, quantity: 1 })));
    const sent = await statementsOf(() => kit.database.transaction((tx) => kit.cart.add(tx, owner, prepared)));
    expect(sent).toEqual(['cart.lock', 'cart.read_lines', 'cart.save_lines', 'db.begin']);
  });
});
