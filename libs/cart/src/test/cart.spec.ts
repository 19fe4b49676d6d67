import { uuid7 } from '#libs/platform';
import type { CartOwner } from '../cart.types.js';
import type { CartLineAnswer } from '../http/cart.answers.js';
import { customer, guest, MERCHANT, openCartKit, statementsOf, type CartKit } from './cart-kit.js';

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

async function lines(ownerId: string): Promise<CartLineAnswer[]> {
  return (await kit.cart.show(ownerId)).groups.flatMap((group) => group.lines);
}

async function addOne(owner: CartOwner, sku: string, quantity: number): Promise<string> {
  return (await kit.add(owner, { sku, quantity }))[0]!.lineId!;
}

describe('showing', () => {
  it('groups by seller, newest first, off shelf last, with live price and stock', async () => {
    const owner = customer();
    const other = uuid7();
    kit.sellers.set(other, { name: 'Red Loom', state: 'approved' });
    await kit.sell({ sku: 'RUG', priceMinor: 5000, merchantId: other }, { sku: 'GONE', priceMinor: 300, stock: 5 });
    await kit.add(owner, { sku: 'GONE', quantity: 1 });
    await kit.add(owner, { sku: 'MUG', quantity: 2 });
    await kit.add(owner, { sku: 'RUG', quantity: 1 });
    await kit.add(owner, { sku: 'CUP', quantity: 3 });
    await kit.sell(
      { sku: 'GONE', priceMinor: 300, shelf: 'off' },
      { sku: 'MUG', priceMinor: 1000 },
      { sku: 'RUG', priceMinor: 5500, merchantId: other },
    );
    const shown = await kit.cart.show(owner.id);
    await kit.sell({ sku: 'MUG', priceMinor: 1250 });
    expect(
      shown.groups.map(({ kind, title, selection, lines: own }) => [
        kind,
        title,
        selection,
        own.map((line) => line.sku),
      ]),
    ).toEqual([
      ['merchant', 'Blue Kiln', 'all', ['CUP', 'MUG']],
      ['merchant', 'Red Loom', 'all', ['RUG']],
      ['off_shelf', null, 'none', ['GONE']],
    ]);
    const facts = shown.groups
      .flatMap((group) => group.lines)
      .map((line) => [
        line.sku,
        line.price,
        line.priceWhenAdded,
        line.priceChange,
        line.lineTotal,
        line.stockState,
        line.stockText,
      ]);
    expect(facts).toEqual([
      ['CUP', 800, 800, 'same', 2400, 'low', 'only 3 left'],
      ['MUG', 1000, 1250, 'down', 2000, 'in_stock', 'in stock'],
      ['RUG', 5500, 5000, 'up', 5500, 'in_stock', 'in stock'],
      ['GONE', 300, 300, 'same', 300, 'off_shelf', 'no longer sold'],
    ]);
    const { lineCount, lineCountMax, selectedLineCount, selectedUnitCount, selectedGoodsTotal, currency } = shown;
    expect({ lineCount, lineCountMax, selectedLineCount, selectedUnitCount, selectedGoodsTotal, currency }).toEqual({
      lineCount: 4,
      lineCountMax: 4,
      selectedLineCount: 3,
      selectedUnitCount: 6,
      selectedGoodsTotal: 9900,
      currency: 'USD',
    });
    expect(shown.notices.map(({ code, sku }) => [code, sku])).toEqual([['OFF_SHELF', 'GONE']]);
  });

  it('shows a sold out line where it is, unselected, and keeps it out of an order', async () => {
    const owner = customer();
    await kit.sell({ sku: 'LAST', stock: 2 });
    await kit.add(owner, { sku: 'LAST', quantity: 2 }, { sku: 'MUG', quantity: 1 });
    await kit.restock('LAST', 0);
    const [mug, last] = await lines(owner.id);
    expect(mug).toMatchObject({ sku: 'MUG', selected: true, selectable: true });
    expect(last).toMatchObject({
      sku: 'LAST',
      selected: false,
      selectable: false,
      stockState: 'out_of_stock',
      maxQuantity: 0,
      quantity: 2,
    });
    expect((await kit.cart.selected(owner.id)).map((line) => line.lineId)).toEqual([mug!.id]);
    await kit.restock('LAST', 1);
    const shown = await kit.cart.show(owner.id);
    expect(shown.groups[0]!.lines[1]).toMatchObject({ stockState: 'low', maxQuantity: 1, selected: false });
    expect(shown.notices).toEqual([
      { code: 'QUANTITY_LIMITED', text: 'at most 1', lineId: last!.id, sku: 'LAST', atMost: 1 },
    ]);
  });

  it("counts a suspended seller's goods as off shelf", async () => {
    const owner = customer();
    const seller = uuid7();
    kit.sellers.set(seller, { name: 'Grey Mill', state: 'approved' });
    await kit.sell({ sku: 'SACK', merchantId: seller });
    await kit.add(owner, { sku: 'SACK', quantity: 1 });
    kit.sellers.set(seller, { name: 'Grey Mill', state: 'suspended' });
    expect((await kit.cart.show(owner.id)).groups.map((group) => group.kind)).toEqual(['off_shelf']);
    expect((await kit.add(owner, { sku: 'SACK', quantity: 1 }))[0]!.outcome).toBe('off_shelf');
  });

  it('is one read of lines and one of stock', async () => {
    const owner = customer();
    await kit.add(owner, ...['MUG', 'CUP', 'BOWL'].map((sku) => ({ sku, quantity: 1 })));
    const sent = await statementsOf(() => kit.cart.show(owner.id));
    expect(sent).toEqual(['cart.read_changed_lines', 'inventory.list_availability']);
  });

  it('shows an empty cart and makes none', async () => {
    const owner = guest();
    expect(await kit.cart.show(owner.id)).toMatchObject({
      groups: [],
      lineCount: 0,
      selectedGoodsTotal: 0,
      notices: [],
    });
    expect(await kit.cart.remove(owner, [uuid7()])).toEqual([]);
    expect(await kit.database.query('SELECT 1 FROM cart.cart WHERE owner_id = $1', [owner.id])).toEqual([]);
  });
});

describe('changing', () => {
  it('cuts the quantity and says so', async () => {
    const owner = customer();
    const lineId = await addOne(owner, 'CUP', 1);
    expect(await kit.cart.change(owner, lineId, { quantity: 8 })).toEqual({
      kind: 'changed',
      lineId,
      quantity: 3,
      atMost: 3,
      boundBy: 'stock',
    });
    expect(await kit.contents(owner)).toEqual(['3 CUP']);
  });

  it('puts another variant in place, keeps the line and its place, and takes in its twin', async () => {
    const owner = customer();
    const [mug, cup] = await kit.add(owner, { sku: 'MUG', quantity: 2 }, { sku: 'CUP', quantity: 1 });
    const [before] = (await lines(owner.id)).filter((line) => line.id === mug!.lineId);
    expect(await kit.cart.change(owner, mug!.lineId!, { sku: 'BOWL' })).toEqual({
      kind: 'changed',
      lineId: mug!.lineId,
      quantity: 2,
    });
    const [bowl] = (await lines(owner.id)).filter((line) => line.id === mug!.lineId);
    expect(bowl).toMatchObject({ sku: 'BOWL', price: 1000, priceWhenAdded: 1000, addedAt: before!.addedAt });
    expect(await kit.cart.change(owner, mug!.lineId!, { sku: 'CUP' })).toEqual({
      kind: 'changed',
      lineId: mug!.lineId,
      quantity: 3,
      absorbedLineId: cup!.lineId,
    });
    expect(await kit.contents(owner)).toEqual(['3 CUP']);
  });

  it.each([
    ['another variant that is sold out', { sku: 'JUG', messages: {} }, 'out_of_stock'],
    ['another variant that is off shelf', { sku: 'OLD' }, 'off_shelf'],
    ['a variant that is not there', { sku: 'NONE' }, 'unknown_sku'],
    ['another variant whose fields the messages do not fit', { sku: 'MUG' }, 'message_invalid'],
    ['messages that do not fit', { messages: { engraving: 'far too long for it' } }, 'message_invalid'],
    ['no messages where some are required', { messages: {} }, 'message_invalid'],
  ] as const)('refuses %s and leaves the cart as it was', async (_, change, kind) => {
    const owner = customer();
    const [ring] = await kit.add(owner, { sku: 'RING', quantity: 1, messages: { engraving: 'Ada' } });
    const everything =
      'SELECT l.*, c.version AS cart FROM cart.line AS l JOIN cart.cart AS c USING (owner_id) WHERE owner_id = $1';
    const before = await kit.database.query(everything, [owner.id]);
    expect((await kit.cart.change(owner, ring!.lineId!, { ...change, quantity: 2 })).kind).toBe(kind);
    expect(await kit.database.query(everything, [owner.id])).toEqual(before);
  });

  it('lowers a sold out line, does not raise or select it', async () => {
    const owner = customer();
    await kit.sell({ sku: 'ENDS', stock: 4 });
    const lineId = await addOne(owner, 'ENDS', 4);
    await kit.restock('ENDS', 0);
    expect(await kit.cart.change(owner, lineId, { quantity: 9 })).toMatchObject({
      quantity: 4,
      atMost: 0,
      boundBy: 'stock',
    });
    expect(await kit.cart.change(owner, lineId, { quantity: 2 })).toMatchObject({ quantity: 2 });
    expect(await kit.cart.change(owner, lineId, { selected: false })).toMatchObject({ kind: 'changed' });
    expect(await kit.cart.change(owner, lineId, { selected: true })).toEqual({ kind: 'out_of_stock' });
    expect(await kit.contents(owner)).toEqual(['2 ENDS unselected']);
  });

  it("knows only the owner's lines", async () => {
    const owner = customer();
    const stranger = customer();
    const lineId = await addOne(owner, 'MUG', 1);
    expect(await kit.cart.change(stranger, lineId, { quantity: 5 })).toEqual({ kind: 'not_found' });
    expect(await kit.cart.remove(stranger, [lineId])).toEqual([]);
    const selection = await kit.cart.prepareSelect(stranger, { lineIds: [lineId] }, false);
    expect(await kit.database.transaction((tx) => kit.cart.select(tx, stranger, selection))).toEqual({
      kind: 'not_found',
    });
    expect(await kit.contents(owner)).toEqual(['1 MUG']);
  });
});

describe('selecting and clearing', () => {
  async function select(
    owner: ReturnType<typeof customer>,
    selection: Parameters<CartKit['cart']['prepareSelect']>[1],
    selected: boolean,
  ) {
    const prepared = await kit.cart.prepareSelect(owner, selection, selected);
    return kit.database.transaction((tx) => kit.cart.select(tx, owner, prepared));
  }

  it("selects one, a seller's lines, or all, but nothing that is sold out", async () => {
    const owner = customer();
    const seller = uuid7();
    kit.sellers.set(seller, { name: 'Oak', state: 'approved' });
    await kit.sell({ sku: 'OAK', merchantId: seller }, { sku: 'DRY', stock: 1 });
    const [mug, oak, dry] = await kit.add(
      owner,
      { sku: 'MUG', quantity: 1 },
      { sku: 'OAK', quantity: 1 },
      { sku: 'DRY', quantity: 1 },
    );
    await kit.restock('DRY', 0);
    expect(await select(owner, { all: true }, false)).toMatchObject({ refused: [] });
    expect(await kit.contents(owner)).toEqual(['1 DRY unselected', '1 MUG unselected', '1 OAK unselected']);
    expect(await select(owner, { merchantId: seller }, true)).toEqual({
      kind: 'selected',
      lineIds: [oak!.lineId],
      refused: [],
    });
    expect(await select(owner, { lineIds: [mug!.lineId!, dry!.lineId!] }, true)).toEqual({
      kind: 'selected',
      lineIds: [mug!.lineId],
      refused: [{ lineId: dry!.lineId, reason: 'out_of_stock' }],
    });
    expect(await kit.contents(owner)).toEqual(['1 DRY unselected', '1 MUG', '1 OAK']);
    expect(await select(owner, { lineIds: [mug!.lineId!, uuid7()] }, false)).toEqual({ kind: 'not_found' });
    expect(await select(owner, { merchantId: MERCHANT }, false)).toMatchObject({ refused: [] });
    expect(await kit.contents(owner)).toEqual(['1 DRY unselected', '1 MUG unselected', '1 OAK']);
  });

  it('clears what is off shelf, what is selected, or all', async () => {
    const owner = customer();
    await kit.sell({ sku: 'FADES' });
    const [mug, cup, fades] = await kit.add(
      owner,
      { sku: 'MUG', quantity: 1 },
      { sku: 'CUP', quantity: 1 },
      { sku: 'FADES', quantity: 1 },
    );
    await kit.cart.change(owner, mug!.lineId!, { selected: false });
    await kit.sell({ sku: 'FADES', shelf: 'off' });
    expect(await kit.cart.clear(owner, 'invalid')).toEqual([fades!.lineId]);
    expect(await kit.cart.clear(owner, 'selected')).toEqual([cup!.lineId]);
    expect(await kit.cart.clear(owner, 'all')).toEqual([mug!.lineId]);
    expect(await kit.contents(owner)).toEqual([]);
  });
});
